"""A figure that could not be drawn, as the preview shows it: what is wrong, in its place."""

from collections.abc import Sequence
from html import escape

from generator.problems import Problem
from generator.problems.hypertext import write_all


def broken_figure(name: str, number: int, problems: Sequence[Problem]) -> str:
    """Return the HTML that stands in a figure's place."""
    title = f"Figure {number} cannot be drawn yet"
    return (
        f'<figure class="figure broken" id="{escape(name)}" aria-label="{title}">'
        f'<p class="broken-title">{title}</p>{write_all(problems)}</figure>'
    )
