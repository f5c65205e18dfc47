"""Where lines and areas begin, end and peak."""

from collections.abc import Iterator
from itertools import pairwise

from generator.charts.alt.wording import ShownRows, numbers, start, value_range
from generator.charts.spec import Row


def of_lines(shown: ShownRows) -> Iterator[str]:
    """Tell the course of one line or of a few, or who is ahead at the end of many."""
    rows = numbers(shown.complete("x", "y"), "y")
    if not rows or shown.unit.type("x") == "nominal":
        return
    if shown.unit.facets:
        yield from value_range(shown, rows, "y")
        return
    series = _series(shown, rows)
    if any(len({row["x"] for row in each}) < len(each) for each in series.values()):
        yield from value_range(shown, rows, "y")
    elif len(series) == 1:
        yield _course(shown, next(iter(series.values())))
    elif len(series) <= 4:
        yield " ".join(_course(shown, series[name], name) for name in series)
    else:
        yield from _ranking(shown, series)


def _series(shown: ShownRows, rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["x"]):
        name = row.get(shown.group, "")
        found.setdefault(shown.voice.nothing if name is None else str(name), []).append(row)
    return dict(sorted(found.items()))


def _course(shown: ShownRows, rows: list[Row], name: str | None = None) -> str:
    """Tell the course of a line; of the only one, which has no name, its peaks too."""
    phrases, values = shown.phrases, [row["y"] for row in rows]
    courses = phrases.courses if name is None else phrases.named_courses
    first, last = rows[0], rows[-1]
    begin, end = (shown.write("x", row["x"]) for row in (first, last))
    ends = {"value": shown.write("y", first["y"]), "begin": begin, "end": end}
    sentence = courses[_verb(values, is_placed=bool(begin and end))].format(
        name=name, first=_at(shown, first), last=_at(shown, last), **ends
    )
    peaks = _peaks(shown, rows) if name is None else []
    more = phrases.peaks.format(peaks=shown.voice.listed(peaks)) if peaks else ""
    return f"{start(sentence)}{more}."


def _peaks(shown: ShownRows, rows: list[Row]) -> list[str]:
    high, low = max(rows, key=lambda row: row["y"]), min(rows, key=lambda row: row["y"])
    told = ((shown.phrases.high, high), (shown.phrases.low, low))
    ends = (rows[0]["y"], rows[-1]["y"])
    return [words.format(value=_at(shown, row)) for words, row in told if row["y"] not in ends]


def _verb(values: list[float], *, is_placed: bool) -> str:
    if len(values) < 2:
        return "is"
    if len(set(values)) == 1:
        return "stays" if is_placed else "rests"
    steps = [after - before for before, after in pairwise(values)]
    if all(step >= 0 for step in steps):
        return "rises"
    return "falls" if all(step <= 0 for step in steps) else "goes"


def _at(shown: ShownRows, row: Row) -> str:
    place, value = shown.write("x", row["x"]), shown.write("y", row["y"])
    words = shown.phrases.places[shown.writers["x"].place]
    return words.format(value=value, place=place) if place else value


def _ranking(shown: ShownRows, series: dict[str, list[Row]]) -> Iterator[str]:
    last = max(rows[-1]["x"] for rows in series.values())
    ends = {name: rows[-1]["y"] for name, rows in series.items() if rows[-1]["x"] == last}
    where = shown.write("x", last)
    has_tie = list(ends.values()).count(max(ends.values())) > 1
    if len(ends) != len(series) or not where or has_tie:
        yield from value_range(shown, [row for rows in series.values() for row in rows], "y")
        return
    low, high = min(ends, key=lambda name: ends[name]), max(ends, key=lambda name: ends[name])
    most, least = (shown.write("y", ends[name]) for name in (high, low))
    yield shown.phrases.ends[shown.writers["x"].place].format(
        place=where, high=high, most=most, low=low, least=least
    )
