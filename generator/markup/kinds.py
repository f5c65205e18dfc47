"""The kinds of fenced blocks that are more than code, and who reads and draws each."""

from msgspec import Struct


class Kind(Struct, frozen=True):
    """A kind of figure: the words that name it in a fence, what reads its block, what draws it.

    Both are functions by their names, such as ``package.module:function``: they stand in rooms
    above this one.
    """

    words: tuple[str, ...]
    read: str
    draw: str


_DRAW_CHART = "generator.charts.chart:draw_chart"
FIGURES = (
    Kind(("chart",), "generator.blocks.chart:read_chart", _DRAW_CHART),
    Kind(("vega-lite", "vegalite", "vl"), "generator.blocks.chart:read_vega_lite", _DRAW_CHART),
    Kind(("altair",), "generator.blocks.altair:read_altair", _DRAW_CHART),
    Kind(
        ("exhibit",),
        "generator.blocks.exhibit:read_exhibit",
        "generator.charts.exhibit:draw_exhibit",
    ),
    Kind(
        ("infographic",),
        "generator.blocks.infographic:read_infographic",
        "generator.charts.infographic.drawing:draw_infographic",
    ),
)
KIND_OF = {kind.words[0]: kind for kind in FIGURES}
TABLES = ("data", "sql")
"""Kinds of block that make a dataset instead of something to look at."""
KINDS = {
    **{word: kind.words[0] for kind in FIGURES for word in kind.words},
    **{word: word for word in TABLES},
}
"""The kind that each word of a fence means."""
