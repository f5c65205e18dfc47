"""Output: a path to publish and what is published there."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from generator.engine import Blob, Recall, Step
from generator.pages.body import Body
from generator.pages.values import PageValue, SiteValue, TemplateSet
from generator.problems import Place, Problem
from generator.site.slug import folded, wrong_path

SHORT = 63
"""A name of so many characters has no more than 255 bytes."""


class WeighedFigure(Struct, frozen=True):
    """A figure of a page: where it stands, and the files that it loads when it comes near."""

    name: str
    place: Place
    source: str
    files: tuple[Blob, ...]


class Budget(Struct, frozen=True):
    """How many bytes a page may have, its live figures with it."""

    most: int
    path: str
    figures: tuple[WeighedFigure, ...] = ()


class PageRender(Struct, frozen=True):
    """A page to render: its layout, and every value that its template sees by name."""

    layout: str
    templates: TemplateSet
    site: SiteValue
    page: PageValue
    values: tuple[tuple[str, Any], ...] = ()
    body: Body | None = None
    budget: Budget | None = None
    lists: TemplateSet | None = None
    """What writes the lists in the body, where it has some and the theme a template for them."""


class Output(Struct, frozen=True):
    """A path, and a step that makes its bytes or a file that has them.

    ``origin`` names the source, for collisions and for ``why``. ``place`` is where the source
    asks for this path, ``line`` that line, empty where it does so by its name alone.
    """

    path: str
    content: Step | Blob
    origin: str
    place: Place | None = None
    line: str = ""


def unnameable(outputs: Sequence[Output], recall: Recall) -> tuple[Problem, ...]:
    """Find outputs whose path no file can have, or none that readers see."""
    paths = recall.same("paths", tuple([output.path for output in outputs]))
    return _unnameable(outputs) if recall(_may_be_unnameable, paths) else ()


def _may_be_unnameable(paths: tuple[str, ...]) -> bool:
    names = "/".join(paths)
    longest = max(map(len, names.split("/")))
    return longest > SHORT or max(map(len, paths), default=0) > 4 * SHORT or not names.isprintable()


def _unnameable(outputs: Iterable[Output]) -> tuple[Problem, ...]:
    return tuple(
        _wrong_output(output, wrong) for output in outputs if (wrong := wrong_path(output.path))
    )


def _wrong_output(output: Output, wrong: str) -> Problem:
    place = output.place or Place(output.origin if "/" in output.origin else "site.yaml", 1)
    message = f"what {output.origin} publishes cannot be a file: {wrong}"
    return Problem(message, place, "give it another slug or name", output.line)


def collisions(outputs: Sequence[Output], recall: Recall) -> tuple[Problem, ...]:
    """Find outputs that would be one file, also where only case or Unicode form differs.

    Nor can one be a file where another needs a folder.
    """
    paths = recall.same("paths", tuple([output.path for output in outputs]))
    return _collisions(outputs) if recall(_may_collide, paths) else ()


def _may_collide(paths: tuple[str, ...]) -> bool:
    files = {folded(path) for path in paths}
    folders = {folder for file in files for folder in _folders(file)}
    return len(files) < len(paths) or not files.isdisjoint(folders)


def _collisions(outputs: Iterable[Output]) -> tuple[Problem, ...]:
    first: dict[str, Output] = {}
    problems = []
    for output in outputs:
        other = first.setdefault(folded(output.path), output)
        if (other.path, other.content) != (output.path, output.content):
            problems.append(_collision(other, output))
    for path, output in first.items():
        above = next((first[folder] for folder in _folders(path) if folder in first), None)
        if above is not None:
            problems.append(_file_for_folder(above, output))
    return tuple(problems)


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _file_for_folder(one: Output, other: Output) -> Problem:
    message = (
        f"{one.origin} publishes the file {one.path}, where {other.origin} needs a folder for"
        f" {other.path}"
    )
    return _problem(message, one, other)


def _collision(one: Output, other: Output) -> Problem:
    differ = "" if one.path == other.path else " (they differ in case or Unicode form alone)"
    message = f"{one.origin} and {other.origin} both publish {other.path}{differ}"
    return _problem(message, other, one)


def _problem(message: str, *outputs: Output) -> Problem:
    """Point at the output that asks for its path in so many words, or else at the first."""
    ranked = sorted(outputs, key=lambda output: (not output.line, output.place is None))
    place = ranked[0].place or Place(next(o.origin for o in outputs if "/" in o.origin), 1)
    hint = "give one of them another slug, name or alias"
    return Problem(message, place, hint, ranked[0].line)
