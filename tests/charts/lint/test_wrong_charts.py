"""Charts that are wrong, and what their author is told: nothing draws an empty chart."""

import re
import sys
from functools import cache

import pytest

from generator.problems import suggestion
from tests.charts.drawing import Drawn, drawn
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
