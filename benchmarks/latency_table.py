"""What the figures of a latency run come to: medians, ranges, ratios, a table for people."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Moment = Literal["found", "painted", "polled"]
LABELS: dict[Moment, str] = {
    "found": "in the browser",
    "painted": "and painted",
    "polled": "over HTTP",
}


@dataclass(frozen=True)
class Figure:
    """One edit of one server: the seconds until it was seen, or none if it was not in time."""

    name: str
    moment: Moment
    turn: int
    seconds: float | None


@dataclass(frozen=True)
class Row:
    """The figures of one server and moment; the ratio is Postrock's part of its median."""

    name: str
    moment: Moment
    edits: int
    missed: int
    median: float | None
    least: float | None
    most: float | None
    ratio: float | None
    stand_in: bool = False
    """Whether it stands for a page in the browser, which this server does not reload."""


def summarize(figures: Sequence[Figure], names: Sequence[str]) -> list[Row]:
    """Return a row for every moment and server, Postrock's as the first name's."""
    rows = []
    for moment in LABELS:
        ours = _seconds(figures, names[0], moment)
        for name in names:
            theirs = _seconds(figures, name, moment)
            polled = _seconds(figures, name, "polled")
            if theirs:
                rows.append(_row(name, moment, theirs, ours))
            elif moment == "found" and polled:
                rows.append(_row(name, moment, polled, ours, stand_in=True))
    return rows


def _seconds(figures: Sequence[Figure], name: str, moment: Moment) -> list[float]:
    """Return the seconds of one row; an edit that was not seen counts as endless."""
    return [
        math.inf if each.seconds is None else each.seconds
        for each in figures
        if (each.name, each.moment) == (name, moment)
    ]


def _row(
    name: str,
    moment: Moment,
    theirs: Sequence[float],
    ours: Sequence[float],
    *,
    stand_in: bool = False,
) -> Row:
    median = statistics.median(theirs)
    missed = sum(map(math.isinf, theirs))
    ratio = statistics.median(ours) / median if ours else math.nan
    bounds = (_finite(median), _finite(min(theirs)), _finite(max(theirs)))
    # Nothing is a part of what never came.
    told = None if math.isinf(median) else _finite(ratio)
    return Row(name, moment, len(theirs), missed, *bounds, told, stand_in)


def _finite(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None


def table(rows: Sequence[Row], failed: Mapping[str, str], patience: float) -> str:
    """Return the rows as a table for people, in milliseconds."""
    head = f"{'':<16}{'preview':<18}{'edits':>6}{'median':>10}{'least':>10}{'most':>10}"
    lines = [f"{head}{'ours/theirs':>13}"]
    for row in rows:
        name = row.name + "*" * row.stand_in
        cells = "".join(f"{_cell(each):>10}" for each in (row.median, row.least, row.most))
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        lines.append(f"{LABELS[row.moment]:<16}{name:<18}{row.edits:>6}{cells}{ratio:>13}")
        if row.missed:
            lines.append(f"{'':<16}  {row.missed} of {row.edits} not within {patience:.0f} s")
    lines += [f"{name}: {what}" for name, what in failed.items()]
    if any(row.stand_in for row in rows):
        lines.append("* does not reload the page: the figure is the poll's")
    return "\n".join(lines)


def _cell(seconds: float | None) -> str:
    return "too late" if seconds is None else f"{1000 * seconds:,.0f}"
