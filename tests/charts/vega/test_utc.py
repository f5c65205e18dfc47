import pytest

from generator.charts.spec import Records, Vega
from generator.charts.vega.utc import in_utc, instant


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2020-01-31", "2020-01-31"),
        ("2020-01-31T10:30", "2020-01-31T10:30Z"),
        ("2020-01-31 10:30:05", "2020-01-31T10:30:05Z"),
        ("2020-01-31T10:30:00+02:00", "2020-01-31T10:30:00Z"),
        ("2024-W05", "2024-01-29"),
        ("2024-Q2", "2024-04-01"),
        ("Jan 1 2000", "2000-01-01T00:00:00Z"),
        ("December 17, 1995 03:00:00", "1995-12-17T03:00:00Z"),
        ("2015/01/01 04:00:00", "2015-01-01T04:00:00Z"),
        ("3/4/2020 9:05 PM", "2020-03-04T21:05:00Z"),
        ("12/31/1999", "1999-12-31T00:00:00Z"),
        (2001, "2001-01-01"),
        (1580428800000, 1580428800000),
        ("soon", "soon"),
        (None, None),
    ],
)
def test_an_instant(written: object, read: object) -> None:
    assert instant(written) == read


def test_expressions_scales_and_units_move_to_utc() -> None:
    spec: Vega = {
        "data": [
            {
                "name": "a",
                "values": Records([{"d": "2020-01-31T10:30", "other": "2020-01-31T10:30"}]),
                "format": {"parse": {"e": "date:'%Y'"}},
                "transform": [
                    {"type": "formula", "expr": 'toDate(datum["d"])', "as": "d"},
                    {"type": "timeunit", "field": "d", "units": ["year"]},
                    {"type": "filter", "expr": "year(datum.d) > 2000 && birthyear(datum) > 3"},
                ],
            }
        ],
        "scales": [{"type": "time"}],
    }
    moved = in_utc(spec)
    data = moved["data"][0]
    assert data["values"].rows == [{"d": "2020-01-31T10:30Z", "other": "2020-01-31T10:30"}]
    assert data["format"]["parse"] == {"e": "utc:'%Y'"}
    assert data["transform"][1]["timezone"] == "utc"
    assert data["transform"][2]["expr"] == "utcyear(datum.d) > 2000 && birthyear(datum) > 3"
    assert moved["scales"] == [{"type": "utc"}]


def test_texts_that_are_asked_for_their_hour_are_dates() -> None:
    rows = [{"day": "2001-01-01 05:30", "year": 2001, "name": "Mar 3 2001"}]
    expressions = ["hours(datum.day) / 24", 'year(datum["year"])', "length(datum.name)"]
    steps = [{"expr": each} for each in expressions]
    vega: Vega = {"data": [{"name": "a", "values": Records(rows), "transform": steps}]}
    assert in_utc(vega)["data"][0]["values"].rows == [rows[0] | {"day": "2001-01-01T05:30Z"}]
