"""Sequential scales: more is stronger on either page, and every step has its own colour."""

import json
import re

from generator.charts.lint.appearance import contrast
from generator.charts.look import dark, light
from generator.site.look import parse_color
from tests.charts.drawing import LOOK, Drawn, drawn

ROWS = [{"x": chr(65 + n), "n": n * 10} for n in range(6)]
PAGES = (light, (245, 245, 241)), (dark, (20, 26, 27))


def heat(kind: str = "quantitative", **own: object) -> Drawn:
    color = {"field": "n", "type": kind, "scale": own.pop("scale", {})}
    spec = {"data": {"values": ROWS}, "mark": "rect", "width": 300,
            "encoding": {"x": {"field": "x"}, "color": color}}  # fmt: skip
    return drawn("vega-lite", f"#| alt: z\n{json.dumps(spec | own)}")


def cells(svg: str) -> list[str]:
    return re.findall(r'd="M[^"]*h5\d[^"]*" fill="([^"]+)"', svg)


def test_more_is_stronger_on_both_pages() -> None:
    for kind in ("quantitative", "ordinal"):
        drawing = heat(kind).svg
        for scheme, page in PAGES:
            shown = [parse_color(each) for each in cells(scheme(LOOK, drawing))]
            ratios = [contrast(each, page) for each in shown if each]
            assert len(ratios) == 6
            assert ratios == sorted(ratios)
            assert len(set(ratios)) == 6


def test_the_legend_agrees_with_the_cells() -> None:
    drawing = heat().svg
    stops = re.findall(r'stop-color="([^"]+)"', drawing)
    for scheme, _ in PAGES:
        shown = cells(scheme(LOOK, drawing))
        assert {shown[0], shown[-1]} == {scheme(LOOK, stops[0]), scheme(LOOK, stops[-1])}


def test_what_comes_alive_asks_for_the_scheme() -> None:
    spec = json.loads(heat().spec)
    assert spec["signals"][0] == {"name": "_dark", "value": False}
    assert "_dark" not in json.loads(heat(scale={"scheme": "blues"}).spec).get("signals", [])


def test_an_authors_own_scale_and_ground_stay() -> None:
    assert "light-dark" not in heat(scale={"scheme": "viridis"}).svg
    assert "light-dark" not in heat(scale={"range": ["#fff", "#000"]}).svg
    assert "light-dark" not in heat(config={"range": {"heatmap": ["#fff", "#000"]}}).svg
    on_white, on_black = heat(background="white").svg, heat(background="black").svg
    assert "light-dark" not in on_white + on_black
    for drawing, scheme in ((on_white, light), (on_black, dark)):
        expected = cells(scheme(LOOK, heat().svg))
        assert list(map(parse_color, cells(drawing))) == list(map(parse_color, expected))


def test_files_to_take_away_are_light() -> None:
    result = heat()
    assert result.figure.download
    assert "light-dark" not in result.store[result.figure.download.digest].decode()
