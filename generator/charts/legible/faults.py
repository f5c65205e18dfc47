"""What readers cannot read in a drawing: which words of which figure, and at what width."""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator.charts.legible.boxes import touch
from generator.charts.legible.contrast import TEXT_SUITS, faint_labels
from generator.charts.legible.geometry import Box, depth
from generator.charts.legible.letters import script_of
from generator.charts.legible.scene import Lettering, Scene, scene_of
from generator.charts.pictures.fonts import Font, lacking
from generator.problems import shortened
from generator.problems.fault import FILE, WHOLE, Fault
from generator.site.look import Look

PAGES = (390, 820, 1440)
"""Widths of windows that a figure is looked at in, in CSS pixels: a phone, a tablet, a desktop."""
LEAST = 9
"""CSS pixels of the smallest lettering."""
_ROUNDED = 0.1
_INTO = 0.12
"""How far labels may reach into one another, in shares of their letters' size: a hair's breadth."""
_BEYOND = 2.0
_TOLD = 2
_SHOWN = 40
_COUNTED = re.compile(r"\d{4}|\A\W*\d|\A[^\W\d_]{1,4}\.?\W*\d")
"""What numbers and dates look like, of which readers know those that are left out."""


Scales = tuple[tuple[int, float], ...]


class Seen(Struct, frozen=True):
    """A drawing as it is shown: ``scales`` are how large, by the width of the window."""

    root: ET.Element
    scales: Scales


class Finding(Struct, frozen=True):
    """What is wrong with a label, or with two: ``kind`` is its sentence and its hint."""

    kind: str
    what: str
    pages: tuple[int, ...] = ()
    detail: str = ""


class Sentence(Struct, frozen=True):
    """How a kind of finding is told: of one, of more, and what mends it."""

    one: str
    more: str
    hint: str


_KINDS = {
    "names": Sentence(
        "overlap", "overlap",
        "let names stand beside the bars (swap x and y), turn them (axis: {labelAngle: -40}),"
        " or ask for fewer (axis: {tickCount: 4})",
    ),
    "overlap": Sentence(
        "overlap", "overlap",
        "give them room (height: 500, width: wide), or write fewer of them",
    ),
    "edge": Sentence(
        "is cut off at the edge of the picture", "are cut off at the edge of the picture",
        "shorten it, break it into lines, or leave room around the chart (padding: 20)",
    ),
    "short": Sentence(
        "is cut short", "are cut short",
        "shorter names, or more room for them (axis: {labelLimit: 300}, width: wide)",
    ),
    "lost": Sentence(
        "is left out", "are left out",
        "let names stand beside the bars (swap x and y), or turn them (axis: {labelAngle: -40})",
    ),
    "small": Sentence(
        "is too small", "are too small",
        f"{LEAST} px are needed: larger letters, views below each other (columns: 1) or without a"
        " width of their own, or another width:",
    ),
    "faint": Sentence(
        "is hard to read", "are hard to read",
        TEXT_SUITS,
    ),
    "on a mark": Sentence(
        "is hard to read", "are hard to read",
        "put it beside what it stands on, or give it a colour that stands out there",
    ),
}  # fmt: skip


def unreadable(
    name: str, drawings: Sequence[Seen], look: Look, fonts: Sequence[Font] = ()
) -> Iterator[Fault]:
    """Find what cannot be read in the drawings of a figure: one warning for each kind."""
    found: dict[str, list[Finding]] = {}
    scenes = [scene_of(drawing.root) for drawing in drawings]
    for drawing, scene in zip(drawings, scenes, strict=True):
        for each in _findings(scene, drawing.scales, look):
            found.setdefault(each.kind, []).append(each)
    yield from _boxes(scenes, fonts)
    for kind, findings in found.items():
        yield Fault(f"#{name}: {_told(kind, findings)}", WHOLE, _KINDS[kind].hint, "warning")


def _told(kind: str, findings: Sequence[Finding]) -> str:
    whats = list(dict.fromkeys(each.what for each in findings))
    words = _KINDS[kind].one if len(whats) == 1 and kind else _KINDS[kind].more
    pages = sorted({page for each in findings for page in each.pages})
    detail = next((each.detail for each in findings if each.detail), "")
    count = f" ({len(whats)} in all)" if len(whats) > _TOLD else ""
    return f"{', '.join(whats[:_TOLD])} {words}{detail}{_at(pages)}{count}"


