"""Picture files that a chart shows: in image marks, and in the tooltips of its points."""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from generator.blocks.samples import sample_at
from generator.charts.spec import Records, Vega, walk

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
    return tuple(dict.fromkeys(_texts(vega)))


def _texts(vega: Any) -> Iterator[str]:
    for _, value in walk(vega, frozenset()):
        if isinstance(value, Records):
            yield from _texts(value.rows)
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
