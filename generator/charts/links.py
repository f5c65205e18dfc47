"""What a chart asks for outside of itself: where its marks lead, and which pictures it shows."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from generator.charts.spec import Records, Vega, walk
from generator.charts.units import Unit
from generator.data.dataset import sample_at
from generator.markup.addresses import refused
from generator.problems import shortened
from generator.problems.fault import At, Fault, Path

_FILE = re.compile(
    r"(?![a-z][a-z0-9+.-]*:|//)[^\s?#]+\.(?:png|jpe?g|gif|webp|avif|svg)\Z", re.IGNORECASE
)
_SHOWS = re.compile(r'"type":\s*"image"|"image\\*":|\\"image\\":')
_SCHEME = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\)", re.IGNORECASE)
_CARRIED = re.compile(r"data:image/[\w.+-]+[;,]", re.IGNORECASE)
_BASE = "https://vega.github.io/vega-datasets/"
"""What vl-convert puts before addresses that are not whole."""
_HREF = "{http://www.w3.org/1999/xlink}href"


def images_of(vega: Vega) -> tuple[str, ...]:
    """Return the pictures that a Vega specification names, as they are written there."""
    bare = {key: part for key, part in vega.items() if key != "data"}
    if not _SHOWS.search(json.dumps(bare)):
        return ()
    return tuple(dict.fromkeys(_pictures(vega)))


def _pictures(vega: Any) -> Iterator[str]:
    for _, value in walk(vega, frozenset()):
        if isinstance(value, Records):
            yield from _pictures(value.rows)
        elif isinstance(value, str) and (_FILE.match(value) or _FILE.match(sample_at(value))):
            yield value


def is_carried(address: str) -> bool:
    """Tell whether an address of a picture is the picture itself."""
    return bool(_CARRIED.match(address))


def is_foreign(address: str) -> bool:
    """Tell whether a picture's address leads out of the site: to the web, or to this machine."""
    return bool(_SCHEME.match(address)) and not is_carried(address) and not sample_at(address)


class ShownPictures:
    """The pictures that a drawing shows, each under the address that the chart has for it."""

    def __init__(self, root: ET.Element) -> None:
        """Take a drawing of vl-convert's, and put the chart's own addresses into it."""
        self._parts: dict[str, list[ET.Element]] = {}
        for part in root.iter("{http://www.w3.org/2000/svg}image"):
            address = _written(part.get(_HREF, ""))
            part.set(_HREF, address)
            self._parts.setdefault(address, []).append(part)

    def __iter__(self) -> Iterator[str]:
        """Give the address of each, once."""
        yield from (address for address in self._parts if address)

    def leave_out(self, address: str) -> None:
        """Show nothing where a picture would be."""
        for part in self._parts.pop(address, ()):
            part.attrib.pop(_HREF)

    def size(self, address: str) -> tuple[float, float]:
        """Return how large a picture is shown at most."""
        parts = self._parts.get(address, [])
        return (
            max((float(part.get("width", "0")) for part in parts), default=0),
            max((float(part.get("height", "0")) for part in parts), default=0),
        )


def _written(address: str) -> str:
    if address.startswith(_BASE):
        return address.removeprefix(_BASE)
    # Vega takes "file://" off, and puts its base before every other path.
    is_file = bool(address) and not _SCHEME.match(address)
    return f"file://{address}" if is_file else address


_LINK = "{http://www.w3.org/2000/svg}a"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_STATED = ("value", "datum")


def link_faults(unit: Unit) -> Iterator[Fault]:
    """Find addresses that the marks of a view must not lead to."""
    for address, path in _addresses(unit):
        if wrong := refused(address):
            yield Fault(f'{wrong}: "{shortened(address, 60)}"', At(path))
            return


def check_links(root: ET.Element) -> None:
    """Refuse a drawing whose marks lead to what they must not, computed ones too. Raises Fault."""
    for link in root.iter(_LINK):
        for address in (link.get(name, "") for name in _HREFS):
            if wrong := refused(address):
                hint = "the address is computed: look at what calculates it, and at the data"
                raise Fault(f'{wrong}: "{shortened(address, 60)}"', (0, 0), hint)


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
    is_web = address.startswith(("//", "http:", "https:"))
    return f'"{shortened(address, 80)}" is {"on the web" if is_web else "no file of the site"}'


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
