"""Cards: the title fits, the chart is as large as it can be, the picture has its size."""

import io
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image

from generator.charts.figure import Card
from generator.charts.pictures.card import HEIGHT, WIDTH, broken, draw_card, svg_of
from generator.engine import keep
from tests.charts.drawing import LOOK

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}"'
    ' role="img" aria-label="A"><rect width="{0}" height="{1}" fill="var(--chart-2)"/></svg>'
)
SVG = "{http://www.w3.org/2000/svg}"


def card(width: int = 680, height: int = 340, title: str = "What a fee leaves") -> Card:
    return Card(keep("")[0], width, height, title, "Oh, a <Squirrel>", LOOK)


def laid_out(value: Card) -> ET.Element:
    return ET.fromstring(svg_of(value, DRAWING.format(value.width, value.height)))


def test_a_drawing_may_be_a_file_of_its_own() -> None:
    file = f'<?xml version="1.0" encoding="UTF-8"?>\n{DRAWING.format(680, 340)}'
    assert svg_of(card(), file) == svg_of(card(), DRAWING.format(680, 340))


@pytest.mark.parametrize("size", [(680, 340), (680, 120), (300, 900), (1190, 400), (50, 50)])
def test_the_chart_stays_on_the_card_in_its_own_shape(size: tuple[int, int]) -> None:
    chart = laid_out(card(*size)).find(f"{SVG}svg")
    assert chart is not None
    x, y, width, height = (float(chart.get(key, "")) for key in ("x", "y", "width", "height"))
    assert x >= 0 <= y
    assert x + width <= WIDTH
    assert y + height <= HEIGHT
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
    assert chart.get("viewBox") == f"0 0 {size[0]} {size[1]}"


def test_a_wide_chart_stands_below_the_title_and_a_high_one_beside_it() -> None:
    below, beside = laid_out(card(680, 150)), laid_out(card(680, 500))
    assert [float(root.find(f"{SVG}svg").get("x")) > 300 for root in (below, beside)] == [  # type: ignore[union-attr,arg-type]
        False,
        True,
    ]


def test_title_and_site_are_written_in_real_colours() -> None:
    root = laid_out(card(title="Fees & <b>"))
    texts = [text.text for text in root.findall(f"{SVG}text")]
    assert " ".join(filter(None, texts)) == "Fees & <b> Oh, a <Squirrel>"
    assert "var(" not in ET.tostring(root, encoding="unicode")
    assert LOOK.colors[1][1] in ET.tostring(root, encoding="unicode")


def test_lines_are_much_the_same_width() -> None:
    lines = broken("How often the two networks are right, beside a coin", 24.5, 2)
    assert lines == ("How often the two networks", "are right, beside a coin")


def test_what_does_not_fit_is_cut_at_a_word() -> None:
    lines = broken("a rather long sentence " * 9, 12, 3)
    assert len(lines) == 3
    assert re.search(r"\w …$", lines[-1])


@given(st.text(max_size=300), st.integers(4, 40), st.integers(1, 5))
def test_a_title_never_has_more_lines_than_there_is_room_for(
    title: str, room: int, most: int
) -> None:
    lines = broken(title, room, most)
    assert 1 <= len(lines) <= most
    assert all(len(line) <= room / 0.2 for line in lines)


def test_the_picture_is_of_the_size_that_networks_want() -> None:
    value, raw = card(), DRAWING.format(680, 340).encode()
    made = draw_card(value, lambda _: raw)
    picture = Image.open(io.BytesIO(made.blobs[0])).convert("RGB")
    assert picture.size == (1200, 630)
    assert picture.getpixel((900, 315)) == (197, 114, 19)  # chart-2 by day
    assert picture.getpixel((20, 600)) == (245, 245, 241)


def test_of_a_title_without_end_only_its_beginning_is_looked_at() -> None:
    endless = Card(keep("")[0], 680, 340, "t" * 2_000_000, "s" * 2_000_000, LOOK)
    assert len(svg_of(endless, DRAWING.format(680, 340))) < 5000


def test_a_card_from_right_to_left_begins_at_the_right() -> None:
    high = card(300, 900)
    drawing = DRAWING.format(300, 900)
    left, right = svg_of(high, drawing), svg_of(structs.replace(high, direction="rtl"), drawing)
    assert '<text x="60"' in left
    assert '<text x="60"' not in right
    assert right.count('x="1140" text-anchor="end"') == left.count('<text x="60"')
    (one,), (other,) = (re.findall(r'<svg [^>]* x="([\d.]+)"', each) for each in (left, right))
    assert float(one) > float(other)


@pytest.mark.parametrize("own", ["", ' overflow="visible"'])
def test_what_a_drawing_has_beyond_its_edges_is_not_on_the_card(own: str) -> None:
    beyond = '<rect x="-9999" y="-9999" width="19998" height="19998" fill="#000000"/></svg>'
    drawing = (
        DRAWING.format(680, 340).replace("</svg>", beyond).replace(" width", f"{own} width", 1)
    )
    made = draw_card(card(), lambda _: drawing.encode())
    picture = Image.open(io.BytesIO(made.blobs[0])).convert("L")
    chart = ET.fromstring(svg_of(card(), drawing)).find(f"{SVG}svg")
    assert chart is not None
    x, y, width, height = (float(chart.get(key, "")) for key in ("x", "y", "width", "height"))
    assert picture.getpixel((int(x + width / 2), int(y + height / 2))) == 0
    for across, down in ((x - 2, y + 9), (x + width + 2, y), (x + 9, y - 2), (x, y + height + 2)):
        assert picture.getpixel((round(across), round(down))) in (244, 245)
