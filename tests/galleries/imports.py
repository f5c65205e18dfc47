"""Import a real blog, build it, and compare its pages with what another parser makes of them.

    python -m tests.galleries.imports KIND SOURCE [INTO]

``SOURCE`` is what ``import KIND`` takes. The bodies that the importer read, before their links are
rewritten, go through markdown-it-py (``pip install markdown-it-py mdit-py-plugins``), those of
Pelican through Python-Markdown alone. Whatever is counted otherwise in a page of ours is printed:
it is a fault, or something that only one of both reads, such as bare addresses.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.importers import IMPORTERS
from generator.importers.importing import ImportRequest, import_site, importer_of
from generator.importers.old_site import BlogEntry, ImportSource, OldSite
from generator.importers.placing import place
from generator.markup.mask import formulas
from generator.pipeline.build import assemble, build
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from generator.problems import Problem

NOW = datetime(2026, 1, 1, tzinfo=UTC)
COUNTED = {f"h{level}": f"h{level}" for level in range(1, 7)} | {
    "lists": "ul, ol",
    "nested lists": "li ul, li ol",
    "entries": "ul > li, ol > li",
    "tables": "table",
    "rows": "tr",
    "cells": "td, th",
    "blocks of code": "pre",
    "code": ":not(pre) > code",
    "links": "a[href]",
    "pictures": "img",
    "quotations": "blockquote, .admonition",
    "strong": "strong, b",
    "emphasis": "em, i",
}
OURS = ".footnotes, .notes, .sidenote, .note-ref, .admonition-title, sup a, math, script, style"
FORMULA = "FORMULA"
FEW = 6
"""So many words more or less are of notes, titles and the like."""


def main() -> int:
    """Run it, and return how many pages differ."""
    parser = argparse.ArgumentParser(description="Compare the pages of an import.")
    parser.add_argument("kind", choices=IMPORTERS)
    parser.add_argument("source", type=Path)
    parser.add_argument("into", type=Path, nargs="?")
    given = parser.parse_args()
    into = given.into or Path(tempfile.mkdtemp(prefix="import-")) / "new"
    found = importer_of(given.kind)(ImportSource(given.source))
    done = import_site(ImportRequest(given.kind, given.source, into, NOW))
    if isinstance(found, Problem) or isinstance(done, Problem):
        print(found if isinstance(found, Problem) else done)
        return 1
    pages, differ = 0, 0
    for entry, html in _built(found, into):
        pages += 1
        differences = dict(_differences(_counts(_reference(entry, found)), _counts(html)))
        differ += bool(differences)
        if differences:
            print(
                entry.source, *(f"{key}: {value}" for key, value in differences.items()), sep="\n  "
            )
    print(f"{differ} of {pages} pages of {into} differ")
    return differ


def _built(found: OldSite, into: Path) -> Iterator[tuple[BlogEntry, str]]:
    """Build a site, and yield each entry with the text of its page."""
    from bs4 import BeautifulSoup

    request = Request(into, NOW, drafts=True, future=True, execute=False)
    with open_workspace(request) as shop:
        build(request, shop)
        listed = assemble(request, shop)[1].listed
    urls = {page.path: page.url for page in listed.all} if listed else {}
    for path, entry in place(found.entries, ())[0]:
        file = into / "build" / urls.get(path, "").lstrip("/")
        page = file / "index.html" if file.suffix != ".html" else file
        if path in urls and page.is_file():
            prose = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select_one(
                ".prose"
            )
            yield entry, str(prose)


def _reference(entry: BlogEntry, found: OldSite) -> str:
    """Return the HTML of a body, in which formulas and attributes are no text."""
    body, end = entry.body, 0
    parts: list[str] = []
    for formula in formulas(
        body, "" if entry.math is False else "tex" if entry.math == "tex" else "dollars"
    ):
        parts += (body[end : formula.start], FORMULA)
        end = formula.end
    body = "".join([*parts, body[end:]])
    body = re.sub(
        r"\{:?[ ]*(?:[.#]|[\w-]+=)[^}\n]*\}|^> \[!\w+\].*\n", "", body, flags=re.MULTILINE
    )
    # What a fence says besides its language is nobody's but ours.
    body = re.sub(r"^([ >]*(?:`{3,}|~{3,})[\w+#.-]+) .*$", r"\1", body, flags=re.MULTILINE)
    return _renderer(found.site.markdown)(body)


def _renderer(grammar: str) -> Callable[[str], str]:
    if grammar == "python":
        from markdown import markdown

        return lambda text: markdown(text, extensions=["extra"])
    from markdown_it import MarkdownIt  # type: ignore[import-not-found]
    from mdit_py_plugins.deflist import deflist_plugin  # type: ignore[import-not-found]
    from mdit_py_plugins.footnote import footnote_plugin  # type: ignore[import-not-found]

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return lambda text: str(parser.use(footnote_plugin).use(deflist_plugin).render(text))


def _counts(html: str) -> Mapping[str, Any]:
    from bs4 import BeautifulSoup

    page = BeautifulSoup(html, "html.parser")
    for each in page.select(OURS):
        each.decompose()
    words = re.findall(r"\w+", page.get_text().replace(FORMULA, ""))
    words += [
        word
        for each in page.select("img[title]")
        for word in re.findall(r"\w+", str(each["title"]))
    ]
    return {name: len(page.select(what)) for name, what in COUNTED.items()} | {
        "words": Counter(words)
    }


def _differences(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in COUNTED:
        if theirs[name] != ours[name]:
            yield name, f"{theirs[name]} → {ours[name]}"
    for what, left in (
        ("lost", theirs["words"] - ours["words"]),
        ("more", ours["words"] - theirs["words"]),
    ):
        if left.total() > FEW:
            yield f"words {what}", " ".join(list(left.elements())[:20])


if __name__ == "__main__":
    sys.exit(main())
