"""An ``infographic`` block: its datasets, its panels, and where each stands."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.blocks.chart import datasets_of_chart, datasets_of_specification
from generator.blocks.options import OPTION_NAMES, FigureOptions, read_options
from generator.blocks.reading import Names, Said, texts_at, word_for
from generator.data.tree import Tree, read_tree
from generator.problems.fault import Fault, Path, Spot

COLUMNS = 12
KINDS = ("art", "chart", "vega-lite")
VERSIONS = ("wide", "narrow")
_KEYS = ("panels", *(key for key in OPTION_NAMES if key != "height"))
_OF_PANEL = (*KINDS, "span", "select", "alt")
_OF_ALL = tuple(key for key in OPTION_NAMES if key not in ("alt", "height", "data"))
"""What a chart says for itself elsewhere, and the whole infographic says here."""
_ONE = "each has one of art, chart and vega-lite"


class Panel(Struct, frozen=True):
    """One part of the composition; ``tree`` is what stands under its kind.

    ``options`` are those of a chart, ``alt`` is None where nothing is said.
    """

    kind: str
    tree: Tree
    options: FigureOptions = FigureOptions()
    span: int = COLUMNS
    select: str = ""
    select_spot: Spot = (1, 1)
    alt: str | None = None


class InfographicBlock(Struct, frozen=True):
    """An infographic; ``names`` pair a dataset's name here with that of the site.

    ``spot`` is where its panels stand.
    """

    names: tuple[tuple[str, str], ...]
    panels: tuple[Panel, ...]
    spot: Spot


def read_infographic(text: str, names: Names) -> Said:
    """Read an ``infographic`` block. Raises Fault at the first thing that makes no sense."""
    tree = read_tree(text)
    if not isinstance(tree.value, dict):
        raise Fault("an infographic needs keys such as data and panels", (1, 1))
    _note(tree, names)
    tree.check_keys((), _KEYS, "an infographic")
    listed = tree.value.get("panels")
    if not isinstance(listed, list) or not listed:
        raise Fault("an infographic needs a list of panels", tree.spot(("panels",)), _ONE)
    options = read_options(tree)
    panels = tuple(_panel(tree, ("panels", index)) for index in range(len(listed)))
    known = tuple(_names(tree.value.get("data")))
    return Said(options, tree, InfographicBlock(known, panels, tree.key_spot(("panels",))))


def _note(tree: Tree, names: Names) -> None:
    """Note what the panels name, but for the words that stand for datasets of them all."""
    names.datasets += texts_at(tree, ("data",), tree.value.get("data"))
    own = frozenset(word for word, _ in _names(tree.value.get("data")))
    panels = tree.value.get("panels")
    for index, panel in enumerate(panels if isinstance(panels, list) else ()):
        if isinstance(panel, dict):
            names.files += texts_at(tree, ("panels", index, "art"), panel.get("art"))
            found = _datasets_of(tree.below(("panels", index)))
            names.datasets += [each for each in found if each[0] not in own]


def _datasets_of(panel: Tree) -> Iterator[tuple[str, Spot]]:
    if "chart" in panel.value:
        yield from datasets_of_chart(panel.below(("chart",)))
    if "vega-lite" in panel.value:
        yield from datasets_of_specification(panel.below(("vega-lite",)))


def _names(data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        yield from ((str(name), file) for name, file in data.items() if isinstance(file, str))
    for file in data if isinstance(data, list) else [data]:
        if isinstance(file, str):
            yield word_for(file), file


def _panel(tree: Tree, path: Path) -> Panel:
    panel = tree.below(path)
    if not isinstance(panel.value, dict):
        raise Fault("a panel must be a mapping", panel.spot(()), _ONE)
    tree.check_keys(path, _OF_PANEL, "a panel")
    kinds = [kind for kind in KINDS if kind in panel.value]
    if len(kinds) != 1:
        raise Fault(f"a panel has {len(kinds) or 'none'} of {', '.join(KINDS)}", panel.spot(()))
    (kind,) = kinds
    content = panel.below((kind,))
    _check_content(kind, content)
    select = _word(panel, "select") or ""
    if select and kind == "art":
        raise Fault("art cannot be selected from", panel.key_spot(("select",)), "charts can")
    spot = panel.spot(("select",))
    options = read_options(content) if kind == "chart" else FigureOptions()
    return Panel(kind, content, options, _span(panel), select, spot, _word(panel, "alt"))


def _check_content(kind: str, content: Tree) -> None:
    if kind == "art":
        _check_art(content)
    elif not isinstance(content.value, dict):
        raise Fault(f"{kind} must be a mapping", content.spot(()), "such as {mark: bar, x: …}")
    elif kind == "chart":
        for key in _OF_ALL:
            if key in content.value:
                hint = "it belongs to the infographic: move it out of the panels"
                raise Fault(f'a chart in a panel has no "{key}"', content.key_spot((key,)), hint)


def _check_art(content: Tree) -> None:
    value = content.value
    if isinstance(value, dict):
        content.check_keys((), VERSIONS, "art")
    versions = value if isinstance(value, dict) else {"wide": value}
    if (
        not all(isinstance(versions.get(key, ""), str) for key in VERSIONS)
        or "wide" not in versions
    ):
        hint = "such as title.svg.jinja, or {wide: …, narrow: …}"
        raise Fault("art must name an SVG file", content.spot(()), hint)


def _word(panel: Tree, key: str) -> str | None:
    value = panel.value.get(key)
    if isinstance(value, dict | list):
        raise Fault(f"{key} must be a text", panel.spot((key,)))
    return None if value is None else str(value).strip()


def _span(panel: Tree) -> int:
    span = panel.value.get("span", COLUMNS)
    if isinstance(span, bool) or not isinstance(span, int) or not 1 <= span <= COLUMNS:
        hint = f"of {COLUMNS} columns: 6 is half the width"
        raise Fault(f"span must be a number from 1 to {COLUMNS}", panel.spot(("span",)), hint)
    return span


def art_files(panel: Panel) -> dict[str, str]:
    """Return the file of each version of an art panel."""
    value = panel.tree.value
    return {"wide": value} if isinstance(value, str) else dict(value)
