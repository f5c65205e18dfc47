"""Everything that is done to a specification on its way to a drawing, in the order of these lists.

Its rows take no part in it until Vega-Lite has compiled it: they stand beside (``charts/rows.py``).
What charts of an infographic select in one another is in it already (``infographic/linking.py``).
"""

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from generator.charts.cutting.ahead import computed_ahead
from generator.charts.cutting.probe import Memory
from generator.charts.cutting.trimming import rounded, without_unused
from generator.charts.page_colors import with_page_colors
from generator.charts.shared import Colored
from generator.charts.spec import Spec, Vega
from generator.charts.titles import with_titles
from generator.charts.vega.box import filling, less_wide, side_by_side, themed
from generator.charts.vega.controls import without_bindings
from generator.charts.vega.finish import (
    first_frame,
    in_words,
    named_by_titles,
    quiet,
    told_once,
    tooltips_of_time,
    tooltips_on_points,
)
from generator.charts.vega.ground import on_own_ground, with_ramps
from generator.charts.vega.guides import with_distinct_ticks, with_seen_symbols
from generator.charts.vega.language import in_language, with_forms
from generator.charts.vega.marks import ends_apart, with_whole_stacks
from generator.charts.vega.names import with_whole_names
from generator.charts.vega.narrow import narrowed
from generator.charts.vega.tips import with_tips
from generator.charts.vega.utc import in_utc
from generator.charts.vega.value_labels import with_value_labels
from generator.data.locales import ENGLISH, Locale
from generator.data.words import Words
from generator.site.look import Look


class Canvas(Struct, frozen=True):
    """What passes know beside the specification: the figure's box, and what is drawn in it.

    ``scale`` is what views have of the width that they would have by themselves. ``memory`` keeps
    what is computed of the data for other drawings of the same.
    """

    look: Look
    size: str
    height: int
    memory: Memory
    locale: Locale = ENGLISH
    currency: str = ""
    """What ``$`` stands for in the chart's formats, where they speak of money."""
    words: Words = Words()
    colors: tuple[Colored, ...] = ()
    is_short: bool = False
    """Written in our short language, whose tooltips are ours to place."""
    is_narrow: bool = False
    scale: float = 1
    is_awake: bool = False
    """What its marks tell stands in the drawing itself."""
    marks: int = 0
    """How many marks are drawn; known once they are."""


S = TypeVar("S", Spec, Vega)
Passes = tuple[Callable[[S, Canvas], S], ...]

BEFORE: Passes[Spec] = (
    lambda spec, canvas: with_titles(spec, canvas.words),
    lambda spec, canvas: narrowed(spec, canvas.look) if canvas.is_narrow else spec,
    lambda spec, canvas: side_by_side(spec, canvas.look, canvas.size),
    lambda spec, canvas: filling(spec, canvas.height),
    lambda spec, canvas: themed(spec, canvas.look, canvas.size),
    lambda spec, canvas: less_wide(spec, canvas.scale) if canvas.scale < 1 else spec,
    lambda spec, canvas: with_forms(spec, canvas.locale, canvas.currency),
)
"""Before Vega-Lite's compiler: a specification of Vega-Lite."""

AFTER: Passes[Vega] = (
    lambda vega, _: tooltips_of_time(vega),
    lambda vega, _: told_once(vega),
    lambda vega, canvas: vega if canvas.locale.is_english else in_words(vega, canvas.words),
    lambda vega, _: in_utc(vega),
    lambda vega, canvas: in_language(vega, canvas.locale, canvas.currency),
    lambda vega, _: without_unused(vega),
    lambda vega, _: with_whole_stacks(vega),
    lambda vega, canvas: with_page_colors(vega, canvas.colors),
    lambda vega, canvas: computed_ahead(vega, canvas.memory),
    lambda vega, canvas: with_whole_names(vega, canvas.look, narrow=canvas.is_narrow),
    lambda vega, canvas: with_value_labels(vega, canvas.look, canvas.locale),
    lambda vega, _: with_distinct_ticks(vega),
    lambda vega, canvas: with_ramps(vega, canvas.look),
    lambda vega, canvas: with_seen_symbols(vega, canvas.look),
    lambda vega, canvas: on_own_ground(vega, canvas.look),
    lambda vega, _: rounded(vega),
    lambda vega, canvas: tooltips_on_points(vega) if canvas.is_short else vega,
    lambda vega, canvas: ends_apart(vega, canvas.look) if canvas.is_short else vega,
)
"""After the compiler: a specification of Vega, with its rows."""

AT_REST: Passes[Vega] = (
    lambda vega, _: first_frame(vega),
    lambda vega, canvas: with_tips(vega) if canvas.is_awake else vega,
)
"""What is drawn for every reader."""

ALIVE: Passes[Vega] = (
    lambda vega, _: without_bindings(vega),
    lambda vega, canvas: quiet(vega, canvas.marks),
    lambda vega, canvas: vega if canvas.locale.is_english else named_by_titles(vega),
)
"""What is published for the browser's Vega."""


def through(passes: Passes[S], spec: S, canvas: Canvas) -> S:
    """Return what a list of passes makes of a specification."""
    for each in passes:
        spec = each(spec, canvas)
    return spec
