"""A pasted specification is read as it stands."""

import json
from typing import Any

import pytest

from generator.charts.authored import read_specification
from generator.data.tree import read_tree
from generator.problems.fault import Fault


def pasted(data: dict[str, Any]) -> dict[str, Any]:
    spec = {"data": data, "mark": "bar", "encoding": {"x": {"field": "a"}}}
    made: dict[str, Any] = read_specification(read_tree(json.dumps(spec))).spec["data"]
    return made


@pytest.mark.parametrize(
    ("values", "form", "expected"),
    [
        ("a,b\n1,x\n2,y", {"type": "csv"}, {}),
        ("a\tb\n1\tx\n2\ty", {"type": "tsv"}, {}),
        ("a|b\n1|x\n2|y", {"type": "dsv", "delimiter": "|"}, {}),
        ("1,x\n2,y", {"type": "csv", "header": ["a", "b"]}, {}),
        ("a,b\n1,x\n2,y", {"type": "csv", "parse": {"a": "number"}}, {"a": "number"}),
    ],
)
def test_a_table_in_the_specification_becomes_rows(
    values: str, form: dict[str, Any], expected: dict[str, str]
) -> None:
    data = pasted({"values": values, "format": form})
    assert data["values"] == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
    assert data.get("format", {"parse": {}})["parse"] == expected


def test_its_fault_has_the_place_of_the_text() -> None:
    text = '{"mark": "bar",\n "data": {"values": "a,b\\n1", "format": {"type": "csv"}}}'
    with pytest.raises(Fault) as told:
        read_specification(read_tree(text))
    assert told.value.spot == (2, 21)


def test_json_and_rows_stay() -> None:
    for data in ({"values": [{"a": 1}]}, {"values": '[{"a": 1}]', "format": {"type": "json"}}):
        assert pasted(data) == data