def _at(pages: Sequence[int]) -> str:
    if len(pages) == len(PAGES):
        return ""
    *others, last = (f"{page:,}" for page in pages)
    before = f"{', '.join(others)} and " if others else ""
    return f" at {before}{last} px"


def _boxes(scenes: Sequence[Scene], fonts: Sequence[Font]) -> Iterator[Fault]:
    """Find scripts that PNG cannot show everywhere: each is told once of a page."""
    written = "".join(label.text for scene in scenes for label in scene.labels)
    for script in dict.fromkeys(map(script_of, lacking(written, fonts))):
        what = "pictures for feeds and cards show empty boxes, or what a font of this machine has"
        hint = "put a font that has them into the theme: themes/…/fonts/, as .ttf or .otf"
        yield Fault(f"no font at hand has {script}: {what}", FILE, hint, "warning")


def _findings(scene: Scene, scales: Scales, look: Look) -> Iterator[Finding]:
    pages = tuple(page for page, _ in scales)
    yield from (
        Finding(kind, what, pages)
        for kind, what in (*_overlaps(scene.labels), *_edges(scene), *_lost(scene))
    )
    yield from _small(scene.labels, scales)
    for each in faint_labels(scene, look):
        detail = (
            f" in the {each.scheme} scheme: contrast {each.ratio:.1f}, and {each.need:g} is needed"
        )
        yield Finding("faint" if each.on_page else "on a mark", _quoted(each.text), pages, detail)


def _overlaps(labels: Sequence[Lettering]) -> Iterator[tuple[str, str]]:
    for one, other in _near(labels):
        if _reach(one, other):
            is_axis = one.role == other.role == "axis-label"
            yield (
                "names" if is_axis else "overlap",
                f"{_quoted(one.text)} and {_quoted(other.text)}",
            )


def _near(labels: Sequence[Lettering]) -> Iterator[tuple[Lettering, Lettering]]:
    """Pair labels whose boxes touch: from left to right, so that few are compared."""
    waiting: list[tuple[Box, Lettering]] = []
    for box, label in sorted(((each.box, each) for each in labels), key=lambda pair: pair[0]):
        waiting = [pair for pair in waiting if pair[0][2] > box[0]]
        found = (before for other, before in waiting if touch(other, box))
        yield from (
            (before, label) if before.order < label.order else (label, before) for before in found
        )
        waiting.append((box, label))


def _reach(one: Lettering, other: Lettering) -> bool:
    least = _INTO * min(one.size, other.size)
    return any(depth(line, other_line) > least for line in one.lines for other_line in other.lines)


def _edges(scene: Scene) -> Iterator[tuple[str, str]]:
    left, top, right, bottom = scene.frame
    for label in scene.labels:
        frame = label.clip or scene.frame
        low = max(frame[0], left), max(frame[1], top)
        high = min(frame[2], right), min(frame[3], bottom)
        a, b, c, d = label.box
        if min(a - low[0], b - low[1], high[0] - c, high[1] - d) < -_BEYOND:
            yield "edge", _quoted(label.text)


def _lost(scene: Scene) -> Iterator[tuple[str, str]]:
    """Find names of a discrete axis that are not there; of numbers and dates some may be."""
    for label in scene.lost:
        if label.role == "axis-label" and label.axis and not _COUNTED.search(label.text):
            yield "lost", _quoted(label.text)
    for label in scene.labels:
        if label.text.endswith("…") and label.role.endswith(("label", "title", "title-text")):
            yield "short", _quoted(label.text)


def _small(labels: Iterable[Lettering], scales: Sequence[tuple[int, float]]) -> Iterator[Finding]:
    for label in labels:
        sizes = {page: label.size * scale for page, scale in scales}
        pages = tuple(page for page, size in sizes.items() if size < LEAST - _ROUNDED)
        if pages:
            detail = f", {min(sizes[page] for page in pages):.1f} px"
            yield Finding("small", _quoted(label.text), pages, detail)


def _quoted(text: str) -> str:
    return f'"{shortened(text, _SHOWN)}"'
