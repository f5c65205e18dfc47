"""Which files figures are made from: those that blocks name, and all that these import."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.blocks.contents import File
from generator.blocks.exhibit import SCRIPTS, STYLES, Import
from generator.charts.makers import FIND_IMPORTS
from generator.engine import Blob, Engine, Step
from generator.pipeline.execution import FigureAt
from generator.pipeline.step_problems import problems_of
from generator.problems import Place, Problem, suggestion
from generator.site.files import find_named, is_found
from generator.site.placing import Page


class FigureFiles(Struct, frozen=True):
    """The files of each figure that names some; None where one of them is missing."""

    by_figure: Mapping[FigureAt, tuple[File, ...] | None] = {}
    problems: tuple[Problem, ...] = ()

    def of(self, page: Page, figure: int) -> tuple[File, ...] | None:
        """Return the files of a figure; nothing where it cannot be made."""
        return self.by_figure.get((page.path, figure), ())


def find_files(engine: Engine, pages: Sequence[Page], files: Mapping[str, Blob]) -> FigureFiles:
    """Find the files that figures name, and follow their imports."""
    named: dict[FigureAt, tuple[File, ...] | None] = {}
    problems: list[Problem] = []
    for page in pages:
        for index, contents in enumerate(page.document.contents):
            if contents.files:
                found = [find_named(each, page.path, files) for each in contents.files]
                problems += [each for each in found if isinstance(each, Problem)]
                there = tuple(each for each in found if isinstance(each, File))
                named[page.path, index] = there if len(there) == len(found) else None
    every = [one for each in named.values() for one in each or ()]
    imports = _follow(engine, every, files, problems)
    whole = {at: each and (*each, *_imported(each, imports)) for at, each in named.items()}
    return FigureFiles(whole, tuple(dict.fromkeys(problems)))


Graph = dict[str, tuple[File, ...]]
"""What each file imports, by its path."""


def _follow(
    engine: Engine, named: Sequence[File], files: Mapping[str, Blob], problems: list[Problem]
) -> Graph:
    """Read scripts and style sheets, then those that they import, and so on."""
    graph: Graph = {}
    waiting = {one.path: File("", one.path, one.blob) for one in named if _is_read(one)}
    while waiting:
        made = engine.run("imports", [Step(FIND_IMPORTS, one) for one in waiting.values()])
        problems += problems_of(made)
        for path, each in zip(waiting, made, strict=True):
            found = each.value.found if each.value else ()
            graph[path] = tuple(_found(path, found, files, problems))
        later = {one.path: one for each in waiting for one in graph[each] if _is_read(one)}
        waiting = {path: one for path, one in later.items() if path not in graph}
    return graph


def _is_read(file: File) -> bool:
    return file.path.endswith((*SCRIPTS, *STYLES))


def _found(
    path: str, imports: Sequence[Import], files: Mapping[str, Blob], problems: list[Problem]
) -> Iterator[File]:
    folder = posixpath.dirname(path)
    for each in imports:
        target = posixpath.normpath(posixpath.join(folder, each.target))
        if is_found(target, files):
            yield File("", target, files[target])
        else:
            problems.append(_missing(path, each, target, files))


def _missing(path: str, asked: Import, target: str, files: Mapping[str, Blob]) -> Problem:
    folder = posixpath.dirname(path)
    known = [_relative(one, folder) for one in files if one.startswith(f"{folder}/")]
    message = f'"{asked.target}" leads nowhere: there is no {target}'
    hint = suggestion(asked.target, known)
    return Problem(message, Place(path, asked.line, asked.column), hint, asked.source)


def _relative(path: str, folder: str) -> str:
    return f"./{posixpath.relpath(path, folder)}"


def _imported(named: Sequence[File], graph: Graph) -> Iterator[File]:
    """Yield all that a figure's files import, each once, and none that the block names."""
    seen = {one.path for one in named}
    waiting = [one.path for one in named]
    while waiting:
        for one in graph.get(waiting.pop(), ()):
            if one.path not in seen:
                seen.add(one.path)
                waiting.append(one.path)
                yield one
