"""Charts that are wrong, and what their author is told; what the linter leaves alone."""

import re
import sys
from functools import cache
from pathlib import Path

import pytest

from generator.charts.legible.contrast import MARKS_NEED, contrast, faintest, pages_of
from generator.problems import suggestion
from generator.problems.fields import fields_of
from generator.problems.yaml import read_yaml
from generator.site.colors import parse_color, read_colors, resolved
from generator.site.look import Look
from tests.charts.drawing import LOOK, Drawn, drawn
from tests.charts.lint.wrong import CASES, CHART, FILES, Case

NUMBERED = [pytest.param(case, id=f"{n}-{case.kind}") for n, case in enumerate(CASES)]


@cache
def result(case: Case) -> Drawn:
    return drawn(case.kind, case.text, files=FILES)


def is_told_right(case: Case, drawing: Drawn) -> bool:
    return drawing.told == [(f"content/a.md:{case.where}", case.message, case.hint)]


@pytest.mark.parametrize("case", NUMBERED)
def test_a_wrong_chart_is_told_of_with_its_place(case: Case) -> None:
    drawing = result(case)
    first, *drawn_so = drawing.told
    assert first == (f"content/a.md:{case.where}", case.message, case.hint)
    assert drawing.made.problems[0].severity == case.severity
    # What the mistake makes of the drawing may be told too: bars over the names of their axis.
    assert all(message.startswith("#c: ") for _, message, _ in drawn_so)
    assert len(drawn_so) <= (case.severity == "warning")


@pytest.mark.parametrize("case", NUMBERED)
def test_no_wrong_chart_is_drawn_empty(case: Case) -> None:
    drawing = result(case)
    assert (drawing.made.value is None) == (case.severity == "error")
    assert drawing.made.value is None or re.search("<path|>n0<", drawing.svg)


def test_nearly_all_wrong_charts_get_the_right_suggestion() -> None:
    assert len(CASES) >= 75
    assert {case.kind for case in CASES} == {"chart", "vega-lite", "altair"}
    right = [case for case in CASES if case.hint and is_told_right(case, result(case))]
    assert len(right) >= 0.95 * len(CASES)


def test_a_suggestion_that_is_dropped_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[suggestion.__module__], "nearest", lambda *_: None)
    here = [case for case in CASES if case.kind == "vega-lite"]
    drawings = [(case, drawn(case.kind, case.text, files=FILES)) for case in here]
    right = [case for case, drawing in drawings if is_told_right(case, drawing)]
    assert len(right) < 0.95 * len(here)


def test_a_missing_alt_is_written_and_said() -> None:
    drawing = drawn("chart", CHART.replace("alt: z\n", ""))
    (problem,) = drawing.made.problems
    assert (problem.severity, str(problem.place)) == ("warning", "content/a.md:9")
    assert problem.source == "```chart {#c}"
    assert problem.hint == f"it now reads: {drawing.figure.alt}"


FINE = [
    "mark: bar\nx: name\ny: {field: loss, scale: {zero: false}}\n",
    "mark: bar\nx: name\ny: {field: zero, scale: {domain: [0, 99]}}\n",
    "mark: bar\nx: name\ny: {field: zero, scale: {zero: false}}\ny2: loss\n",
    "mark: point\nx: name\ny: {field: zero, scale: {zero: false}}\n",
    "mark: line\nx: day\ny: {field: zero, scale: {type: symlog}}\n",
    "mark: line\nx: day\ny: {field: zero, scale: log}\ntransform: [{filter: datum.zero > 0}]\n",
    "mark: bar\nx: name\ny: zero\ncolor: {field: name, legend: null}\n",
    "mark: point\nx: zero\ny: loss\ncolor: {field: zero, scale: {range: [white, navy]}}\n",
    "mark: line\nx: day:T\ny: zero\ncolor: {value: var(--chart-2)}\n",
    'mark: bar\nx: name\ny: zero\ncolor: {value: "#17737a"}\n',
    "mark: text\nx: count(name):Q\ny: zero\ntext: name\n",
    "mark: point\nx: zero\ny: loss\ntooltip: [name]\n",
    'mark: point\nx: {field: zero, format: "~s"}\ny: {field: day, format: "%d %b"}\n',
    (
        "mark: point\nx: zero\ny: loss\nparams: {a: {slider: [0, 9]}}\n"
        "transform: [{filter: 'datum.zero >= a && datum.name != \"b\" && isValid(datum.zero)'}]\n"
    ),
]


@pytest.mark.parametrize("text", FINE)
def test_what_is_fine_is_left_alone(text: str) -> None:
    assert drawn("chart", f"data: mixed.csv\nalt: z\n{text}", files=FILES).told == []


def test_layers_behind_others_may_be_pale() -> None:
    layer = '{"mark": {"type": "bar", "color": "%s"}, "encoding": {"x": {"field": "fee"}}}'
    spec = f'{{"data": {{"url": "fees.csv"}}, "layer": [{layer % "#ddd"}, {layer % "#17737a"}]}}'
    assert drawn("vega-lite", f"#| alt: z\n{spec}").told == []


def test_a_chart_with_a_page_of_its_own_is_judged_by_that() -> None:
    pages = pages_of({"background": "black"}, LOOK)
    assert [page.name for page in pages] == ["chart's own"]
    assert faintest("white", pages, MARKS_NEED) == ""
    assert faintest("#222", pages, MARKS_NEED)


def test_contrast_is_that_of_the_guidelines() -> None:
    black, white, grey = (parse_color(text) for text in ("#000", "white", "rgb(118, 118, 118)"))
    assert black
    assert white
    assert grey
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)
    assert parse_color("hsl(120, 100%, 25%)") == (0, 128, 0)
    assert parse_color("url(#a)") is None


def test_the_default_theme_is_seen_in_both_schemes() -> None:
    fields = fields_of(read_yaml(Path("themes/default/theme.yaml").read_text("utf-8"), ""))
    look = Look(colors=resolved(read_colors(fields)))
    charts = fields.mapping("charts")
    assert charts is not None
    for name in charts.texts("palette"):
        assert faintest(f"var(--{name})", pages_of({}, look), MARKS_NEED) == ""


def test_a_colour_is_known_by_its_name_also_once_pillow_was_asked_for_it() -> None:
    from PIL import ImageColor

    assert ImageColor.getrgb("hotpink") == parse_color("hotpink") == (255, 105, 180)
    assert parse_color("hotpink") == (255, 105, 180)
