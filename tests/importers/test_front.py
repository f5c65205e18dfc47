"""Dates of other generators, in a form that ours reads."""

import pytest

from generator.importers.front import postrock_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020-01-02", "2020-01-02"),
        ("2020-1-2", "2020-01-02"),
        ("2020-01-02 03:04:05 -0700", "2020-01-02T03:04:05-07:00"),
        ("2020-01-02T03:04:05.678Z", "2020-01-02T03:04:05Z"),
        ("2020-01-02 3:04", "2020-01-02 03:04"),
        ("2020/01/02", "2020-01-02"),
        ("January 2nd, 2020", "2020-01-02"),
        ("Thu, 02 Jan 2020 03:04:05 +0100", "2020-01-02T03:04:05+01:00"),
        ("2020-03-29 02:30", "2020-03-29"),
        ("2020-02-30", ""),
        ("soon", ""),
    ],
)
def test_dates(written: str, date: str) -> None:
    assert postrock_date(written, "Europe/Berlin") == date
