"""Queries over datasets, in memory: what they give, and what is wrong with them."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.data.dataset import Column, ColumnType, Dataset, Querying
from generator.data.sql import duck, querying
from generator.data.sql.querying import query
from generator.engine import Blob, Made, keep
from tests.data.test_decoding import rows, types

Given = tuple[Dataset, Blob, bytes]


def dataset(name: str, columns: Mapping[str, ColumnType], rows: Sequence[Sequence[Any]]) -> Given:
    """Return a dataset with its blob and bytes."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    blob, raw = keep(json.dumps(records))
    typed = tuple(Column(column, kind) for column, kind in columns.items())
    return Dataset(name, typed, blob, len(records)), blob, raw


FEES = dataset(
    "fees.csv",
    {"fee": "number", "year": "number", "day": "date", "total": "number", "open": "boolean"},
    [(0.2, 2020, "2020-01-31", 95, True), (1, 2021, "2021-02-28", None, False)],
)


def ask(text: str, *given: Given) -> Made[Dataset]:
    """Put a query over some datasets, FEES where none are given."""
    asked = given or (FEES,)
    blobs = {blob: raw for _, blob, raw in asked}
    tables = tuple(one for one, _, _ in asked)
    return query(Querying(text, tables), blobs.__getitem__)


def test_columns_keep_their_types() -> None:
    made = ask("DESCRIBE 'fees.csv'")
    found = {row["column_name"]: row["column_type"] for row in rows(made)}
    assert found == {
        "fee": "DOUBLE", "year": "BIGINT", "day": "DATE", "total": "BIGINT", "open": "BOOLEAN"
    }  # fmt: skip


def test_an_answer_comes_back_as_it_was_given() -> None:
    made = ask("SELECT * FROM 'fees.csv' ORDER BY year DESC;")
    assert types(made) == {
        "fee": "number", "year": "number", "day": "date", "total": "number", "open": "boolean"
    }  # fmt: skip
    assert rows(made) == [
        {"fee": 1.0, "year": 2021, "day": "2021-02-28", "total": None, "open": False},
        {"fee": 0.2, "year": 2020, "day": "2020-01-31", "total": 95, "open": True},
    ]
    assert made.problems == ()


VALUES = [
    ("1::HUGEINT", "number", 1),
    ("9007199254740993", "text", "9007199254740993"),
    ("99999999999999999999999999::HUGEINT", "number", 1e26),
    ("1.10::DECIMAL(5, 2)", "number", 1.1),
    ("3::DECIMAL(9, 0)", "number", 3),
    ("0.1::FLOAT", "number", 0.1),
    ("'nan'::DOUBLE", "number", None),
    ("'inf'::DOUBLE", "number", None),
    ("true", "boolean", True),
    ("DATE '2020-01-31'", "date", "2020-01-31"),
    ("'infinity'::DATE", "date", None),
    ("TIMESTAMP '2020-01-31 10:30:00'", "date", "2020-01-31T10:30:00"),
    ("'infinity'::TIMESTAMP", "date", None),
    ("TIMESTAMP_NS '2020-01-31 10:30:00.123456789'", "date", "2020-01-31T10:30:00.123457"),
    ("TIMESTAMPTZ '2020-01-31 10:30:00+02'", "date", "2020-01-31T08:30:00"),
    ("TIME '10:30:00'", "text", "10:30:00"),
    ("INTERVAL 36 HOUR", "text", "36:00:00"),
    ("'é'", "text", "é"),
    ("NULL", "text", None),
    ("[1, 2]", "text", [1, 2]),
    ("{'a': 1, 'b': 'x'}", "text", {"a": 1, "b": "x"}),
    ("{'a': 'nan'::DOUBLE}", "text", {"a": None}),
    ("MAP {'a': DATE '2020-01-31'}", "text", {"a": "2020-01-31"}),
    ("'{\"a\": [1]}'::JSON", "text", {"a": [1]}),
    ("'a'::ENUM('a', 'b')", "text", "a"),
]


