"""A Hugo site as entries and files."""

from pathlib import Path
from typing import Any

import pytest

from generator.importers.hugo import read_hugo
from generator.importers.old_site import BlogEntry, ImportSource, OldSite
from tests.importers.running import write


def read(folder: Path, files: dict[str, str]) -> OldSite:
    found = read_hugo(ImportSource(write(folder, {"hugo.toml": "title = 'T'", **files})))
    assert isinstance(found, OldSite)
    return found


@pytest.mark.parametrize(
    ("path", "front", "fields"),
    [
        ("posts/a-b.md", "", {"kind": "post", "name": "a-b", "title": "A b", "old": "/posts/a-b/"}),
        ("posts/2020-01-02-a.md", "", {"title": "A", "date": "2020-01-02"}),
        ("posts/a.md", "publishDate: 2020-01-02", {"date": "2020-01-02"}),
        ("posts/a.md", "published: true", {"date": "", "draft": False}),
        ("posts/a/index.md", "", {"name": "a", "old": "/posts/a/", "folder": ""}),
        ("posts/_index.md", "", {"kind": "page", "name": "posts"}),
        ("talks/a.md", "", {"kind": "page", "folder": "talks", "old": "/talks/a/"}),
        ("posts/a.de.md", "", {"name": "a-de", "old": "/de/posts/a/"}),
        ("posts/a.md", "aliases: [/x, y]", {"aliases": ("/x", "/posts/y")}),
        ("posts/a.md", "slug: s", {"name": "s", "old": "/posts/s/"}),
        ("posts/a.md", "url: /u/", {"name": "a", "old": "/u/"}),
        ("posts/a.md", "type: recipe", {"extra": {"type": "recipe"}}),
        ("posts/a.md", "type: post\nweight: 3", {"extra": {}}),
        ("posts/a.md", "city: Lund", {"body": "Lund"}),
    ],
)
def test_entries(path: str, front: str, fields: dict[str, Any], tmp_path: Path) -> None:
    config = "title = 'T'\n[languages.de]\n[params]\ncity = 'Oslo'\n"
    text = f"---\n{front}\n---\n{{{{< param city >}}}}"
    files = {f"content/{path}": text, "content/posts/z.md": "x", "hugo.toml": config}
    entries = {each.source: each for each in read(tmp_path, files).entries}
    entry = entries[f"content/{path}"]
    assert {key: getattr(entry, key) for key in fields} == fields
    assert entry.body == fields.get("body", "Oslo")


def test_what_is_no_page_is_told(tmp_path: Path) -> None:
    files = {
        "content/_index.md": "Home.",
        "content/posts/_index.md": "---\ntitle: P\n---\n",
        "content/posts/a.md": "---\n",
        "content/posts/b.md": "x",
    }
    found = read(tmp_path, files)
    assert [(note.path, note.reason) for note in found.notes] == [
        ("content/_index.md", "the home page is the list of posts"),
        ("content/posts/a.md", "content/posts/a.md:1:1: this front matter is never closed"),
    ]
    assert [each.source for each in found.entries] == ["content/posts/b.md"]


def test_files(tmp_path: Path) -> None:
    names = ("static/a b.png", "assets/c.png", "content/posts/d/e.png", "content/talks/F g.png")
    bundle = {"content/posts/d/index.md": "x", "content/posts/d/more.md": "x"}
    found = read(tmp_path, {**dict.fromkeys(names, "x"), **bundle})
    assert set(found.files) == {"/a%20b.png", "/c.png", "/talks/f-g.png"}
    assert found.sources["static/a b.png"] == "/a%20b.png"
    assert found.sources["content/talks/F g.png"] == "/talks/f-g.png"
    assert found.always == {"/a%20b.png"}
    entry: BlogEntry = found.entries[0]
    assert set(entry.files) == {"e.png"}


def test_formulas_stand_as_goldmark_sets_them(tmp_path: Path) -> None:
    config = "[markup.goldmark.extensions.passthrough]\nenable = true\n"
    found = read(tmp_path, {"content/posts/a.md": r"\(x\)", "hugo.toml": config})
    assert (found.entries[0].body, found.entries[0].math) == (r"\(x\)", "tex")
