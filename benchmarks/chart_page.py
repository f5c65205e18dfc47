"""One page with three charts: its words, its data, its Vega-Lite specifications."""

import random
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
SEED = 26
Spec = dict[str, Any]
Part = str | Spec
"""A paragraph, or a chart."""


def make_page() -> list[Part]:
    """Return the page from top to bottom; the first chart stands below the first screen."""
    chance = random.Random(SEED)
    charts = [_bars(chance), _lines(chance), _points(chance)]
    parts: list[Part] = [_paragraph(chance) for _ in range(12)]
    for chart in charts:
        parts += [chart, *(_paragraph(chance) for _ in range(6))]
    return parts


def _paragraph(chance: random.Random) -> str:
    words = (
        "a fund keeps what it costs and a chart shows what it kept while the years go by for"
        " those who save every month and never look until they have to"
    ).split()
    sentences = (" ".join(chance.choices(words, k=14)).capitalize() for _ in range(6))
    return ". ".join(sentences) + "."


def _bars(chance: random.Random) -> Spec:
    rows = [{"fund": name, "fee": round(chance.uniform(0.1, 2), 2)} for name in "ABCDEFGHIJ"]
    return {
        "$schema": SCHEMA,
        "description": "Yearly fees of ten funds.",
        "data": {"values": rows},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {"field": "fee", "type": "quantitative"},
            "y": {"field": "fund", "type": "nominal", "sort": "-x"},
        },
    }


def _lines(chance: random.Random) -> Spec:
    rows = []
    for fee in ("0.2 %", "0.5 %", "1 %", "2 %"):
        value = 100.0
        for year in range(26):
            rows.append({"year": year, "fee": fee, "value": round(value, 2)})
            value *= 1.06 - float(fee.split()[0]) / 100 + chance.uniform(-0.03, 0.03)
    return {
        "$schema": SCHEMA,
        "description": "What four fees leave of the same savings in 25 years.",
        "data": {"values": rows},
        "params": [
            {"name": "picked", "select": {"type": "point", "fields": ["fee"]}, "bind": "legend"}
        ],
        "mark": "line",
        "encoding": {
            "x": {"field": "year", "type": "quantitative"},
            "y": {"field": "value", "type": "quantitative"},
            "color": {"field": "fee", "type": "nominal"},
            "opacity": {"condition": {"param": "picked", "value": 1}, "value": 0.2},
        },
    }


def _points(chance: random.Random) -> Spec:
    rows = [
        {"risk": round(chance.gauss(12, 4), 2), "gain": round(chance.gauss(6, 3), 2)}
        for _ in range(150)
    ]
    return {
        "$schema": SCHEMA,
        "description": "Risk and gain of 150 funds.",
        "data": {"values": rows},
        "mark": {"type": "point", "tooltip": True},
        "encoding": {
            "x": {"field": "risk", "type": "quantitative"},
            "y": {"field": "gain", "type": "quantitative"},
        },
    }
