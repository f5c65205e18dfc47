"""Digests of bytes, the one encoding of a frozen value, and what every key covers besides."""

import copy
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine import Blob, digest, encode, keep
from generator.engine import step as module
from generator.engine.step import salt
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


@pytest.fixture(autouse=True)
def _fresh_salt() -> Iterator[None]:
    salt.cache_clear()
    yield
    salt.cache_clear()


def test_it_is_the_same_every_time() -> None:
    first = salt()
    salt.cache_clear()
    assert salt() == first


def test_another_version_of_a_package_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = salt()
    salt.cache_clear()
    monkeypatch.setattr(module, "_version", lambda name: f"99 {name}")
    assert salt() != before


def test_a_package_that_is_not_there_has_no_version() -> None:
    assert module._version("there-is-no-such-package") == "none"


def test_another_line_of_our_own_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = salt()
    salt.cache_clear()
    path, content = (sources := module._own_sources())[0]
    monkeypatch.setattr(module, "_own_sources", lambda: [(path, content + b"#"), *sources[1:]])
    assert salt() != before


def test_our_sources_are_modules_and_the_charts_scripts() -> None:
    paths = [path for path, _ in module._own_sources()]
    assert "engine/step.py" in paths
    assert "site/snapshot.py" in paths
    assert any(path.endswith(".js") for path in paths)
    assert paths == sorted(paths)
