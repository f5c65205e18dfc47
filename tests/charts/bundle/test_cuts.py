"""What of Vega's bundle a site has, told by its charts."""

import json
import re
from functools import cache

import pytest
import vl_convert

from generator.charts.bundle.cuts import ALL_SCHEMES, SCHEMES, called_for, cut
from generator.charts.bundle.runtime import module, runtime
from generator.charts.bundle.shaking import shaken
from generator.charts.figure import RuntimeParts
from generator.charts.spec import Vega

OURS = {"config": {"range": {name: ["#000", "#fff"] for name in SCHEMES}}}


@cache
def whole() -> str:
    return vl_convert.javascript_bundle(module(()))


@cache
def made(*parts: str) -> str:
    return shaken(cut(whole(), frozenset(parts)))


@pytest.mark.parametrize(
    ("vega", "calls"),
    [
        (OURS, set()),
        ({}, {"tableau10", "blues", "yellowgreenblue", "blueorange"}),
        (OURS | {"scales": [{"range": {"scheme": "Viridis"}}]}, {"viridis"}),
        (OURS | {"scales": [{"range": {"scheme": {"signal": "s"}}}]}, {ALL_SCHEMES}),
        (OURS | {"signals": [{"update": "scheme('x')"}]}, {ALL_SCHEMES}),
        (OURS | {"signals": [{"update": "geoArea('p', datum)"}]}, {"geoArea"}),
        (OURS | {"data": [{"format": {"type": "topojson"}}]}, {"topojson"}),
    ],
)
def test_what_a_chart_calls_for(vega: Vega, calls: set[str]) -> None:
    assert set(called_for(vega, json.dumps(vega))) == calls


@pytest.mark.parametrize(
    ("part", "mark"),
    [
        ("topojson", "TopoJSON"),
        ("viridis", "viridis:"),
        ("blueorange", "blueOrange:"),
        ("geoArea", '"geoArea"'),
        ("quantileNormal", "quantileNormal:"),
        (ALL_SCHEMES, "yellowOrangeRed:"),
    ],
)
def test_a_part_is_there_where_it_is_called_for(part: str, mark: str) -> None:
    assert mark in whole()
    assert mark not in made()
    assert mark in made(part)


@pytest.mark.parametrize(
    "gone", ["isBuffer", "pixelRatio", "toDataURL", "parseRows(", r"\xAA\xB5", "440154450256"]
)
def test_what_no_chart_of_ours_can_use_is_gone(gone: str) -> None:
    if gone in ("pixelRatio", "toDataURL"):
        assert made().count(gone) < whole().count(gone)
    else:
        assert gone not in made(ALL_SCHEMES)


def test_nothing_makes_code_from_text() -> None:
    text = runtime(RuntimeParts((ALL_SCHEMES, "topojson", "geoshape")), lambda _: b"").blobs[0]
    assert not re.search(rb"\bFunction\s*\(|\beval\s*\(", text)


def test_a_bundle_that_cannot_be_read_is_published_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda _: "f((;")
    told = runtime(RuntimeParts(), lambda _: b"")
    assert told.blobs == (b"f((;",)
    assert [problem.severity for problem in told.problems] == ["warning"]
