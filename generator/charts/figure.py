"""Drawing and Figure: the argument and the result of drawing one figure."""

from msgspec import Struct

from generator.blocks.contents import Contents, File, Frame
from generator.charts.shared import Colored, Shared
from generator.data.dataset import Dataset
from generator.data.prose.values import Param
from generator.data.words import Direction, Words
from generator.engine import Blob
from generator.markup.parts import Block
from generator.site.look import Look

NO_ALT = "has no alt text"
"""How a warning says that an author has not said what a figure shows."""


class Drawing(Struct, frozen=True):
    """Everything that one figure is drawn from.

    ``datasets`` are those that the block names, under the names used there.
    """

    block: Block
    contents: Contents
    datasets: tuple[Dataset, ...]
    look: Look
    spec: Blob | None = None
    """The Vega-Lite specification that an ``altair`` block made, as JSON."""
    files: tuple[File, ...] = ()
    """Other files that the block names, and those that its scripts import."""
    shared: tuple[Shared, ...] = ()
    """Datasets that other figures of the page use too: they are stored once."""
    pictures: tuple[File, ...] = ()
    """The site's pictures, where the block may show some by addresses that it computes."""
    words: Words = Words()
    """What the drawing says of itself, in the language of its page."""
    timezone: str = ""
    """Where times with an offset are shown that stand in the block itself."""
    colors: tuple[Colored, ...] = ()
    """Categories that other charts of the page colour too."""


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


class FigureTable(Struct, frozen=True):
    """The data that a figure is drawn from, for readers: what stands in the page and to take away.

    ``html`` is a ``<table>``, its rows cut off after a few hundred; ``count`` are all rows.
    """

    html: Blob
    csv: Blob
    json: Blob
    count: int


class Figure(Struct, frozen=True, kw_only=True):
    """What is drawn from one block: what all kinds of figure have in common.

    ``svg`` is its picture, that of cards too; ``png`` is drawn at twice the box. ``width``
    and ``height`` are CSS pixels. ``alt`` is its author's, or else told from the drawing.
    """

    frame: Frame
    svg: Blob
    png: Blob
    width: int
    height: int
    alt: str
    table: FigureTable | None = None
    params: tuple[Param, ...] = ()
    """What a link to the figure may set: ``#fees?fee=1.5``."""

    @property
    def name(self) -> str:
        """The id of its block."""
        return self.frame.name

    @property
    def is_live(self) -> bool:
        """Whether it comes alive where scripts run."""
        return self.frame.options.is_computed

    @property
    def rows(self) -> tuple[Blob, ...]:
        """Return the rows that are published for it under their digest."""
        return ()


class Chart(Figure, frozen=True, kw_only=True, tag="chart"):
    """A chart: static SVG for every reader, and what makes it live.

    ``spec`` is the compiled Vega specification as JSON with its data inside; ``parts``
    are the names of the Vega transforms and the like that a runtime must hold to run
    it.
    """

    spec: Blob | None
    parts: tuple[str, ...] = ()
    controls: str = ""
    """HTML of the sliders and menus that move the live chart; they stand under it."""
    narrow: Narrow | None = None
    raster: Raster | None = None
    """Stands in the page instead of ``svg``, which is then for downloads only."""
    download: Blob | None = None
    """The drawing as an SVG file of its own, in the theme's light colours."""
    shared: tuple[tuple[str, Blob], ...] = ()
    """Rows that ``spec`` only names: its data of that name holds the JSON array in the Blob."""
    images: tuple[str, ...] = ()
    """Picture files that the chart shows, as its data names them."""

    @property
    def is_live(self) -> bool:
        """Whether it comes alive where scripts run."""
        return self.spec is not None and self.frame.options.is_computed

    @property
    def rows(self) -> tuple[Blob, ...]:
        """Return the rows that are published for it under their digest."""
        return tuple(blob for _, blob in self.shared)


class Exhibit(Figure, frozen=True, kw_only=True, tag="exhibit"):
    """An author's module, and the art that stands in its place.

    ``files`` are all that is published for it, by paths that keep them as they lie to one
    another; ``mark`` is a digest of them. ``module``, ``styles``, ``art`` and ``named`` are
    among those paths.
    """

    files: tuple[tuple[str, Blob], ...]
    mark: str
    module: str
    art: str
    styles: tuple[str, ...] = ()
    props: str = "{}"
    """JSON."""
    named: tuple[tuple[str, str], ...] = ()
    """Files by the names that the module knows them by."""
    data: tuple[tuple[str, Blob], ...] = ()
    """Rows by the names that the module knows them by, each a JSON array."""

    @property
    def rows(self) -> tuple[Blob, ...]:
        """Return the rows that are published for it under their digest."""
        return tuple(blob for _, blob in self.data)


class Infographic(Chart, frozen=True, kw_only=True, tag="infographic"):
    """Charts and art in one frame; ``markup`` is what stands in the page, as HTML.

    ``spec`` makes all of its charts live, ``svg`` is the whole as one drawing.
    """

    markup: Blob


class Card(Struct, frozen=True):
    """A figure's drawing with what is written around it; its size is in CSS pixels."""

    svg: Blob
    width: int
    height: int
    title: str
    site: str
    look: Look
    direction: Direction = "ltr"


AnyFigure = Chart | Exhibit | Infographic


class RuntimeParts(Struct, frozen=True):
    """The Vega transforms that a site's live figures use: the union of their ``parts``."""

    parts: tuple[str, ...] = ()
