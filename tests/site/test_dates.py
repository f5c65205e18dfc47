"""Dates: every form, the site's time zone, and times that clocks skip or repeat."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.dates import FORM, read_date, seen_in


@pytest.mark.parametrize(
    ("text", "zone", "iso"),
    [
        ("2024-05-01", "UTC", "2024-05-01T00:00:00+00:00"),
        ("2024-05-01", "Europe/Berlin", "2024-05-01T00:00:00+02:00"),
        ("2024-01-01 9:05", "Europe/Berlin", "2024-01-01T09:05:00+01:00"),
        ("2024-05-01T10:15:30", "America/New_York", "2024-05-01T10:15:30-04:00"),
        ("2024-05-01T10:15Z", "Europe/Berlin", "2024-05-01T10:15:00+00:00"),
        ("2024-05-01t10:15:00.123z", "Europe/Berlin", "2024-05-01T10:15:00+00:00"),
        ("2024-05-01 10:15:00 +0530", "UTC", "2024-05-01T10:15:00+05:30"),
        ("2024-05-01T10:15-03:30", "UTC", "2024-05-01T10:15:00-03:30"),
        ("2024-05-01 10:15 +02", "UTC", "2024-05-01T10:15:00+02:00"),
        (" 2024-02-29 ", "UTC", "2024-02-29T00:00:00+00:00"),
        ("1850-06-01", "Europe/Berlin", "1850-06-01T00:00:00+00:53"),
        ("0001-01-01", "Asia/Tokyo", "0001-01-01T00:00:00+09:19"),
        ("9999-12-31 23:59", "America/New_York", "9999-12-31T23:59:00-05:00"),
    ],
)
def test_forms(text: str, zone: str, iso: str) -> None:
    assert read_date(text, zone) == (iso, "", "", "")


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024", "2024-05", "13/05/2024", "2024-5-1", "May 1, 2024", "20240501"),
        *("2024-02-30", "2023-02-29", "2024-13-01", "0000-01-01", "2024-05-01 24:00"),
        *("2024-05-01 10:60", "2024-05-01 10", "2024-05-01 10:00 Berlin", "2024-05-01Z"),
        *("2024-05-01T10:00+24:00", "2024-05-01T10:00+01:60", "٢٠٢٤-٠٥-٠١"),
    ],
)
def test_no_dates(text: str) -> None:
    moment = read_date(text, "UTC")
    assert moment.iso == ""
    assert moment.wrong
    assert moment.hint == FORM


def test_a_time_that_clocks_skip_is_wrong() -> None:
    moment = read_date("2024-03-31 02:30", "Europe/Berlin")
    assert moment.iso == ""
    assert "02:30 on 2024-03-31 did not happen in Europe/Berlin" in moment.wrong


def test_the_hours_around_a_gap_are_fine() -> None:
    assert read_date("2024-03-31 01:59", "Europe/Berlin").iso == "2024-03-31T01:59:00+01:00"
    assert read_date("2024-03-31 03:00", "Europe/Berlin").iso == "2024-03-31T03:00:00+02:00"


def test_a_day_that_begins_later_begins_when_it_does() -> None:
    assert read_date("2018-11-04", "America/Sao_Paulo").iso == "2018-11-04T01:00:00-02:00"


def test_a_day_that_a_country_skipped_is_wrong() -> None:
    assert "2011-12-30 did not happen" in read_date("2011-12-30", "Pacific/Apia").wrong


def test_a_time_that_came_twice_is_the_first_and_in_doubt() -> None:
    moment = read_date("2024-10-27 02:30", "Europe/Berlin")
    assert moment.iso == "2024-10-27T02:30:00+02:00"
    assert "came twice" in moment.doubt
    assert read_date("2024-10-27 02:30+01:00", "Europe/Berlin").doubt == ""


def test_a_day_that_begins_twice_is_not_in_doubt() -> None:
    moment = read_date("2018-02-18", "America/Sao_Paulo")
    assert (moment.iso[:10], moment.doubt) == ("2018-02-18", "")


@given(
    st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["UTC", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe"]),
)
def test_a_date_is_that_moment_on_the_clocks_of_its_zone(moment: datetime, zone: str) -> None:
    local = moment.replace(microsecond=0)
    found = read_date(local.isoformat(" "), zone)
    if found.iso:
        read = datetime.fromisoformat(found.iso)
        assert read.replace(tzinfo=None) == local
        assert abs(read - local.replace(tzinfo=ZoneInfo(zone))) < timedelta(minutes=1)
    else:
        assert "did not happen" in found.wrong


@given(st.text() | st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.+Zz -]{0,20}\Z"))
def test_no_text_raises(text: str) -> None:
    moment = read_date(text, "Europe/Berlin")
    assert bool(moment.iso) != bool(moment.wrong)
    if moment.iso:
        assert datetime.fromisoformat(moment.iso).utcoffset() is not None


@pytest.mark.parametrize(
    ("zone", "iso", "seen"),
    [
        ("Europe/Stockholm", "2025-07-01T00:00:00+00:00", "2025-07-01T02:00:00+02:00"),
        ("Europe/Stockholm", "9999-12-31T23:59:00+00:00", "9999-12-31T23:59:00+00:00"),
        ("America/Lima", "0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00+00:00"),
    ],
)
def test_a_moment_is_seen_by_the_clocks_of_a_zone(zone: str, iso: str, seen: str) -> None:
    assert seen_in(zone, iso) == seen
