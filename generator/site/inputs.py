"""Which files of the site a loader declares as its inputs."""

import posixpath
from collections.abc import Iterable, Mapping
from fnmatch import translate
from re import compile as pattern_of

from generator.data.loaders import Input
from generator.engine import Blob
from generator.problems import Problem, suggestion
from generator.site.walk import in_one_form


def find_inputs(
    inputs: Iterable[Input], files: Mapping[str, Blob]
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the paths that inputs name, sorted; one that names no file is a problem."""
    found: set[str] = set()
    problems: list[Problem] = []
    for each in inputs:
        paths = _matching(each, files)
        found.update(paths)
        if not paths:
            problems.append(_none(each, files))
    return tuple(sorted(found)), tuple(problems)


def _matching(declared: Input, files: Mapping[str, Blob]) -> list[str]:
    wanted = _path(declared)
    if not wanted.startswith("content/"):
        return []
    if wanted in files:
        return [wanted]
    if not _is_pattern(wanted):
        return [path for path in files if path.startswith(f"{wanted}/")]
    matches = pattern_of(translate(wanted)).match
    depth = None if "**" in wanted else wanted.count("/")
    return [path for path in files if depth in (None, path.count("/")) and matches(path)]


def _is_pattern(name: str) -> bool:
    return not set("*?[").isdisjoint(name)


def _path(declared: Input) -> str:
    """Return the path of an input from the site's root; a leading slash means content/."""
    is_absolute = declared.pattern.startswith("/")
    folder = "content" if is_absolute else posixpath.dirname(declared.place.path)
    return posixpath.normpath(posixpath.join(folder, in_one_form(declared.pattern.lstrip("/"))))


def _none(declared: Input, files: Mapping[str, Blob]) -> Problem:
    message = f'no file "{declared.pattern}" to give to the loader'
    return Problem(message, declared.place, _hint(declared, files), declared.source)


def _hint(declared: Input, files: Mapping[str, Blob]) -> str:
    if not _path(declared).startswith("content/"):
        return "inputs stand under content/"
    folder = posixpath.dirname(declared.place.path)
    inside = (path for path in files if path.startswith("content/"))
    known = () if _is_pattern(declared.pattern) else (posixpath.relpath(p, folder) for p in inside)
    return suggestion(declared.pattern, known)
