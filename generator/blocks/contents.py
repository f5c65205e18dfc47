"""What a block says, as READ keeps it: all that is made of a figure begins here."""

import math
from typing import Any, TypeVar

from msgspec import Struct, msgpack

from generator.blocks.options import FigureOptions
from generator.data.dataset import Reference
from generator.engine import Blob, Read
from generator.markup.parts import Expression, Link
from generator.problems import Problem

Content = TypeVar("Content", bound=Struct)


class Caption(Struct, frozen=True):
    """A figure's caption and source as phrasing HTML with holes, and what fills them.

    The holes of ``source`` go on counting in ``links`` and ``values`` after those of ``html``.
    """

    html: str = ""
    source: str = ""
    links: tuple[Link, ...] = ()
    values: tuple[Expression, ...] = ()


class Frame(Struct, frozen=True):
    """What all kinds of figures have in common, filled once and carried up to the page.

    ``echo`` is the block as readers may see it, where its author wants that.
    """

    name: str
    options: FigureOptions = FigureOptions()
    caption: Caption = Caption()
    echo: str = ""
    language: str = "en"


class File(Struct, frozen=True):
    """A file of the site that a figure is made from: its name in the block, its path, its bytes.

    One that only a script of the figure's imports has no name.
    """

    name: str
    path: str
    blob: Blob


class Script(Struct, frozen=True):
    """The Python of a figure, without the options at its head.

    ``noticed`` are datasets and files that it may mean without declaring them. That one is not
    there is no problem: the word may mean something else.
    """

    text: str
    noticed: tuple[Reference, ...]


class Contents(Struct, frozen=True):
    """A block, read: its frame, the datasets and files that it names, and the rest of it.

    ``content`` is what its kind makes of its own keys, encoded; ``content_of`` reads it. A block
    that is not ``whole`` cannot be drawn, and ``problems`` say why.
    """

    frame: Frame
    datasets: tuple[Reference, ...] = ()
    files: tuple[Reference, ...] = ()
    script: Script | None = None
    content: Blob | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether there is something to draw."""
        return self.content is not None


def content_of(contents: Contents, kind: type[Content], read: Read) -> Content:
    """Return what a block's kind made of its keys."""
    if contents.content is None:
        raise ValueError("a block that could not be read has no content")
    return msgpack.decode(read(contents.content), type=kind)


def encoded(content: Struct) -> bytes:
    """Encode what a block's kind made of its keys."""
    try:
        return msgpack.encode(content)
    except OverflowError:
        # Pasted JSON may hold whole numbers of any length; a browser reads them as these.
        return msgpack.encode(_rounded(content))


def _rounded(value: Any) -> Any:
    if isinstance(value, Struct):
        fields = value.__struct_fields__
        return type(value)(*(_rounded(getattr(value, name)) for name in fields))
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_rounded(part) for part in value)
    return _as_float(value) if isinstance(value, int) else value


def _as_float(value: int) -> int | float:
    if -(2**63) <= value < 2**64:
        return value
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
