"""Infographics: panels in their frame, filters between them, one picture of all."""

import json
import re
from typing import Any

import pytest

from generator.charts.figure import Infographic
from tests.charts.drawing import Drawn, drawn

PILES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><title>Piles</title>'
    "{% for fee, rows in fees | groupby('fee') %}"
    '<rect class="grow-y" x="{{ 40 * loop.index }}" width="20" height="{{ rows | length * 10 }}"/>'
    "{% endfor %}<clipPath id='c'><rect/></clipPath>{% if narrow %}<circle/>{% endif %}</svg>"
)
ART = {"piles.svg.jinja": PILES}
TEXT = """\
data: fees.csv
alt: Fees.
panels:
  - art: {wide: piles.svg.jinja, narrow: piles.svg.jinja}
  - {span: 6, select: fee, chart: {mark: bar, x: fee, y: sum(value)}}
  - span: 6
    select: year
    vega-lite:
      mark: line
      encoding:
        x: {field: year, type: ordinal}
        y: {field: value, type: quantitative, aggregate: mean}
"""


def made(text: str = TEXT, art: dict[str, str] = ART) -> Drawn:
    return drawn("infographic", text, art=art)


@pytest.fixture(scope="module")
def whole() -> Drawn:
    return made()


def markup(each: Drawn) -> str:
    assert isinstance(each.figure, Infographic)
    return each.store[each.figure.markup.digest].decode()


def panels(each: Drawn) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(each.spec)["panels"]
    return found


def test_panels_stand_in_their_columns(whole: Drawn) -> None:
    assert whole.told == []
    html = markup(whole)
    assert html.startswith('<div class="infographic" role="group" aria-label="Fees." data-words="{')
    classes = re.findall(r'<div class="panel ([\w -]+)"', html)
    assert classes == ["panel-art span-12", "panel-chart span-6", "panel-chart span-6"]
    assert re.findall(r'data-panel="(\d)" data-select="(\w+)"', html) == [
        ("0", "fee"),
        ("1", "year"),
    ]


def test_art_is_drawn_from_the_data_twice(whole: Drawn) -> None:
    wide, narrow = re.findall(r"<svg[^>]*Piles.*?</svg>", markup(whole))
    heights = re.findall(r'<rect class="grow-y" x="\d+" width="20" height="(\d+)"', wide)
    assert heights == ["20", "20"]
    assert ("<circle" in wide, "<circle" in narrow) == (False, True)


def test_every_id_of_the_frame_is_its_own(whole: Drawn) -> None:
    ids = re.findall(r' id="([^"]+)"', markup(whole))
    assert ids
    assert len(ids) == len(set(ids))


def test_the_whole_is_one_drawing_in_light_colours(whole: Drawn) -> None:
    figure = whole.figure
    assert isinstance(figure, Infographic)
    assert whole.svg.count("<svg") == 4
    assert (figure.width, figure.height) == (
        680,
        round(float(re.findall(r'height="(\d+)"', whole.svg)[0])),
    )
    assert whole.store[figure.png.digest].startswith(b"\x89PNG")
    assert "light-dark" not in whole.svg
    assert figure.download is not None
    assert "var(" not in whole.store[figure.download.digest].decode()


def filters(vega: dict[str, Any]) -> list[str]:
    steps = [step for data in vega["data"] for step in data.get("transform", ())]
    return [step["expr"] for step in steps if step["type"] == "filter" and "picked" in step["expr"]]


def test_each_chart_is_filtered_by_what_the_others_select(whole: Drawn) -> None:
    by_fee, by_year = (each["wide"] for each in panels(whole))
    assert filters(by_fee) == [
        'length(picked_year) === 0 || indexof(picked_year, datum["year"]) >= 0'
    ]
    assert filters(by_year) == [
        'length(picked_fee) === 0 || indexof(picked_fee, datum["fee"]) >= 0'
    ]
    assert json.loads(whole.spec)["signals"] == {"fee": "picked_fee", "year": "picked_year"}
    for vega in (by_fee, by_year):
        steps = [step["type"] for data in vega["data"] for step in data.get("transform", ())]
        assert steps.index("filter") < steps.index("aggregate")
        names = [signal["name"] for signal in vega["signals"]]
        assert {"picked_fee", "picked_year"} <= set(names)


def test_a_chart_fades_by_its_own_column_alone(whole: Drawn) -> None:
    by_fee, by_year = (json.dumps(each["wide"]["marks"]) for each in panels(whole))
    assert "indexof(picked_fee" in by_fee
    assert "picked_year" not in by_fee
    assert "indexof(picked_year" in by_year


@pytest.mark.parametrize("labels", ["", ", labels: true"])
def test_names_along_an_axis_stay_where_they_are(labels: str) -> None:
    each = made(TEXT.replace("y: sum(value)}", f"y: sum(value){labels}}}"))
    (scale,) = [each for each in panels(each)[0]["wide"]["scales"] if each["name"] == "x"]
    assert scale["domain"] == ["high", "low"]


def test_the_rows_that_charts_share_are_stored_once() -> None:
    rows = "\n".join(
        f"{year},{fee},{year % 7},2020-01-01" for year in range(100, 300) for fee in "ab"
    )
    files = {"fees.csv": f"year,fee,value,day\n{rows}\n"}
    each = drawn("infographic", TEXT, files=files, art=ART)
    assert isinstance(each.figure, Infographic)
    ((_name, blob),) = each.figure.shared
    assert json.loads(each.store[blob.digest])[0]["fee"] == "a"
    assert {data.get("url") for panel in panels(each) for data in panel["wide"]["data"]} >= {
        f"{blob.digest}.json"
    }


