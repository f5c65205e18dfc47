"""What a page gets while it is served: the script that reloads it, and problems drawn over it."""

import html
from collections.abc import Sequence
from pathlib import Path

from generator.problems import Problem
from generator.problems.terminal import show_all

OWN = ".preview"
"""Addresses of our own begin so: no dot file is ever published."""
STYLE = f"/{OWN}/overlay.css"
OVERLAY_CSS = Path(__file__).with_name("overlay.css")

EMPTY = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Nothing to show yet</title>'
    b"</head><body></body></html>"
)
"""The page for as long as there has been no good site."""
LOST = EMPTY.replace(b"Nothing to show yet", b"404").replace(b"<body>", b"<body>404: not there")
"""The page for an address that has none, for sites without a 404.html."""


def dress(page: bytes, port: int, edition: str, problems: Sequence[Problem]) -> bytes:
    """Add the script and the problems to a page that is to be served."""
    lower = page.lower()
    head, body = lower.find(b"</head>"), lower.rfind(b"</body>")
    if body < 0:
        body = len(page)
    head = head if 0 <= head < body else body
    script = _script(port, edition).encode()
    over = overlay(problems).encode() if problems else b""
    return b"".join((page[:head], script, page[head:body], over, page[body:]))


def overlay(problems: Sequence[Problem]) -> str:
    """Draw problems as HTML, in the words and the form of the terminal."""
    count = f"{len(problems)} problem{'s' * (len(problems) != 1)} to mend"
    return (
        f'<link rel="stylesheet" href="{STYLE}">'
        f'<aside id="preview-problems" role="alert"><strong>{count}</strong>'
        f"<pre>{html.escape(show_all(problems, color=False))}</pre></aside>"
    )


def socket_path(edition: str) -> str:
    """Return the path of the websocket that tells a page of this edition about later ones."""
    return f"/{OWN}/{edition}/livereload"


def _script(port: int, edition: str) -> str:
    # livereload.js knows no option for the socket's path, but puts what it is given as port
    # in front of "/livereload". So the socket learns which edition its page shows, and
    # nothing is missed between a page being sent and its socket being open.
    before, _, _ = socket_path(edition).rpartition("/")
    return f'<script src="/livereload.js?maxdelay=2000&amp;port={port}{before}"></script>'
