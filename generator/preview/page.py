"""What a page gets while it is served: scripts that keep it up to date, and the author's desk."""

import re
from pathlib import Path

OWN = ".preview"
"""Addresses of our own begin so: no dot file is ever published."""
FOLDER = f"/{OWN}/"
BROWSER = Path(__file__).with_name("browser")

EMPTY = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8">'
    b'<meta name="viewport" content="width=device-width, initial-scale=1">'
    b'<meta name="color-scheme" content="light dark"><title>Nothing to show yet</title>'
    b"</head><body></body></html>"
)
"""The page for as long as there has been no good site."""
LOST = EMPTY.replace(b"Nothing to show yet", b"404").replace(b"<body>", b"<body>404: not there")
"""The page for an address that has none, for sites without a 404.html."""

_HEAD_ENDS = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY_BEGINS = re.compile(rb"""<body(?=[\s>])(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)


def dress(page: bytes, port: int, edition: str, desk: str, *, can_open: bool = False) -> bytes:
    """Add the scripts and the desk to a page that is to be served.

    The scripts are one piece before the end of the head, the desk one at the body's beginning;
    all else stays as it is in a clean build.
    """
    head = _HEAD_ENDS.search(page)
    body = _BODY_BEGINS.search(page, head.end() if head else 0)
    first = head.start() if head else body.end() if body else len(page)
    second = max(first, body.end() if body else len(page))
    pieces = (
        page[:first],
        _scripts(port, edition, can_open).encode(),
        page[first:second],
        desk.encode(),
        page[second:],
    )
    return b"".join(pieces)


def socket_path(edition: str) -> str:
    """Return the path of the websocket that tells a page of this edition about later ones."""
    return f"{FOLDER}{edition}/livereload"


def _scripts(port: int, edition: str, can_open: bool) -> str:
    # livereload.js knows no option for the socket's path, but puts what it is given as port
    # in front of "/livereload". So the socket learns which edition its page shows, and
    # nothing is missed between a page being sent and its socket being open. It looks for
    # plug-ins when it begins, and so comes after ours.
    before, _, _ = socket_path(edition).rpartition("/")
    opens = " data-opens" if can_open else ""
    return (
        f'<link data-preview rel="stylesheet" href="{FOLDER}page.css">'
        f'<script data-preview type="module" src="{FOLDER}gentle.js"{opens}></script>'
        f'<script data-preview defer src="/livereload.js?maxdelay=2000&amp;port={port}{before}">'
        "</script>"
    )
