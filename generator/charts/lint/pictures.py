"""Pictures that a chart asks for: in image marks, and in tooltips."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts.images import is_foreign
from generator.charts.units import Unit
from generator.problems.fault import At, Fault, Path

HINT = "put the picture beside the post, and write its name"


def picture_faults(unit: Unit) -> Iterator[Fault]:
    """Find pictures that are not the site's own: no build asks the web, or this machine, for one.

    In a tooltip they are left out, with a warning.
    """
    if unit.kind == "image":
        for address, path in _named(unit):
            if is_foreign(address):
                yield Fault(told(address), At(path), HINT)
                break
    for field, path in _told_of(unit):
        foreign = next((each for each in _texts(unit, field) if is_foreign(each)), "")
        if foreign:
            message = f"{told(foreign)}: tooltips leave it out"
            yield Fault(message, At(path), HINT, "warning")


def told(address: str) -> str:
    """Say what is wrong with a picture's address."""
    shown = address if len(address) <= 80 else f"{address[:79]}…"
    is_web = address.startswith(("//", "http:", "https:"))
    return f'"{shown}" is {"on the web" if is_web else "no file of the site"}'


def place_of(unit: Unit) -> Path:
    """Return where an image mark says which picture it shows."""
    channel = unit.channel("url")
    if channel:
        key = next((key for key in ("field", "value", "datum") if key in channel), "")
        return (*unit.places["url"], key) if key else unit.places["url"]
    return (*unit.places["mark"], "url")


def _named(unit: Unit) -> Iterator[tuple[str, Path]]:
    path, channel = place_of(unit), unit.channel("url")
    stated = (channel.get("value"), channel.get("datum"), unit.mark.get("url"))
    yield from ((each, path) for each in stated if isinstance(each, str))
    yield from ((each, path) for each in _texts(unit, channel.get("field")))


def _texts(unit: Unit, field: Any) -> Iterator[str]:
    yield from (each for each in unit.values(field) or () if isinstance(each, str))


def _told_of(unit: Unit) -> Iterator[tuple[str, Path]]:
    """Find the columns that tooltips show as pictures."""
    tooltip: Any = unit.encoding.get("tooltip")
    path: Path = unit.places.get("tooltip", ())
    for index, part in enumerate(tooltip if isinstance(tooltip, list) else [tooltip]):
        place = (*path, index) if isinstance(tooltip, list) else path
        if isinstance(part, Mapping) and "image" in (part.get("title"), part.get("field")):
            yield str(part.get("field")), (*place, "field")
    if isinstance(unit.mark.get("tooltip"), dict) and tooltip is None:
        yield "image", (*unit.places["mark"], "tooltip")
