"""A specification told anew for phones: legends above, fewer ticks, views below each other."""

from typing import Any

import msgspec

from generator.charts.legible.letters import width_of
from generator.charts.rows import distinct
from generator.charts.spec import (
    COMPOSED,
    Channel,
    Node,
    Spec,
    is_single,
    mappings,
    merged,
    rewrite,
)
from generator.problems.fault import Path
from generator.site.look import Look

_SMALLEST = 11
"""CSS pixels that lettering needs to be read."""
_LETTER = 0.56
"""How wide a letter is on average, in shares of its size."""
_AXIS = 56
"""Pixels beside a view that its axis takes, where nothing better is known."""
_SYMBOL = 28
_UNKNOWN, _LONGEST = 5.6, 14.6
"""How wide a legend's name may be, in shares of its size, and is where nobody knows it."""
_SIZED = 14
_GAP = 24
_MANY = 4
_LEGENDS = ("color", "fill", "stroke", "shape", "opacity", "size", "strokeDash")
_BELOW = {"direction": "vertical", "anchor": "start", "margin": 8}
"""How legends stand below each other."""
_BESIDE = ("left", "right", None)


def is_unreadable(width: int, look: Look) -> bool:
    """Tell whether a drawing's lettering is too small when it is scaled to a phone's width."""
    return width * _SMALLEST > look.narrow * (look.font_size - 1)


def narrow_look(look: Look) -> Look:
    """Return the look of drawings for phones: every size of figure is one there."""
    return msgspec.structs.replace(look, width=look.narrow, wide=look.narrow, full=look.narrow)


def narrowed(spec: Spec, look: Look) -> Spec:
    """Return a specification with its data inside as it is to be drawn for phones."""
    told = _stacked(rewrite(spec, _down), look.narrow - _AXIS, rows=spec, look=look)
    if is_single(spec):
        told = {key: part for key, part in told.items() if key not in ("width", "autosize")}
    config = _config(look, single=is_single(spec))
    if _count_legends(spec) > 1:
        config["legend"]["layout"] = {"top": _BELOW}
    own = merged(config, told.get("config") or {})
    return told | {"config": own}


def _count_legends(spec: Spec) -> int:
    encodings = (node.get("encoding") for _, node in mappings(spec))
    return sum(key in _LEGENDS for each in encodings if isinstance(each, dict) for key in each)


