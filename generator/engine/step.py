"""The promise of the house: a Step is a named pure function and one frozen value.

Its key is a digest of both, of our own sources and of the packages in use.
"""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib import import_module
from typing import Any, Generic, TypeVar

from msgspec import Struct, msgpack

from generator.engine.salt import salt
from generator.problems import Problem

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


T = TypeVar("T")

Read = Callable[[Blob], bytes]
"""Gives the bytes of a Blob that the step's value holds; any other is refused."""


class Made(Struct, Generic[T], frozen=True):
    """What a maker returns: a value with its problems, or problems alone.

    ``blobs`` are the bytes of every Blob that the value newly names. What is not ``lasting``
    is not kept in the cache: a program that failed may do better the next time.
    """

    value: T | None
    problems: tuple[Problem, ...] = ()
    blobs: tuple[bytes, ...] = ()
    lasting: bool = True


class Maker(Struct, frozen=True):
    """A top-level function ``make(value, read)`` by its name, such as ``package.module:function``.

    It is loaded where something has to be made: a build that changes nothing loads none.
    It is pure: it finds everything in its value (and in the Blobs that the value
    holds), and returns problems instead of raising. ``result`` is the type of what it makes.
    """

    name: str
    result: Any


class Step(Struct, frozen=True):
    """A maker and its argument."""

    maker: Maker
    value: Any

    def make(self, read: Read) -> Made[Any]:
        """Call the maker."""
        return function_of(self.maker)(self.value, read)


def function_of(maker: Maker) -> Callable[[Any, Read], Made[Any]]:
    """Load a maker's function."""
    function: Callable[[Any, Read], Made[Any]] = named(maker.name)
    return function


def named(name: str) -> Any:
    """Load what stands under a name such as ``package.module:function``."""
    module, _, own = name.partition(":")
    return getattr(import_module(module), own)


@cache
def decoder_of(maker: Maker) -> "msgpack.Decoder[Made[Any]]":
    """Return what reads a maker's encoded results."""
    form: Any = Made
    return msgpack.Decoder(form[maker.result])


_kept_last = [(b"", digest(b""))]
"""What was kept last, with its digest: it is asked for again as soon as its step is made."""


def keep(content: bytes | str) -> tuple[Blob, bytes]:
    """Name some bytes: return their Blob and the bytes, ready for ``Made.blobs``."""
    raw = content.encode() if isinstance(content, str) else content
    name = digest(raw)
    _kept_last[0] = raw, name
    return Blob(name), raw


def name_of(content: bytes) -> str:
    """Return the digest of some bytes."""
    known, name = _kept_last[0]
    return name if content is known else digest(content)


def key_of(step: Step) -> str:
    """Return the step's key: the digest of its maker, its value and the salt."""
    return digest(b"\0".join((salt(), step.maker.name.encode(), encode(step.value))))
