import pytest

from generator.blocks.options import credit
from generator.data.tree import Tree
from generator.problems import Place
from generator.problems.fault import Fault
from tests.blocks.reading import contents, options
from tests.charts.drawing import drawn

CHART = "data: fees.csv\nmark: line\nx: year\ny: value\ncolor: fee\nalt: z\n"


def test_options_are_read_from_lines_and_from_keys_alike() -> None:
    lines = """\
#| source: {name: Eurostat, url: "https://a.org/x_(1)", licence: CC BY 4.0}
#| as_of: 2026-03
#| download: csv, svg
#| table: false
#| link: no
#| live: touch
"""
    read = options(lines)
    assert read.source == (
        "[Eurostat](<https://a.org/x_(1)>) "
        "([CC BY 4.0](https://creativecommons.org/licenses/by/4.0/))"
    )
    assert (read.as_of, read.downloads) == ("2026-03", ("csv", "svg"))
    assert (read.table, read.link, read.live) == (False, False, "touch")
    keys = "as_of: 2026\ndownload: [svg, csv]\ntable: false\nsource: From *here*.\n"
    frame = contents("chart", CHART + keys).frame
    assert (frame.options.as_of, frame.options.downloads) == ("2026", ("csv", "svg"))
    assert "<em>here</em>" in frame.caption.source


BRACES = '"In {{ row.city }}"'
STAY = "its braces would stay"


@pytest.mark.parametrize(
    ("kind", "text", "message", "place"),
    [
        ("chart", CHART.replace("z", BRACES), f"nothing is computed in alt: {STAY}", (15, 6)),
        ("chart", f"{CHART}title: {BRACES}", f"nothing is computed in title: {STAY}", (16, 8)),
        (
            "chart",
            CHART.replace("x: year", f"x: {{field: year, title: {BRACES}}}"),
            f"nothing is computed in title of x: {STAY}",
            (12, 25),
        ),
        (
            "chart",
            f"{CHART}notes:\n- {{x: 1, y: 2, text: {BRACES}}}",
            f"nothing is computed in text of notes: {STAY}",
            (17, 22),
        ),
        (
            "vega-lite",
            f'{{"title": {BRACES}, "data": {{"url": "a.csv"}}, "mark": "bar"}}',
            f"nothing is computed in title: {STAY}",
            (10, 11),
        ),
        (
            "infographic",
            f"alt: z\npanels:\n- art: a.svg\n  alt: {BRACES}\n",
            f"nothing is computed in alt of panels: {STAY}",
            (13, 8),
        ),
    ],
)
def test_a_value_where_nothing_is_computed_is_told(
    kind: str, text: str, message: str, place: tuple[int, int]
) -> None:
    (told,) = contents(kind, text).problems
    assert (told.message, told.severity) == (message, "warning")
    assert told.place == Place("content/a.md", *place)


@pytest.mark.parametrize(
    "text",
    [
        f"{CHART}caption: {BRACES}\nsource: {BRACES}",
        CHART.replace("data: fees.csv", f"data: {{values: [{{title: {BRACES}}}]}}"),
        CHART.replace("y: value", "y: '{{x}}'\ntext: '{{y}}'"),
    ],
)
def test_a_value_where_it_is_computed_and_braces_in_data_are_not(text: str) -> None:
    assert contents("chart", text).problems == ()


def test_a_source_may_begin_with_its_link() -> None:
    line = "#| source: [Eurostat](https://a.org/x), CC BY 4.0"
    assert options(line).source == "[Eurostat](https://a.org/x), CC BY 4.0"


@pytest.mark.parametrize(
    ("value", "offered"),
    [("true", ("csv", "json", "svg", "png")), ("false", ()), ("png", ("png",)), ("[]", ())],
)
def test_downloads_may_be_all_none_or_some(value: str, offered: tuple[str, ...]) -> None:
    assert options(f"#| download: {value}").downloads == offered
    frame = contents("chart", f"{CHART}download: {value}\n").frame
    assert frame.options.downloads == offered


def test_an_option_line_says_where_within_it_the_mistake_is() -> None:
    for line, column in (("#| download: csv, pgn", 19), ("#| source: {nam: x}", 13)):
        with pytest.raises(Fault) as caught:
            options(line)
        assert caught.value.spot == (1, column)


def test_a_name_stays_a_name_in_a_source() -> None:
    tree = Tree({}, {}, {})
    assert credit({"name": "A [b] *c*"}, "source", tree) == r"A \[b\] \*c\*"
    assert credit({"name": "a", "license": "ODbL 1.0"}, "source", tree) == "a (ODbL 1.0)"


@pytest.mark.parametrize("views", ["mark: line\n", "layer: [{mark: line}, {mark: point}]\n"])
def test_a_height_is_that_of_each_facet(views: str) -> None:
    facets = f"data: fees.csv\n{views}x: year\ny: value\nfacet: fee\nalt: z\nwidth: wide\n"
    low, high = (drawn("chart", f"{facets}height: {each}\n").figure.height for each in (100, 300))
    assert high - low == 200 * round((high - low) / 200) > 0
