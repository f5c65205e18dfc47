"""Where entries, aliases and files of an old site go."""

from pathlib import Path
from typing import Any

import pytest

from generator.importers.old_site import BlogEntry, OldSite, ReportNote, SiteInfo
from generator.importers.placing import TakenAddresses, aliases_for, choose_files, place
from generator.importers.target import TargetSite
from generator.site.settings import Settings


def entry(name: str, **fields: Any) -> BlogEntry:
    return BlogEntry(**{"source": f"{name}.md", "kind": "post", "name": name, "body": "", **fields})


@pytest.mark.parametrize(
    ("old", "path"),
    [
        (entry("a"), "content/posts/a.md"),
        (entry("2020-01-02-a"), "content/posts/a.md"),
        (entry("", title="A b"), "content/posts/a-b.md"),
        (entry("???"), "content/posts/untitled.md"),
        (entry("index"), "content/posts/the-index.md"),
        (entry("a", files={"b.png": Path("b.png")}), "content/posts/a/index.md"),
        (entry("é" * 200), f"content/posts/{'é' * 75}.md"),
        (entry("a", kind="page"), "content/a.md"),
        (entry("a", kind="page", folder="B c/d"), "content/b-c/d/a.md"),
        (entry("a", kind="page", folder="posts"), "content/pages/posts/a.md"),
        (entry("tags", kind="page"), "content/the-tags.md"),
        (entry("index", kind="page"), "content/home.md"),
        (entry("index", kind="page", folder="b"), "content/b/the-index.md"),
    ],
)
def test_paths(old: BlogEntry, path: str) -> None:
    assert [found for found, _ in place([old], ())[0]] == [path]


def test_no_path_is_given_twice() -> None:
    placed, notes = place([entry("a"), entry("A"), entry("b")], {"content/posts/B/index.md"})
    assert [path for path, _ in placed] == ["content/posts/a.md", "content/posts/a-2.md"]
    told = "its name is a-2, as another has content/posts/a"
    assert placed[1][1].notes == (ReportNote("changed", "A.md", told),)
    assert notes == [ReportNote("left out", "b.md", "content/posts/b is in this site already")]


@pytest.mark.parametrize(
    ("requested", "kept", "wrong"),
    [
        (("/a/", "/a.html", "/a.html"), ("/a/", "/a.html"), ""),
        (("//a%20b",), ("/a b",), ""),
        (("/", "/posts/x/", "/posts/x/index.html"), (), ""),
        (("/taken/",), (), "something else is there"),
        (("/taken/more/x.html",), ("/taken/more/x.html",), ""),
        (("/file.txt/a/",), (), "something else is there"),
        (("/a?b",), (), "no file can have that name"),
        (("/../a",), (), "no file can have that name"),
        (("javascript://x",), (), "no file can have that name"),
        ((f"/{'é' * 126}",), (), "no file can have that name"),
        (("/a%2541",), (), "no file can have that name"),
    ],
)
def test_aliases(requested: tuple[str, ...], kept: tuple[str, ...], wrong: str) -> None:
    taken = TakenAddresses(["/taken/"], ["content/static/file.txt"])
    done, reasons = aliases_for("/posts/x/", requested, taken)
    assert done == kept
    assert [reason.endswith(wrong) for reason in reasons] == [True] * bool(wrong)


def test_an_alias_is_given_once() -> None:
    taken = TakenAddresses([], [])
    assert aliases_for("/b/", ["/a/"], taken)[0] == ("/a/",)
    assert aliases_for("/c/", ["/A/"], taken)[0] == ()


def test_files_that_something_uses_or_that_are_wanted_come_over() -> None:
    names = ("used.png", "always.txt", "unused/a", "unused/b", "own.png", "feed.xml")
    files = {f"/{name}": Path(name) for name in names}
    found = OldSite(SiteInfo(), (), files, always=frozenset({"/always.txt"}))
    used = {f"content/static/{name}" for name in ("used.png", "own.png", "feed.xml")}
    home = TargetSite(Settings(), files=frozenset({"content/static/own.png"}))
    chosen = choose_files(found, used, home, TakenAddresses(["/feed.xml"], []))
    assert set(chosen.files) == {"content/static/used.png", "content/static/always.txt"}
    assert [(note.path, note.reason) for note in chosen.notes] == [
        ("/own.png", "content/static/own.png is in this site already"),
        ("/feed.xml", "the new site makes /feed.xml itself"),
        ("/unused/", "2 files that no post uses"),
    ]