@pytest.mark.parametrize(("expression", "kind", "value"), VALUES)
def test_every_type_of_sql_has_a_place_in_json(expression: str, kind: str, value: object) -> None:
    made = ask(f"SELECT {expression} AS x")
    assert (types(made), rows(made)) == ({"x": kind}, [{"x": value}])


def test_dates_and_nested_values_are_understood() -> None:
    given = dataset(
        "t",
        {"moment": "date", "zoned": "date", "list": "text", "thing": "text", "odd": "text"},
        [("2020-01-31", "2020-01-31T10:00+02:00", [1, 2], {"a": 1}, 1),
         ("2020-02-01T10:30", None, None, {"b": "x"}, "y")],
    )  # fmt: skip
    (row,) = rows(
        ask("SELECT max(moment) AS moment, max(zoned) AS zoned, sum(list[2]) AS two,"
            " sum(thing.a) AS a, string_agg(odd, '') AS odd FROM t", given)
    )  # fmt: skip
    assert row == {
        "moment": "2020-02-01T10:30:00",
        "zoned": "2020-01-31T08:00:00", "two": 2, "a": 1, "odd": "1y"
    }  # fmt: skip


def test_a_query_may_pivot_summarize_and_join() -> None:
    assert rows(ask("PIVOT 'fees.csv' ON year USING sum(total) GROUP BY open"))
    assert len(rows(ask("SUMMARIZE 'fees.csv'"))) == 5
    other = dataset("fees", {"fee": "number", "name": "text"}, [(1, "one")])
    joined = ask('SELECT name FROM fees JOIN "fees.csv" USING (fee)', FEES, other)
    assert rows(joined) == [{"name": "one"}]


def test_the_same_question_has_the_same_answer() -> None:
    many = dataset("t", {"x": "number"}, [(number % 97,) for number in range(5000)])
    text = "SELECT x, count(*) AS n, random() AS r FROM t GROUP BY x"
    assert ask(text, many) == ask(text, many)
    assert ask("FROM t", many).blobs == ask("FROM t", many).blobs


def test_an_answer_without_rows_is_a_warning() -> None:
    made = ask("SELECT * FROM 'fees.csv' WHERE fee > 5")
    assert rows(made) == []
    assert [(one.message, one.severity) for one in made.problems] == [
        ("this query gives no rows", "warning")
    ]


NO_COLUMNS = "the columns are fee, year, day, total, open"
WRONG = [
    ('SELECT totl FROM "fees.csv"', "1:8", 'no column "totl"', 'did you mean "total"?'),
    ("SELECT 'é',\n  zzz FROM 'fees.csv'", "2:3", 'no column "zzz"', NO_COLUMNS),
    ("SELECT f.yer FROM 'fees.csv' f", "1:8", 'no column "yer"', 'did you mean "year"?'),
    ("SELECT g.fee FROM 'fees.csv' f", "1:8", 'no table "g" stands under FROM', ""),
    ("SELECT * FROM fees.csv", "1:15", "a table's name with a dot in it needs quotes",
     'write "fees.csv"'),
    ("SELECT medan(fee) AS m FROM 'fees.csv'", "1:8", 'no function "medan"',
     'did you mean "median"?'),
    ("SELECT\n  strftime(fee, '%Y') AS x FROM 'fees.csv'", "2:3",
     "no function fits strftime(DOUBLE, STRING_LITERAL)",
     "cast what it is given: value::INTEGER"),
    ("SELCT 1", "1:1", 'a query begins with SELECT, FROM or WITH, not "SELCT"',
     'did you mean "SELECT"?'),
    ("SELECT fee frm 'fees.csv'", "1:16", "syntax error at or after \"'fees.csv'\"", ""),
    ("SELECT fee FROM 'fees.csv' GROUP fee", "1:34", 'syntax error at or after "fee"', ""),
    ("SELECT (1", "1:9", 'syntax error at or after "1"', ""),
    ("SELECT 'a FROM b", "1:8", "this quotation mark has no partner", ""),
    ("SELECT 1 AS a; SELECT 2 AS b", "1:16", "a second statement begins here",
     "give each query a block of its own"),
    ("-- nothing\n", "1:1", "this query is empty", 'SELECT * FROM "fees.csv"'),
    ("SELECT 1 AS a, 2 AS a", "1:1", 'two columns of the answer are called "a"',
     "give one of them another name with AS"),
    ('SELECT 1 AS " "', "1:1", "a column of the answer has no name",
     "give it one: count(*) AS visits"),
    ("SELECT 'x'::INT AS a", "1:11", "Could not convert string 'x' to INT32", ""),
    ("SELECT fee FROM 'fees.csv'\nWHERE day > 'soon'", "2:13",
     'invalid date field format: "soon", expected format is (YYYY-MM-DD)', ""),
    ("SELECT year, sum(fee) AS s FROM 'fees.csv'", "1:8",
     'column "year" must appear in the GROUP BY clause or must be part of an aggregate function',
     ""),
    ("SELECT now() AS n", "1:8", "now() would make the page depend on when it is built",
     "write the date, or take the newest from the data: max(date)"),
    ("SELECT day FROM 'fees.csv' WHERE day < current_date", "1:40",
     "current_date would make the page depend on when it is built",
     "write the date, or take the newest from the data: max(date)"),
    ("SELECT uuid() AS id", "1:8", "uuid() is another one in every build",
     "number the rows: row_number() OVER ()"),
    ("SELECT 'a'::BLOB AS b", "1:1", 'the column "b" is BLOB: nothing can show that',
     "leave it out"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "where", "message", "hint"), WRONG)
