"""What a dataset's name means: a block, a file, or a loader's; and which names nothing uses."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from generator.data.dataset import ROW, SAID, Dataset, Loading, Reference, SqlBlock, is_web
from generator.data.formats import ENDINGS, is_data
from generator.data.loaders import LoaderFile, is_program
from generator.engine import Blob
from generator.markup.parts import Block, Markup
from generator.problems import Place, Problem, suggestion
from generator.problems.regex import regex
from generator.site.data_pages import EXAMPLE
from generator.site.document import Document
from generator.site.front_readers import DataFile

Meaning = Loading | LoaderFile | SqlBlock | Dataset
VALUE = regex(r"\{\{.*?\}\}", re.DOTALL)


class DataFiles(Struct, frozen=True):
    """The files of a site, and the loaders among them by the path that each writes."""

    files: Mapping[str, Blob]
    loaders: Mapping[str, tuple[str, ...]]


def data_files(files: Mapping[str, Blob]) -> DataFiles:
    """Tell which files are loaders by their names alone: ``fees.csv.py`` writes ``fees.csv``."""
    loaders: dict[str, tuple[str, ...]] = {}
    for path in files:
        written = path.rpartition(".")[0]
        if written.endswith(ENDINGS) and path.startswith("content/"):
            loaders[written] = (*loaders.get(written, ()), path)
    return DataFiles(
        files, {path: tuple(sorted(each, key=_rank)) for path, each in loaders.items()}
    )


def _rank(loader: str) -> tuple[bool, bool, str]:
    return not loader.endswith(".py"), not is_program(loader), loader


def find_dataset(reference: Reference, document: Document, known: DataFiles) -> Meaning | Problem:
    """Return what a name means that something in a document uses.

    A file, or the loader that writes it, is looked for beside the document, then under
    content/, then under content/data/.
    """
    if is_web(reference.name):
        return _refused(reference.name, reference.place, reference.source)
    if document.row is not None and reference.name == ROW:
        return document.row.table
    for loading in document.datasets:
        if loading.name == reference.name:
            return loading
    for question in document.questions:
        if question.block.name == reference.name:
            return question
    named = next((file for file in document.front.data if file.name == reference.name), None)
    if named is not None:
        return _find_named(named, document, known)
    file = DataFile(reference.name, reference.name, reference.place)
    return find_file(file, document.path, known) or _missing(reference, document, known.files)


def find_file(file: DataFile, path: str, known: DataFiles) -> Loading | LoaderFile | None:
    """Find a file that a document at a path names, or else the loader that writes it."""
    said = {key: getattr(file, key) for key in SAID}
    for wanted in spellings(file.path, path):
        if not wanted.startswith("content/"):
            continue
        if wanted in known.files:
            return Loading("", wanted, known.files[wanted], **said)
        for loader in known.loaders.get(wanted, ())[:1]:
            program = known.files[loader]
            return LoaderFile(loader, wanted, program, file.inputs, **said)
    return None


def missing_files(document: Document, known: DataFiles) -> Iterator[Problem]:
    """Say of files that the front matter names, used or not, that they are not there."""
    for named in document.front.data:
        found = _find_named(named, document, known)
        if isinstance(found, Problem):
            yield found


def not_run(path: str, known: DataFiles) -> Iterator[Problem]:
    """Say of a data file's loader that the file stands in its way."""
    for loader in known.loaders.get(path, ()):
        if is_program(loader):
            message = "this loader is not run: the file that it would write is there"
            hint = f"remove {path} to have the loader write it, or remove the loader"
            yield Problem(message, Place(loader), hint, severity="warning")


def _find_named(
    named: DataFile, document: Document, known: DataFiles
) -> Loading | LoaderFile | Problem:
    if is_web(named.path):
        return _refused(named.path, named.place, named.source)
    found = find_file(named, document.path, known)
    message = f'there is no file "{named.path}"'
    return found or Problem(
        message, named.place, _near(named.path, document, known.files), named.source
    )


def spellings(name: str, path: str) -> Iterator[str]:
    """Yield the paths that a name in a document may mean, the nearest first."""
    if not name.startswith("/"):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    yield posixpath.normpath(f"content/{name.lstrip('/')}")
    yield posixpath.normpath(f"content/data/{name.lstrip('/')}")


def _refused(name: str, place: Place, source: str) -> Problem:
    file = posixpath.basename(name.partition("?")[0].rstrip("/"))
    loader = f"{file if is_data(file) else 'data.csv'}.py"
    return Problem(
        f'"{name}" is on the web, and a build opens no connection',
        place,
        hint=f"keep a copy beside the post, or write a loader {loader} that prints it",
        source=source,
    )


def _missing(reference: Reference, document: Document, files: Mapping[str, Blob]) -> Problem:
    message = f'no dataset "{reference.name}": no block, no name in the front matter, no file'
    near = _near(reference.name, document, files)
    if reference.name == ROW and not near:
        near = f"row is that of a data page, whose front matter has {EXAMPLE}"
    return Problem(message, reference.place, near, reference.source)


def _near(name: str, document: Document, files: Mapping[str, Blob]) -> str:
    return suggestion(name, _known(document, files))


def _known(document: Document, files: Mapping[str, Blob]) -> Iterator[str]:
    yield from (loading.name for loading in document.datasets)
    yield from (question.block.name for question in document.questions)
    yield from (file.name for file in document.front.data)
    yield from file_names(files, posixpath.dirname(document.path))


def file_names(files: Iterable[str], folder: str = "content") -> Iterator[str]:
    """Give the names that what stands in a folder may have for files of data."""
    for path in files:
        for start in (f"{folder}/", "content/data/"):
            if path.startswith(start):
                yield from _as_data(path[len(start) :])
                break


def _as_data(name: str) -> Iterator[str]:
    """Give a file as data: its own name, or that of the file which it writes."""
    written = posixpath.splitext(name)[0]
    if is_data(name):
        yield name
    elif is_data(written):
        yield written


def unused(
    body: str, markup: Markup, files: tuple[DataFile, ...], table: str = ""
) -> Iterator[Problem]:
    """Find the data blocks, queries and named files that no block and no value mentions.

    ``table`` is that of which the source makes pages. A mention in a block that cannot be read
    counts too: what is wrong there is told there.
    """
    blocks = (*markup.figures, *markup.inserts, *markup.data)
    asking = [block.text for block in blocks if block.kind != "data"]
    text = "\n".join((*asking, *VALUE.findall(body), table))
    for block in markup.data:
        if not _mentions(text, block.name):
            yield _of_block(block)
    for file in files:
        if not (_mentions(text, file.name) or _mentions(text, PurePosixPath(file.path).name)):
            hint = "a chart, a query or a value in the prose uses it by its name"
            message = f'nothing on this page uses the dataset "{file.name}"'
            yield Problem(message, file.place, hint, file.source, "warning")


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _of_block(block: Block) -> Problem:
    column = max(block.fence.find(f"#{block.name}") + 1, block.fence.find(block.name)) + 1
    return Problem(
        f'nothing on this page uses the dataset "{block.name}"',
        Place(block.path, block.line - 1, column),
        "a chart, a query or a value uses it by its name; {.code} shows it to readers instead",
        block.fence,
        "warning",
    )