def _config(look: Look, *, single: bool) -> Spec:
    label = look.narrow // 3
    return {
        "view": {} if single else {"continuousHeight": look.narrow // 2},
        "legend": {"orient": "top", "direction": "horizontal", "columns": 2,
                   "gradientLength": look.narrow // 2, "titleLimit": look.narrow},
        "axisQuantitative": {"tickCount": 5},
        "axisTemporal": {"tickCount": 4},
        "axisXQuantitative": {"labelFlush": True},
        "axisLeft": {"labelLimit": label},
        "axisRight": {"labelLimit": label},
        "concat": {"columns": 1},
        "facet": {"columns": 1},
    }  # fmt: skip


def _stacked(view: Spec, across: int, rows: Spec, look: Look, *, within: bool = False) -> Spec:
    """Put views that stand side by side below each other, each at most so wide."""
    told = view | {key: _title(view[key], look) for key in ("title",) if key in view}
    if "hconcat" in told:
        told["vconcat"] = told.pop("hconcat")
    for key in ("vconcat", "concat", "layer"):
        if isinstance(told.get(key), list):
            inside = within or key != "layer"
            told[key] = [_stacked(each, across, rows, look, within=inside) for each in told[key]]
    if isinstance(told.get("spec"), dict):
        told |= _repeated(told)
        share = across // _abreast(told)
        told["spec"] = _stacked(told["spec"], share, rows, look, within=True)
    if isinstance(told.get("encoding"), dict):
        told = _with_encoding(told, across, rows, look)
    if within and not any(key in told for key in COMPOSED):
        told |= _sized(told, across)
    return told


def _sized(view: Spec, across: int) -> Spec:
    width = view.get("width")
    fits = isinstance(width, int | float) and width <= across
    if fits or ("mark" not in view and "layer" not in view):
        return {}
    return {"width": across}


def _down(node: Node, _: Path) -> Node:
    """Return a repeat of columns as one of rows, and what speaks of its views with it."""
    repeat, views = node.get("repeat"), node.get("views")
    if isinstance(views, list):
        node = node | {"views": [str(v).replace("child__column_", "child__row_") for v in views]}
    if not isinstance(repeat, dict) or "row" in repeat or "column" not in repeat:
        return node
    rest = {key: part for key, part in repeat.items() if key != "column"}
    inner = rewrite(node, _of_row)
    return inner | {"repeat": rest | {"row": repeat["column"]}}


def _of_row(node: Node, _: Path) -> Node:
    return node | {"repeat": "row"} if node.get("repeat") == "column" else node


def _repeated(view: Spec) -> Spec:
    """Return a repeat or facet of columns as one that breaks after each."""
    for key in ("repeat", "facet"):
        part = view.get(key)
        if key == "facet" and isinstance(part, dict) and "row" not in part and "column" in part:
            return {key: part["column"], "columns": 1}
        if isinstance(part, list) or (isinstance(part, dict) and "field" in part):
            return {"columns": 1}
    return {}


def _abreast(view: Spec) -> int:
    """Count the columns of a grid that cannot be broken, since its rows mean something."""
    part = view.get("repeat")
    columns = part.get("column") if isinstance(part, dict) else None
    return len(columns) if isinstance(columns, list) and columns else 1


def _with_encoding(view: Spec, across: int, rows: Spec, look: Look) -> Spec:
    encoding = {key: _channel(key, part, rows, look) for key, part in view["encoding"].items()}
    column = encoding.get("column")
    if isinstance(column, dict) and "row" not in encoding and "field" in column:
        encoding["facet"] = encoding.pop("column")
    if not isinstance(encoding.get("facet"), dict):
        return view | {"encoding": encoding} | _in_grid(view, column, across, rows)
    columns = _facet_columns(view, encoding["facet"], across, rows)
    encoding["facet"] = encoding["facet"] | {"columns": columns}
    return view | {"encoding": encoding} | _sized(view, across // columns - _GAP * (columns > 1))


def _facet_columns(view: Spec, facet: Channel, across: int, rows: Spec) -> int:
    """Count how many small multiples stand beside each other: two, where they are many."""
    stated = view.get("width")
    if isinstance(stated, int | float):
        return max(1, int(across // (stated + _GAP)))
    field = facet.get("field")
    return 2 if isinstance(field, str) and len(distinct(rows, field)) > _MANY else 1


def _in_grid(view: Spec, column: Any, across: int, rows: Spec) -> Spec:
    if not isinstance(column, dict) or not isinstance(column.get("field"), str):
        return _sized(view, across) if "row" in view.get("encoding", {}) else {}
    count = len(distinct(rows, column["field"])) or 1
    return _sized(view, max(40, across // count - 12))


def _channel(key: str, part: Any, rows: Spec, look: Look) -> Any:
    if isinstance(part, list):
        return [_channel(key, each, rows, look) for each in part]
    if not isinstance(part, dict) or key not in _LEGENDS or part.get("legend", {}) is None:
        return part
    stated = part.get("legend") or {}
    if "-" in str(stated.get("orient")):  # in a corner of its view
        return part | {"legend": {"columns": 1, "direction": "vertical"} | stated}
    if stated.get("orient") not in _BESIDE or "legendX" in stated:
        return part
    legend = stated | {"orient": "top", "direction": "horizontal"}
    if isinstance(part.get("field"), str) and "columns" not in stated:
        # Numbers stand there as ranges, and symbols of a size take more room than letters.
        is_measure = key == "size" or part.get("type") == "quantitative"
        names = ["0" * _SIZED] if is_measure else distinct(rows, part["field"])
        legend["columns"] = _columns(names, look)
    return part | {"legend": legend}


def _columns(names: list[str], look: Look) -> int:
    """Count how many of a legend's names stand beside each other, above a view."""
    longest = max(map(width_of, names), default=_UNKNOWN)
    each = _SYMBOL + min(longest, _LONGEST) * look.font_size
    return max(1, min(len(names) or 2, int((look.narrow - _AXIS) // each)))


def _title(title: Any, look: Look) -> Any:
    """Break a title that is longer than a phone is wide."""
    if isinstance(title, dict):
        return title | {
            key: _broken(title[key], look) for key in ("text", "subtitle") if key in title
        }
    return _broken(title, look)


def _broken(text: Any, look: Look) -> Any:
    if not isinstance(text, str):
        return text
    most = int(look.narrow // (_LETTER * (look.font_size + 2)))
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) > 1 else text
