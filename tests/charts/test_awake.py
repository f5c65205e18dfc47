"""Charts that are awake without Vega: the drawing tells the same, by pointer, finger and keys."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.charts.drawing import Drawn, drawn
from tests.charts.test_live import Visit, bundle_of, gzipped, lay_out, page_with, with_imports
from tests.pages.test_every_figure import AXE, VIOLATIONS
from tests.serving import STRICT_HEADERS, ServeFolder

ROWS = "day,kind,n,share,code,none\n" + "".join(
    f"2024-0{month}-15,{kind},{month * 7 - at * 2},{month / (at + 7)},{at},\n"
    for month in (1, 2, 3, 4)
    for at, kind in enumerate(("oak & ash", "fir", "elm"))
)
FILES = {"t.csv": ROWS}
SHORT = {
    "bars": "mark: bar\nx: kind\ny: sum(n)\n",
    "stacked": "mark: bar\nx: sum(n)\ny: yearmonth(day)\ncolor: kind\n",
    "points": "mark: point\nx: n\ny: share\ncolor: kind\n",
    "line": "mark: line\nx: day\ny: n\ncolor: kind\n",
    "pie": "mark: pie\ntheta: sum(n)\ncolor: kind\n",
    "facets": "mark: bar\nx: yearmonth(day)\ny: n\nfacet: kind\n",
    "area": "mark: area\nx: day\ny: sum(n)\ncolor: kind\n",
}
SHOWN = {"tooltip": True}
N = {"field": "n", "type": "quantitative"}
KIND = {"field": "kind", "type": "nominal"}
DAY = {"field": "day", "type": "temporal"}
CODE = {"field": "code", "type": "nominal"}
LONG: dict[str, dict[str, Any]] = {
    "heatmap": {
        "mark": SHOWN | {"type": "rect"},
        "encoding": {"x": KIND, "y": {**DAY, "timeUnit": "month"}, "color": N},
    },
    "histogram": {
        "mark": SHOWN | {"type": "bar"},
        "encoding": {"x": {"field": "n", "bin": True}, "y": {"aggregate": "count"}},
    },
    "values": {
        "mark": SHOWN | {"type": "point", "filled": True, "size": 90},
        "transform": [
            {"calculate": "toDate(datum.day)", "as": "date"},
            {"calculate": "-datum.share / 1e9", "as": "small"},
            {"calculate": "datum.n > 9", "as": "is"},
        ],
        "encoding": {
            "x": DAY,
            "y": N,
            "shape": CODE,
            "tooltip": [
                {"field": name, "type": "nominal", "title": f"a, {name}"}
                for name in ("code", "share", "small", "is", "none", "date", "kind")
            ],
        },
    },
    "alone": {
        "mark": "circle",
        "encoding": {"x": N, "y": KIND, "tooltip": {"field": "share", "type": "quantitative"}},
    },
    "own": {
        "mark": {"type": "tick", "thickness": 6, "tooltip": {"expr": "{'a': datum.n, b: [1, 2]}"}},
        "encoding": {"x": N, "y": KIND},
    },
    "conditional": {
        "mark": {"type": "square", "size": 200},
        "encoding": {
            "x": DAY,
            "y": KIND,
            "tooltip": {"condition": {"test": "datum.n > 9", "field": "n"}, "value": "few"},
        },
    },
    "layers": {
        "encoding": {"x": KIND},
        "layer": [
            {"mark": SHOWN | {"type": "bar"}, "encoding": {"y": {"aggregate": "sum", **N}}},
            {
                "mark": SHOWN | {"type": "point", "filled": True},
                "encoding": {"y": {"aggregate": "max", **N}, "href": {"value": "https://a.se/"}},
            },
        ],
    },
}


def asleep(name: str, live: str, language: str = "en") -> Drawn:
    """Draw a chart of the test at a level of life."""
    if name in SHORT:
        text = f"data: t.csv\nalt: A chart.\nlive: {live}\n{SHORT[name]}"
        return drawn("chart", text, name, FILES, language=language)
    spec = json.dumps({"data": {"name": "t.csv"}, **LONG[name]})
    text = f"#| alt: A.\n#| live: {live}\n{spec}"
    return drawn("vega-lite", text, name, FILES, language=language)


def figure(name: str, each: Drawn, attributes: str) -> str:
    return f'<figure id="{name}" {attributes}><div class="figure-box">{each.svg}</div></figure>'


def page_of(awake: Mapping[str, Drawn], full: Mapping[str, Drawn] | None = None) -> str:
    live = 'data-live="visible" data-runtime="vega.js"'
    body = "".join(
        figure(name, each, 'data-live="awake"')
        + (figure(f"full-{name}", full[name], f'data-spec="{name}.json" {live}') if full else "")
        for name, each in awake.items()
    )
    script = '<script type="module" src="charts/awake.js"></script></head>'
    page = page_with(f"<main><h1>Charts</h1>{body}</main>").replace("</head>", script)
    own = '<script type="module" src="charts/figure.js"></script>'
    return page if full else page.replace(own, "")


@pytest.fixture(scope="module")
def awake() -> dict[str, Drawn]:
    return {name: asleep(name, "awake") for name in (*SHORT, *LONG)}


def opened(browser: Browser, address: str, height: int = 9_000) -> Visit:
    visit = Visit(browser, viewport={"width": 720, "height": height})
    visit.page.goto(address)
    visit.page.wait_for_selector("[data-state=awake]")
    return visit


@pytest.fixture
def visit(
    browser: Browser, awake: dict[str, Drawn], tmp_path: Path, serve_folder: ServeFolder
) -> Iterator[Visit]:
    lay_out(tmp_path, {}, page_of(awake), b"")
    made = opened(browser, serve_folder(tmp_path, headers=STRICT_HEADERS))
    yield made
    assert made.said == []
    made.page.close()


TOLD = """async ([one, other]) => {
  document.getElementById(one).scrollIntoView({ block: "end" });
  for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
  const boxOf = (id) => document.querySelector(`#${id} .figure-box > svg`).getBoundingClientRect();
  const hover = (id, x, y) => {
    const target = document.elementFromPoint(x, y);
    for (const type of ["pointerover", "pointermove", "mouseover", "mousemove"])
      target.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: x, clientY: y }));
    const box = document.querySelector(`#${id} .figure-tooltip`);
    return box && !box.hidden ? [...box.children].map((line) => line.textContent) : null;
  };
  const [from, to] = [boxOf(one), boxOf(other)];
  const marks = [...document.querySelectorAll(`#${one} .role-mark:not(.mark-group) > *`)].filter(
    (element) => [element.__data__].flat()[0]?.tooltip ?? element.querySelector("path"));
  return marks.map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    return [hover(one, x, y), hover(other, x - from.left + to.left, y - from.top + to.top)];
  });
}"""


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_tooltip_tells_what_vegas_tells(
    browser: Browser, tmp_path: Path, serve_folder: ServeFolder, language: str
) -> None:
    names = [*SHORT, *LONG] if language == "en" else ["values", "line"]
    full = {name: asleep(name, "visible", language) for name in names}
    awake = {name: asleep(name, "awake", language) for name in names}
    lay_out(tmp_path, full, page_of(awake, full), bundle_of(full))
    visit = opened(browser, serve_folder(tmp_path, headers=STRICT_HEADERS), 1_600)
    for name in names:
        visit.page.locator(f"#full-{name}").scroll_into_view_if_needed()
        visit.wait(f"full-{name}")
        pairs = visit.page.evaluate(TOLD, [f"full-{name}", name])
        assert len(pairs) >= 3, name
        assert sum(one is not None for one, _ in pairs) >= len(pairs) / 2, name
        for vega, ours in pairs:
            assert vega in (ours, None), name
    assert visit.said == []
    visit.page.close()


def test_what_a_page_of_it_loads_is_small() -> None:
    assert gzipped(with_imports("awake.js")) <= 5 * 1024


def said(page: Page) -> str:
    return page.inner_text("#line [role=status]")


def test_keys_walk_to_every_mark_and_say_it(visit: Visit) -> None:
    for name, count in {"bars": 3, "heatmap": 12, "pie": 3, "facets": 12, "layers": 6}.items():
        visit.page.focus(f"#{name} svg")
        told = set()
        visit.page.keyboard.press("Home")
        for step in ["ArrowRight"] * 11 + ["ArrowDown", "Home", *["ArrowRight"] * 4] * 2:
            told.add(visit.page.inner_text(f"#{name} [role=status]"))
            visit.page.keyboard.press(step)
        assert len(told) == count, (name, told)


def test_arrows_go_along_a_line_and_to_the_next(visit: Visit) -> None:
    page = visit.page
    page.focus("#line svg")
    assert page.get_attribute("#line svg", "role") == "application"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert said(page) == "day: Feb 15, 2024; n: 14; kind: oak & ash"
    page.keyboard.press("ArrowDown")
    assert said(page) == "day: Feb 15, 2024; n: 12; kind: fir"
    page.keyboard.press("End")
    assert said(page) == "day: Apr 15, 2024; n: 26; kind: fir"
    assert page.is_visible("#line .figure-tooltip")
    page.keyboard.press("Escape")
    assert not page.is_visible("#line .figure-tooltip")
    page.keyboard.press("Tab")
    assert page.get_attribute("#line svg", "role") == "graphics-document"


def test_a_point_of_a_line_is_found_from_afar(visit: Visit) -> None:
    page = visit.page
    box = page.locator("#line svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + 210, box["y"] + 150)
    assert "Feb 15" in page.inner_text("#line .figure-tooltip")
    assert page.locator("#line svg > path").count() == 1
    page.mouse.move(box["x"] + 210, box["y"] - 30)
    assert not page.is_visible("#line .figure-tooltip")


SEEN = """(name) => [...document.querySelectorAll(`#${name} metadata`)].map((node) => {
  const { opacity, display } = getComputedStyle(node.nextElementSibling);
  return display === "none" ? "gone" : Number(opacity) < 0.5 ? "dim" : "seen";
})"""


def test_an_entry_of_a_legend_brings_out_its_marks(visit: Visit) -> None:
    page = visit.page
    page.focus("#line [data-key='1']")
    page.keyboard.press("Enter")
    assert page.evaluate(SEEN, "line")[:3] == ["dim", "seen", "dim"]
    assert page.get_attribute("#line [data-key='1']", "aria-pressed") == "true"
    page.keyboard.press(" ")
    assert page.evaluate(SEEN, "line")[:3] == ["seen"] * 3
    gap = page.locator("#line [data-key='0']").bounding_box()
    assert gap
    page.keyboard.down("Shift")
    page.mouse.click(gap["x"] + gap["width"] / 2, gap["y"] + gap["height"] / 2)
    page.keyboard.up("Shift")
    assert page.evaluate(SEEN, "line")[:3] == ["gone", "seen", "seen"]
    page.focus("#line svg")
    page.keyboard.press("Home")
    assert "oak" not in said(page)


def test_axe_finds_nothing(visit: Visit) -> None:
    visit.page.focus("#line svg")
    visit.page.keyboard.press("ArrowRight")
    visit.page.evaluate(AXE)
    assert visit.page.evaluate(VIOLATIONS) == []
