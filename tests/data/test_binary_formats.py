"""Parquet and Excel: the same rows as the same table in CSV."""

import builtins
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.data.dataset import Dataset, Loading, Stated
from generator.data.decoding import load
from generator.engine import Made, keep
from generator.problems import Place

ROWS = [
    {"city": "Kyiv", "day": "2024-05-01", "at": "2024-05-01T10:30:00",
     "n": 1, "x": 2.5, "ok": True},
    {"city": "Rio", "day": "2024-05-02", "at": "2024-05-02T11:00:00",
     "n": 2, "x": None, "ok": False},
]  # fmt: skip
TYPES = ["text", "date", "date", "number", "number", "boolean"]


def loaded(raw: bytes, path: str, sheet: str = "", **types: str) -> Made[Dataset]:
    blob, _ = keep(raw)
    stated = tuple(Stated(name, kind, Place("a.md", 1), "") for name, kind in types.items())
    return load(Loading("", path, blob, types=stated, sheet=sheet), {blob: raw}.__getitem__)


def parquet(tmp_path: Path, select: str) -> bytes:
    duckdb = pytest.importorskip("duckdb")
    file = tmp_path / "made.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({select}) TO '{file}' (FORMAT parquet)")
    return file.read_bytes()


def excel(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets:
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


OTHER: list[list[Any]] = [["b"], [2], [None], [3]]
SHEET: list[list[Any]] = [
    ["city", "day", "at", "n", "x", "ok"],
    ["Kyiv", date(2024, 5, 1), datetime(2024, 5, 1, 10, 30), 1, 2.5, True],  # noqa: DTZ001
    ["Rio", date(2024, 5, 2), datetime(2024, 5, 2, 11), 2, None, False],  # noqa: DTZ001
]


def test_a_parquet_file_is_read_as_it_is_typed(tmp_path: Path) -> None:
    made = loaded(
        parquet(
            tmp_path,
            "SELECT * FROM (VALUES ('Kyiv', DATE '2024-05-01', TIMESTAMP '2024-05-01 10:30', 1,"
            " 2.5::DECIMAL(4,2), true), ('Rio', DATE '2024-05-02', TIMESTAMP '2024-05-02 11:00', 2,"
            ' NULL, false)) t(city, day, "at", n, x, ok)',
        ),
        "content/a.parquet",
    )
    assert made.value is not None, made.problems
    assert json.loads(made.blobs[0]) == ROWS
    assert [column.type for column in made.value.columns] == TYPES


def test_a_parquet_file_with_moments_and_lists(tmp_path: Path) -> None:
    select = (
        "SELECT TIMESTAMPTZ '2024-05-01 10:00:00+02' AS \"odd \"\" name\", 'NaN'::DOUBLE AS n,"
        " [1, 2] AS many, 12345678901234567890::HUGEINT AS big, TIME '10:00' AS t"
    )
    made = loaded(parquet(tmp_path, select), "a.parquet")
    assert made.value is not None, made.problems
    (row,) = json.loads(made.blobs[0])
    assert row['odd " name'] == "2024-05-01T08:00:00"
    assert (row["n"], row["many"], row["t"]) == (None, [1, 2], "10:00:00")
    assert row["big"] == pytest.approx(12345678901234567890)


def test_an_excel_file_is_read_as_it_is_typed() -> None:
    made = loaded(excel(("Sheet", SHEET)), "content/a.xlsx")
    assert made.value is not None, made.problems
    assert json.loads(made.blobs[0]) == ROWS
    assert [column.type for column in made.value.columns] == TYPES


def test_a_sheet_is_named() -> None:
    raw = excel(("2024", [["a"], [1]]), ("2025", OTHER))
    assert json.loads(loaded(raw, "a.xlsx").blobs[0]) == [{"a": 1}]
    assert json.loads(loaded(raw, "a.xlsx", "2025").blobs[0]) == [{"b": 2}, {"b": 3}]
    (problem,) = loaded(raw, "a.xlsx", "2052").problems
    assert (problem.message, problem.hint) == ('no sheet "2052"', 'did you mean "2025"?')
    assert str(problem.place) == "a.xlsx:1"


def test_a_wrong_cell_is_told_by_its_row() -> None:
    rows: list[list[Any]] = [["a"], [1], ["two"]]
    raw = excel(("s", rows))
    (problem,) = loaded(raw, "content/a.xlsx", a="number").problems
    assert problem.message == 'row 3: "two" in the column "a" is not a number'
    assert (str(problem.place), problem.source) == ("content/a.xlsx:1", "")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["a", "a"], [1, 2]], 'the column "a" stands here twice'),
        ([["a"]], "no rows under the header"),
        ([], "no rows under the header"),
    ],
)
def test_a_sheet_that_is_no_table(rows: list[list[Any]], message: str) -> None:
    (problem,) = loaded(excel(("s", rows)), "a.xlsx").problems
    assert problem.message == message


@pytest.mark.parametrize(
    ("path", "raw", "message"),
    [
        ("a.parquet", b"no parquet at all", "not Parquet: "),
        ("a.parquet", b"", "no data: the file is empty"),
        ("a.xlsx", b"a,b\n1,2\n", "not an Excel file: "),
        ("a.xlsx", b"PK\x03\x04 cut off", "not an Excel file: "),
    ],
)
def test_what_is_not_what_its_ending_says(path: str, raw: bytes, message: str) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("python_calamine")
    (problem,) = loaded(raw, path).problems
    assert problem.message.startswith(message)
    assert "/tmp" not in problem.message


@pytest.mark.parametrize(
    ("path", "package", "extra"),
    [("a.parquet", "duckdb", "parquet"), ("a.xlsx", "python_calamine", "excel")],
)
def test_a_package_that_is_not_installed_is_named(
    path: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == package:
            raise ModuleNotFoundError(name)
        return there(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    (problem,) = loaded(b"PAR1", path).problems
    assert "is not installed" in problem.message
    assert problem.hint == f'pip install "postrock[{extra}]"'


def test_moments_of_parquet_are_shown_in_the_zone_of_the_site(tmp_path: Path) -> None:
    raw = parquet(tmp_path, "SELECT TIMESTAMPTZ '2024-06-30 22:30:00+00' AS t, 1 AS n")
    blob, _ = keep(raw)
    loading = Loading("", "content/t.parquet", blob, timezone="Europe/Berlin")
    made = load(loading, {blob: raw}.__getitem__)
    assert json.loads(made.blobs[0])[0]["t"] == "2024-07-01T00:30:00"


def test_lines_above_the_header_of_a_sheet_are_skipped() -> None:
    raw = excel(("one", [["Sales"], [None], ["a", "b"], [1, "x"], [2, "y"]]))
    blob, _ = keep(raw)
    made = load(Loading("", "a.xlsx", blob, skip=2), {blob: raw}.__getitem__)
    assert json.loads(made.blobs[0]) == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
