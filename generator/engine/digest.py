"""Digests of bytes and of frozen values."""

from hashlib import blake2b
from typing import Any

from msgspec import Struct, msgpack

_encoder = msgpack.Encoder()


class Blob(Struct, frozen=True):
    """A large text or file, named by the digest of its bytes.

    A step that holds a Blob enters its key by this digest alone; the bytes are
    read only when the step is made.
    """

    digest: str


def digest(content: bytes) -> str:
    """Return the digest of some bytes as 32 hexadecimal digits."""
    return blake2b(content, digest_size=16).hexdigest()


def encode(value: Any) -> bytes:
    """Return the one encoding of a frozen value: equal values, equal bytes."""
    return _encoder.encode(value)
