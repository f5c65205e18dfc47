"""The data under a figure: the rows and columns that it is drawn from, and nothing else."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec import json

from generator.blocks.options import FigureOptions as Settings
from generator.charts.alt.voices import voice_of
from generator.charts.figure import FigureTable
from generator.charts.table.tabulate import MOST_ROWS, tabulate
from generator.data.dataset import Dataset
from generator.data.table import columns_of
from generator.engine import keep
from tests.charts.drawing import drawn
from tests.spoken import spoken

VOICE = voice_of("en", spoken()[0].words)

ROWS: list[dict[str, Any]] = [
    {"year": 2001, "fee": 0.2, "left": 81007.46, "note": 'a, "b"', "day": "2020-01-05"},
    {"year": 2002, "fee": 1.0, "left": 69299.0, "note": None, "day": "2020-02-05"},
]
LINE = {"mark": "line", "encoding": {"x": {"field": "year"}, "y": {"field": "left"}}}
CHART = "data: fees.csv\nmark: line\nx: year\ny: value\nalt: A line.\n"


class Data:
    """What `tabulate` made of a specification: cells of the page, of the CSV, and the JSON."""

    def __init__(
        self, spec: dict[str, Any], rows: Any = None, options: Settings | None = None
    ) -> None:
        rows = ROWS if rows is None else rows
        full = {"data": {"name": "fees"}, "datasets": {"fees": rows}} | spec
        own = full["datasets"].items()
        known = {name: _dataset(name, each) for name, each in own}
        made = tabulate(full, {}, known, options or Settings(), VOICE)
        self.table: FigureTable | None = made.value
        self.blobs = {keep(raw)[0]: raw for raw in made.blobs}

    def text(self, name: str) -> str:
        assert self.table
        return self.blobs[getattr(self.table, name)].decode()

    @property
    def page(self) -> html.HtmlElement:
        return html.fragment_fromstring(self.text("html"), create_parent=True)

    @property
    def columns(self) -> list[str]:
        return [str(name) for name in self.page.xpath("//thead//th/text()")]

    def column(self, name: str) -> list[str]:
        at = self.columns.index(name)
        return [str(row[at].text or "") for row in self.page.xpath("//tbody/tr")]

    @property
    def csv(self) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.text("csv"), newline="")))


def _dataset(name: str, rows: list[dict[str, Any]]) -> Dataset:
    return Dataset(name, columns_of(rows), keep(b"")[0], len(rows))


def test_the_columns_are_those_that_the_chart_uses_in_the_datas_order() -> None:
    data = Data(LINE)
    assert data.columns == ["year", "left"]
    assert data.csv[0] == ["year", "left"]
    assert json.decode(data.text("json")) == [
        {"year": 2001, "left": 81007.46},
        {"year": 2002, "left": 69299.0},
    ]


@pytest.mark.parametrize(
    ("part", "column"),
    [
        ({"transform": [{"filter": "datum.fee > 1"}]}, "fee"),
        ({"transform": [{"calculate": "datum['note'] + 1", "as": "x"}]}, "note"),
        (
            {"transform": [{"aggregate": [{"op": "sum", "field": "fee"}], "groupby": ["day"]}]},
            "day",
        ),
        ({"transform": [{"pivot": "note", "value": "fee"}]}, "note"),
        ({"params": [{"name": "p", "select": {"type": "point", "fields": ["fee"]}}]}, "fee"),
        ({"encoding": {"y": {"field": "left", "sort": {"field": "fee"}}}}, "fee"),
        ({"repeat": {"row": ["fee", "left"]}, "spec": {"mark": "bar"}}, "fee"),
        ({"mark": {"type": "line", "tooltip": {"content": "data"}}}, "note"),
    ],
)
def test_what_a_chart_may_use_is_a_column(part: dict[str, Any], column: str) -> None:
    assert column in Data(LINE | part).columns


def test_a_path_into_a_column_and_a_dot_in_a_name_are_told_apart() -> None:
    rows = [{"place": {"name": "Lund"}, "a.b": 1, "c": 2}]
    encoding = {"x": {"field": "place.name"}, "y": {"field": "a\\.b"}}
    assert Data({"mark": "point", "encoding": encoding}, rows).columns == ["a.b", "place.name"]


def test_numbers_stand_right_and_headers_say_what_they_head() -> None:
    rows = [{"day": row["day"], "left": row["left"]} for row in ROWS]
    encoding = {"x": {"field": "day"}, "y": {"field": "left"}}
    page = Data({"mark": "bar", "encoding": encoding}, rows).page
    assert [th.get("scope") for th in page.xpath("//thead//th")] == ["col", "col"]
    assert page.xpath("//tbody//th/@scope") == ["row", "row"]
    assert page.xpath("//*[@class='number']/text()") == ["left", "81,007.46", "69,299.00"]
    assert page.xpath("string(//caption)") == "2 rows"


def test_a_column_that_repeats_itself_names_no_rows() -> None:
    rows = [{"a": "x", "b": 1}, {"a": "x", "b": 2}]
    encoding = {"x": {"field": "a"}, "y": {"field": "b"}}
    assert not Data({"mark": "bar", "encoding": encoding}, rows).page.xpath("//tbody//th")


def test_only_so_many_rows_are_in_the_page_and_all_in_the_files() -> None:
    rows = [{"year": year, "left": year / 3} for year in range(8123)]
    data = Data(LINE, rows)
    assert len(data.column("year")) == MOST_ROWS
    assert len(data.csv) == 8124
    assert len(json.decode(data.text("json"))) == 8123
    assert data.page.xpath("string(//caption)") == (
        "The first 200 of 8,123 rows; all are in the CSV"
    )
    assert data.table
    assert data.table.count == 8123
    unsaid = Data(LINE, rows, Settings(downloads=("json",)))
    assert unsaid.page.xpath("string(//caption)") == "The first 200 of 8,123 rows"


def test_years_are_told_by_their_name_or_drawn_as_names() -> None:
    rows = [{"tax_year": 2001, "rent": 1250, "wave": 1850}]
    encoding = {"x": {"field": "tax_year"}, "y": {"field": "rent"},
                "color": {"field": "wave", "type": "ordinal"}}  # fmt: skip
    data = Data({"mark": "point", "encoding": encoding}, rows)
    assert [data.column(name) for name in data.columns] == [["2001"], ["1,250"], ["1850"]]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([2001, 2026], ["2,001", "2,026"]),
        ([1200, 12], ["1,200", "12"]),
        ([0.5, 3], ["0.5", "3.0"]),
        ([81007.456789, 30000.0], ["81,007.46", "30,000.00"]),
        ([0.123456789, 0.987654321], ["0.1235", "0.9877"]),
        ([0.7312715, -0.0003], ["0.7313", "−0.0003"]),
        ([1e300, 2], ["1e+300", "2"]),
        ([None, float("nan"), 1], ["", "", "1"]),
        ([True, False], ["true", "false"]),
        (["2020-01-05", "2020-02-15"], ["5 Jan 2020", "15 Feb 2020"]),
        (["2020-01-05T08:30", "2020-02-15T00:00"], ["5 Jan 2020, 08:30", "15 Feb 2020, 00:00"]),
        (["<b>", "&"], ["<b>", "&"]),
    ],
)
def test_cells_are_written_for_people(values: list[Any], shown: list[str]) -> None:
    encoding = {"x": {"field": "a"}}
    data = Data({"mark": "point", "encoding": encoding}, [{"a": value} for value in values])
    assert data.column("a") == shown


@pytest.mark.parametrize(
    ("channel", "values", "shown"),
    [
        ({"y": {"field": "a", "axis": {"format": "$,.0f"}}}, [100.4, 95.1], ["$100", "$95"]),
        ({"y": {"field": "a", "axis": {"format": ".0f"}}}, [0.1, 0.2], ["0.1", "0.2"]),
        ({"tooltip": [{"field": "a", "format": ".1%"}]}, [0.1234, 0.1233], ["12.3%", "12.3%"]),
        ({"y": {"field": "a", "axis": {"format": "s"}}}, [1000, 20], ["1,000", "20"]),
        ({"x": {"field": "a", "axis": {"format": "%b %Y"}}}, ["2020-01-05"], ["Jan 2020"]),
        ({"x": {"field": "a", "axis": {"format": "%Y"}}}, ["2020-01-05", "2020-02-05"],
         ["5 Jan 2020", "5 Feb 2020"]),
    ],
)  # fmt: skip
def test_the_charts_own_formats_are_used_where_they_tell_values_apart(
    channel: dict[str, Any], values: list[Any], shown: list[str]
) -> None:
    data = Data({"mark": "bar", "encoding": channel}, [{"a": value} for value in values])
    assert data.column("a") == shown


def test_csv_is_that_of_rfc_4180() -> None:
    encoding = {"x": {"field": "note"}, "y": {"field": "left"}}
    text = Data({"mark": "bar", "encoding": encoding}).text("csv")
    assert text == 'left,note\r\n81007.46,"a, ""b"""\r\n69299.0,\r\n'


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=A1+B2", "'=A1+B2"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("-", "-"),
        ("+46 70 123", "+46 70 123"),
        ("@name", "@name"),
        ("a=b", "a=b"),
    ],
)
def test_a_text_is_no_formula_in_a_spreadsheet(text: str, kept: str) -> None:
    data = Data({"mark": "point", "encoding": {"x": {"field": "a"}}}, [{"a": text}])
    assert data.csv[1] == [kept]
    assert json.decode(data.text("json")) == [{"a": text}]


