"""One view of a short chart: its mark and channels, with the defaults that suit them."""

from collections.abc import Iterator
from typing import Any

from generator.charts.schema import words
from generator.charts.short.channels import read_channel
from generator.charts.short.gaps import untold_gaps
from generator.charts.short.guessed import doubted_years, is_typed, wanted_of, with_years
from generator.charts.short.marks import UNSEEN, UNSEEN_BY_PAINT, check_needs, expand_mark, name_of
from generator.charts.short.parts import Fragment, KnownColumns
from generator.charts.spec import Encoding, Mark, Spec
from generator.charts.titles import spoken
from generator.data.tree import Tree
from generator.problems.fault import Fault, Path

_UPRIGHT = 24


def read_view(view: Spec, path: Path, tree: Tree, known: KnownColumns) -> Fragment:
    """Read a view's transform, mark and channels. Raises Fault."""
    channels = channels_of(view)
    encoding = _read_channels(channels, path, tree, known)
    made: Spec = {}
    if "transform" in view:
        made["transform"] = view["transform"]
    if "mark" in view:
        name = name_of(view["mark"])
        made["mark"] = expand_mark(view["mark"], (*path, "mark"), tree)
        check_needs(view["mark"], encoding, (*path, "mark"), tree)
        banded = _banded(name, with_years(name, encoding, view, known), view, known)
        encoding = _suited(name, banded)
        made["mark"] = _sized(_unseen(made["mark"], encoding), encoding)
    elif "layer" not in view:
        raise Fault("a chart needs a mark", tree.spot(path), "such as: mark: line")
    else:
        encoding = with_years("", encoding, view, known)
    if encoding:
        made["encoding"] = encoding
    origins: dict[Path, Path] = {("encoding", key): (*path, key) for key in channels}
    for key in (name for name, value in channels.items() if _has_format(value)):
        for guide in ("axis", "legend", "header"):
            origins["encoding", key, guide, "format"] = (*path, key, "format")
    return Fragment(made, {(): path, ("transform",): (*path, "transform")} | origins)


def channels_of(view: Spec) -> Spec:
    """Return what a view says of its channels."""
    return {key: value for key, value in view.items() if key in words("FacetedEncoding")}


def _read_channels(channels: Spec, path: Path, tree: Tree, known: KnownColumns) -> Encoding:
    return {
        key: read_channel(key, value, (*path, key), tree, known) for key, value in channels.items()
    }


def _banded(mark: str, encoding: Encoding, view: Spec, known: KnownColumns) -> Encoding:
    """Give the numbers along a heat map a band each: its cells would reach from zero to them."""
    open_ones = [name for name in _along_cells(mark, encoding) if not is_typed(view[name], known)]
    return encoding | {name: encoding[name] | {"type": "ordinal"} for name in open_ones}


def _along_cells(mark: str, encoding: Encoding) -> list[str]:
    """Return the axes of a heat map's cells that have numbers and no ends."""
    parts = {name: encoding.get(name) for name in ("x", "y") if mark == "heatmap"}
    return [
        name
        for name, part in parts.items()
        if isinstance(part, dict) and part.get("type") == "quantitative"
        and not part.keys() & {"aggregate", "bin"} and f"{name}2" not in encoding
    ]  # fmt: skip


def doubts(view: Spec, path: Path, tree: Tree, known: KnownColumns) -> Iterator[Fault]:
    """Tell what is guessed of a view's columns where that changes what is drawn."""
    encoding = _read_channels(channels_of(view), path, tree, known)
    for name, field in doubted_years(name_of(view.get("mark")), encoding, view, known):
        message = f'the numbers of "{field}" are taken for years, and get a band each'
        hint = f'"{field}:O" says that they are years, "{field}:Q" that they are numbers'
        yield Fault(message, tree.spot((*path, name)), hint, "warning")
    for name in _along_cells(name_of(view.get("mark")), encoding):
        if is_typed(view[name], known):
            field = encoding[name].get("field")
            message = f'cells along the numbers of "{field}" reach from zero to each of them'
            hint = f'"{field}:O" gives each a band, "bin({field})" groups them'
            yield Fault(message, tree.spot((*path, name)), hint, "warning")
    for field, name in wanted_of(view, known).items():
        message = f'nothing tells what "{field}" holds, so that it is drawn as names'
        hint = f'"{field}:Q" says that it holds numbers, "{field}:T" dates, "{field}:N" names'
        yield Fault(message, tree.spot((*path, name)), hint, "warning")
    count, before = untold_gaps(view, with_years("", encoding, view, known), known)
    if count:
        times = "once" if count == 1 else f"{count} times"
        mark = name_of(view.get("mark"))
        what = "area" if mark == "area" else "line"
        message = f'the {what} passes over missing values of "{encoding["x"]["field"]}" {times}'
        hint = "gaps: true breaks it there, gaps: false says that it is meant"
        hint = f"mark: line with {hint}" if mark == "area" else hint
        where = tree.spot((*path, "mark"))
        yield Fault(f"{message}, first after {before}", where, hint, "warning")


def _has_format(channel: Any) -> bool:
    return isinstance(channel, dict) and "format" in channel


