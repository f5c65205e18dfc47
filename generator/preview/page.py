"""A page as it is served: the output behind its address, and what is added to it."""

import mimetypes
import re
from collections.abc import Container
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

from msgspec import Struct

from generator.problems.regex import regex

OWN = ".preview"
"""Addresses of our own begin so: no dot file is ever published."""
FOLDER = f"/{OWN}/"
BROWSER = Path(__file__).with_name("browser")

EMPTY_PAGE = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8">'
    b'<meta name="viewport" content="width=device-width, initial-scale=1">'
    b'<meta name="color-scheme" content="light dark"><title>Nothing to show yet</title>'
    b"</head><body></body></html>"
)
"""The page for as long as there has been no good site."""
_LOST = EMPTY_PAGE.replace(b"Nothing to show yet", b"404")
LOST_PAGE = _LOST.replace(b"<body>", b"<body>404: not there")
"""The page for an address that has none, for sites without a 404.html."""

_HEAD_ENDS = regex(rb"</head\s*>", re.IGNORECASE)
_BODY_BEGINS = regex(rb"""<body(?=[\s>])(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)


def inject(page: bytes, port: int, version: str, overlay: str, *, opens: str = "") -> bytes:
    """Add the scripts and the overlay to a page that is to be served.

    The scripts are one piece before the end of the head, the overlay one at the body's beginning;
    all else stays as it is in a clean build.
    """
    head = _HEAD_ENDS.search(page)
    body = _BODY_BEGINS.search(page, head.end() if head else 0)
    first = head.start() if head else body.end() if body else len(page)
    second = max(first, body.end() if body else len(page))
    pieces = (
        page[:first],
        _scripts(port, version, opens).encode(),
        page[first:second],
        overlay.encode(),
        page[second:],
    )
    return b"".join(pieces)


def socket_path(version: str) -> str:
    """Return the path of the websocket that tells a page of this version about later ones."""
    return f"{FOLDER}{version}/livereload"


def _scripts(port: int, version: str, opens: str) -> str:
    # livereload.js knows no option for the socket's path, but puts what it is given as port
    # in front of "/livereload". So the socket learns which version its page shows, and
    # nothing is missed between a page being sent and its socket being open. It looks for
    # plug-ins when it begins, and so comes after ours.
    before, _, _ = socket_path(version).rpartition("/")
    told = f' data-opens="{escape(opens)}"' if opens else ""
    return (
        f'<link data-preview rel="stylesheet" href="{FOLDER}page.css">'
        f'<script data-preview type="module" src="{FOLDER}gentle.js"{told}></script>'
        f'<script data-preview defer src="/livereload.js?maxdelay=2000&amp;port={port}{before}">'
        "</script>"
    )


INDEX, LOST = "index.html", "404.html"

# An own table: what the machine at hand believes about endings must not matter.
_TYPES = mimetypes.MimeTypes()
for _ending, _type in {
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".md": "text/markdown",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}.items():
    _TYPES.add_type(_type, _ending)


class OutputFile(Struct, frozen=True):
    """The path that stands behind an address."""

    path: str


class MovedFolder(Struct, frozen=True):
    """The address of a folder, asked for without its last slash."""

    address: str


def locate(paths: Container[str], address: str) -> OutputFile | MovedFolder | None:
    """Find what stands behind a percent-encoded address without its query."""
    path = _path(address)
    if path is None:
        return None
    if path == "" or path.endswith("/"):
        return OutputFile(path + INDEX) if path + INDEX in paths else None
    if path in paths:
        return OutputFile(path)
    return MovedFolder(f"/{quote(path)}/") if f"{path}/{INDEX}" in paths else None


def _path(address: str) -> str | None:
    if not address.startswith("/"):
        return None
    try:
        return unquote(address[1:], errors="strict")
    except UnicodeDecodeError:
        return None


def content_type(path: str) -> str:
    """Return the content type of a path, with the encoding of text."""
    kind, packed = _TYPES.guess_type("/" + path)
    if kind is None or packed:
        return "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("xml", "json", "javascript"))
    return f"{kind}; charset=utf-8" if is_text else kind
