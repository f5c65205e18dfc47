"""The kinds of fenced blocks that are more than code, and who reads and draws each."""

from msgspec import Struct

from generator.engine import Blob


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
OWN = Kind((), "generator.blocks.own:read_own", "generator.charts.own:draw_own")
"""What reads and draws the blocks of a site's own types; their reading is given the type first."""
MAKES = ("markdown", "html", "svg", "spec")
"""What a site's own type of block can make: its function is called so."""
DRAWN = ("svg", "spec")
"""What of it is a figure."""


class OwnKind(Struct, frozen=True):
    """A type of block that a site brings along; ``makes`` is one of ``MAKES``.

    ``options`` are those it declares with what each is of itself, None where it must be said;
    ``programs`` are those that it starts.
    """

    name: str
    makes: str
    options: tuple[tuple[str, str | None], ...] = ()
    programs: tuple[str, ...] = ()


class OwnSource(Struct, frozen=True):
    """The Python of such a type."""

    name: str
    path: str
    source: Blob


KIND_OF = {kind.words[0]: kind for kind in FIGURES}
TABLES = ("data", "sql")
"""Kinds of block that make a dataset instead of something to look at."""
LISTS = ("list",)
"""Kinds of block in whose place stand links to posts and pages."""
KINDS = {
    **{word: kind.words[0] for kind in FIGURES for word in kind.words},
    **{word: word for word in (*TABLES, *LISTS)},
}
"""The kind that each word of a fence means."""
