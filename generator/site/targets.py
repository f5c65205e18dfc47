"""What links may lead to: pages by their faces, and states of the figures in them.

A face is all that other pages may know of a page, and so all that a change of it can touch there:
while it stays the same, its links, figures and prose may change without a look at any other page.
A state is what stands behind a figure's name, as in ``#fees?fee=1.5``.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from generator.data.numbers import plain_number
from generator.data.prose.values import Param
from generator.problems import suggestion
from generator.problems.fault import WHOLE, Fault
from generator.site.placing import Page, bundle

MANY = 6
"""So many options of a menu are named in a hint."""


class Face(Struct, frozen=True):
    """A page as links see it: its address, its title, and what in it can be linked to.

    ``headings`` pair an anchor with the heading's plain text; ``figures`` are names.
    """

    path: str
    url: str
    title: str
    anchors: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()


class Faces(Struct, frozen=True):
    """Every page that can be linked to, by what a link may name.

    ``by_folder`` has the pages whose folders' files belong to them.
    """

    by_path: Mapping[str, Face]
    by_url: Mapping[str, Face]
    by_folder: Mapping[str, Face]


NO_FACES = Faces({}, {}, {})


def face_of(page: Page) -> Face:
    """Return a page's face."""
    markup = page.document.markup
    return Face(
        path=page.path,
        url=page.url,
        title=page.title,
        anchors=markup.anchors,
        figures=tuple([block.name for block in markup.figures]),
        headings=tuple([(each.anchor, each.text) for each in markup.headings]),
    )


def faces_of(pages: Iterable[Page]) -> Faces:
    """Return the faces of all pages."""
    return gathered({page.path: face_of(page) for page in pages})


def gathered(faces: Mapping[str, Face]) -> Faces:
    """Order faces by all that links may name; they go by their paths already."""
    return Faces(
        by_path=faces,
        by_url={face.url: face for face in faces.values()},
        by_folder={folder: face for face in faces.values() if (folder := bundle(face.path))},
    )


def wrong_state(figure: str, state: str, params: tuple[Param, ...]) -> Fault | None:
    """Return what is wrong with what stands behind the question mark, if anything is."""
    if not params:
        message = f'nothing in the figure "{figure}" can be moved'
        return Fault(
            message, WHOLE, f"it needs params and must come alive, or link to #{figure} alone"
        )
    known = {param.name: param for param in params}
    for part in state.split("&"):
        name, equals, value = part.partition("=")
        found = known.get(unquote(name))
        if found is None:
            return _unknown(figure, unquote(name), known)
        wrong = _wrong_value(found, unquote(value)) if equals else _no_value(found)
        if wrong is not None:
            return wrong
    return None


def _unknown(figure: str, name: str, known: dict[str, Param]) -> Fault:
    hint = suggestion(name, known, f"it has {', '.join(known)}")
    return Fault(f'the figure "{figure}" has no param "{name}"', WHOLE, hint)


def _no_value(param: Param) -> Fault:
    example = _written(json.loads(param.start)) or "1"
    return Fault(f'"{param.name}" is set to nothing', WHOLE, f"such as {param.name}={example}")


def _wrong_value(param: Param, value: str) -> Fault | None:
    if param.options:
        return _wrong_option(param, value)
    start = json.loads(param.start)
    is_number = isinstance(start, int | float) or param.least is not None
    return _wrong_number(param, value) if is_number else None


def _wrong_option(param: Param, value: str) -> Fault | None:
    options = [_written(json.loads(option)) for option in param.options]
    if value in options:
        return None
    shown = ", ".join(options[:MANY]) + (" and so on" if len(options) > MANY else "")
    hint = suggestion(value, options, f"one of {shown}")
    return Fault(f'"{param.name}" cannot be "{value}"', WHOLE, hint)


def _wrong_number(param: Param, value: str) -> Fault | None:
    try:
        number = float(value)
    except ValueError:
        return Fault(f'"{param.name}" is a number, and "{value}" is none', WHOLE)
    least = param.least if param.least is not None else number
    most = param.most if param.most is not None else number
    if least <= number <= most:
        return None
    ends = f"from {plain_number(least)} to {plain_number(most)}"
    return Fault(f'"{param.name}" goes {ends}, and {value} is outside', WHOLE)


def _written(value: Any) -> str:
    """Write an option as it stands in an address."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return (
        plain_number(value).replace("\u2212", "-") if isinstance(value, int | float) else str(value)
    )
