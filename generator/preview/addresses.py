"""From the address that a browser asks for to a path of the manifest.

Only the manifest is asked, never the file system: what is not in it cannot be reached.
"""

import mimetypes
from collections.abc import Container
from urllib.parse import quote, unquote

from msgspec import Struct

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


class Found(Struct, frozen=True):
    """The path that stands behind an address."""

    path: str


class Moved(Struct, frozen=True):
    """The address of a folder, asked for without its last slash."""

    address: str


def locate(paths: Container[str], address: str) -> Found | Moved | None:
    """Find what stands behind a percent-encoded address without its query."""
    path = _path(address)
    if path is None:
        return None
    if path == "" or path.endswith("/"):
        return Found(path + INDEX) if path + INDEX in paths else None
    if path in paths:
        return Found(path)
    return Moved(f"/{quote(path)}/") if f"{path}/{INDEX}" in paths else None


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
