"""Bare words are what YAML 1.2 says, and stay text wherever digits would change."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems.yaml import resolve


@pytest.mark.parametrize(
    "word",
    [
        *("yes", "Yes", "no", "on", "off", "y", "n", "tRUE", "nUll"),
        *("0123", "-007", "12:30:45", "1:20", "2024-05-01", "2024-05-01 10:00", "1_000"),
        *("0b101", "0o8", "0xg", "1e999", "01.5", "+", "-", ".", "e3", "1.2.3", "NaN"),
        *("9" * 19, "0x" + "f" * 17, "9223372036854775808", "nothing", "true story"),
    ],
)
def test_stays_text(word: str) -> None:
    assert resolve(word) == word


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *(("true", True), ("TRUE", True), ("False", False)),
        *(("", None), ("~", None), ("Null", None)),
        *(("0", 0), ("-12", -12), ("+3", 3), ("0x1F", 31), ("0o17", 15)),
        *(("9223372036854775807", 2**63 - 1), ("-9223372036854775808", -(2**63))),
        *(("1.5", 1.5), ("-.5", -0.5), ("2.", 2.0), ("1e3", 1000.0), ("0.0", 0.0)),
        *((".inf", math.inf), ("-.INF", -math.inf)),
    ],
)
def test_becomes_a_value(word: str, value: object) -> None:
    found = resolve(word)
    assert (found, type(found)) == (value, type(value))


def test_not_a_number_is_a_float() -> None:
    found = resolve(".nan")
    assert isinstance(found, float)
    assert math.isnan(found)


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_64_bit_integer_is_read(number: int) -> None:
    assert resolve(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_read(number: float) -> None:
    assert resolve(repr(number)) == number


@given(st.text(alphabet="0123456789+-.eExXoOaAfFtTrRuUnNlL~:_ "))
def test_never_raises(word: str) -> None:
    assert isinstance(resolve(word), str | int | float | None)
