"""COMPRESS: a text as it is sent to browsers, once for all of them."""

from typing import Final

from msgspec import Struct

from generator.engine import Blob, Made, Read, keep

ENDINGS: Final = {"br": ".br", "gzip": ".gz"}
LEAST: Final = 1000
"""A text of fewer bytes goes in one packet anyway."""


class Compressible(Struct, frozen=True):
    """A text, and what makes it shorter: ``br`` or ``gzip``."""

    blob: Blob
    coding: str


class Compressed(Struct, frozen=True):
    """What is shorter, and how long that is; nothing where it would not be."""

    blob: Blob | None
    size: int = 0


def compress(value: Compressible, read: Read) -> Made[Compressed]:
    """Make a text as short as it gets."""
    content = read(value.blob)
    short = _brotli(content) if value.coding == "br" else _gzip(content)
    if len(short) > 0.95 * len(content):
        return Made(Compressed(None))
    blob, kept = keep(short)
    return Made(Compressed(blob, len(short)), blobs=(kept,))


def _brotli(content: bytes) -> bytes:
    import brotli

    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT))


def _gzip(content: bytes) -> bytes:
    import gzip

    # No time and no name: the same text is the same file.
    return gzip.compress(content, 9, mtime=0)