def test_what_is_wrong_has_its_place_and_a_hint(
    text: str, where: str, message: str, hint: str
) -> None:
    made = ask(text)
    (problem,) = made.problems
    assert (made.value, problem.severity) == (None, "error")
    assert (problem.message, problem.hint) == (message, hint)
    assert problem.place
    assert f"{problem.place.line}:{problem.place.column}" == where


FORBIDDEN = [
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM read_blob('{file}')",
    "SELECT * FROM parquet_schema('{file}')",
    "SELECT * FROM sniff_csv('{file}')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM '{file}'",
    "SELECT * FROM read_csv('https://example.org/a.csv')",
    "COPY (SELECT 1) TO '{file}.out'",
    "EXPORT DATABASE '{file}.out'",
    "ATTACH '{file}.out'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA database_list",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "CREATE TABLE x AS SELECT 1",
    "INSERT INTO 'fees.csv' SELECT * FROM 'fees.csv'",
    "DROP TABLE \"fees.csv\"",
    "WITH x AS (SELECT 1) DELETE FROM \"fees.csv\"",
    "CALL pragma_version()",
    "SELECT 1 AS a; COPY (SELECT 1) TO '{file}.out'",
    "SELECT 1 AS a) AS x; COPY (SELECT 1) TO '{file}.out'; SELECT * FROM (SELECT 1 AS a",
    "SELECT * FROM secret",
]  # fmt: skip


@pytest.mark.parametrize("text", FORBIDDEN)
def test_a_query_reaches_nothing_but_its_tables(text: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    made = ask(text.format(file=secret))
    assert made.value is None
    assert made.problems[0].place
    assert "INTERNAL" not in made.problems[0].message
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


def test_a_file_is_named_as_a_table_instead() -> None:
    (problem,) = ask("SELECT * FROM\n  read_csv('a.csv')").problems
    assert problem.message == 'a query reads no files: "a.csv"'
    assert problem.hint == 'name it as a table: FROM "a.csv"'
    assert (problem.place and (problem.place.line, problem.place.column)) == (2, 3)


def test_a_query_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querying, "SECONDS", 0.3)
    (problem,) = ask(
        "SELECT count(*) AS n FROM range(10000000000) a, range(9) b WHERE a.range % 7 = b.range"
    ).problems
    assert problem.message.startswith("this query takes longer than")


