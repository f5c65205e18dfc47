"""What is drawn is what the data say, or a problem names the column: there is no third way."""

import copy
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec import Struct

from generator.charts import chart as chart_maker
from generator.charts.figure import NO_ALT
from generator.charts.plot import Plot, wide_plot
from generator.charts.rows import decoded
from generator.charts.spec import Records
from tests.charts.drawing import drawn, load_problems
from tests.charts.drawn_kinds import differences
from tests.charts.drawn_values import is_missing, number_in
from tests.charts.random_charts import MAKERS, RandomChart, random_chart
from tests.charts.svg_reading import Picture, read_picture

FEW, MANY = 2, 39
"""Charts of each of the thirteen kinds: a few in every run, and five hundred in the slow one."""
LEAST_COMPARED = 0.5
"""The share of charts that have to be drawn: where all was refused, nothing would be shown."""


class Shown(Struct, frozen=True):
    """What is drawn of a chart on a wide page, what is said of it, and the problems told."""

    picture: Picture | None
    alt: str
    told: list[str]

    def names_a_column(self, chart: RandomChart) -> bool:
        """Tell whether a problem names a column that the chart shows."""
        return any(f'"{name}"' in each for each in self.told for name in chart.shown.values())


def shown(chart: RandomChart) -> Shown:
    """Draw a chart."""
    told = load_problems("t.csv", chart.table.text)
    if any(each.severity == "error" for each in told):
        return Shown(None, "", [each.message for each in told])
    drawings: list[str] = []

    def recorded(*given: Any) -> Plot:
        made = wide_plot(*given)
        drawings.append(ET.tostring(made.root, encoding="unicode"))
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chart_maker, "wide_plot", recorded)
        result = drawn("chart", chart.text, files={"t.csv": chart.table.text})
    messages = [f"{each.message} {each.hint}" for each in (*told, *result.made.problems)]
    picture = read_picture(drawings[0]) if result.made.value else None
    alt = result.figure.alt if picture else ""
    return Shown(picture, alt, [each for each in messages if NO_ALT not in each])


def wrong(chart: RandomChart, made: Shown) -> Iterator[str]:
    """Say what is neither drawn as the data say nor told."""
    if not chart.table.columns[0].cells:
        yield from () if made.told else ["no word about a table without rows"]
    elif made.names_a_column(chart):
        return
    elif made.picture is None:
        yield f"not drawn, and no column is named: {made.told}"
    else:
        yield from differences(chart, made.picture)
        yield from told_wrongly(chart, made.alt)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_few_charts_show_what_pandas_computes(kind: str) -> None:
    for seed in range(FEW):
        chart = random_chart(kind, seed)
        assert [*wrong(chart, shown(chart))] == [], chart.text


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAKERS)
def test_many_charts_show_what_pandas_computes(kind: str) -> None:
    found, compared = {}, 0
    for seed in range(FEW, FEW + MANY):
        chart = random_chart(kind, seed)
        made = shown(chart)
        compared += made.picture is not None and not made.names_a_column(chart)
        if faults := [*wrong(chart, made)]:
            found[seed] = faults[:3]
    assert found == {}
    assert compared >= MANY * LEAST_COMPARED


def one_row_left(raw: Any) -> dict[str, Records]:
    """Lose all rows but one, as a wrong maker might."""
    read = decoded(raw)
    # Of a row with an empty cell a chart says itself that nothing is there.
    left = {
        name: [r for r in each.rows if None not in r.values()][-1:] for name, each in read.items()
    }
    return {name: Records(left[name], each.name, each.raw) for name, each in read.items()}


def numbers_a_tenth_off(raw: Any) -> dict[str, Records]:
    """Make each number a tenth greater."""
    made = {name: copy.deepcopy(each) for name, each in decoded(raw).items()}
    for row in (row for each in made.values() for row in each.rows):
        row.update({k: v * 1.1 for k, v in row.items() if type(v) in (int, float)})
    return made


def drawable(kind: str) -> RandomChart:
    """Return a chart of a kind that is drawn and right, of a few rows."""
    charts = (random_chart(kind, seed) for seed in range(99))
    few = (each for each in charts if 5 <= len(each.table.columns[0].cells) <= 40)
    return next(each for each in few if (made := shown(each)).picture and not made.told)


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("harm", [one_row_left, numbers_a_tenth_off])
def test_a_maker_that_is_wrong_is_found_out(
    kind: str, harm: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = drawable(kind)
    monkeypatch.setattr(chart_maker, "decoded", harm)
    has_only_shares = kind == "pie" and harm is numbers_a_tenth_off
    assert bool([*wrong(chart, shown(chart))]) is not has_only_shares, chart.table.text


_N = r"(−?[\d,.]+)"
_EXTREMES = re.compile(rf"Of ([\d,]+) values the highest is {_N} \(.+, the lowest {_N} \(")
_RANGE = re.compile(rf"values lie between {_N} and {_N}\.")
_POINTS = re.compile(rf"([\d,]+) points?, .*from {_N} to {_N} on the y axis")
_MEDIANS = re.compile(rf"medians lie between {_N} \(.+\) and {_N} \(")
_BARS = re.compile(rf": {_N}(?=[;.])")


def told_wrongly(chart: RandomChart, alt: str) -> Iterator[str]:
    """Say what an English alternative text tells otherwise than the data."""
    rows = [row for row in chart.rows if not is_missing(row[-1])]
    values = [row[2] if chart.kind == "boxplot" else row[-1] for row in rows]
    if found := _EXTREMES.search(alt):
        yield from _unlike(alt, [found[1]], [len(values)])
        yield from _unlike(alt, [found[3], found[2]], [min(values), max(values)])
    elif found := _RANGE.search(alt) or (_MEDIANS.search(alt) if chart.kind == "boxplot" else None):
        yield from _unlike(alt, [found[1], found[2]], [min(values), max(values)])
    elif found := _POINTS.search(alt):
        whole = [row for row in rows if not any(map(is_missing, row))]
        yield from _unlike(alt, [found[1]], [len(whole)])
        heights = [row[-1] for row in whole]
        yield from _unlike(alt, [found[2], found[3]], [min(heights), max(heights)])
    elif chart.kind == "bar" and (said := _BARS.findall(alt)):
        yield from _unlike(alt, sorted(said, key=_value), sorted(values))


def _value(text: str) -> float:
    number = number_in(text.rstrip("."))
    assert number is not None
    return number


def _unlike(alt: str, said: list[str], meant: list[float]) -> Iterator[str]:
    """Compare numbers as a sentence rounds them, to three figures."""
    pairs = list(zip(map(_value, said), meant, strict=False))
    is_alike = all(abs(a - b) <= abs(b) * 0.006 + 1e-9 for a, b in pairs)
    if len(said) != len(meant) or not is_alike:
        yield f"told {said}, computed {meant}: {alt}"
