"""A blog of another generator as an importer reads it, before anything is written."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, structs

from generator.importers.notebooks import in_markdown
from generator.markup.parts import Grammar
from generator.problems import Problem
from generator.site.front_readers import Formulas

Outcome = Literal["kept", "changed", "left out"]
NEEDED = 'pip install "postrock[import]"'
"""What installs the packages that only importers need."""
SOURCE: str = "/+source/"
"""What the address of a link begins with that names a source of the old site by its path."""


class ReportNote(Struct, frozen=True):
    """A line of the report: what became of something, and why. ``path`` is in the old site."""

    outcome: Outcome
    path: str
    reason: str


class SiteInfo(Struct, frozen=True):
    """What the old site says about itself.

    ``base_url`` may be empty. ``permalink`` is Postrock's pattern of the same addresses,
    empty where there is none.
    """

    title: str = ""
    description: str = ""
    author: str = ""
    base_url: str = ""
    language: str = ""
    timezone: str = ""
    permalink: str = ""
    markdown: Grammar = "commonmark"


class BlogEntry(Struct, frozen=True):
    """A post or page of the old site, its body already Markdown.

    ``source`` is its path there, ``old`` the address that it had from the root of its site,
    ``name`` the last part of its new one. A page stands in ``folder``. ``files`` are those
    that belong to it alone, by their path from it, or what they hold. ``date`` and its like
    are as they were written.
    """

    source: str
    kind: Literal["post", "page"]
    name: str
    body: str
    title: str = ""
    date: str = ""
    updated: str = ""
    expires: str = ""
    draft: bool = False
    summary: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    series: str = ""
    image: str = ""
    image_alt: str = ""
    aliases: tuple[str, ...] = ()
    math: Formulas | None = None
    extra: Mapping[str, Any] = {}
    old: str = ""
    folder: str = ""
    files: Mapping[str, Path | bytes] = {}
    notes: tuple[ReportNote, ...] = ()
    notebook: str = ""
    """A notebook without front matter, in place of a body."""

    def rewritten(self, change: Callable[[str], str]) -> "BlogEntry":
        """Return the entry with its text changed."""
        if self.notebook:
            return structs.replace(self, notebook=in_markdown(self.notebook, change))
        return structs.replace(self, body=change(self.body))

    def noted(self, *reasons: str, outcome: Outcome = "changed", **fields: Any) -> "BlogEntry":
        """Return the entry with more lines for the report, and other values of some fields."""
        more = (ReportNote(outcome, self.source, reason) for reason in reasons)
        return structs.replace(self, notes=(*self.notes, *more), **fields)


Placed = tuple[str, BlogEntry]
"""An entry behind its path in the new site."""


class OldSite(Struct, frozen=True):
    """All that an importer found.

    ``files`` are the files that the old site published, by their address; ``sources`` are
    addresses of such files by their path in the source. Of the files those whose addresses are
    ``always`` are taken over even where no post uses them.
    """

    site: SiteInfo
    entries: tuple[BlogEntry, ...]
    files: Mapping[str, Path] = {}
    sources: Mapping[str, str] = {}
    always: frozenset[str] = frozenset()
    notes: tuple[ReportNote, ...] = ()


class ImportSource(Struct, frozen=True):
    """What an importer is given: the old site's folder or file, and a folder of its uploads."""

    source: Path
    uploads: Path | None = None


Importer = Callable[[ImportSource], OldSite | Problem]
"""Reads a site without changing it, opening a socket or running anything of it.

A problem is returned only where there is nothing to import at all; what is wrong with a
single file becomes a note.
"""


def lacks(*packages: str) -> bool:
    """Tell whether a package is not installed."""
    return any(find_spec(each) is None for each in packages)
