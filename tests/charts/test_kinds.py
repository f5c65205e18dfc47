"""Every kind of chart comes alive under a strict policy, as the picture that stood there."""

import io
import json
from collections.abc import Iterator
from math import cos, sin
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from tests.charts.drawing import Drawn, drawn
from tests.charts.test_live import STYLE, Visit, bundle_of, lay_out, page_of
from tests.galleries.gallery import SEEN, differing
from tests.serving import STRICT_HEADERS, serve_folder_over_http

Spec = dict[str, Any]


def _q(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "quantitative"} | more


def _n(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "nominal"} | more


TREES = [
    {"kind": kind, "age": age, "height": round(rate * age**0.6 + sin(age), 2),
     "planted": f"{2020 - age}-0{1 + age % 9}-15 0{age % 10}:30"}
    for kind, rate in (("oak", 1.4), ("elm", 1.9), ("ash", 2.3))
    for age in range(1, 25)
]  # fmt: skip
WALK = [{"x": round(n * cos(n / 3), 2), "y": round(n * sin(n / 3), 2), "n": n} for n in range(30)]
FIELD = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"name": name, "share": share}, "geometry": {
            "type": "Polygon",
            "coordinates": [[[x, y], [x, y + 8], [x + 8, y + 8], [x + 8, y], [x, y]]]}}
        for name, share, x, y in (("west", 3, 0, 40), ("east", 7, 9, 40), ("south", 5, 4, 31))
    ],
}  # fmt: skip
PLACE: Spec = {"x": _q("age"), "y": _q("height")}
HEIGHTS: Spec = {"data": {"values": TREES}, "encoding": PLACE}
BAND: Spec = {"aggregate": "mean", "field": "height", "type": "quantitative"}

KINDS: dict[str, Spec] = {
    "lines_with_a_legend": HEIGHTS | {
        "mark": {"type": "line", "point": True},
        "params": [{"name": "tree", "select": {"type": "point", "fields": ["kind"]},
                    "bind": "legend"}],
        "encoding": PLACE | {
            "color": _n("kind"),
            "opacity": {"condition": {"param": "tree", "value": 1}, "value": 0.2},
        },
    },
    "points_in_schemes": HEIGHTS | {
        "mark": {"type": "point", "filled": True},
        "encoding": PLACE | {
            "color": _q("age", scale={"scheme": "viridis"}), "size": _q("height"),
            "shape": _n("kind"),
        },
    },
    "bars_by_month": {
        "data": {"values": TREES}, "mark": "bar",
        "encoding": {
            "x": {"field": "planted", "timeUnit": "month", "type": "ordinal"},
            "y": {"aggregate": "count"}, "color": _n("kind"),
        },
    },
    "grouped_bars": {
        "data": {"values": TREES}, "mark": "bar",
        "encoding": {"x": _n("kind"), "y": BAND, "xOffset": _q("age", bin={"maxbins": 3})
                     | {"type": "ordinal"}, "color": _q("age", bin={"maxbins": 3})},
    },
    "a_small_square": HEIGHTS | {"mark": "area", "width": 200, "height": 200},
    "facets": HEIGHTS | {"mark": "tick", "encoding": PLACE | {"facet": _n("kind")}},
    "views_joined_by_a_brush": {
        "data": {"values": TREES},
        "hconcat": [
            {"mark": "point", "params": [{"name": "box", "select": "interval"}],
             "encoding": PLACE | {
                 "color": {"condition": {"param": "box", **_n("kind")}, "value": "grey"}}},
            {"mark": "bar", "transform": [{"filter": {"param": "box"}}],
             "encoding": {"x": _n("kind"), "y": {"aggregate": "count"}}},
        ],
    },
    "repeated": {
        "data": {"values": TREES}, "repeat": ["age", "height"],
        "spec": {"mark": "bar", "encoding": {
            "x": {"field": {"repeat": "repeat"}, "bin": True, "type": "quantitative"},
            "y": {"aggregate": "count"}}},
    },
    "boxes": {
        "data": {"values": TREES}, "mark": "boxplot",
        "encoding": {"y": _n("kind"), "x": _q("height")},
    },
    "a_map": {
        "data": {"values": FIELD, "format": {"property": "features"}},
        "mark": {"type": "geoshape", "stroke": "white"},
        "projection": {"type": "mercator"},
        "encoding": {"color": {"field": "properties.share", "type": "quantitative"}},
    },
    "a_path_with_images_of_text": {
        "data": {"values": WALK},
        "layer": [
            {"mark": "trail", "encoding": {"size": _q("n", legend=None)}},
            {"mark": {"type": "text", "dy": -8}, "transform": [{"filter": "datum.n % 10 == 0"}],
             "encoding": {"text": _q("n")}},
        ],
        "encoding": {"x": _q("x"), "y": _q("y"), "order": _q("n")},
    },
    "rings_and_a_slider": {
        "data": {"values": TREES}, "mark": {"type": "arc", "innerRadius": {"expr": "hole"}},
        "params": [{"name": "hole", "value": 45, "bind": {"input": "range", "max": 90,
                                                            "step": 10}}],
        "encoding": {"theta": {"aggregate": "sum", **_q("height")}, "color": _n("kind")},
    },
    "density_and_regression": {
        "data": {"values": TREES},
        "vconcat": [
            {"transform": [{"density": "height", "groupby": ["kind"]}],
             "mark": {"type": "area", "opacity": 0.5},
             "encoding": {"x": _q("value"), "y": _q("density"), "color": _n("kind")}},
            {"layer": [
                {"mark": "circle", "encoding": PLACE},
                {"mark": "line", "transform": [{"loess": "height", "on": "age"}],
                 "encoding": PLACE},
            ]},
        ],
    },
    "text_read_as_a_table": {
        "data": {"values": "day,sold\nJan 3 2021,4\nJan 4 2021,9\nJan 6 2021,7",
                 "format": {"type": "csv", "parse": {"day": "date"}}},
        "mark": "line",
        "encoding": {"x": {"field": "day", "type": "temporal"}, "y": _q("sold")},
    },
}  # fmt: skip

