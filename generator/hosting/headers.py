"""What a host says beside the files: the policy of pages, what may be kept, and types."""

from collections.abc import Mapping
from typing import Final

from generator.problems.regex import regex

MARKED: Final = regex(r"\.[0-9a-f]{10}(?:[./]|$)|/[0-9a-f]{32}\.")
"""A name that carries a digest is another one after each change: it may be kept for ever."""

ALWAYS: Final = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)
POLICY: Final = "Content-Security-Policy"
FRAMED: Final = "figures/"
"""What may be shown in frames of other sites."""
FOR_EVER: Final = "public, max-age=31536000, immutable"
ANEW: Final = "no-cache"
"""Kept, and asked for before each use."""
TYPES: Final[Mapping[str, str]] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "csv": "text/csv",
    "txt": "text/plain",
    "md": "text/markdown",
    "webmanifest": "application/manifest+json",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "wasm": "application/wasm",
    "zip": "application/zip",
}
_TEXTS: Final = ("text/", "application/json", "application/xml", "+xml", "+json")
UNKNOWN: Final = "application/octet-stream"


def type_of(path: str) -> str:
    """Return what a file says of its content, with the encoding of texts."""
    kind = TYPES.get(path.rpartition("/")[2].rpartition(".")[2].lower(), UNKNOWN)
    return f"{kind}; charset=utf-8" if is_text(kind) else kind


def cache_of(path: str) -> str:
    """Return how long a file may be kept."""
    return FOR_EVER if MARKED.search(path) else ANEW


def is_text(kind: str) -> bool:
    """Tell whether a type is one of texts, which are sent shorter than they are."""
    return kind.startswith(_TEXTS[:1]) or kind.endswith(_TEXTS[1:])
