"""What a file's name in a block means."""

import posixpath
from collections.abc import Iterator, Mapping

from generator.blocks.contents import File
from generator.data.reference import Reference, is_web
from generator.engine import Blob
from generator.problems import Problem, suggestion
from generator.site.datasets import spellings

SOURCES = (".md", ".markdown")


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
    return path.startswith("content/") and path in files and not path.endswith(SOURCES)


def _known(path: str, files: Mapping[str, Blob]) -> Iterator[str]:
    folder = f"{posixpath.dirname(path)}/"
    for each in files:
        start = next((one for one in (folder, "content/data/") if each.startswith(one)), None)
        if start and not each.endswith(SOURCES):
            yield each[len(start) :]
