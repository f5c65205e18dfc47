"""Digests of bytes, the one encoding of a frozen value."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine import Blob, digest, encode, keep
from generator.engine.step import name_of
from tests.engine.makers import Order

SMALL = st.integers(-(2**63), 2**64 - 1)
BLOBS = st.builds(Blob, st.text("0123456789abcdef", min_size=32, max_size=32))
ORDERS: st.SearchStrategy[Order] = st.deferred(
    lambda: st.builds(
        Order,
        text=st.text(),
        number=SMALL,
        share=st.floats(allow_nan=False),
        flag=st.booleans(),
        raw=st.binary(),
        nothing=st.none(),
        parts=st.lists(st.text()).map(tuple),
        source=st.none() | BLOBS,
        inner=st.none() | ORDERS,
    )
)


@given(ORDERS)
def test_equal_values_have_equal_encodings(order: Order) -> None:
    assert encode(copy.deepcopy(order)) == encode(order)


@given(ORDERS, ORDERS)
def test_different_values_have_different_encodings(one: Order, other: Order) -> None:
    assert (one == other) == (encode(one) == encode(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", b"a"),
        (1, True),
        (0, False),
        (1, 1.0),
        ("", None),
        ((), None),
        (("a", "b"), ("ab",)),
        (("a", ("b",)), ("a", "b")),
        (Order(text="a"), Order(parts=("a",))),
        (Blob("a"), "a"),
    ],
)
def test_values_that_look_alike_are_told_apart(one: object, other: object) -> None:
    assert encode(one) != encode(other)


@pytest.mark.parametrize("value", [object(), len, Order, (1, object())])
def test_what_is_no_value_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)


def test_a_digest_is_32_hexadecimal_digits() -> None:
    assert len(digest(b"")) == 32
    assert set(digest(b"one")) <= set("0123456789abcdef")
    assert digest(b"one") != digest(b"two")


@given(st.text())
def test_keep_names_a_text_by_its_utf_8_bytes(text: str) -> None:
    blob, raw = keep(text)
    assert raw == text.encode()
    assert blob == Blob(digest(raw)) == keep(raw)[0]


def test_bytes_have_the_name_of_their_digest_whatever_was_kept_last() -> None:
    for content in (b"", b"one", b"two", b"one"):
        blob, raw = keep(content)
        assert (blob.digest, name_of(raw)) == (digest(content), digest(content))
        assert name_of(content + b"!") == digest(content + b"!")
