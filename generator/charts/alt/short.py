"""An alternative text in few words: kind, axes and ranges, for languages without sentences."""

from collections.abc import Iterator
from functools import reduce

from generator.charts.alt.heading import kind_of
from generator.charts.alt.wording import ShownRows, Voice, extent, numbers
from generator.charts.spec import Row
from generator.charts.titles import spoken
from generator.charts.units import Unit

_AXES = ("x", "y", "theta", "color", "fill", "size")
_RANGED = ("x", "y", "color")


def in_short(voice: Voice, unit: Unit, group: str, rows: list[Row]) -> str:
    """Say what kind of chart a view is, what it shows, and between which ends."""
    names = (voice.name_of(unit, channel) for channel in dict.fromkeys((*_AXES, group)))
    axes = dict.fromkeys(filter(None, (*names, *map(spoken, unit.facets))))
    kind, words = kind_of(voice, unit), voice.words
    if not axes:
        return kind
    listed = reduce(lambda first, more: words("chart_alt_and", first=first, more=more), axes)
    head = words("chart_alt", kind=kind, axes=listed)
    ranges = dict.fromkeys(_ranges(ShownRows(unit, group, rows, voice)) if rows else ())
    return reduce(_then, ranges, head)


def _then(told: str, more: str) -> str:
    """Put a sentence behind another: a full stop of East Asia has its space in it."""
    return told + more if told.endswith("\u3002") else f"{told} {more}"


def _ranges(shown: ShownRows) -> Iterator[str]:
    for channel in _RANGED:
        if channel in shown.writers and shown.unit.type(channel) in ("quantitative", "temporal"):
            ends = [name for name in (channel, f"{channel}2") if name in shown.writers]
            values = [row[name] for name in ends for row in numbers(shown.rows, name)]
            if values:
                low, high = (shown.write(channel, each) for each in extent(values))
                yield _range(shown.voice, shown.voice.name_of(shown.unit, channel), low, high)


def _range(voice: Voice, axis: str, low: str, high: str) -> str:
    if low == high:
        return voice.words("chart_alt", kind=axis, axes=low)
    return voice.words("chart_alt_range", axis=axis, low=low, high=high)
