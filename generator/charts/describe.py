"""An alternative text written from the chart's own data, where its author gave none."""

from collections.abc import Iterator
from typing import Any

from generator.charts.controls import format_number

_KINDS = {"arc": "Pie chart", "rect": "Heat map", "point": "Scatter plot", "circle": "Scatter plot",
          "square": "Scatter plot", "boxplot": "Box plot", "geoshape": "Map", "tick": "Strip plot",
          "text": "Text chart", "rule": "Chart of lines", "trail": "Line chart"}  # fmt: skip
_PLACES = ("y", "x", "theta", "radius")
_GROUPS = ("color", "facet", "row", "column", "shape", "strokeDash", "detail")


def describe(spec: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """Say in a sentence or two what kind of chart it is, of what, and between which values."""
    view = _first_view(spec)
    encoding = view.get("encoding", {}) | {}
    named = [(channel, encoding[channel]) for channel in _PLACES if _title(encoding, channel)]
    subject = " by ".join(_title(encoding, channel) for channel, _ in named)
    group = next((_title(encoding, key) for key in _GROUPS if _title(encoding, key)), "")
    head = _kind(view) + (f" of {subject}" if subject else "") + (f", by {group}" if group else "")
    ranges = "; ".join(filter(None, (_range(part, rows) for _, part in named)))
    return f"{head}. {ranges[:1].upper()}{ranges[1:]}." if ranges else f"{head}."


def _first_view(spec: dict[str, Any]) -> dict[str, Any]:
    for key in ("layer", "concat", "hconcat", "vconcat"):
        if isinstance(spec.get(key), list) and spec[key]:
            inner = _first_view(spec[key][0])
            both = (spec.get("encoding") or {}) | (inner.get("encoding") or {})
            return inner | {"encoding": both}
    if isinstance(spec.get("spec"), dict):
        return _first_view(spec["spec"])
    return spec


def _kind(view: dict[str, Any]) -> str:
    mark = view.get("mark")
    name = mark.get("type") if isinstance(mark, dict) else mark
    return _KINDS.get(str(name), f"{str(name or 'data').capitalize()} chart")


def _title(encoding: dict[str, Any], channel: str) -> str:
    part = encoding.get(channel)
    if not isinstance(part, dict):
        return ""
    title = part.get("title")
    if isinstance(title, str) and title:
        return title
    field = part.get("field") if isinstance(part.get("field"), str) else ""
    aggregate = part.get("aggregate") if isinstance(part.get("aggregate"), str) else ""
    if aggregate == "count":
        return "number of rows"
    return f"{aggregate} of {field}" if aggregate and field else str(field)


def _range(part: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    if part.get("aggregate") or not isinstance(part.get("field"), str):
        return ""
    field = part["field"]
    values = [row[field] for row in rows if row.get(field) is not None]
    ends = _ends(values)
    if ends:
        return f"{field} from {ends[0]} to {ends[1]}"
    distinct = list(dict.fromkeys(str(value) for value in values))
    return f"{field}: {', '.join(distinct)}" if 0 < len(distinct) <= 6 else ""


def _ends(values: list[Any]) -> tuple[str, str] | None:
    if not values:
        return None
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        form = "" if _are_years(values) else ",.2~f"
        return format_number(min(values), form), format_number(max(values), form)
    if all(
        isinstance(value, str) and value[:4].isdigit() and value[4:5] == "-" for value in values
    ):
        return min(values)[:10], max(values)[:10]
    return None


def _are_years(values: list[Any]) -> bool:
    return all(isinstance(value, int) and 1000 <= value <= 2999 for value in values)


def rows_of(spec: Any) -> Iterator[dict[str, Any]]:
    """Find the rows that a specification with its data inside carries."""
    if isinstance(spec, list):
        for part in spec:
            yield from rows_of(part)
    elif isinstance(spec, dict):
        values = spec.get("values")
        yield from (
            (row for row in values or () if isinstance(row, dict))
            if isinstance(values, list)
            else ()
        )
        for name, part in spec.items():
            if name == "datasets" and isinstance(part, dict):
                for rows in part.values():
                    yield from (row for row in rows if isinstance(row, dict))
            elif name != "values":
                yield from rows_of(part)