def test_large_data_is_not_computed_before_readers_select() -> None:
    rows = "\n".join(f"{year},{fee},{year % 7},2020-01-01" for year in range(900) for fee in "ab")
    files = {"fees.csv": f"year,fee,value,day\n{rows}\n"}
    each = drawn("infographic", TEXT, files=files, art=ART)
    assert all(filters(panel["wide"]) for panel in panels(each))


def test_a_still_infographic_has_nothing_to_load() -> None:
    each = made(TEXT + "live: never\n")
    assert isinstance(each.figure, Infographic)
    assert (each.figure.spec, each.figure.is_live) == (None, False)
    assert "data-select" not in markup(each)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("panels:", "panles:"),
         ("content/a.md:12:1", 'an infographic has no "panles"', 'did you mean "panels"?')),
        (("span: 6, ", "span: 13, "),
         ("content/a.md:14:12", "span must be a number from 1 to 12",
          "of 12 columns: 6 is half the width")),
        (("select: fee", "select: day"),
         ("content/a.md:14:23", 'this chart draws no column "day" as it is', "it draws fee")),
        (("select: year", "select: yaer"),
         ("content/a.md:16:13", 'this chart draws no column "yaer" as it is',
          'did you mean "year"?')),
        (("x: fee,", "x: fei,"),
         ("content/a.md:14:50", 'no column "fei" in fees', 'did you mean "fee"?')),
        (("mark: bar", "mark: bra"),
         ("content/a.md:14:42", 'no mark "bra"', 'did you mean "bar"?')),
        (("field: value,", "field: valeu,"),
         ("content/a.md:21:20", 'no column "valeu" in fees', 'did you mean "value"?')),
        (("mark: bar,", "mark: bar, caption: Hi,"),
         ("content/a.md:14:47", 'a chart in a panel has no "caption"',
          "it belongs to the infographic: move it out of the panels")),
        (("select: fee, chart", "select: fee, art: piles.svg.jinja, chart"),
         ("content/a.md:14:5", "a panel has 2 of art, chart, vega-lite", "")),
        (("span: 6, select", "spam: 6, select"),
         ("content/a.md:14:6", 'a panel has no "spam"', 'did you mean "span"?')),
        (("{wide: piles.svg.jinja, ", "{wdie: piles.svg.jinja, "),
         ("content/a.md:13:11", 'art has no "wdie"', 'did you mean "wide"?')),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place_in_the_block(
    change: tuple[str, str], told: tuple[str, str, str]
) -> None:
    assert made(TEXT.replace(*change, 1)).told == [told]


def test_a_fault_of_a_drawing_is_told_at_its_place_in_the_template() -> None:
    art = {"piles.svg.jinja": PILES.replace("width", "\n<script/>\n<g ", 1)}
    ((place, message, _hint),) = made(art=art).told
    assert place.startswith("content/piles.svg.jinja:")
    assert message.startswith("not well-formed SVG")
    art = {"piles.svg.jinja": PILES.replace("<circle/>", "\n<image/>")}
    assert made(art=art).told == [
        ("content/piles.svg.jinja:2:2", 'no drawing in a page can have "<image>"',
         "draw it, or put it beside the infographic")
    ]  # fmt: skip


def test_all_panels_are_judged_at_once() -> None:
    text = TEXT.replace("x: fee,", "x: fei,").replace("field: value,", "field: valeu,")
    assert [message for _, message, _ in made(text).told] == [
        'no column "fei" in fees', 'no column "valeu" in fees',
    ]  # fmt: skip


def test_what_says_nothing_is_warned_of() -> None:
    text = TEXT.replace("alt: Fees.\n", "")
    art = {"piles.svg.jinja": PILES.replace("<title>Piles</title>", "")}
    told = made(text, art).told
    assert [(place, message) for place, message, _ in told] == [
        ("content/a.md:12:10", "this art has no alt text"),
        ("content/a.md:9", "this infographic has no alt text"),
    ]
    quiet = text.replace("{wide: ", "piles.svg.jinja\n    alt: ''\n  - art: {wide: ")
    assert "aria-hidden" in markup(made(quiet))


def test_two_sliders_of_one_name_are_refused() -> None:
    slider = "{mark: bar, params: {least: {slider: [0, 9, 1], value: 0}}, "
    text = TEXT.replace("{mark: bar, ", slider).replace(
        "  - span: 6\n    select: year\n",
        "  - chart: " + slider + "x: fee, y: sum(value)}\n  - span: 6\n    select: year\n",
    )
    ((_, message, _),) = made(text).told
    assert message == 'two charts have a param "least"'


@pytest.mark.parametrize(("art", "count"), [("none", 0), ("{{ fees[0].salary }}", 3)])
def test_a_column_that_no_panel_speaks_of_is_in_no_table(art: str, count: int) -> None:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{art}</text></svg>'
    text = (
        "data: fees.csv\nalt: z\npanels:\n  - {art: a.svg.jinja, alt: z}\n"
        "  - {chart: {mark: bar, x: fee, y: sum(value)}}\n"
    )
    files = {"fees.csv": "fee,value,salary\nlow,1,9870\nhigh,2,9871\n"}
    drawing = drawn("infographic", text, files=files, art={"a.svg.jinja": picture})
    table = drawing.figure.table
    assert table
    told = [drawing.store[each.digest].decode() for each in (table.html, table.csv, table.json)]
    assert sum("870" in each for each in told) == count
    assert all("fee" in each for each in told)
