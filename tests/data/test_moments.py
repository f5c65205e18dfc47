"""Dates are written alike on every machine, by directives that are known."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.data.locales import ENGLISH
from generator.data.moments import (
    is_known,
    read_moment,
    strftime,
    unknown_directive,
    write_date,
    write_moment,
)

AT = datetime(2026, 3, 5, 7, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (None, "5 March 2026"),
        ("", ""),
        ("%Y-%m-%dT%H:%M:%S", "2026-03-05T07:08:09"),
        ("%-m/%-d/%y %-H %e %q", "3/5/26 7 5 1"),
        ("%A %a %B %b", "Thursday Thu March Mar"),
        ("100 %%, %Q, %_d and %", "100 %, %Q, %_d and %"),
    ],
)
def test_a_date_is_written_by_its_pattern(pattern: str | None, written: str) -> None:
    assert write_date(AT, pattern) == written


@given(st.datetimes(min_value=datetime(1000, 1, 1)), st.sampled_from("YymdBbAaHMS%"))  # noqa: DTZ001
def test_directives_mean_what_python_means(at: datetime, directive: str) -> None:
    assert write_date(at, f"%{directive}") == at.strftime(f"%{directive}")
    assert strftime(at, f"%j%{directive}%U", ENGLISH) == at.strftime(f"%j%{directive}%U")


@pytest.mark.parametrize(
    ("pattern", "odd"),
    [("%-d %B", ""), ("%%Q", ""), ("%d %Q %R", "%Q"), ("%-B", "%-B"), ("%e", "%e")],
)
def test_an_author_is_told_of_what_the_browser_does_not_write(pattern: str, odd: str) -> None:
    assert unknown_directive(pattern) == odd


@pytest.mark.parametrize(("pattern", "known"), [("%e %q %-S", True), ("%Q", False), ("%1", False)])
def test_a_pattern_of_d3_is_known_where_all_of_it_is(pattern: str, known: bool) -> None:
    assert is_known(pattern) is known


def test_a_moment_without_an_offset_is_in_utc() -> None:
    moment = read_moment("2026-03-05T07:08")
    assert moment == read_moment("2026-03-05T09:08+02:00")
    assert moment
    assert write_moment(moment, "%H:%M") == "07:08"
    assert read_moment("soon") is None
