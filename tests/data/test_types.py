"""Types that an author states: they go before what the cells look like."""

import json

import pytest
from msgspec import structs

from generator.blocks.tables import block_loading
from generator.data.dataset import Dataset, Loading, Stated
from generator.data.dates import parsed
from generator.data.decoding import load
from generator.engine import Made, keep
from generator.markup.parts import Block
from generator.problems import Place
from generator.problems.fault import Margin
from tests.data.test_decoding import rows
from tests.data.test_decoding import types as types_of

AT = Place("content/a.md", 4, 20)


def loaded(text: str, path: str = "content/a.csv", **types: str) -> Made[Dataset]:
    blob, raw = keep(text)
    stated = tuple(Stated(name, kind, AT, "data: …") for name, kind in types.items())
    return load(Loading("", path, blob, types=stated), {blob: raw}.__getitem__)


def column(text: str, path: str = "content/a.csv", **types: str) -> list[object]:
    made = loaded(text, path, **types)
    ((name, kind),) = types.items()
    assert types_of(made)[name] == kind.partition(" ")[0]
    return [row[name] for row in rows(made)]


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        ("text", ["01234", "NA", "", "true"], ["01234", "NA", None, "true"]),
        ("number", ["1", "2.5", "NA", " 3 ", "1e3"], [1, 2.5, None, 3, 1000.0]),
        ("date", ["2020", "2020-05", "2020-05-06", "2020-05-06 10:00", ""],
         ["2020-01-01", "2020-05-01", "2020-05-06", "2020-05-06T10:00", None]),
        ("boolean", ["yes", "0", "TRUE", "No", ""], [True, False, True, False, None]),
    ],
)  # fmt: skip
def test_cells_take_the_stated_type(kind: str, cells: list[str], values: list[object]) -> None:
    text = "x,y\n" + "".join(f'"{cell}",z\n' for cell in cells)
    assert column(text, x=kind) == values


@pytest.mark.parametrize(
    ("kind", "values", "typed"),
    [
        ("text", [1, 2.5, True, "a", None], ["1", "2.5", "true", "a", None]),
        ("number", ["1", 2, None], [1, 2, None]),
        ("date", [2020, "2020-05-06"], ["2020-01-01", "2020-05-06"]),
        ("boolean", [1, False, "yes"], [True, False, True]),
    ],
)
def test_values_of_json_take_the_stated_type(
    kind: str, values: list[object], typed: list[object]
) -> None:
    text = json.dumps([{"x": value} for value in values])
    assert column(text, "content/a.json", x=kind) == typed


WRONG = [
    ("a.csv", "x,y\n1,a\n2,b\n\"1,2x\",c\n", "number", "4:1", '"1,2x"'),
    ("a.csv", 'y,x\n"a\nb",1\nc,two\n', "number", "4:3", '"two"'),
    ("a.csv", "x\n\n1\n\nz\n", "number", "5:1", '"z"'),
    ("a.csv", "x\n2020-02-30\n", "date", "2:1", '"2020-02-30"'),
    ("a.csv", "x\n31/12/2020\n1/13/2020\n", "date", "2:1", '"31/12/2020"'),
    ("a.csv", "x\n05/06/2020\n", "date", "2:1", '"05/06/2020"'),
    ("a.csv", "x\nmaybe\n", "boolean", "2:1", '"maybe"'),
    ("a.csv", "x\n1e999\n", "number", "2:1", '"1e999"'),
    ("a.json", '[{"x": 1},\n {"x": "one"}]', "number", "2:8", '"one"'),
    ("a.json", '[{"x": true}]', "number", "1:8", 'True'),
    ("a.yaml", "- x: 1\n- x: one\n", "number", "2:6", '"one"'),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "kind", "where", "shown"), WRONG)
def test_what_does_not_fit_has_the_place_of_its_cell(
    path: str, text: str, kind: str, where: str, shown: str
) -> None:
    made = loaded(text, path, x=kind)
    (problem,) = made.problems
    assert made.value is None
    what = {"number": "a number", "date": "a date", "boolean": "true or false"}[kind]
    assert problem.message == f'{shown} in the column "x" is not {what}'
    assert str(problem.place) == f"{path}:{where}"
    assert problem.source == text.splitlines()[int(where.partition(":")[0]) - 1]
    assert problem.hint.startswith("types: says")