LETTERS = st.characters(exclude_categories=("Cc", "Cn", "Cs"))
CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(LETTERS, max_size=9)


@given(st.lists(st.fixed_dictionaries({"a": CELLS, "b": CELLS}), min_size=1, max_size=9))
def test_every_row_is_in_all_three(rows: list[dict[str, Any]]) -> None:
    data = Data({"mark": "point", "encoding": {"x": {"field": "a"}, "y": {"field": "b"}}}, rows)
    assert len(data.csv) == len(rows) + 1
    assert all(len(line) == 2 for line in data.csv)
    assert [list(row) for row in json.decode(data.text("json"))] == [list(rows[0])] * len(rows)
    assert data.text("html").count("<tr>") == len(rows) + 1


def test_several_datasets_have_a_table_each_and_share_the_files() -> None:
    spec = {
        "datasets": {"data/one.csv": [{"a": 1, "b": 2}], "two": [{"b": 3, "c": 4}]},
        "data": None,
        "hconcat": [
            {"data": {"name": name}, "mark": "bar", "encoding": {"x": {"field": field}}}
            for name, field in (("data/one.csv", "a"), ("two", "b"), ("two", "c"))
        ],
    }
    data = Data(spec)
    assert data.page.xpath("//caption/text()") == ["one: 1 row", "two: 1 row"]
    assert data.csv == [["dataset", "a", "b", "c"], ["one", "1", "2", ""], ["two", "", "3", "4"]]


