"""The blobs of a value: all are found, also by who does not look where none can be."""

import importlib
import pkgutil
from typing import Any, Literal

from msgspec import Struct, structs

import generator
from generator.engine import Blob, blobs_in, digest
from generator.engine.blobs import PLAIN, BlobFinder, holders
from tests.engine.makers import Order


class Leaf(Struct, frozen=True):
    """What can hold no blob."""

    name: str
    ways: tuple[Literal["up", "down"], ...] = ()
    inner: "Leaf | None" = None


class Holder(Struct, frozen=True):
    """What may hold some."""

    leaf: Leaf
    file: Blob | None = None
    pairs: tuple[tuple[str, Any], ...] = ()
    others: tuple["Holder", ...] = ()
    loose: list[str] | None = None


def test_every_blob_of_a_value_is_found() -> None:
    one, two, three = (Blob(digest(bytes([n]))) for n in range(3))
    inner = Order(source=one, inner=Order(source=two))
    assert set(blobs_in(("text", 1, (inner, (three,)), None, b"raw", 2.5, True))) == {
        one,
        two,
        three,
    }
    assert list(blobs_in(Order(text="none"))) == []
    assert list(blobs_in(one)) == [one]


def test_a_finder_finds_the_same_blobs_again_where_values_share_parts() -> None:
    one, two = (Blob(digest(bytes([n]))) for n in range(2))
    shared, find = Order(source=one), BlobFinder()
    for value in (Order(inner=shared), Order(inner=shared, source=two), one, (shared, two), "text"):
        assert set(find(value)) == set(blobs_in(value))


def test_no_field_is_looked_at_that_can_hold_none() -> None:
    assert holders(Leaf) == ()
    assert holders(Holder) == ("file", "pairs", "others", "loose")


def in_all_fields(value: object) -> set[Blob]:
    if type(value) in PLAIN:
        return set()
    if isinstance(value, Blob):
        return {value}
    parts = structs.astuple(value) if isinstance(value, Struct) else value
    assert isinstance(parts, tuple)
    return set().union(*map(in_all_fields, parts))


def test_what_is_found_is_what_stands_in_all_fields() -> None:
    one, two, three = (Blob(digest(bytes([n]))) for n in range(3))
    leaf = Leaf("a", ("up",), Leaf("b"))
    inner = Holder(leaf, two, (("x", Holder(leaf, three)), ("y", 1)))
    value = Holder(leaf, one, (("z", leaf),), (inner, Holder(leaf)))
    assert set(blobs_in(value)) == set(BlobFinder()(value)) == in_all_fields(value)
    assert len(in_all_fields(value)) == 3


def test_who_knows_a_struct_knows_all_that_extend_it() -> None:
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {each for each in all_below(Struct) if each.__module__.startswith("generator.")}
    assert len(found) > 300
    pairs = [(each.__module__, other.__module__) for each in found for other in all_below(each)]
    assert pairs
    assert all(one == other for one, other in pairs)


def all_below(kind: type) -> set[type]:
    below: list[type] = kind.__subclasses__()
    return set(below).union(*map(all_below, below))
