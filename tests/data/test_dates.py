"""Dates as people write them, and times that have an offset."""

import pytest

from generator.data.dates import on_the_clock, order_of, parsed, period_start

WRITTEN = [
    (["05/06/2024", "19/06/2024"], ["2024-06-05", "2024-06-19"]),
    (["05/06/2024", "06/19/2024"], ["2024-05-06", "2024-06-19"]),
    (["5.6.2024", "1.2.2024"], ["2024-06-05", "2024-02-01"]),
    (["05-06-24", "31-12-68"], ["2024-06-05", "1968-12-31"]),
    (["2024/01/05"], ["2024-01-05"]),
    (["5 Jan 2024", "12 Feb 2024"], ["2024-01-05", "2024-02-12"]),
    (["January 5, 2024"], ["2024-01-05"]),
    (["5-Jan-24"], ["2024-01-05"]),
    (["5. März 2024", "31. Dez. 2024"], ["2024-03-05", "2024-12-31"]),
    (["1er mai 2024", "2 août 2024"], ["2024-05-01", "2024-08-02"]),
    (["5 de enero de 2024 10:30"], ["2024-01-05T10:30:00"]),
    (["5 maj 2024", "6 juni 2024"], ["2024-05-05", "2024-06-06"]),
    (["05/06/2024 14:30", "19/06/2024 8:00"], ["2024-06-05T14:30:00", "2024-06-19T08:00:00"]),
    (["1/13/90 1:05 PM"], ["1990-01-13T13:05:00"]),
]


@pytest.mark.parametrize(("texts", "dates"), WRITTEN)
def test_a_column_proves_the_order_of_its_dates(texts: list[str], dates: list[str]) -> None:
    pattern = order_of(texts).pattern
    assert [parsed(text, pattern) for text in texts] == dates


def test_without_a_thirteen_nothing_is_proved() -> None:
    made = order_of(["05/06/2024", "03/03/2024"])
    assert (made.pattern, made.unsure) == ("", ("05/06/2024",))


@pytest.mark.parametrize("texts", [["13/01/2024", "01/13/2024"], ["31/06/2024"], ["1/2", "x"], []])
def test_what_is_in_no_order_has_no_pattern(texts: list[str]) -> None:
    assert order_of(texts).pattern == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024", "2024-01-01"), ("2024-03", "2024-03-01"), ("2024-W05", "2024-01-29"),
     ("2024-Q2", "2024-04-01"), ("2024Q2", "2024-04-01"), ("Q4 2024", "2024-10-01")],
)  # fmt: skip
def test_a_period_begins_on_its_first_day(text: str, day: str) -> None:
    assert period_start(text) == day


@pytest.mark.parametrize("text", ["2024-13", "2024-W60", "2024-Q5", "24-01", ""])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it has no words
        period_start(text)


def clock(zone: str, *texts: str) -> tuple[tuple[str, ...], str]:
    made = on_the_clock(texts, zone)
    return made.times, made.zone


SUMMER = ("2024-03-30T00:00:00+01:00", "2024-03-31T00:00:00+01:00", "2024-04-01T00:00:00+02:00")


def test_times_are_shown_by_the_clocks_of_the_zone() -> None:
    days = tuple(text[:19] for text in SUMMER)
    assert clock("Europe/Berlin", *SUMMER) == (days, "Europe/Berlin")
    late = "2024-06-30T22:30:00Z"
    assert clock("Europe/Berlin", late) == (("2024-07-01T00:30:00",), "Europe/Berlin")


def test_without_a_zone_they_stay_as_they_are_written() -> None:
    assert clock("UTC", *SUMMER) == (tuple(text[:19] for text in SUMMER), "")
    assert clock("", "2024-06-30T22:30:00Z") == (("2024-06-30T22:30:00",), "UTC")


def test_midnights_are_days_in_every_zone() -> None:
    assert clock("America/New_York", "2024-01-01T00:00:00Z") == (("2024-01-01T00:00:00",), "")


def test_clocks_that_differ_by_more_than_summer_time_are_told() -> None:
    two = ("2024-06-30T22:30:00-05:00", "2024-06-30T22:30:00+02:00")
    assert on_the_clock(two, "").spread
    assert not on_the_clock(SUMMER, "").spread


def test_months_that_are_english_too_stand_among_others() -> None:
    assert order_of(["5 maj 2024", "9 oktober 2024", "3 december 2024"]).pattern == "%d %b %Y"
    assert parsed("3 december 2024", "%d %b %Y") == "2024-12-03"
