"""Which blobs a frozen value holds, without a look at what can hold none by its type."""

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.engine.step import Blob

PLAIN = frozenset((str, int, float, bool, bytes, NoneType))


class BlobFinder:
    """Finds the blobs of values that live as long as it does: what many share is searched once."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[int, tuple[Blob, ...]] = {}

    def __call__(self, value: Any) -> Iterator[Blob]:
        """Find every Blob in a frozen value; raises TypeError for one that is not frozen."""
        kind: Any = type(value)
        if kind is Blob or not _is_frozen(kind):
            yield from blobs_in(value)
            return
        for name in holders(kind):
            part = getattr(value, name)
            if type(part) not in PLAIN:
                found = self._known.get(id(part))
                if found is None:
                    found = self._known[id(part)] = tuple(blobs_in(part))
                yield from found


def blobs_in(value: Any) -> Iterator[Blob]:
    """Find every Blob inside a frozen value; raises TypeError for a value that is not frozen."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        kind: Any = type(part)
        if kind in PLAIN:
            continue
        if kind is Blob:
            yield part
        elif kind is tuple:
            waiting.extend(part)
        elif _is_frozen(kind):
            waiting.extend([getattr(part, name) for name in holders(kind)])
        else:
            raise TypeError(f"{kind.__name__} in the value of a step is not plain and frozen")


@cache
def _is_frozen(kind: type) -> bool:
    return issubclass(kind, Struct) and kind.__struct_config__.frozen


@cache
def holders(kind: type[Struct]) -> tuple[str, ...]:
    """Return the fields of a struct that may hold blobs, or what is not frozen, by their types."""
    return tuple(name for name, form in _forms(kind).items() if _may_hold(form, frozenset()))


def _forms(kind: type[Struct]) -> dict[str, Any]:
    try:
        forms = get_type_hints(kind)
    except NameError:  # a type that is only there for who checks types
        forms = {}
    return {name: forms.get(name, Any) for name in kind.__struct_fields__}


def _may_hold(form: Any, within: frozenset[type]) -> bool:
    """Tell whether a value of a type may hold blobs; ``within`` are structs that ask it already."""
    if form in PLAIN or form in within or form is Ellipsis or get_origin(form) is Literal:
        return False
    if get_origin(form) in (tuple, Union, UnionType):
        return any(_may_hold(each, within) for each in get_args(form))
    # A struct that others extend may be one of these, with more in it.
    if form is Blob or not isinstance(form, type) or not _is_frozen(form) or form.__subclasses__():
        return True
    return any(_may_hold(each, within | {form}) for each in _forms(form).values())
