"""The short chart's marks: those by other names, and what makes each of them handsome."""

from typing import Any

from generator.charts.schema import words
from generator.charts.spec import Encoding, Mark
from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path

MARK_ALIASES = {
    "pie": "arc",
    "donut": "arc",
    "heatmap": "rect",
    "scatter": "point",
    "map": "geoshape",
    "column": "bar",
}
_STYLED: dict[str, Mark] = {
    "donut": {"innerRadius": {"expr": "min(width, height) * 0.3"}},
    "heatmap": {"style": "heatmap"},
}
UNSEEN = {"opacity": 0, "size": 160, "filled": True}
"""Points on a line for tooltips to hang on."""
UNSEEN_BY_PAINT = {"fillOpacity": 0, "strokeOpacity": 0, "size": 160, "filled": True}
"""The same where the chart itself sets the opacity."""
_TIPPED = ("geoshape", "bar", "point", "circle", "square", "arc", "rect", "tick")
_NEEDS = {
    "pie": ("theta", "how large each slice is", "sum(value)"),
    "donut": ("theta", "how large each slice is", "sum(value)"),
    "heatmap": ("color", "what each cell shows", "mean(value)"),
    "boxplot": ("y", "the numbers that it sums up", "value:Q"),
}
"""What a mark says nothing without: a channel, what it means and an example."""


def name_of(mark: Any) -> str:
    """Return the author's own word for a mark."""
    return str(mark.get("type", "")) if isinstance(mark, dict) else str(mark)


def expand_mark(mark: Any, path: Path, tree: Tree) -> Mark:
    """Return a mark as Vega-Lite knows it, with a tooltip where one helps. Raises Fault."""
    _check_word(mark, path, tree)
    name = name_of(mark)
    own: Mark = mark if isinstance(mark, dict) else {}
    made: Mark = {**_STYLED.get(name, {}), **own}
    made["type"] = MARK_ALIASES.get(name, name)
    if made["type"] in _TIPPED:
        made.setdefault("tooltip", True)
    if made["type"] in ("line", "area") and "point" not in made:
        made |= {"tooltip": made.get("tooltip", True), "point": UNSEEN}
    return made


def _check_word(mark: Any, path: Path, tree: Tree) -> None:
    word = mark.get("type") if isinstance(mark, dict) else mark
    at = (*path, "type") if isinstance(mark, dict) and "type" in mark else path
    if not isinstance(word, str):
        raise Fault("mark must be a word", tree.spot(at), "such as: mark: line")
    known = (words("Mark") | words("CompositeMark") | MARK_ALIASES.keys()) - {"image", "geoshape"}
    if word not in known | {"image", "geoshape"}:
        listed = f"one of {', '.join(sorted(known))}"
        raise Fault(f'no mark "{word}"', tree.spot(at), suggestion(word, known, listed))


def check_needs(mark: Any, encoding: Encoding, path: Path, tree: Tree) -> None:
    """Refuse a mark without the channel that it cannot do without. Raises Fault."""
    name = name_of(mark)
    channel, meaning, example = _NEEDS.get(name, ("", "", ""))
    found = channel in encoding or (name == "boxplot" and "x" in encoding)
    if channel and not found:
        message = f"a {name} needs {channel}: {meaning}"
        raise Fault(message, tree.spot(path), f"such as: {channel}: {example}")