def test_marks_that_the_author_wrote_inside_are_no_data() -> None:
    label = {"data": {"values": [{"at": 3}]}, "mark": "rule", "encoding": {"x": {"field": "at"}}}
    assert Data({"layer": [LINE, label]}).columns == ["year", "left"]
    alone = {"data": {"values": [{"at": 3}, {"at": 4}]}, "mark": "rule"}
    assert Data(alone | {"encoding": {"x": {"field": "at"}}}).column("at") == ["3", "4"]


@pytest.mark.parametrize(
    "data",
    [
        {"sequence": {"start": 0, "stop": 9, "as": "year"}},
        {"graticule": True},
        {"values": {"type": "FeatureCollection", "features": []}},
    ],
)
def test_what_vega_makes_itself_is_not_pretended_to_be_data(data: dict[str, Any]) -> None:
    assert Data(LINE | {"data": data}).table is None


def test_what_is_switched_off_is_not_made() -> None:
    assert Data(LINE, options=Settings(table=False, downloads=("svg", "png"))).table is None
    assert Data(LINE, options=Settings(table=False)).text("html") == ""
    only = Data(LINE, options=Settings(downloads=("json",)))
    assert (only.text("csv"), only.text("html") == "") == ("", False)


def test_a_drawn_figure_has_its_table_its_source_and_its_date() -> None:
    text = CHART + "source: '[Eurostat](https://ec.europa.eu/)'\nas_of: 2026-03\n"
    figure = drawn("chart", text + "caption: See [the others](#a).\n").figure
    assert figure.table
    assert (figure.table.count, figure.frame.options.as_of) == (4, "2026-03")
    assert figure.frame.caption.source.endswith(">Eurostat</a>")
    assert [link.href for link in figure.frame.caption.links] == ["#a"]


def test_links_of_the_source_go_on_counting_after_those_of_the_caption() -> None:
    text = CHART + "caption: See [a](#a) and [](#b).\nsource: 'From [c](c.md), [d](d.csv)'\n"
    figure = drawn("chart", text).figure
    assert [link.href for link in figure.frame.caption.links] == ["#a", "#b", "c.md", "d.csv"]
    assert "\x02L2\x03" in figure.frame.caption.source
    assert "\x02L3\x03" in figure.frame.caption.source
