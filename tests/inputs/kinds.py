"""All cases, by the rooms that they try."""

from collections.abc import Iterator
from itertools import chain

from tests.inputs import data, figures, front, names, prose, site, themes
from tests.inputs.case import Case

ROOMS = (front, site, data, prose, names, themes, figures)


def all_cases() -> Iterator[Case]:
    """Yield every case."""
    return chain.from_iterable(room.cases() for room in ROOMS)
