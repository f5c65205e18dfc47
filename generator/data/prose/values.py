"""VALUES: a page's values between ``{{`` and ``}}``, and the params of figures that they follow."""

from typing import TypeAlias

from msgspec import Struct

from generator.data.dataset import Dataset
from generator.engine import Blob
from generator.markup.parts import Expression, Link
from generator.problems import Place
from generator.problems.regex import regex


class Param(Struct, frozen=True):
    """A value of a live chart that readers move, and what it starts with (as JSON).

    ``least`` and ``most`` are the ends of a slider, ``options`` what a menu offers (each as
    JSON); without either any value will do that is of the start's kind.
    """

    name: str
    start: str
    least: float | None = None
    most: float | None = None
    options: tuple[str, ...] = ()


class Movable(Struct, frozen=True):
    """A figure of the page: its params, and whether readers can move them.

    A figure that could not be drawn is not ``drawn``; what speaks of it is left out.
    """

    name: str
    params: tuple[Param, ...] = ()
    live: bool = False
    drawn: bool = True


class Prose(Struct, frozen=True):
    """The values of one page, with the datasets that could be loaded for them."""

    expressions: tuple[Expression, ...]
    datasets: tuple[Dataset, ...] = ()
    figures: tuple[Movable, ...] = ()
    language: str = "en"


class Follows(Struct, frozen=True):
    """How a value follows a figure: an expression and a format as JSON for the browser.

    ``settings`` pair figures with the params that it speaks of. A large expression is
    ``rows``, a file of its own, and not ``expression``. ``locale`` is how the page's language
    writes, where it is not English.
    """

    settings: tuple[tuple[str, str], ...]
    expression: str
    format: str
    rows: Blob | None = None
    locale: Blob | None = None


class WrittenValue(Struct, frozen=True):
    """A value as plain text; ``follows`` where it moves with a figure.

    What a snippet made is ``html``, and ``feed`` for feeds. ``links`` lead to the files that it was
    given; where the address of each belongs stands ``path_hole`` of its index.
    """

    text: str = ""
    follows: Follows | None = None
    html: str = ""
    feed: str = ""
    links: tuple[Link, ...] = ()


def path_hole(index: int) -> str:
    """Return what stands for the address of a file in what a snippet made."""
    return f"\x02A{index}\x03"


_VALUE = regex(r"\{\{(.*?)\}\}")
Text: TypeAlias = tuple[str | Expression, ...]
"""A text in parts: what stands there as it is, and values."""


def text_of(text: str, place: Place, source: str) -> Text:
    """Part a text of front matter; each value finds its own place in the line."""
    if "{{" not in text:
        return (text,)
    parts: list[str | Expression] = []
    for index, part in enumerate(_VALUE.split(text)):
        if index % 2:
            column = source.find("{{" + part + "}}") + 3
            at = Place(place.path, place.line, column if column > 2 else place.column)
            parts.append(Expression(part, at, source))
        else:
            parts.append(part)
    return tuple(parts)
