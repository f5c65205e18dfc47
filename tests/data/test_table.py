"""What nothing can write down: told with the place of its cell, in every form."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json as fast

from generator.data.table import columns_of, from_cells, from_rows
from generator.data.tree import read_json
from generator.data.unwritable import unwritable
from generator.problems.fault import Fault
from tests.data.test_decoding import loaded

DIGITS = "9" * 5000
UNTAKEN = re.compile(r"\\u(?:00[01]|fff[ef]|d[89a-f])|\\[bf]|[0-9]{309}|Infinity")


@pytest.mark.parametrize(
    ("text", "path", "message", "spot"),
    [
        ('[{"a": 1},\n {"a": "x\\ud83d"}]', "a.json", "\\ud83d is half of a character", (2, 10)),
        ('[{"a": "\\\\\\udc00"}]', "a.json", "\\udc00 is half of a character", (1, 11)),
        ('[{"\\ud83d": 1}]', "a.json", "\\ud83d is half of a character", (1, 4)),
        (f'[{{"a": 1}},\n{{"a": {DIGITS}}}]', "a.json", "this number is too large", (2, 7)),
        ('[{"a": "1e999"},\n{"a": -1e999}]', "a.json", "this number is too large", (2, 7)),
        (f'[{{"a": 1}},\n{{"a": {"9" * 400}}}]', "a.json", '"a" has a number that is too', (2, 7)),
        ('[{"a": 1},\n{"a": "x\\u0000"}]', "a.json", "gives U+0000, which no text", (2, 7)),
        ('[{"a": 1},\n{"a": [["\\u0007"]]}]', "a.json", "gives U+0007, which no text", (2, 9)),
        ('[{"a\\u0000": 1}]', "a.json", "gives U+0000, which no text", (1, 3)),
        ('[{"a": ' + "[" * 150 + "]" * 150 + "}]", "a.json", "more than 100 deep", (1, 106)),
        ("[" * 100_000, "a.json", "nested too deeply", (1, 1)),
        ('- {a: "x\\0"}', "a.yaml", "which no text can hold", (1, 7)),
        ("- {a: .inf}\n- {a: 1}", "a.yaml", '"a" has a number that is too large', (1, 7)),
        ("a,b\n1,x\n2,y\x07", "a.csv", '"b" holds U+0007', (3, 3)),
        ("a,b\n1,x\n2,y\0", "a.csv", '"b" holds U+0000', (3, 3)),
        ("a\0,b\n1,x\n", "a.csv", "a column's name holds U+0000", (2, 1)),
    ],
)
def test_it_is_told_with_the_place_of_its_cell(
    text: str, path: str, message: str, spot: tuple[int, int]
) -> None:
    (problem,) = loaded(text, path).problems
    assert message in problem.message
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == spot


@pytest.mark.parametrize("value", ["\U0001f600", "a\tb\n", "\u202e", "\x7f", "", None, [["x"]], {}])
def test_every_other_text_is_taken(value: Any) -> None:
    assert unwritable("a", "text", ["x", value]) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), anything, min_size=1), min_size=1))
def test_whatever_is_taken_can_be_encoded_and_read_again(rows: list[dict[str, Any]]) -> None:
    try:
        taken = from_rows(rows)
    except Fault:
        assert UNTAKEN.search(json.dumps(rows))
    else:
        assert len(fast.decode(fast.encode(taken.rows))) == len(rows)


@given(st.text(st.characters(), max_size=40))
def test_json_is_read_as_python_reads_it(text: str) -> None:
    written = json.dumps([text, 1, -0.5, 10**25, True, None])
    try:
        assert read_json(written) == json.loads(written)
    except Fault:
        assert any("\ud800" <= each <= "\udfff" for each in text)


def test_what_is_only_looked_at_may_hold_anything() -> None:
    columns = columns_of([{"a": "x\0", "b": 10**400}])
    assert [(each.name, each.type) for each in columns] == [("a", "text"), ("b", "number")]


def test_a_large_clean_column_is_looked_at_as_a_whole() -> None:
    assert from_cells(["a"], [["word"]] * 10_000).columns[0].type == "text"
