"""Where the marks of a chart lead to."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from generator.charts.units import Unit
from generator.markup.addresses import refused
from generator.problems.fault import At, Fault, Path

_LINK = "{http://www.w3.org/2000/svg}a"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_STATED = ("value", "datum")


def link_faults(unit: Unit) -> Iterator[Fault]:
    """Find addresses that the marks of a view must not lead to."""
    for address, path in _addresses(unit):
        if wrong := refused(address):
            yield Fault(f"{wrong}: {_shown(address)}", At(path))
            return


def check_links(root: ET.Element) -> None:
    """Refuse a drawing whose marks lead to what they must not, computed ones too. Raises Fault."""
    for link in root.iter(_LINK):
        for address in (link.get(name, "") for name in _HREFS):
            if wrong := refused(address):
                hint = "the address is computed: look at what calculates it, and at the data"
                raise Fault(f"{wrong}: {_shown(address)}", (0, 0), hint)


def _addresses(unit: Unit) -> Iterator[tuple[str, Path]]:
    stated = unit.mark.get("href")
    if isinstance(stated, str):
        yield stated, (*unit.places["mark"], "href")
    if "href" in unit.places:
        yield from _in_channel(unit, unit.encoding["href"], unit.places["href"])


def _in_channel(unit: Unit, part: Any, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(part, list):
        for index, each in enumerate(part):
            yield from _in_channel(unit, each, (*path, index))
    if not isinstance(part, dict):
        return
    yield from ((part[key], (*path, key)) for key in _STATED if isinstance(part.get(key), str))
    values = unit.values(part.get("field")) or ()
    yield from ((each, (*path, "field")) for each in values if isinstance(each, str))
    yield from _in_channel(unit, part.get("condition"), (*path, "condition"))


def _shown(address: str) -> str:
    return f'"{address}"' if len(address) <= 60 else f'"{address[:59]}…"'
