"""A line through the points of a short chart: ``trend: linear``."""

from generator.charts.short.gaps import Around, series_of
from generator.charts.short.labels import STYLE
from generator.charts.short.marks import name_of
from generator.charts.short.parts import Fragment
from generator.charts.spec import Channel, Encoding, Mark, Node, Spec, Transform
from generator.data.tree import Tree
from generator.problems.fault import Fault, Path

METHODS = ("linear", "loess", "log", "exp", "pow", "quad")
_MARKS = ("scatter", "point", "circle", "square", "line", "trail")
_LABEL_GAP = 6


def with_trend(
    view: Spec, parts: list[Fragment], path: Path, tree: Tree, around: Around
) -> list[Fragment]:
    """Return a view's parts, and over them a line of what they tend to. Raises Fault."""
    method = view.get("trend")
    if method in (None, False):
        return parts
    spot = tree.spot((*path, "trend"))
    tree.check_word((*path, "trend"), method, METHODS)
    if name_of(view.get("mark")) not in _MARKS:
        raise Fault("a trend goes through points or lines", spot, "such as: mark: scatter")
    own = parts[0].spec
    encoding = around.encoding | own.get("encoding", {})
    _check(encoding, spot)
    rows = {"data": own["data"]} if "data" in own else {}
    made = rows | {"transform": [*view.get("transform", ()), _step(method, encoding)]}
    line = made | {"mark": _LINE, "encoding": _places(encoding, around) | _series(encoding)}
    added = [Fragment(line, parts[0].origins)]
    if not any(True for _ in series_of(encoding)):
        added.append(Fragment(_labelled(made, encoding, around), parts[0].origins))
    return [*parts, *added]


_LINE: Mark = {"type": "line", "style": "trend", "aria": False, "tooltip": None}


def _check(encoding: Encoding, spot: tuple[int, int]) -> None:
    for name in ("x", "y"):
        part = encoding.get(name)
        if not isinstance(part, dict) or part.keys() & {"aggregate", "bin", "timeUnit"}:
            hint = "write x and y as columns; aggregate or group in transform before"
            raise Fault("a trend goes through rows as they are", spot, hint)
        if part.get("type") not in ("quantitative", "temporal"):
            hint = f"{name} has names: a column of numbers or dates has a trend"
            raise Fault(f"there is no trend along {name}", spot, hint)


def _step(method: str, encoding: Encoding) -> Transform:
    x, y = encoding["x"]["field"], encoding["y"]["field"]
    groups = list(dict.fromkeys(part["field"] for part in series_of(encoding)))
    named: Node = {"groupby": groups} if groups else {}
    if method == "loess":
        return {"loess": y, "on": x} | named
    return {"regression": y, "on": x, "method": method} | named


def _places(encoding: Encoding, around: Around) -> Encoding:
    return {name: _bare(encoding[name], around) for name in ("x", "y")}


def _bare(part: Channel, around: Around) -> Channel:
    kept = {key: part[key] for key in ("field", "type", "scale", "axis") if key in part}
    return kept | {"title": around.title_of(part)}


def _series(encoding: Encoding) -> Encoding:
    """Return the channels that tell one trend from another, in the looks of their points."""
    told = list(series_of(encoding))
    return {name: part for name, part in encoding.items() if part in told}


def _labelled(made: Spec, encoding: Encoding, around: Around) -> Spec:
    """Return the name of a trend at its end, whose place among rows is the last of x."""
    order = [{"field": encoding["x"]["field"], "order": "descending"}]
    last: list[Transform] = [
        {"window": [{"op": "row_number", "as": "_trend"}], "sort": order},
        {"filter": "datum._trend === 1"},
    ]
    mark: Mark = {
        "type": "text",
        "style": STYLE,
        "aria": False,
        "text": around.words("chart_trend"),
        "tooltip": None,
    }
    placed = mark | {"align": "left", "baseline": "middle", "dx": _LABEL_GAP}
    return made | {
        "transform": [*made["transform"], *last],
        "mark": placed,
        "encoding": _places(encoding, around),
    }
