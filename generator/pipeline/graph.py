"""The graph of datasets: what each name on a page means, and which others that asks for."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.data.dataset import Dataset, Loading, Reference, SqlBlock
from generator.data.loaders import LoaderFile
from generator.engine import Blob
from generator.problems import Problem
from generator.site.datasets import (
    DataFiles,
    Meaning,
    data_files,
    find_dataset,
    missing_files,
    not_run,
)
from generator.site.document import Document, PageRow
from generator.site.front_readers import RowCondition
from generator.site.placing import Page

Name = tuple[str, str]
"""The path of a document, and the name that it uses for a dataset."""


class Cut(Struct, frozen=True):
    """Which rows of a dataset a page takes, and the row that the page itself is made of."""

    where: tuple[RowCondition, ...]
    row: PageRow | None


class Graph(Struct, frozen=True):
    """What names mean; a name that means nothing, or itself, is only among the problems.

    ``opened`` are files that the author's Python may open, which need not be read as rows.
    """

    means: Mapping[Name, Meaning]
    problems: tuple[Problem, ...]
    opened: Mapping[Name, Meaning] = {}
    cuts: Mapping[Name, Cut] = {}
    """Of which datasets a page takes some rows alone."""

    def loads(self) -> dict[Name, Loading]:
        """Return what is read from files and blocks."""
        return {name: one for name, one in self._both().items() if isinstance(one, Loading)}

    def rows(self) -> dict[Name, Dataset]:
        """Return the rows that pages are made of, which are there already."""
        return {name: one for name, one in self.means.items() if isinstance(one, Dataset)}

    def loaders(self) -> dict[Name, LoaderFile]:
        """Return what programs write."""
        return {name: one for name, one in self._both().items() if isinstance(one, LoaderFile)}

    def _both(self) -> dict[Name, Meaning]:
        return {**self.opened, **self.means}

    def questions(self) -> dict[Name, SqlBlock]:
        """Return the queries that are put to a connection."""
        return {
            name: one
            for name, one in self.means.items()
            if isinstance(one, SqlBlock) and one.connection
        }

    def levels(self) -> Iterator[dict[Name, SqlBlock]]:
        """Return the other queries level by level, each after those that it asks for."""
        waiting = {
            name: one
            for name, one in self.means.items()
            if isinstance(one, SqlBlock) and not one.connection
        }
        while waiting:
            later = waiting.keys()
            level = {
                name: one
                for name, one in waiting.items()
                if not any((name[0], table.name) in later for table in one.tables)
            }
            if not level:  # what is left goes round in circles, which is told already
                return
            waiting = {name: one for name, one in waiting.items() if name not in level}
            yield level


def trace(pages: Sequence[Page], files: Mapping[str, Blob]) -> Graph:
    """Follow every name that something on a page uses."""
    means: dict[Name, Meaning] = {}
    opened: dict[Name, Meaning] = {}
    problems: list[Problem] = []
    cuts: dict[Name, Cut] = {}
    known = data_files(files)
    for page in pages:
        walk = _Walk(page.document, known, means, problems)
        for reference in page.document.asked:
            walk.follow(reference)
        for reference in page.document.noticed:
            walk.notice(reference, opened)
        problems += missing_files(page.document, known)
        cuts |= _cuts(page.document)
    return Graph(means, tuple(dict.fromkeys(problems)), opened, cuts)


def _cuts(document: Document) -> Iterator[tuple[Name, Cut]]:
    for file in document.front.data:
        if file.where:
            yield (document.path, file.name), Cut(file.where, document.row)


class _Walk:
    """Follows the names of one document, and those of its queries, down to files and blocks."""

    def __init__(
        self,
        document: Document,
        known: DataFiles,
        means: dict[Name, Meaning],
        problems: list[Problem],
    ) -> None:
        self._document, self._known = document, known
        self._means, self._problems = means, problems
        self._way: list[str] = []

    def follow(self, reference: Reference) -> None:
        name = (self._document.path, reference.name)
        if reference.name in self._way:
            self._problems.append(_circle(reference, self._way))
        elif name not in self._means:
            found = find_dataset(reference, self._document, self._known)
            if isinstance(found, Problem):
                self._problems.append(found)
                return
            if isinstance(found, Loading):
                self._problems += not_run(found.path, self._known)
            if isinstance(found, SqlBlock):
                self._follow_tables(reference.name, found)
            self._means[name] = found

    def notice(self, reference: Reference, opened: dict[Name, Meaning]) -> None:
        """Follow what is there; a file is not read as rows because its name is in some code."""
        found = find_dataset(reference, self._document, self._known)
        name = (self._document.path, reference.name)
        if isinstance(found, Problem) or name in self._means:
            return
        if "." in reference.name:
            opened[name] = found
        else:
            self.follow(reference)

    def _follow_tables(self, name: str, question: SqlBlock) -> None:
        self._way.append(name)
        for table in question.tables:
            self.follow(table)
        self._way.pop()


def _circle(reference: Reference, way: Sequence[str]) -> Problem:
    asked = (*way[way.index(reference.name) :], reference.name)
    message = " asks for ".join(f'"{name}"' for name in asked)
    hint = "a query can ask for files and for other blocks, not for itself"
    return Problem(f"queries in a circle: {message}", reference.place, hint, reference.source)
