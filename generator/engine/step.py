"""The promise of the house: a Step is a named pure function and one frozen value.

Its key is a digest of both, of our own sources and of the packages in use.
"""

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from importlib import import_module
from typing import Any, Generic, TypeVar

from msgspec import Struct, msgpack, structs

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


PLAIN = frozenset((str, int, float, bool, bytes, type(None)))


def key_of(step: Step) -> str:
    """Return the step's key: the digest of its maker, its value and the salt."""
    return digest(b"\0".join((salt(), step.maker.name.encode(), encode(step.value))))


def _is_frozen(value: Any) -> bool:
    return isinstance(value, Struct) and value.__struct_config__.frozen


def blobs_in(value: Any) -> Iterator[Blob]:
    """Find every Blob inside a frozen value; raises TypeError for a value that is not frozen."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if kind in PLAIN:
            continue
        if kind is Blob:
            yield part
        elif kind is tuple:
            waiting.extend(part)
        elif _is_frozen(part):
            waiting.extend(structs.astuple(part))
        else:
            raise TypeError(f"{kind.__name__} in the value of a step is not plain and frozen")


class BlobFinder:
    """Finds the blobs of values that live as long as it does: what many share is searched once."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[int, tuple[Blob, ...]] = {}

    def __call__(self, value: Any) -> Iterator[Blob]:
        """Find every Blob in a frozen value; raises TypeError for one that is not frozen."""
        if type(value) is Blob or not _is_frozen(value):
            yield from blobs_in(value)
            return
        for part in structs.astuple(value):
            if type(part) not in PLAIN:
                found = self._known.get(id(part))
                if found is None:
                    found = self._known[id(part)] = tuple(blobs_in(part))
                yield from found
