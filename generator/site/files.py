"""Which files of the site a block or a loader names."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import translate
from re import compile as pattern_of

from generator.blocks.contents import File
from generator.data.dataset import Reference, is_web
from generator.data.loaders import Input
from generator.engine import Blob
from generator.problems import Problem, suggestion
from generator.site.datasets import spellings
from generator.site.slug import MARKDOWN
from generator.site.walk import in_one_form


def find_named(reference: Reference, path: str, files: Mapping[str, Blob]) -> File | Problem:
    """Find a file that a document at a path names.

    It is looked for beside the document, then under content/, then under content/data/.
    """
    name = reference.name
    if is_web(name):
        hint = "keep a copy beside the post"
        message = f'"{name}" is on the web, and a build opens no connection'
        return Problem(message, reference.place, hint, reference.source)
    found = next((one for one in spellings(name, path) if is_found(one, files)), None)
    if found is not None:
        return File(name, found, files[found])
    hint = suggestion(name, _known(path, files))
    return Problem(f'there is no file "{name}"', reference.place, hint, reference.source)


def is_found(path: str, files: Mapping[str, Blob]) -> bool:
    """Tell whether this is a file of the content, and no source."""
    return path.startswith("content/") and path in files and not path.endswith(MARKDOWN)


def _known(path: str, files: Mapping[str, Blob]) -> Iterator[str]:
    folder = f"{posixpath.dirname(path)}/"
    for each in files:
        start = next((one for one in (folder, "content/data/") if each.startswith(one)), None)
        if start and not each.endswith(MARKDOWN):
            yield each[len(start) :]


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
            problems.append(_no_input(each, files))
    return tuple(sorted(found)), tuple(problems)


def _matching(declared: Input, files: Mapping[str, Blob]) -> list[str]:
    wanted = _path_of(declared)
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


def _path_of(declared: Input) -> str:
    """Return the path of an input from the site's root; a leading slash means content/."""
    is_absolute = declared.pattern.startswith("/")
    folder = "content" if is_absolute else posixpath.dirname(declared.place.path)
    return posixpath.normpath(posixpath.join(folder, in_one_form(declared.pattern.lstrip("/"))))


def _no_input(declared: Input, files: Mapping[str, Blob]) -> Problem:
    message = f'no file "{declared.pattern}" to give to the loader'
    return Problem(message, declared.place, _hint_for(declared, files), declared.source)


def _hint_for(declared: Input, files: Mapping[str, Blob]) -> str:
    if not _path_of(declared).startswith("content/"):
        return "inputs stand under content/"
    folder = posixpath.dirname(declared.place.path)
    inside = (path for path in files if path.startswith("content/"))
    known = () if _is_pattern(declared.pattern) else (posixpath.relpath(p, folder) for p in inside)
    return suggestion(declared.pattern, known)
