"""Missing periods in a short chart's lines: drawn as gaps where asked, else told."""

import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.charts.fields import field_of
from generator.charts.short.marks import name_of
from generator.charts.short.parts import Fragment, KnownColumns
from generator.charts.spec import Channel, Encoding, Spec, Transform
from generator.charts.titles import title_of
from generator.data.periods import Period, period_of
from generator.data.tree import Tree
from generator.data.words import Words
from generator.problems.fault import Fault, Path

PLACE, BEFORE, JUMP, PART = "_place", "_before", "_jump", "_part"
"""Columns by which a line is broken; nobody is told of them."""
_LINES = ("line", "trail")
PASSING = (*_LINES, "area")
"""Marks that reach from one row to the next, over what is between them."""
_SERIES = ("color", "stroke", "strokeDash", "shape", "opacity", "detail", "facet", "row", "column")
_TOLD = ("field", "aggregate", "timeUnit", "type", "title", "format")
_UNITS = {"yearmonth": "month", "yearmonthdate": "day", "year": "year", "yearquarter": "month"}


class Around(Struct, frozen=True):
    """What a view stands in: known columns, a language's words, the whole chart's channels."""

    known: KnownColumns
    words: Words
    encoding: Encoding = {}

    def title_of(self, channel: Channel) -> str | None:
        """Return the title of what a channel shows, whose field is a column's very name."""
        field = channel.get("field")
        if isinstance(field, str) and field in self.known.types:
            channel = channel | {"field": field_of(field)}
        given: str | None = channel.get("title", title_of(channel, self.words) or None)
        return given


def with_gaps(view: Spec, part: Fragment, path: Path, tree: Tree, around: Around) -> Fragment:
    """Return a view whose lines are broken where periods are missing, if it asks. Raises Fault."""
    wanted, spot = view.get("gaps", False), tree.spot((*path, "gaps"))
    if not isinstance(wanted, bool):
        raise Fault(f'gaps cannot be "{wanted}"', spot, "true or false")
    if not wanted:
        return part
    if name_of(view.get("mark")) not in _LINES:
        raise Fault("gaps are for lines", spot, "they stand beside mark: line")
    own = part.spec.get("encoding", {})
    encoding = around.encoding | own
    period = period_along(encoding, around.known)
    if period is None:
        hint = "they need dates or years on x that follow one another in even steps"
        raise Fault("nothing tells where gaps are", spot, hint)
    steps = [*part.spec.get("transform", ()), *_steps(encoding, period)]
    made = part.spec | {"transform": steps, "encoding": own | _broken(encoding)}
    return Fragment(made | {"mark": {"strokeCap": "round"} | part.spec["mark"]}, part.origins)


def _broken(encoding: Encoding) -> Encoding:
    """Return the channels that break a line, and tell readers nothing of how."""
    detail = encoding.get("detail", [])
    details = detail if isinstance(detail, list) else [detail]
    made: Encoding = {"detail": [*details, {"field": PART, "type": "quantitative"}]}
    if "tooltip" not in encoding:
        shown = [encoding.get("x"), encoding.get("y"), *series_of(encoding)]
        told = [_plain(part) for part in shown if isinstance(part, dict)]
        made["tooltip"] = [each for each in told if each.keys() & {"field", "aggregate"}]
    return made


def _plain(part: Channel) -> Channel:
    axis = part.get("axis") or {}
    form = {"format": axis["format"]} if "format" in axis else {}
    return form | {key: each for key, each in part.items() if key in _TOLD}


def _steps(encoding: Encoding, period: Period) -> list[Transform]:
    field = encoding["x"]["field"]
    series = [part["field"] for part in series_of(encoding)]
    order = {"sort": [{"field": field}]} | ({"groupby": series} if series else {})
    jump = f"datum.{BEFORE} !== null && datum.{PLACE} - datum.{BEFORE} > {period.most:g} ? 1 : 0"
    return [
        {"calculate": period.expression(f"datum[{json.dumps(field)}]"), "as": PLACE},
        {"window": [{"op": "lag", "field": PLACE, "as": BEFORE}]} | order,
        {"calculate": jump, "as": JUMP},
        {"window": [{"op": "sum", "field": JUMP, "as": PART}], "frame": [None, 0]} | order,
    ]


def untold_gaps(view: Spec, encoding: Encoding, known: KnownColumns) -> tuple[int, Any]:
    """Count the missing stretches that lines pass over, and return the value before the first."""
    period = period_along(encoding, known) if name_of(view.get("mark")) in PASSING else None
    if period is None or "gaps" in view:
        return 0, None
    x = encoding["x"]["field"]
    names = [x, *(part["field"] for part in series_of(encoding))]
    lines: dict[tuple[str, ...], list[Any]] = {}
    for value, *line in zip(*(known.values(name) for name in names), strict=False):
        if value is not None:
            lines.setdefault(tuple(map(str, line)), []).append(value)
    found = [gap for values in lines.values() for gap in period.gaps(values)]
    return len(found), min((before for before, _ in found), default=None)


def series_of(encoding: Encoding) -> Iterator[Channel]:
    """Yield the channels that tell one line from another."""
    for name in _SERIES:
        given = encoding.get(name)
        for part in given if isinstance(given, list) else [given]:
            if not isinstance(part, dict) or part.get("aggregate"):
                continue
            if part.get("field", PART) != PART:
                yield part


def period_along(encoding: Encoding, known: KnownColumns) -> Period | None:
    """Return the usual step of the dates or years along x, None where there is none."""
    x = encoding.get("x")
    if not isinstance(x, dict) or x.keys() & {"aggregate", "bin"}:
        return None
    if x.get("type") not in ("temporal", "quantitative"):
        return None
    unit = str(x.get("timeUnit") or "").removeprefix("utc")
    if (unit and unit not in _UNITS) or (x["type"] == "quantitative" and not _is_years(x, known)):
        return None
    return period_of(known.values(x.get("field")), _UNITS.get(unit, ""))


def _is_years(x: Channel, known: KnownColumns) -> bool:
    return x.get("field") in known.years | known.guessed_years