def with_one_title(parts: list[Fragment]) -> list[Fragment]:
    """Name an axis once where layers draw the same column in different ways.

    Vega-Lite would write "value, Mean of value" beside it.
    """
    first: dict[tuple[str, str], str] = {}
    for part in parts:
        for channel, field, title in _axis_titles(part):
            first.setdefault((channel, field), title)
    return [_titled(part, first) for part in parts]


def _axis_titles(part: Fragment) -> Iterator[tuple[str, str, str]]:
    for channel in ("x", "y"):
        axis = part.spec.get("encoding", {}).get(channel)
        if isinstance(axis, dict) and isinstance(axis.get("field"), str):
            yield channel, axis["field"], str(axis.get("title") or spoken(axis["field"]))


def _titled(part: Fragment, first: dict[tuple[str, str], str]) -> Fragment:
    encoding = dict(part.spec.get("encoding", {}))
    for channel, field, _ in _axis_titles(part):
        encoding[channel] = {"title": first[channel, field]} | encoding[channel]
    spec = part.spec | ({"encoding": encoding} if encoding else {})
    return Fragment(spec, part.origins)


def _suited(mark: str, encoding: Encoding) -> Encoding:
    """Return channels with what makes this mark's chart easy to read."""
    sorted_ones = _with_sort_by_what_is_drawn(encoding)
    if mark in ("pie", "donut"):
        return _slices(sorted_ones)
    if mark in _SCATTERED:
        return _close(sorted_ones)
    return _cells(sorted_ones) if mark == "heatmap" else sorted_ones


def _unseen(mark: Mark, encoding: Encoding) -> Encoding:
    is_ours = mark.get("point") == UNSEEN and "opacity" in encoding
    return mark | {"point": UNSEEN_BY_PAINT} if is_ours else mark


def _sized(mark: Any, encoding: Encoding) -> Any:
    """Make boxes that stand upright wider: they have more room than those that lie."""
    x = encoding.get("x")
    is_upright = isinstance(x, dict) and x.get("type") in ("nominal", "ordinal")
    return {"size": _UPRIGHT} | mark if mark["type"] == "boxplot" and is_upright else mark


def _with_sort_by_what_is_drawn(encoding: Encoding) -> Encoding:
    """Sort by a column as the chart aggregates it: by the sum where it draws the sum."""
    drawn = {
        part["field"]: part["aggregate"]
        for part in encoding.values()
        if isinstance(part, dict) and "field" in part and isinstance(part.get("aggregate"), str)
    }
    return {key: _with_operation(part, drawn) for key, part in encoding.items()}


def _with_operation(part: Any, drawn: dict[str, str]) -> Any:
    order = part.get("sort") if isinstance(part, dict) else None
    if not isinstance(order, dict) or "op" in order or order.get("field") not in drawn:
        return part
    return part | {"sort": order | {"op": drawn[order["field"]]}}


def _slices(encoding: Encoding) -> Encoding:
    """Order slices from the largest on, clockwise from the top, as the legend does."""
    theta, color = dict(encoding.get("theta") or {}), encoding.get("color")
    form = theta.pop("format", None)
    made = encoding | {"theta": {"stack": True} | theta}
    if (
        not isinstance(color, dict)
        or "field" not in color
        or not theta.keys() & {"field", "aggregate"}
    ):
        return made
    size = {key: theta[key] for key in ("field", "aggregate", "type") if key in theta}
    if "sort" not in color and color.get("type") == "nominal" and "order" not in encoding:
        by = {"op": theta.get("aggregate", "sum"), "order": "descending"}
        field = {"field": theta["field"]} if "field" in theta else {}
        made |= {"color": color | {"sort": by | field}, "order": size | {"sort": "descending"}}
    if form and "tooltip" not in encoding:
        name = {key: color[key] for key in ("field", "type", "title") if key in color}
        title = {"title": theta["title"]} if "title" in theta else {}
        made["tooltip"] = [name, size | title | {"format": form}]
    return made


def _close(encoding: Encoding) -> Encoding:
    """Let a scatter plot begin where its points do, unless its author says ``zero: true``."""
    axes = {key: encoding[key] for key in _SCATTER if isinstance(encoding.get(key), dict)}
    is_scatter = len(axes) == len(_SCATTER) and all(
        part.get("type") == "quantitative" and not part.keys() & {"bin", "aggregate"}
        for part in axes.values()
    )
    near = {
        key: part | {"scale": _NEAR | (part.get("scale") or {})}
        for key, part in axes.items()
        if "scale" not in part or (part["scale"] and not part["scale"].keys() & _ENDS)
    }
    return encoding | near if is_scatter else encoding


_SCATTERED = ("scatter", "point", "circle", "square")
_SCATTER = ("x", "y")
_NEAR = {"zero": False, "padding": 8}
_ENDS = frozenset(("type", "domain", "zero", "padding"))


def _cells(encoding: Encoding) -> Encoding:
    """Let a heat map's cells touch: each value of x and y has its row or column."""
    made = dict(encoding)
    for channel in ("x", "y"):
        part = encoding.get(channel)
        if not isinstance(part, dict) or part.keys() & {"bin", "timeUnit", "scale"}:
            continue
        if part.get("type") in ("nominal", "ordinal"):
            made[channel] = part | {"scale": {"padding": 0}}
    return made
