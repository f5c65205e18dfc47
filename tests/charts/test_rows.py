"""Rows are decoded once, stand beside a specification, and know whose they are."""

import msgspec
import pytest

from generator.charts.rows import (
    decoded,
    plain,
    rows_of,
    with_data,
    with_rows,
)  # fmt: skip
from generator.charts.shared import Shared, SharedRows
from generator.charts.spec import Data, Records, Spec
from generator.data.dataset import Column, Dataset
from generator.engine import keep

ROWS = [{"a": 1, "b": 0.5}, {"a": 2}]
RAW = msgspec.json.encode(ROWS)
COLUMNS = (Column("a", "number"), Column("b", "number"))
DATASETS = {"t.csv": Dataset("t.csv", COLUMNS, keep(RAW)[0], 2)}


def test_rows_are_decoded_once_wherever_they_are_named() -> None:
    rows = decoded({"t.csv": RAW})
    spec: Spec = {"data": {"name": "t.csv"}, "layer": [{"data": {"url": "t.csv"}}]}
    full = with_data(spec, DATASETS, rows)
    assert full["layer"][0]["data"] == {"name": "t.csv"}
    assert full["datasets"]["t.csv"] is rows["t.csv"]
    assert list(rows_of(full)) == ROWS
    assert msgspec.json.encode(full["datasets"], enc_hook=plain) == b'{"t.csv":' + RAW + b"}"


def test_rows_that_stand_inside_are_one_value_too() -> None:
    inside: Spec = {"data": {"values": ROWS}, "datasets": {"own": ROWS, "map": {"type": "x"}}}
    full = with_data(inside, {}, {})
    assert isinstance(full["data"]["values"], Records)
    assert full["datasets"]["own"].rows is ROWS
    assert full["datasets"]["map"] == {"type": "x"}
    assert inside["data"]["values"] is ROWS
    with pytest.raises(TypeError):
        plain({1, 2})


def test_shared_rows_hold_what_was_only_trimmed() -> None:
    rows = decoded({"t.csv": RAW})
    shared = SharedRows([Shared("t.csv", ("a",))], DATASETS, rows)
    assert shared.encoded("t.csv") == b'[{"a":1},{"a":2}]'
    whole: Data = {"name": "t.csv", "values": rows["t.csv"]}
    trimmed = with_rows(whole, [{"a": 1}, {"a": 2}], same=True)["values"]
    assert shared.holds("t.csv", trimmed)
    assert not shared.holds("t.csv", rows["t.csv"])
    assert not shared.holds("t.csv", with_rows(whole, [{"a": 9}], same=False)["values"])
    assert not shared.holds("other", trimmed)


def test_times_that_stand_inside_are_shown_by_the_clocks_of_the_zone() -> None:
    inside: Spec = {"data": {"values": [{"t": "2024-06-30T22:30:00Z", "n": 1}, {"n": 2}]}}
    full = with_data(inside, {}, {}, "Europe/Berlin")
    assert list(rows_of(full)) == [{"t": "2024-07-01T00:30:00", "n": 1}, {"n": 2}]
    assert next(iter(rows_of(with_data(inside, {}, {}))))["t"] == "2024-06-30T22:30:00"


def test_an_authors_own_formula_takes_dates_that_are_read_already() -> None:
    raw = b'[{"day":"2024-06-25"}]'
    dated = {"t.csv": Dataset("t.csv", (Column("day", "date"),), keep(raw)[0], 1)}
    own = "timeParse(datum.day, '%d/%m/%Y') > utcParse(datum['other'], '%Y')"
    spec: Spec = {"data": {"name": "t.csv"}, "transform": [{"filter": own}]}
    (step,) = with_data(spec, dated, decoded({"t.csv": raw}))["transform"]
    assert step["filter"] == "toDate(datum.day) > utcParse(datum['other'], '%Y')"