def test_an_answer_may_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.data.sql.answers.ROWS", 10)
    monkeypatch.setattr(querying, "ROWS", 10)
    (problem,) = ask("SELECT * FROM range(11) t(n)").problems
    assert problem.message == "this query gives more than 10 rows"


def test_names_that_sql_takes_for_one_are_told() -> None:
    given = dataset("t", {"Fee": "number", "fee": "number"}, [(1, 2)])
    (problem,) = ask("FROM t", given).problems
    assert problem.message == 'SQL takes the columns "Fee" and "fee" for one'
    twins = [dataset(name, {"a": "number"}, [(1,)]) for name in ("t", "T")]
    (problem,) = ask("FROM t, T", *twins).problems
    assert problem.message == 'SQL takes the tables "t" and "T" for one'


def test_a_table_that_does_not_fit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(duck.CLOSED, "memory_limit", "1MB")
    many = dataset("t", {"x": "text"}, [("x" * 100,)] * 50_000)
    (problem,) = ask("FROM t", many).problems
    assert problem.message.startswith('SQL cannot take "t" as a table: ')


def test_names_may_have_quotes_in_them() -> None:
    named = dataset('a "b"', {'c "d"': "number"}, [(1,)])
    assert rows(ask('FROM "a ""b"""', named)) == [{'c "d"': 1}]


def test_an_outline_is_no_table() -> None:
    (problem,) = ask("FROM land", dataset("land", {}, [])).problems
    assert problem.message == '"land" has no rows and columns to ask for'


def test_without_duckdb_there_is_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    made = ask("FROM 'fees.csv'")
    (problem,) = made.problems
    assert problem.hint == 'pip install "postrock[sql]"'
    assert not made.lasting


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("DATE '4000-01-01 (BC)'", "no date of a page lies before the year 1"),
        ("TIMESTAMP '4000-01-01 (BC) 00:00:00'", "no date of a page lies before the year 1"),
        ("DATE '12000-01-01'", "or after 9999: 12000-01-01"),
        ("chr(0)", 'row 1 of the answer: a text in the column "a" holds U+0000'),
        ("['x' || chr(7)]", 'row 1 of the answer: a text in the column "a" holds U+0007'),
    ],
)
def test_what_no_page_can_hold_is_told(expression: str, message: str) -> None:
    (problem,) = ask(f"SELECT {expression} AS a").problems
    assert message in problem.message


def test_the_texts_of_an_answer_may_be_too_long() -> None:
    (problem,) = ask("SELECT repeat('x', 100000) AS a FROM range(10000)").problems
    assert problem.message == "this query gives more than 50 million characters"
    (problem,) = ask("SELECT [repeat('x', 100000)] AS a FROM range(10000)").problems
    assert problem.message == "this query gives more than 50 million characters"


@pytest.mark.parametrize("call", ["replace(x, '.', '')", "strptime(x, '%d/%m/%Y')"])
def test_what_cleans_a_column_that_is_read_already_is_told_so(call: str) -> None:
    (problem,) = ask(f"SELECT {call} AS y FROM t", dataset("t", {"x": "number"}, [(1.5,)])).problems
    assert "read as such already" in problem.hint


def test_moments_of_an_answer_are_shown_in_the_zone_that_it_was_asked_in() -> None:
    text = "SELECT TIMESTAMPTZ '2024-01-01 00:00:00+00' AS t, date_trunc('day', t) AS day"
    asked = querying.query(Querying(text, (), "Asia/Tokyo"), lambda blob: b"[]")
    (row,) = rows(asked)
    assert row == {"t": "2024-01-01T09:00:00", "day": "2024-01-01T00:00:00"}


def test_texts_of_an_answer_that_may_be_numbers_are_in_doubt() -> None:
    made = ask("SELECT unnest(['1', '2', 'n/k', '4']) AS people")
    assert made.value is not None
    doubt = made.value.columns[0].doubt
    assert doubt is not None
    assert doubt.message == '3 of 4 values of {} are numbers; the other is "n/k"'
    assert "TRY_CAST" in doubt.hint
