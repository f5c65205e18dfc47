"""Articles and pages of Pelican's."""

from pathlib import Path
from typing import Any

import pytest

from generator.importers.old_site import BlogEntry, ReportNote
from generator.importers.pelican.articles import read_article
from generator.importers.pelican.site import PelicanSite
from tests.importers.running import write


def read(
    folder: Path, path: str, text: str, conf: dict[str, Any]
) -> tuple[BlogEntry | None, list[ReportNote]]:
    notes: list[ReportNote] = []
    place = write(folder, {path: text}) / path
    return read_article(path, PelicanSite(conf, {path: place}, "content"), notes), notes


@pytest.mark.parametrize(
    ("path", "head", "conf", "fields"),
    [
        ("a.md", "", {}, {"source": "content/a.md", "kind": "post", "name": "t-u",
                          "title": "T u", "old": "/t-u.html"}),
        ("a.md", "Slug: s", {}, {"name": "s", "old": "/s.html"}),
        ("a_b.md", "", {"SLUGIFY_SOURCE": "basename"}, {"name": "a_b", "old": "/a_b.html"}),
        ("2020-01-02-a.md", "", {}, {"date": "2020-01-02"}),
        ("a.md", "Date: 2020-01-02", {"ARTICLE_URL": "{date:%Y/%m}/{slug}"},
         {"old": "/2020/01/t-u"}),
        ("cat/a.md", "", {"ARTICLE_URL": "{category}/{slug}"},
         {"old": "/cat/t-u", "tags": ("cat",)}),
        ("a.md", "", {"ARTICLE_URL": "{category}/{slug}"}, {"old": "/misc/t-u", "tags": ()}),
        ("a.md", "Authors: Me", {"ARTICLE_URL": "{author}/{slug}"},
         {"old": "/me/t-u", "authors": ("Me",)}),
        ("a.md", "Authors: B c; Me", {"ARTICLE_URL": "{author}/{slug}"}, {"old": "/b-c/t-u"}),
        ("a.md", "Author: Me", {"AUTHOR": "Me"}, {"extra": {}}),
        ("a.md", "URL: x/y.html", {}, {"old": "/x/y.html"}),
        ("pages/a.md", "", {}, {"kind": "page", "old": "/pages/t-u.html", "folder": "pages"}),
        ("pages/b/a.md", "", {"PAGE_URL": "{slug}/"}, {"old": "/t-u/", "folder": ""}),
        ("a.md", "Status: draft", {}, {"draft": True}),
        ("a.md", "Status: hidden", {}, {"draft": True}),
        ("a.md", "Tags: b, c\nSummary: S\nModified: 2021-01-02", {},
         {"tags": ("b", "c"), "summary": "S", "updated": "2021-01-02"}),
    ],
)  # fmt: skip
def test_entries(
    path: str, head: str, conf: dict[str, Any], fields: dict[str, Any], tmp_path: Path
) -> None:
    text = "\n".join(["Title: T u", *([head] if head else []), "", "x"])
    entry, notes = read(tmp_path, path, text, conf)
    assert notes == []
    assert {key: getattr(entry, key) for key in fields} == fields


@pytest.mark.parametrize(
    ("path", "text", "conf", "reason"),
    [
        ("a.md", "x", {}, "it has no title, so it is no article"),
        ("a.org", "x", {}, "only Markdown and reStructuredText are read"),
        ("images/a.md", "Title: T\n\nx", {}, ""),
        ("other/a.md", "Title: T\n\nx", {"ARTICLE_PATHS": ["blog"]}, ""),
        ("a.png", "x", {}, ""),
    ],
)
def test_what_is_no_article(
    path: str, text: str, conf: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    entry, notes = read(tmp_path, path, text, conf)
    assert entry is None
    assert [note.reason for note in notes] == [reason] * bool(reason)


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("[a]({filename}/b/c.md) ![d](|static|../e.png)",
         "[a](/+source/content/b/c.md) ![d](/+source/e.png)"),
        ("[a]({tag}Big tea) [b]({index})", "[a](/tags/big/ tea) [b](/)"),
        ("[a]({category}tea)", "[a](/tags/tea/)"),
        ("    :::python\n    a\n\n    b\n\nc", "```python\na\n\nb\n```\n\nc"),
        ("\t#!sh\n\ta", "```sh\na\n```"),
        ("a\n    :::python\n    b", "a\n    :::python\n    b"),
        ("[TOC]\n\na", "a"),
    ],
)  # fmt: skip
def test_bodies(body: str, markdown: str, tmp_path: Path) -> None:
    entry, _ = read(tmp_path, "a.md", f"Title: T\n\n{body}", {})
    assert entry is not None
    assert entry.body.strip() == markdown


@pytest.mark.parametrize(
    ("content", "address"),
    [("content", "/+source/content/b.md"), ("a/b", "/+source/a/b/b.md"), ("", "/+source/b.md")],
)
def test_references_begin_at_the_folder_of_the_content(
    content: str, address: str, tmp_path: Path
) -> None:
    place = write(tmp_path, {"x/a.md": "Title: T\n\n[a]({filename}/b.md)"}) / "x/a.md"
    entry = read_article("x/a.md", PelicanSite({}, {"x/a.md": place}, content), [])
    assert entry is not None
    assert entry.body == f"[a]({address})"
