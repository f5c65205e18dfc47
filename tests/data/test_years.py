"""Which numbers are taken for years."""

import pytest

from generator.data.years import are_years, follow_as_years, named_year


@pytest.mark.parametrize(
    "name",
    ["year", "Year", "tax_year", "birthYear", "Jahr", "Baujahr", "Jahr der Wahl", "år",
     "Födelseår", "année", "año", "anno", "vuosi", "年", "year of birth", "AÑO",
     "built", "gegründet"],
)  # fmt: skip
def test_a_name_says_that_numbers_are_years(name: str) -> None:
    assert named_year(name)


@pytest.mark.parametrize(
    "name", ["rent", "price per year", "year_total", "yearly", "hår", "spår", "count", "", "___"]
)
def test_other_names_say_nothing_of_years(name: str) -> None:
    assert not named_year(name)


def test_years_are_whole_numbers_of_four_digits() -> None:
    assert are_years([1066, 2026, None])
    for values in ([], [None], [2001.5], [999], [2300], [True], ["2001"]):
        assert not are_years(values)


def test_only_years_in_a_row_are_guessed_from_values_alone() -> None:
    assert follow_as_years([2001, 2003, 2002, 2002, None])
    for values in ([2001, 2002], [1250, 1480, 1890], [1001, 1002, 1003]):
        assert not follow_as_years(values)
