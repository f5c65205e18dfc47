import re
from xml.etree import ElementTree as ET

import vl_convert

from generator.charts.pictures.svg import slim
from tests.charts.drawing import drawn

MANY = "".join(f'<path d="M{n},0h1v9h-1Z" fill="#123" opacity="1"/>' for n in range(9))
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><g transform="translate(0,0)">'
    f'<g stroke="#a00">{MANY}</g>'
    '<g><path d="M12,0h9v9h-9Z" fill="#0a0" opacity="0.5"/></g></g></svg>'
)


def slimmed(text: str) -> str:
    root = ET.fromstring(re.sub(' xmlns="[^"]*"', "", text))
    slim(root)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    return ET.tostring(root, encoding="unicode")


def test_what_many_marks_say_alike_is_said_once() -> None:
    made = slimmed(SVG)
    assert made.count('fill="#123"') == 1
    assert 'opacity="1"' not in made
    assert "translate(0,0)" not in made
    assert made.count("<g") == 1


def test_the_picture_stays_the_same() -> None:
    assert vl_convert.svg_to_png(slimmed(SVG)) == vl_convert.svg_to_png(SVG)


def test_a_drawing_has_no_groups_that_say_nothing() -> None:
    svg = drawn("chart", "data: fees.csv\nmark: bar\nx: fee\ny: sum(value)\nalt: z\n").svg
    assert "<g>" not in svg
    assert 'opacity="1"' not in svg
