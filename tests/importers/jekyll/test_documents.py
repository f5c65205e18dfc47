"""Posts, drafts, pages and documents of collections."""

from pathlib import Path
from typing import Any

import pytest

from generator.importers.jekyll.documents import converted, document, draft, page, post
from generator.importers.jekyll.site import JekyllSite

SITE = JekyllSite(Path(), {"title": "S", "collections": {"teas": {"output": True}, "logs": {}}})
POST = "_posts/2020-01-02-a-b.md"


@pytest.mark.parametrize(
    ("path", "front", "fields"),
    [
        (POST, {}, {"name": "a-b", "title": "A b", "date": "2020-01-02",
                    "old": "/2020/01/02/a-b.html"}),
        (POST, {"date": "2021-03-04 05:06"}, {"old": "/2021/03/04/a-b.html"}),
        (POST, {"date": "soon"}, {"date": "soon", "old": "/2020/01/02/a-b.html"}),
        ("_posts/2020-13-45-a.md", {}, {"old": ""}),
        ("food/_posts/2020-01-02-a.md", {"categories": "B c", "category": "d e"},
         {"old": "/food/b/c/d%20e/2020/01/02/a.html", "tags": ("B", "c", "d", "e")}),
        (POST, {"permalink": "/:title/", "slug": "s"}, {"name": "s", "old": "/s/"}),
        (POST, {"permalink": "/x:year_:month/"}, {"old": "/x2020_01/"}),
    ],
)  # fmt: skip
def test_posts(path: str, front: dict[str, Any], fields: dict[str, Any]) -> None:
    entry = post(path, front, SITE)
    assert {key: getattr(entry, key) for key in fields} == fields
    assert entry.kind == "post"


def test_drafts() -> None:
    entry = draft("_drafts/a-b.md", {}, SITE)
    assert (entry.kind, entry.title, entry.draft, entry.date) == ("post", "A b", True, "")


@pytest.mark.parametrize(
    ("path", "front", "place"),
    [
        ("about.md", {}, ("", "about", "/about.html")),
        ("a/b/index.md", {}, ("a", "b", "/a/b/")),
        ("index.md", {}, ("", "index", "/")),
        ("a/b.md", {"permalink": "/c/d/"}, ("c", "d", "/c/d/")),
        ("a/b.md", {"permalink": "d.html"}, ("", "d", "/d.html")),
        ("a/b.md", {"permalink": "/:path/"}, ("a", "b", "/:path/")),
    ],
)
def test_pages(path: str, front: dict[str, Any], place: tuple[str, str, str]) -> None:
    entry = page(path, front, SITE)
    assert (entry.folder, entry.name, entry.old) == place
    assert entry.kind == "page"


@pytest.mark.parametrize(
    ("path", "folder", "old", "is_draft"),
    [
        ("_teas/green/sencha.md", "teas/green", "/teas/green/sencha.html", False),
        ("_logs/a.md", "logs", "", True),
    ],
)
def test_documents(path: str, folder: str, old: str, is_draft: bool) -> None:
    entry = document(path, {}, SITE)
    assert (entry.kind, entry.folder, entry.old, entry.draft) == ("page", folder, old, is_draft)
    assert entry.notes[0].reason.startswith("a document of the collection")


@pytest.mark.parametrize(
    ("front", "extra", "reasons"),
    [
        ({"layout": "post", "comments": True}, {}, []),
        ({"layout": "wide"}, {"layout": "wide"}, ["its layout wide stands under extra"]),
        ({"redirect_to": "/b"}, {}, ["it led on to /b, and does not any more"]),
        ({"categories": "a, b"}, {}, ["categories became tags: a,, b",
                                      "the categories 'a, b' were read as Jekyll does"]),
    ],
)  # fmt: skip
def test_what_is_told_of_front_matter(
    front: dict[str, Any], extra: dict[str, Any], reasons: list[str]
) -> None:
    entry = post(POST, front, SITE)
    assert entry.extra == extra
    assert [note.reason for note in entry.notes] == reasons


def test_a_separator_of_excerpts_ends_the_summary() -> None:
    front = {"excerpt_separator": "<!-- cut -->"}
    entry = converted(post(POST, front, SITE), "A\n<!-- cut -->\nB\n", front, SITE)
    assert (entry.body, entry.extra) == ("A\n<!--more-->\nB\n", {})


def test_a_body_without_liquid_and_kramdown() -> None:
    front = {"city": "Lund"}
    body = "{{ page.city }}, {{ page.url }} of {{ site.title }}\n\n{:toc}\n"
    entry = converted(post(POST, front, SITE), body, front, SITE)
    assert entry.body.strip() == "Lund, /2020/01/02/a-b.html of S"
    assert entry.notes[-1].reason == "the table of contents is left to the theme"
