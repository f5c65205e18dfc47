"""A chart on a ground of its own keeps the colours that suit it in either scheme of the page."""

import json

import pytest

from tests.charts.drawing import drawn


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
