"""Drawing and Figure: the argument and the result of drawing one chart."""

from typing import Literal

from msgspec import Struct

from generator.data.dataset import Dataset
from generator.engine import Blob
from generator.markup.parts import Block, Link
from generator.site.look import Look


class Drawing(Struct, frozen=True):
    """Everything that one figure is drawn from.

    ``datasets`` are those that ``references(block)`` names, under the names used there.
    """

    block: Block
    datasets: tuple[Dataset, ...]
    look: Look
    language: str = "en"


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
