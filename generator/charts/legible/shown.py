"""How large the drawings of a figure are shown, by the width of a window."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.blocks.options import FigureOptions
from generator.charts.legible.boxes import first
from generator.charts.legible.faults import PAGES, Seen
from generator.charts.pictures.svg import SMALL
from generator.charts.spec import Vega, fit_of
from generator.site.look import Look

_PHONE = 480
"""The widest window that shows the drawing for phones."""
_WITHIN = 0.9
"""What the margins of a page leave to its widest figures."""


def shown(
    wide: ET.Element,
    narrow: ET.Element | None,
    look: Look,
    size: str,
    *,
    share: float = 1,
    keeps: bool = False,
) -> Iterator[Seen]:
    """Return the drawings of a figure of a size, each with the windows that show it.

    ``share`` is what a panel has of its figure's width: on phones it has all. What ``keeps`` its
    lettering is laid out anew for its box, where it is live.
    """
    phones = tuple(page for page in PAGES if page <= _PHONE)
    others = tuple(page for page in PAGES if page > _PHONE)
    for root, pages in ((wide, others if narrow is not None else PAGES), (narrow, phones)):
        if root is None:
            continue
        boxes = {page: _box(page, look, size, share) for page in pages}
        yield Seen(
            root, tuple((page, 1 if keeps else _scale(root, box)) for page, box in boxes.items())
        )


def _box(page: int, look: Look, size: str, share: float) -> float:
    if page <= _PHONE:
        return look.narrow
    return share * min(look.width_of(size), page * _WITHIN)


def _scale(root: ET.Element, box: float) -> float:
    width = first(root.get("width")) or box
    is_small = width < box * SMALL
    return 1 if is_small else box / width


def is_laid_out_anew(vega: Vega, options: FigureOptions) -> bool:
    """Tell whether a live chart is drawn for the box that it stands in, as one of one view is."""
    return fit_of(vega) == "fit" and options.is_computed
