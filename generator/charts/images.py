"""Picture files that a chart shows: in image marks, and in the tooltips of its points."""

import json
import re
from collections.abc import Iterator
from typing import Any

_FILE = re.compile(
    r"(?![a-z][a-z+.-]*:|//)[^\s?#]+\.(?:png|jpe?g|gif|webp|avif|svg)\Z", re.IGNORECASE
)
_SHOWS = re.compile(r'"type":\s*"image"|"image\\*":|\\"image\\":')


def images_of(vega: dict[str, Any]) -> tuple[str, ...]:
    """Return the pictures that a Vega specification names, as they are written there."""
    bare = {key: part for key, part in vega.items() if key != "data"}
    if not _SHOWS.search(json.dumps(bare)):
        return ()
    return tuple(dict.fromkeys(_texts(vega)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and _FILE.match(value):
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _texts(part)
