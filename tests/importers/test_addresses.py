"""What an address of the old site led to, and where that is now."""

from pathlib import Path

import pytest

from generator.importers.addresses import (
    EntryLink,
    address_map,
    bare,
    find,
    guess,
    outside,
    static_path,
    within,
)
from generator.importers.old_site import BlogEntry, OldSite, SiteInfo

SITE = SiteInfo(base_url="https://old.example/blog/")
ONE = BlogEntry("posts/one.md", "post", "one", "", old="/2020/one/", aliases=("/first",))
TWO = BlogEntry(
    "posts/two/index.md", "post", "a-two", "", old="/2020/two.html", files={"a.png": Path("a.png")}
)
PLACED = [("content/posts/one.md", ONE), ("content/posts/two/index.md", TWO)]
KNOWN = address_map(
    OldSite(SITE, (ONE, TWO), {"/img/b%20c.png": Path("b")}, {"static/b c.png": "/img/b%20c.png"}),
    PLACED,
)


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("/a/", "/a"),
        ("a", "/a"),
        ("/a/index.html", "/a"),
        ("/index.html", "/"),
        ("//a//b.html", "/a/b"),
        ("/%C3%A9.htm", "/é"),
        ("", "/"),
    ],
)
def test_spellings_of_an_address_share_one(address: str, same: str) -> None:
    assert bare(address) == same


@pytest.mark.parametrize(
    ("href", "inside"),
    [
        ("https://www.old.example/blog/a", "/a"),
        ("//OLD.example/blog", "/"),
        ("http://old.example/other", "/other"),
        ("https://new.example/a", "https://new.example/a"),
        ("/blog/a", "/a"),
        ("/blogs/a", "/blogs/a"),
        ("a", "a"),
        ("https://[/a", "https://[/a"),
    ],
)
def test_addresses_within_the_old_site(href: str, inside: str) -> None:
    assert within(SITE, href) == inside


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/2020/one/", "content/posts/one.md"),
        ("/2020/one.html#a", "content/posts/one.md"),
        ("/first/", "content/posts/one.md"),
        ("https://old.example/blog/2020/two", "content/posts/two/index.md"),
        ("two.html", None),
        ("../two", "content/posts/two/index.md"),
        ("/2020/a.png", "content/posts/two/a.png"),
        ("/img/b c.png?x=1", "content/static/img/b c.png"),
        ("/+source/posts/two/a.png", "content/posts/two/a.png"),
        ("/+source/posts/one", "content/posts/one.md"),
        ("/+source/elsewhere/one.md", "content/posts/one.md"),
        ("/+source/static/b c.png", "content/static/img/b c.png"),
        ("#here", "content/posts/one.md"),
        ("two/a.png", "content/posts/two/a.png"),
        ("/none", None),
        ("https://new.example/2020/one/", None),
    ],
)
def test_what_an_address_led_to(href: str, path: str | None) -> None:
    assert find(EntryLink(href, ONE, "content/posts/one.md"), KNOWN) == path


def test_an_entry_is_guessed_by_its_name_where_that_has_several_words() -> None:
    assert guess(EntryLink("/old/a-two.html", ONE, ""), KNOWN) == "content/posts/two/index.md"
    assert guess(EntryLink("/old/one", ONE, ""), KNOWN) == ""
    assert guess(EntryLink("/+source/a-two", ONE, ""), KNOWN) == ""


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/a/?b=c#d", "https://old.example/blog/a/?b=c#d"),
        ("x y.html", "https://old.example/blog/2020/one/x%20y.html"),
        ("../x", "https://old.example/blog/2020/x"),
        ("/+source/a.md", "https://old.example/blog/a.md"),
        ("/%20a", "https://old.example/blog/%20a"),
    ],
)
def test_what_is_not_here_leads_to_the_old_site(href: str, address: str) -> None:
    assert outside(EntryLink(href, ONE, ""), KNOWN) == address


def test_what_said_nowhere_where_it_was_leads_nowhere() -> None:
    known = address_map(OldSite(SiteInfo(), ()), [])
    assert outside(EntryLink("/a", ONE, ""), known) == "https://old-site.invalid/a"


def test_a_file_keeps_its_address() -> None:
    assert static_path("/a%20b/c.png") == "content/static/a b/c.png"
