"""Which dataset a figure means: a data block, a name of the front matter, or a file."""

import posixpath
from collections.abc import Iterator, Mapping

from generator.data.load import Loading
from generator.data.reference import Reference, is_web
from generator.engine import Blob
from generator.problems import Problem, nearest
from generator.site.document import Document

ENDINGS = (".csv", ".tsv", ".json", ".yaml", ".yml")


def find_dataset(
    reference: Reference, document: Document, files: Mapping[str, Blob]
) -> Loading | Problem:
    """Return what has to be loaded for a name that a figure uses.

    A file is looked for beside the document, then under content/, then under content/data/.
    """
    if is_web(reference.name):
        return _refused(reference)
    for loading in document.datasets:
        if loading.name == reference.name:
            return loading
    named = {name: path for name, path, _ in document.front.data}
    wanted = named.get(reference.name, reference.name)
    for path in _spellings(wanted, document.path):
        if path in files and path.startswith("content/"):
            return Loading(reference.name, path, files[path])
    return _missing(reference, wanted, document, files)


def _spellings(name: str, path: str) -> Iterator[str]:
    if not name.startswith("/"):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    yield posixpath.normpath(f"content/{name.lstrip('/')}")
    yield posixpath.normpath(f"content/data/{name.lstrip('/')}")


def _refused(reference: Reference) -> Problem:
    return Problem(
        f'"{reference.name}" is on the web, and a build opens no connection',
        reference.place,
        hint="fetch the file once, keep it beside the post and name it here",
        source=reference.source,
    )


def _missing(
    reference: Reference, wanted: str, document: Document, files: Mapping[str, Blob]
) -> Problem:
    near = nearest(wanted, _known(document, files))
    hint = f'did you mean "{near}"?' if near else ""
    names = [name for name, _, _ in document.front.data]
    if reference.name in names:
        place, source = document.front.place_of("data", names.index(reference.name))
        return Problem(f'there is no file "{wanted}"', place, hint, source)
    message = f'no dataset "{wanted}": no data block, no name in the front matter, no file'
    return Problem(message, reference.place, hint, reference.source)


def _known(document: Document, files: Mapping[str, Blob]) -> Iterator[str]:
    yield from (loading.name for loading in document.datasets)
    yield from (name for name, _, _ in document.front.data)
    folder = posixpath.dirname(document.path)
    for path in files:
        if path.endswith(ENDINGS) and path.startswith(f"{folder}/"):
            yield path[len(folder) + 1 :]
        elif path.endswith(ENDINGS) and path.startswith("content/data/"):
            yield path.removeprefix("content/data/")