def test_a_column_that_is_not_there_is_told_where_its_type_is_stated() -> None:
    (problem,) = loaded("zip,b\n1,2\n", zpi="text").problems
    assert problem.message == 'types: names a column "zpi" that a.csv does not have'
    assert (problem.place, problem.source, problem.hint) == (AT, "data: …", 'did you mean "zip"?')


def test_an_unknown_type_is_told_where_it_is_stated() -> None:
    (problem,) = loaded("zip\n1\n", zip="txt").problems
    assert problem.message == 'no type "txt": one of number, date, text, boolean'
    assert (problem.place, problem.hint) == (AT, 'did you mean "text"?')


def block(types: str, text: str = "zip,year\n00100,2020\n") -> Made[Dataset]:
    fence = f'```data {{#a types="{types}"}}'
    written = Block(
        "data", "a", text, "content/a.md", 7, (Margin("  "),), fence, (("types", types),)
    )
    loading, raw = block_loading(written)
    return load(loading, {loading.blob: raw}.__getitem__)


def test_a_data_block_states_types_in_its_opening_line() -> None:
    made = block("zip:text, year : date")
    assert json.loads(made.blobs[0]) == [{"zip": "00100", "year": "2020-01-01"}]


@pytest.mark.parametrize(
    ("types", "message"),
    [
        ("zip:tekst", 'no type "tekst": one of number, date, text, boolean'),
        ("zip", 'no type "zip": one of number, date, text, boolean'),
        ("zap:text", 'types: names a column "zap" that a does not have'),
    ],
)
def test_what_is_wrong_with_them_is_told_there(types: str, message: str) -> None:
    (problem,) = block(types).problems
    assert problem.message == message
    assert str(problem.place) == "content/a.md:6:20"


def test_a_wrong_cell_of_a_block_has_its_place_in_the_post() -> None:
    (problem,) = block("zip:number", "zip,year\nabc,2020\n").problems
    assert (str(problem.place), problem.source) == ("content/a.md:8:3", "  abc,2020")


def test_a_stated_way_of_writing_leaves_nothing_open() -> None:
    assert column('x\n"1.234"\n"2.000"\n', x="number de") == [1234, 2000]
    assert column("x\n05/06/2024\n", x="date %d/%m/%Y") == ["2024-06-05"]
    assert column("x\n1704067200\n", x="date %s") == ["2024-01-01T00:00:00"]
    late = "x\n2024-06-30T23:30:00Z\n"
    assert column(late, x="date Europe/Berlin") == ["2024-07-01T01:30:00"]
    day = "x\n2024-07-01T00:00:00+02:00\n"
    assert column(day, x="date") == ["2024-07-01T00:00:00"]
    assert column(day, x="date UTC") == ["2024-06-30T22:00:00"]


def test_a_stated_type_is_read_as_the_whole_column_proves() -> None:
    assert column("x\n05/06/2024\n19/06/2024\n", x="date") == ["2024-06-05", "2024-06-19"]
    assert column('x\n"1.234,50"\n"998,75"\n', x="number") == [1234.5, 998.75]
    assert column("x\n2024-W05\n", x="date") == ["2024-01-29"]


def read(text: str, **said: object) -> Made[Dataset]:
    blob, raw = keep(text)
    loading = structs.replace(Loading("", "content/a.csv", blob), **said)
    return load(loading, {blob: raw}.__getitem__)


def test_a_file_may_say_how_all_its_numbers_are_written() -> None:
    made = read("a;b\n1.234;x\n2.000;1,5\n", decimal=",")
    assert rows(made) == [{"a": 1234, "b": "x"}, {"a": 2000, "b": "1,5"}]


def test_one_column_with_decimal_commas_proves_the_others() -> None:
    made = read("a;b\n1.234;1,5\n2.345;2,5\n")
    assert rows(made) == [{"a": 1234, "b": 1.5}, {"a": 2345, "b": 2.5}]


def test_lines_above_a_header_are_skipped_and_every_place_stays() -> None:
    text = "Sales, in euro\n\na,b\n1,2\nx,3\n"
    assert rows(read(text, skip=2))[0] == {"a": "1", "b": 2}
    (problem,) = read(text, skip=2, types=(Stated("a", "number", AT, ""),)).problems
    assert (str(problem.place), problem.source) == ("content/a.csv:5:1", "x,3")
    (problem,) = read(text, skip=9).problems
    assert "below the 9 lines" in problem.message


