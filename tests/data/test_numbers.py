"""Numbers as readers see them: no more digits than a browser writes."""

import pytest

from generator.data.numbers import MOST_DIGITS, format_number


@pytest.mark.parametrize("form", [",.999f", ".99f", ".21f"])
def test_no_more_decimals_are_written_than_d3_writes(form: str) -> None:
    assert format_number(0.5, form) == "0." + "5".ljust(MOST_DIGITS, "0")


def test_the_largest_number_has_all_its_digits_and_decimals() -> None:
    written = format_number(1.7976931348623157e308, ",.20f")
    assert written.startswith("179,769,313,486,231,570,814,527,423,731,704,356,798,070,")
    assert written.endswith("." + "0" * MOST_DIGITS)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(0.30000000000000004, "", "0.3"), (-3, "", "−3"), (12, ".3s", "12"), (-0.001, ".1f", "0.0"),
     ("a", "", "a"), (None, "", "")],
)  # fmt: skip
def test_what_has_no_format_of_d3s_is_written_too(value: object, form: str, text: str) -> None:
    assert format_number(value, form) == text
