"""Rows are decoded once, stand beside a specification, and know whose they are."""

from collections.abc import Iterator, Mapping

import msgspec
import pytest

from generator.charts.rows import (
    Decoded,
    Records,
    Shared,
    SharedRows,
    plain,
    rows_of,
    with_data,
    with_rows,
)  # fmt: skip
from generator.charts.spec import Data, Spec
from generator.data.dataset import Column, Dataset
from generator.engine import keep

ROWS = [{"a": 1, "b": 0.5}, {"a": 2}]
RAW = msgspec.json.encode(ROWS)
COLUMNS = (Column("a", "number"), Column("b", "number"))
DATASETS = {"t.csv": Dataset("t.csv", COLUMNS, keep(RAW)[0], 2)}


class Once(Mapping[str, bytes]):
    """Gives each of its values a single time."""

    def __init__(self) -> None:
        self.asked = 0

    def __getitem__(self, name: str) -> bytes:
        self.asked += 1
        return {"t.csv": RAW}[name]

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[str]:
        yield "t.csv"


def test_rows_are_decoded_when_they_are_asked_for_and_once() -> None:
    raw = Once()
    decoded = Decoded(raw)
    spec: Spec = {"data": {"name": "t.csv"}, "layer": [{"data": {"url": "t.csv"}}]}
    full = with_data(spec, DATASETS, decoded)
    assert raw.asked == 1
    assert full["layer"][0]["data"] == {"name": "t.csv"}
    assert full["datasets"]["t.csv"] is decoded["t.csv"]
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
    decoded = Decoded({"t.csv": RAW})
    shared = SharedRows([Shared("t.csv", ("a",))], DATASETS, decoded)
    assert shared.encoded("t.csv") == b'[{"a":1},{"a":2}]'
    whole: Data = {"name": "t.csv", "values": decoded["t.csv"]}
    trimmed = with_rows(whole, [{"a": 1}, {"a": 2}], same=True)["values"]
    assert shared.holds("t.csv", trimmed)
    assert not shared.holds("t.csv", decoded["t.csv"])
    assert not shared.holds("t.csv", with_rows(whole, [{"a": 9}], same=False)["values"])
    assert not shared.holds("other", trimmed)
