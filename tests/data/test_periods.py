"""Which numbers are taken for years; the usual step of dates, and what is missing."""

from datetime import date, timedelta

import pytest

from generator.data.periods import are_years, follow_as_years, named_year, period_of

DAYS = [(date(2024, 1, 1) + timedelta(n)).isoformat() for n in range(30)]


def without(values: list[str], *at: int) -> list[str]:
    return [value for n, value in enumerate(values) if n not in at]


@pytest.mark.parametrize(
    ("values", "unit", "gaps"),
    [
        (["2024-01-01", "2024-02-01", "2024-05-01"], "month", [("2024-02-01", "2024-05-01")]),
        (["2024-01-31", "2024-02-29", "2024-03-31"], "month", []),
        (["2023-12-15", "2024-01-15", "2024-03-15"], "month", [("2024-01-15", "2024-03-15")]),
        (["2023-01-01", "2023-04-01", "2023-07-01", "2024-01-01"], "month",
         [("2023-07-01", "2024-01-01")]),
        (["2001-01-01", "2002-01-01", "2004-01-01"], "year", [("2002-01-01", "2004-01-01")]),
        (without(DAYS, 7), "day", [("2024-01-07", "2024-01-09")]),
        (DAYS, "day", []),
        ([day for day in DAYS if date.fromisoformat(day).weekday() < 5], "workday", []),
        ([day for day in without(DAYS, 8) if date.fromisoformat(day).weekday() < 5], "workday",
         [("2024-01-08", "2024-01-10")]),
        (without(DAYS[::7], 2), "day", [("2024-01-08", "2024-01-22")]),
        (["2024-01-01T08:00", "2024-01-01T09:00", "2024-01-01T12:00"], "hour",
         [("2024-01-01T09:00", "2024-01-01T12:00")]),
        ([2001, 2002, 2003, 2006], "", [(2003, 2006)]),
        ([2000, 2010, 2020, 2021], "", []),
    ],
)  # fmt: skip
def test_missing_periods_are_found(
    values: list[str], unit: str, gaps: list[tuple[str, str]]
) -> None:
    found = period_of([*reversed(values), None, values[0]])
    assert found
    assert (found.unit.name if found.unit else "") == unit
    assert found.gaps(values) == gaps


@pytest.mark.parametrize("values", [[], ["2024-01-01"], ["a", "b"], ["2024-01-01", 3],
                                    [1, 2, 4, 8, 16, 32]])  # fmt: skip
def test_what_follows_in_no_step_has_none(values: list[object]) -> None:
    assert period_of(values) is None


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
