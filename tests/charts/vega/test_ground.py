"""A chart on a ground of its own keeps the colours that suit it in either scheme of the page."""

import json
import re

import pytest

from generator.charts.legible.contrast import contrast
from generator.charts.look import dark, light, mix
from generator.site.colors import parse_color
from tests.charts.drawing import LOOK, Drawn, drawn


def svg(**own: object) -> str:
    spec = {"data": {"url": "fees.csv"}, "mark": "bar", "title": "Fees",
            "encoding": {"x": {"field": "fee"}, "y": {"field": "value", "aggregate": "mean"},
                         "color": {"field": "fee"}}}  # fmt: skip
    result = drawn("vega-lite", f"#| alt: z\n{json.dumps(spec | own)}")
    assert result.figure.narrow
    for blob in (result.figure.narrow.svg, result.figure.spec, result.figure.narrow.spec):
        assert blob
        settled = "var(--text)" not in result.store[blob.digest].decode()
        assert settled == ("var(--text)" not in result.svg)
    return result.svg


@pytest.mark.parametrize(
    ("ground", "text", "bar"),
    [("white", "#1c2625", "#17737a"), ("#fdf6e3", "#1c2625", "#17737a"),
     ("#222", "#e2e4dc", "#7bd6da"), ("rgb(10, 20, 30)", "#e2e4dc", "#7bd6da")],
)  # fmt: skip
def test_colours_are_those_that_suit_the_ground(ground: str, text: str, bar: str) -> None:
    for drawing in (svg(background=ground), svg(config={"background": ground})):
        assert f'fill="{text}"' in drawing
        assert f'fill="{bar}"' in drawing
        assert "var(--font-chart)" in drawing
        assert drawing.count("var(--") == drawing.count("var(--font-chart)")


@pytest.mark.parametrize(
    "ground", [None, "transparent", "none", "#fff0", "#ffffff00", "rgba(255, 255, 255, 0)",
               "rgb(0 0 0 / 0%)", "var(--page)"]
)  # fmt: skip
def test_what_lets_the_page_through_is_no_ground(ground: str | None) -> None:
    assert 'fill="var(--text)"' in svg(background=ground)


@pytest.mark.parametrize(
    "own", [{"view": {"fill": "#eee"}}, {"config": {"view": {"fill": "#eee"}}}]
)
def test_around_a_view_with_a_ground_letters_go_on_with_the_page(own: dict[str, object]) -> None:
    drawing = svg(**own)
    assert 'fill="var(--text)"' in drawing
    assert 'fill="#17737a"' in drawing
    assert 'stroke="#d9dbd2"' in drawing


@pytest.mark.parametrize("channel", ["column", "row", "facet"])
def test_names_of_small_multiples_stand_on_the_page(channel: str) -> None:
    places = {"x": {"field": "year", "type": "ordinal"}, "y": {"field": "value"}}
    spec = {
        "data": {"url": "fees.csv"},
        "mark": "point",
        "view": {"fill": "yellow"},
        "encoding": places | {channel: {"field": "fee"}},
    }
    result = drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}")
    assert not [message for _, message, _ in result.told if "hard to read" in message]


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


def test_a_theme_may_write_its_colours_in_any_notation() -> None:
    assert [mix(each, "black", 0.5) for each in ("white", "#fff", "rgb(255 255 255)")] == [
        "#808080"
    ] * 3
    assert mix("var(--chart-1)", "black", 0.5) == "var(--chart-1)"
