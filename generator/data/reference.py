"""Reference: a dataset as its author names it."""

import re

from msgspec import Struct

from generator.problems import Place

_WEB = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class Reference(Struct, frozen=True):
    """A dataset's name as a block wrote it, and where; ``source`` is that line."""

    name: str
    place: Place
    source: str


def is_web(name: str) -> bool:
    """Tell whether a dataset's name is an address on the web."""
    return bool(_WEB.match(name))
