"""The schema to the letter: the same verdict as Altair's, and words and places for each."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import altair as alt
import pytest

from generator.charts.fitting import misfits, misspellings
from generator.problems.fault import Path
from tests.charts.drawing import drawn
from tests.charts.test_kinds import KINDS

STEPS: dict[str, Any] = {
    "data": {"name": "d"},
    "transform": [
        {"calculate": "datum.a", "as": "b"},
        {"filter": {"field": "a", "oneOf": [1, 2]}},
        {"aggregate": [{"op": "mean", "field": "a", "as": "m"}], "groupby": ["c"]},
        {"window": [{"op": "rank", "as": "r"}], "sort": [{"field": "a"}]},
        {"bin": True, "field": "a", "as": "x"},
        {"regression": "a", "on": "b"},
    ],
    "layer": [{"mark": {"type": "rule", "strokeDash": [4, 2]}, "encoding": {"y": {"datum": 5}}}],
    "resolve": {"scale": {"y": "independent"}},
    "config": {"axis": {"grid": False}},
}
SPECS = {name: KINDS[name] for name in ("points_in_schemes", "facets", "rings_and_a_slider")}
SPECS |= {"steps": STEPS}
VALUES = [-5, 5, "nope", "", True, [], {}, [1], ["a"], {"expr": "1"}, "count"]


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else parts:
        yield from paths(part, (*path, key))


def spoilt(spec: dict[str, Any], luck: random.Random) -> dict[str, Any]:
    """Return a specification of which one part is gone, or another value."""
    made = copy.deepcopy(spec)
    path = luck.choice([each for each in paths(made) if each and each[0] != "data"])
    around: Any = made
    for step in path[:-1]:
        around = around[step]
    if luck.random() < 0.3:
        del around[path[-1]]
    else:
        around[path[-1]] = copy.deepcopy(luck.choice(VALUES))
    return made


def is_altairs(spec: dict[str, Any]) -> bool:
    try:
        alt.Chart.from_dict(spec)
    except Exception:  # it raises errors of three packages
        return False
    return True


@pytest.mark.parametrize("name", SPECS)
def test_the_verdict_is_the_schemas_own(name: str) -> None:
    luck = random.Random(name)
    verdicts = set()
    for _ in range(40):
        spec = spoilt(SPECS[name], luck)
        fits = not list(misspellings(spec)) and not list(misfits(spec))
        assert fits == is_altairs(spec), spec
        verdicts.add(fits)
    assert verdicts == {True, False}
    assert list(misfits(SPECS[name])) == []


BAR = "data: fees.csv\nalt: x\nmark: bar\nx: fee:N\ny: value:Q\n"
MARK = "data: fees.csv\nalt: x\nx: fee:N\ny: value:Q\nmark: "
MISTAKES = {
    BAR + "transform: [{calculate: datum.value}]": ("15:14", '"calculate" needs "as" beside it'),
    BAR + "transform: [{timeUnit: year, field: day}]": (
        "15:14", '"timeUnit" needs "as" beside it'),
    BAR + "transform: [{bin: true, field: value}]": ("15:14", '"bin" needs "as" beside it'),
    BAR + "transform: [{aggregate: [{op: mean, field: value}]}]": (
        "15:27", '"op" needs "as" beside it'),
    BAR + "transform: [{pivot: fee}]": ("15:14", '"pivot" needs "value" beside it'),
    BAR + "transform: [{regression: value}]": ("15:14", '"regression" needs "on" beside it'),
    BAR + "transform: [{calculate: '1', as: b, filter: 'true'}]": (
        "15:37", '"filter" cannot stand beside "calculate"'),
    BAR + "transform: [{foo: 1}]": ("15:14", 'Vega-Lite knows no "foo" here'),
    BAR + "resolve: {scale: q}": ("15:18", 'scale cannot be "q"'),
    MARK + "{type: bar, opacity: 5}": ("14:28", "opacity cannot be 5"),
    MARK + "{type: point, size: -5}": ("14:27", "size cannot be -5"),
    MARK + "{type: arc, innerRadius: -5}": ("14:32", "innerRadius cannot be -5"),
    MARK + "{type: bar, binSpacing: -1}": ("14:31", "binSpacing cannot be -1"),
    MARK + "{type: bar, foo: 1}": ("14:19", 'Vega-Lite knows no "foo" here'),
    "data: fees.csv\nalt: x\nlayer: [{mark: {type: bar, foo: 1}, x: fee, y: value}]": (
        "12:28", 'Vega-Lite knows no "foo" here'),
    "data: fees.csv\nalt: x\nmark: bar\nx: fee\ny: {field: value, axis: {zindex: -1}}": (
        "14:34", "zindex cannot be -1"),
}  # fmt: skip


@pytest.mark.parametrize("text", MISTAKES)
def test_ordinary_mistakes_have_a_place(text: str) -> None:
    ((place, message, _),) = drawn("chart", text).told
    assert (place.removeprefix("content/a.md:"), message) == MISTAKES[text]


def test_what_is_pasted_may_have_words_that_nobody_knows() -> None:
    spec = '{"data": {"url": "fees.csv"}, "mark": {"type": "point", "zzzz": 1}}'
    (found,) = drawn("vega-lite", f"#| alt: x\n{spec}").made.problems
    assert (found.severity, found.message) == ("warning", 'Vega-Lite knows no "zzzz" here')