def test_times_with_an_offset_are_shown_in_the_zone_of_the_site() -> None:
    made = read("t\n2024-06-30T22:30:00Z\n", timezone="Europe/Berlin")
    assert rows(made) == [{"t": "2024-07-01T00:30:00"}]
    assert made.value is not None
    assert made.value.columns[0].zone == "Europe/Berlin"


def test_times_of_two_kinds_are_told_with_the_place_of_the_first_other_one() -> None:
    (problem,) = read("t\n2024-06-30T22:30:00Z\n2024-06-30T22:30:00\n").problems
    assert (problem.severity, str(problem.place)) == ("warning", "content/a.csv:3:1")


def test_what_is_in_doubt_knows_its_place_and_how_to_say_it() -> None:
    made = read('t\n"1,234"\n"2,345"\n')
    assert made.value is not None
    doubt = made.value.columns[0].doubt
    assert doubt is not None
    assert doubt.place == "content/a.csv:2:1"
    assert 'types: {t: "number de"}' in doubt.hint


def test_a_block_says_it_in_its_opening_line() -> None:
    fence = '```data {#a skip=1 format=de types="day:date %d/%m/%Y %H:%M, n:text"}'
    said = (("skip", "1"), ("format", "de"), ("types", "day:date %d/%m/%Y %H:%M, n:text"))
    text = "Title\nday;n;m\n05/06/2024 10:30;1;1.234\n"
    loading, raw = block_loading(Block("data", "a", text, "content/a.md", 7, (), fence, said))
    made = load(loading, {loading.blob: raw}.__getitem__)
    assert rows(made) == [{"day": "2024-06-05T10:30:00", "n": "1", "m": 1234}]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("Sales\n\na,b,c\n1,2,3\n", "this row has 3 cells, the header 1", "in line 3, skip the"),
        (
            "Sales, export\nof May\n\na;b;c\n1,5;2;3\n",
            "this row has 1 cell, the header 2",
            "skip: 3",
        ),
        ("Sales,,\na,b,c\n1,2,3\n", "only the first of 3 columns has a name here", "skip: 1"),
        ("a,b\n1,2,3\n1,2\n", "this row has 3 cells, the header 2", "needs quotes"),
    ],
)
def test_a_title_above_a_header_is_told(text: str, message: str, hint: str) -> None:
    (problem,) = loaded(text).problems
    assert problem.message == message
    assert hint in problem.hint


def test_a_number_of_lines_that_is_none_is_told() -> None:
    said = (("skip", "two"),)
    written = Block("data", "a", "a\n1\n", "content/a.md", 7, (), "```data {#a skip=two}", said)
    loading, raw = block_loading(written)
    (problem,) = load(loading, {loading.blob: raw}.__getitem__).problems
    assert (problem.message, str(problem.place)) == (
        "skip is no number of lines",
        "content/a.md:6:13",
    )


def test_a_stated_mark_holds_for_every_form() -> None:
    assert rows(read('a\n"1,234"\n"2,345"\n', decimal=".")) == [{"a": 1234}, {"a": 2345}]
    blob, raw = keep('[{"a": "1.234", "b": "01067"}, {"a": "2,5", "b": "10115"}]')
    made = load(Loading("", "a.json", blob, decimal=","), {blob: raw}.__getitem__)
    assert rows(made)[0] == {"a": 1234, "b": "01067"}


def test_points_between_three_digits_are_in_doubt_where_semicolons_part_cells() -> None:
    (problem,) = read("a;b\n40.686;1\n31.205;2\n").problems
    assert (problem.severity, str(problem.place)) == ("warning", "content/a.csv:2:1")
    assert 'types: {a: "number de"}' in problem.hint
    assert read("a;b\n40.686;1\n31.2;2\n").problems == ()
    assert read("a,b\n40.686,1\n31.205,2\n").problems == ()
    assert read("a;b\n40.686;1\n", decimal=".").problems == ()
    proved = read("a;b\n31.000;1\n950;2\n")
    assert (rows(proved)[0], proved.problems) == ({"a": 31000, "b": 1}, ())


def test_a_text_that_stands_again_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(text: str, pattern: str) -> str:
        read.append(text)
        return parsed(text, pattern)

    monkeypatch.setattr("generator.data.stated.parsed", counted)
    text = "day\n" + "31.05.2024\n01.06.2024\n" * 50
    assert set(column(text, day="date %d.%m.%Y")) == {"2024-05-31", "2024-06-01"}
    assert read == ["31.05.2024", "01.06.2024"]
