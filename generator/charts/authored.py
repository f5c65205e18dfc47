"""What an author's block says: a specification, its settings, and where each part stands."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from generator.charts.figure import Live, Size
from generator.charts.spec import Spec
from generator.problems.fault import Path, Spot

Download = Literal["csv", "json", "svg", "png"]


class Settings(Struct, frozen=True):
    """The options that every kind of chart shares."""

    caption: str = ""
    alt: str = ""
    size: Size = "text"
    height: int = 0
    live: Live = "visible"
    echo: bool = False
    source: str = ""
    """Inline Markdown."""
    as_of: str = ""
    table: bool = True
    downloads: tuple[Download, ...] = ("csv", "json", "svg", "png")
    link: bool = True
    """Whether the address may carry what readers set."""


class Authored(Struct, frozen=True):
    """A Vega-Lite specification as its author gave it.

    ``spot`` tells where the value at a path of the specification stands in the block,
    ``key_spot`` where its key does.
    """

    spec: Spec
    settings: Settings
    spot: Callable[[Path], Spot]
    key_spot: Callable[[Path], Spot]
    formats: dict[str, str] = {}
    """Number formats of the params that readers move, by name."""
