"""Links of entries lead to the new site, or to the old one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.importers.addresses import address_map
from generator.importers.linking import from_root, rewritten
from generator.importers.old_site import BlogEntry, OldSite, SiteInfo
from generator.importers.planning import plan_import
from generator.importers.target import TargetSite
from generator.site.settings import Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SITE = SiteInfo(base_url="https://old.example/b/")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[a](/x) `[a](/x)` [a](/xy)", "[a](/new) `[a](/x)` [a](/xy)"),
        ("[a]: /x\n[b]: </x>", "[a]: /new\n[b]: </new>"),
        ("<a href='/x'><img src=/x>", "<a href='/new'><img src=/new>"),
        ('<img srcset="/x 2x, /y 3x">', '<img srcset="/new 2x, /y 3x">'),
        ("/x", "/x"),
    ],
)
def test_addresses_are_rewritten_where_they_are_links(text: str, after: str) -> None:
    assert rewritten(text, {"/x": "/new"}) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[a](https://www.old.example/b/c)", "[a](/b/c)"),
        (
            "<img srcset='https://old.example/b/c 2x, //old.example/d 3x'>",
            "<img srcset='/b/c 2x, /d 3x'>",
        ),
        ("[a](https://new.example/c)", "[a](https://new.example/c)"),
        ("see https://old.example/b/c", "see https://old.example/b/c"),
    ],
)
def test_links_begin_at_the_root_of_the_old_site(text: str, after: str) -> None:
    assert from_root(text, address_map(OldSite(SITE, ()), [])) == after


@pytest.mark.parametrize(
    ("body", "after", "reasons"),
    [
        ("[a](/old/two.html)", "[a](two.md)", []),
        ("[a](https://old.example/b/old/two.html#T-wo)", "[a](two.md#two)", []),
        (
            "[a](/old/two.html#none)",
            "[a](two.md)",
            ["no heading #none is in content/posts/two.md: the link leads to its top"],
        ),
        ("![a](/i.png)", "![a](/i.png)", []),
        (
            "[a](#none)",
            "[a](#)",
            ["no heading #none is in content/posts/one.md: the link leads to its top"],
        ),
        ("[a](/+source/two)", "[a](two.md)", []),
        (
            "[a](/gone)",
            "[a](https://old.example/b/gone)",
            ["/gone is not here: it leads to https://old.example/b/gone"],
        ),
        (
            "[a](/x/a-third)",
            "[a](a-third.md)",
            ["/x/a-third is not here: it is taken for content/posts/a-third.md"],
        ),
        ("[a](https://new.example/)", "[a](https://new.example/)", []),
    ],
)
def test_links(body: str, after: str, reasons: list[str]) -> None:
    def entry(name: str, text: str) -> BlogEntry:
        return BlogEntry(
            f"{name}.md", "post", name, text, "T", "2020-01-02", old=f"/old/{name}.html"
        )

    entries = (entry("one", body), entry("two", "# Two"), entry("a-third", "x"))
    found = OldSite(SITE, entries, {"/i.png": Path("i.png")})
    plan = plan_import(found, TargetSite(Settings()), NOW)
    one = plan.entries["content/posts/one.md"]
    assert one.body == after
    assert [note.reason for note in one.notes] == reasons
    assert set(plan.files) == ({"content/static/i.png"} if "/i.png" in body else set())
