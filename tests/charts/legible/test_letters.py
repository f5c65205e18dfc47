"""The widths and letters that are written down are those of the font that vl-convert carries."""

import json
import re
from typing import Any

import pytest
import vl_convert

from generator.charts.legible.letters import carried, width_of, without_glyph
from generator.charts.look import MEASURED

TEXTS = ["Administrative services", "1,234,567.8 %", "illicit filling", "Göteborg, Łódź & Å",
         "Население России", "Q3 2024 – Q4 2025 …", "WWW @ MMM", "Ελληνική"]  # fmt: skip


def measured(text: str, weight: str) -> float:
    """Ask Vega for the width that it lays texts out by."""
    values = {"text": text, "font": MEASURED, "fontSize": 100, "fontWeight": weight}
    of_text = {name: {"value": value} for name, value in values.items()}
    width = {"signal": "datum.bounds.x2 - datum.bounds.x1"}
    bar = {"type": "rect", "from": {"data": "said"}, "encode": {"update": {"width": width}}}
    marks: list[dict[str, Any]] = [
        {"type": "text", "name": "said", "encode": {"enter": of_text}},
        bar | {"encode": {"update": {"width": width, "height": {"value": 7}}}},
    ]
    svg = vl_convert.vega_to_svg(json.dumps({"width": 9, "height": 9, "marks": marks}))
    (found,) = re.findall(r'd="M0,0h([\d.]+)v7', svg)
    return float(found) / 100


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_as_wide_as_vega_lays_it_out(text: str, weight: str) -> None:
    is_bold = weight == "bold"
    assert width_of(text, is_bold=is_bold) == pytest.approx(measured(text, weight), rel=0.1)


def test_letters_that_no_font_has_are_found_once() -> None:
    assert without_glyph("Århus 東京 東 🚲 ride\u200d\n", carried()) == ("東", "京", "🚲")
    assert without_glyph("Việt Nam – “Łódź” Ελλάς Россия €", carried()) == ()
