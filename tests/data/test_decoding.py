import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.blocks.tables import block_loading
from generator.data.dataset import Dataset, Loading
from generator.data.decoding import load
from generator.engine import Made, keep
from generator.markup.parts import Block
from generator.problems.fault import Margin


def loaded(text: str | bytes, path: str = "content/data/a.csv", form: str = "") -> Made[Dataset]:
    blob, raw = keep(text)
    return load(Loading(path.rpartition("/")[2], path, blob, form), {blob: raw}.__getitem__)


def rows(made: Made[Dataset]) -> list[dict[str, object]]:
    assert made.value, made.problems
    found: list[dict[str, object]] = json.loads(made.blobs[0])
    return found


def types(made: Made[Dataset]) -> dict[str, str]:
    assert made.value, made.problems
    return {column.name: column.type for column in made.value.columns}


CSV = "day,amount,fits,word\n2020-01-31,1.5,true,a\n2020-02-01 10:30,,FALSE,NA\n"


def test_a_csv_file_has_typed_columns() -> None:
    made = loaded(CSV)
    assert types(made) == {"day": "date", "amount": "number", "fits": "boolean", "word": "text"}
    assert rows(made) == [
        {"day": "2020-01-31", "amount": 1.5, "fits": True, "word": "a"},
        {"day": "2020-02-01T10:30", "amount": None, "fits": False, "word": None},
    ]
    assert made.value
    assert made.value.count == 2


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.csv", "x,y\n1,a\n2,b\n"),
        ("a.csv", "\ufeffx;y\r\n1;a\r\n\r\n2;b"),
        ("a.tsv", "x\ty\n1\ta\n2\tb\n"),
        ("a.json", '[{"x": 1, "y": "a"}, {"x": 2, "y": "b"}]'),
        ("a.yml", "- {x: 1, y: a}\n- x: 2\n  y: b\n"),
        ("post.md", '[{"x": 1, "y": "a"}, {"x": 2, "y": "b"}]'),
        ("post.md", "- {x: 1, y: a}\n- {x: 2, y: b}\n"),
        ("post.md", "x\ty\n1\ta\n2\tb\n"),
        ("post.md", "x,y\n1,a\n2,b\n"),
    ],
)
def test_every_form_gives_the_same_rows(path: str, text: str) -> None:
    assert rows(loaded(text, path)) == [{"x": 1, "y": "a"}, {"x": 2, "y": "b"}]


def test_a_quoted_cell_may_hold_commas_and_lines() -> None:
    assert rows(loaded('x,y\n"a, b","c\nd"\n')) == [{"x": "a, b", "y": "c\nd"}]


def test_an_outline_stays_one_object() -> None:
    made = loaded('{"type": "Topology", "objects": {"land": {}}}', "land.json")
    assert made.value
    assert made.value.columns == ()
    assert made.value.count == 1
    assert json.loads(made.blobs[0])["type"] == "Topology"


def test_a_block_names_its_form_and_keeps_its_place() -> None:
    block = Block(
        "data", "f", "x\n1\n1,2\n", "content/a.md", 7, (Margin("  "),), "```data {#f format=csv}"
    )
    loading, raw = block_loading(block)
    made = load(loading, {loading.blob: raw}.__getitem__)
    (problem,) = made.problems
    assert (str(problem.place), problem.source) == ("content/a.md:9:5", "  1,2")


WRONG = [
    ("a.csv", "x,y\n1,2\n1,2,3\n", "3:5", "this row has 3 cells, the header 2"),
    ("a.csv", "x,y\n1,2\n1\n", "3:2", "this row has 1 cell, the header 2"),
    ("a.csv", 'x,y\n"a\nb",2,3\n', "3:6", "this row has 3 cells, the header 2"),
    ("a.csv", "", "1:1", "no data: nothing is written here"),
    ("a.csv", "x,y\n", "1:1", "no rows under the header"),
    ("a.csv", "x,y,x\n1,2,3\n", "1:5", 'the column "x" stands here twice'),
    ("a.csv", 'x,y\n"1,2\n', "2:1", "not CSV: unexpected end of data"),
    ("a.csv", b"x,y\n1,\xff\n", "2:3", "not UTF-8 text"),
    ("a.json", '[{"x": 1},\n {"x": }]', "2:8", "not JSON: expecting value"),
    ("a.json", '[{"x": 1},\n 3]', "2:2", "a row must be an object"),
    ("a.json", '{"x": 1}', "1:1", "no rows: a list of objects was expected"),
    ("a.json", "[]", "1:1", "no rows"),
    ("a.json", '[{"x": NaN}]', "1:8", "not JSON: it has no NaN"),
    ("a.yaml", "- {x: 1}\n- 3\n", "2:3", "a row must be a mapping"),
    ("a.yaml", "x: 1\n", "1:1", "no rows: a list of rows was expected"),
]


@pytest.mark.parametrize(("path", "text", "where", "message"), WRONG)
def test_what_is_wrong_has_its_own_place(
    path: str, text: str | bytes, where: str, message: str
) -> None:
    made = loaded(text, path)
    (problem,) = made.problems
    assert made.value is None
    assert (str(problem.place), problem.message) == (f"{path}:{where}", message)


def test_an_unknown_form_has_a_hint() -> None:
    (problem,) = loaded("x\n1\n", form="cvs").problems
    assert problem.hint == 'did you mean "csv"?'


CELLS = st.one_of(
    st.integers(-(10**12), 10**12).map(str),
    st.floats(-1e9, 1e9, allow_nan=False).map(repr),
    st.sampled_from(["", "NA", "null", "True", "false", "1e3", ".5", "a"]),
)


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_columns_are_typed_as_pandas_types_them(cells: list[str]) -> None:
    text = "x,mark\n" + "".join(f'"{cell}",m\n' for cell in cells)
    made = loaded(text)
    series = pd.read_csv(io.StringIO(text))["x"]
    present = series.dropna()
    kind = (
        "number"
        if pd.api.types.is_numeric_dtype(series) and series.dtype != bool
        else "boolean"
        if len(present) and all(isinstance(value, bool) for value in present)
        else "text"
    )
    if series.dtype == bool:
        kind = "boolean"
    assert types(made)["x"] == kind
    ours = [row["x"] for row in rows(made)]
    theirs = [None if pd.isna(value) else value for value in series]
    assert ours == pytest.approx(theirs) if kind == "number" else ours == theirs