pytestmark = pytest.mark.slow
WINDOW: ViewportSize = {"width": 720, "height": 5000}


@pytest.fixture(scope="module")
def figures() -> dict[str, Drawn]:
    return {
        name: drawn("vega-lite", f"#| alt: Trees.\n{json.dumps(spec, indent=1)}", name)
        for name, spec in KINDS.items()
    }


@pytest.fixture(scope="module")
def address(figures: dict[str, Drawn], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("kinds")
    style = STYLE.replace("monospace", "'Liberation Sans', sans-serif")
    lay_out(folder, figures, page_of(figures), bundle_of(figures), style)
    with serve_folder_over_http(folder, "/", STRICT_HEADERS) as served:
        yield served


@pytest.fixture(scope="module")
def still(browser: Browser, address: str) -> dict[str, Image.Image]:
    page = browser.new_page(java_script_enabled=False, viewport=WINDOW)
    page.goto(address)
    found = {name: picture(page, name) for name in KINDS}
    page.close()
    return found


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str, still: dict[str, Image.Image]) -> Iterator[Visit]:
    made = Visit(browser, viewport=WINDOW, timezone_id="Asia/Tokyo")
    made.page.goto(address)
    yield made
    made.page.close()


def picture(page: Page, name: str) -> Image.Image:
    shot = page.locator(f"#{name} .figure-box").screenshot(animations="disabled")
    return Image.open(io.BytesIO(shot)).convert("RGB")


@pytest.mark.parametrize("name", KINDS)
def test_it_comes_alive_as_it_was_drawn(
    name: str, visit: Visit, still: dict[str, Image.Image]
) -> None:
    visit.wait(name)
    visit.page.wait_for_timeout(100)
    live = picture(visit.page, name)
    assert live.size == still[name].size
    assert differing(still[name], live) < SEEN
    assert visit.said == []


def test_a_legend_is_moved_by_the_keyboard(visit: Visit) -> None:
    name = "lines_with_a_legend"
    visit.wait(name)
    faint = f"#{name} .mark-line path[opacity='0.2']"
    assert visit.page.locator(faint).count() == 0
    visit.page.locator(f"#{name} [role=button]").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_timeout(200)
    assert visit.page.locator(faint).count() == 2
    assert visit.page.evaluate("document.activeElement.getAttribute('role')") == "button"
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_timeout(200)


def test_what_has_the_focus_is_never_hidden(visit: Visit) -> None:
    for name in KINDS:
        visit.wait(name)
    assert visit.page.locator("[aria-hidden=true] [tabindex], [aria-hidden=true] a").count() == 0
    assert visit.page.locator("svg[role=graphics-document]:not([aria-label])").count() == 0
