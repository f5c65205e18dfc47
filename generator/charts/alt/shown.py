"""The rows that a view draws, ready to be told of."""

from collections.abc import Iterator
from typing import Any

from generator.charts.alt.wording import Writer
from generator.charts.spec import Row
from generator.charts.units import Unit


class Shown:
    """The rows of a view, and how their values are written."""

    def __init__(self, unit: Unit, group: str, rows: list[Row], writers: dict[str, Writer]) -> None:
        self.unit, self.group, self.writers = unit, group, writers
        self.rows = rows

    def write(self, channel: str, value: Any) -> str:
        """Return a channel's value in words."""
        return self.writers[channel].write(value)

    def complete(self, *channels: str) -> list[Row]:
        """Return the rows in which all of some channels have a value.

        Among names nothing is a name too, which the chart draws like the others.
        """
        if not all(name in self.writers for name in channels):
            return []
        needed = [name for name in channels if self.unit.type(name) not in ("nominal", "ordinal")]
        return [row for row in self.rows if all(row[name] is not None for name in needed)]

    def measured(self) -> tuple[str, str]:
        """Return the channel of the numbers and the one that they stand along."""
        is_lying = self.unit.type("y") != "quantitative" and self.unit.type("x") == "quantitative"
        return ("x", "y") if is_lying else ("y", "x")


def value_range(shown: Shown, rows: list[Row], channel: str) -> Iterator[str]:
    """Tell between which values some rows lie."""
    values = [row[channel] for row in rows]
    if values:
        low, high = shown.write(channel, min(values)), shown.write(channel, max(values))
        yield f"The values lie between {low} and {high}." if low != high else f"All are {low}."


def numbers(rows: list[Row], channel: str) -> list[Row]:
    """Return the rows that have a number in a channel."""
    return [row for row in rows if type(row[channel]) in (int, float)]


def extent(values: list[Any]) -> tuple[Any, Any]:
    """Return the least and the greatest of some values."""
    return min(values), max(values)


def start(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
