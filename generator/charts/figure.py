"""Drawing and Figure: the argument and the result of drawing one chart."""

from typing import Literal

from msgspec import Struct

from generator.data.dataset import Dataset
from generator.data.param import Param
from generator.engine import Blob
from generator.markup.parts import Block, Expression, Link
from generator.site.look import Look


class Drawing(Struct, frozen=True):
    """Everything that one figure is drawn from.

    ``datasets`` are those that ``references(block)`` names, under the names used there.
    """

    block: Block
    datasets: tuple[Dataset, ...]
    look: Look
    language: str = "en"
    spec: Blob | None = None
    """The Vega-Lite specification that an ``altair`` block made, as JSON."""
    shared: tuple[str, ...] = ()
    """Names of datasets that other figures of the page use too: they are stored once."""


class Narrow(Struct, frozen=True):
    """The drawing for phones, where the wide one would be unreadable; CSS pixels."""

    svg: Blob
    width: int
    height: int
    spec: Blob | None = None
    """What makes it live: legends and views are placed in another way than in the wide one."""
    raster: "Raster | None" = None
    """Stands in the page instead of ``svg``."""


class Raster(Struct, frozen=True):
    """A drawing of too many marks for SVG, as PNG at twice its box, for either scheme."""

    light: Blob
    dark: Blob


class Table(Struct, frozen=True):
    """The data that a figure is drawn from, for readers: what stands in the page and to take away.

    ``html`` is a ``<table>``, its rows cut off after a few hundred; ``count`` are all rows.
    """

    html: Blob
    csv: Blob
    json: Blob
    count: int


class Figure(Struct, frozen=True):
    """A drawn figure: static SVG for every reader, and what makes it live.

    ``spec`` is the compiled Vega specification as JSON with its data inside; ``parts``
    are the names of the Vega transforms and the like that a runtime must hold to run
    it. ``png`` is drawn at twice the box. ``width`` and ``height`` are CSS pixels.
    """

    name: str
    svg: Blob
    png: Blob
    spec: Blob | None
    width: int
    height: int
    alt: str
    caption: str = ""
    """HTML with holes; ``links`` are what fills them."""
    links: tuple[Link, ...] = ()
    parts: tuple[str, ...] = ()
    live: Literal["visible", "touch", "never"] = "visible"
    size: Literal["text", "wide", "full"] = "text"
    echo: str = ""
    controls: str = ""
    """HTML of the sliders and menus that move the live chart; they stand under it."""
    narrow: Narrow | None = None
    raster: Raster | None = None
    """Stands in the page instead of ``svg``, which is then for downloads only."""
    download: Blob | None = None
    """The drawing as an SVG file of its own, in the theme's light colours."""
    shared: tuple[tuple[str, Blob], ...] = ()
    """Rows that ``spec`` only names: its data of that name holds the JSON array in the Blob."""
    table: Table | None = None
    downloads: tuple[str, ...] = ()
    """What readers are offered: csv, json, svg, png."""
    source: str = ""
    """HTML with holes, which go on counting in ``links`` after those of the caption."""
    as_of: str = ""
    """A date in ISO 8601: when the data was true."""
    params: tuple[Param, ...] = ()
    """What a link to the figure may set: ``#fees?fee=1.5``."""
    images: tuple[str, ...] = ()
    """Picture files that the chart shows, as its data names them."""
    values: tuple[Expression, ...] = ()
    """What fills the ``V`` holes of the caption."""
