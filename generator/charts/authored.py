"""What an author's block says: a specification, and where each part stands."""

from collections.abc import Callable

from msgspec import Struct

from generator.charts.spec import Spec
from generator.problems.fault import Path, Spot


class Authored(Struct, frozen=True):
    """A Vega-Lite specification as its author gave it.

    ``spot`` tells where the value at a path of the specification stands in the block,
    ``key_spot`` where its key does.
    """

    spec: Spec
    spot: Callable[[Path], Spot]
    key_spot: Callable[[Path], Spot]
    formats: dict[str, str] = {}
    """Number formats of the params that readers move, by name."""
