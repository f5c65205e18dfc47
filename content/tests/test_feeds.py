"""The blog's feeds pass strict checks, and read well where nothing but HTML is known."""

import json
import re
import struct
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from justhtml import JustHTML
from lxml import etree
from msgspec import Struct

from content.tests.building import POSTS, Blog, build, elements, parsed, value
from content.tests.conformance import Nesting

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
RSS_DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} [+-]\d{4}")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
FOLDERS = ("", "tags/data/", "tags/deep-learning/", "tags/investing/", "tags/photos/")
SITE = "title: Tea\nbase_url: {base_url}\nlanguage: en\ntimezone: UTC\nfeeds: [atom, rss, json]\n"
POST = """---
title: {title}
date: 2024-05-06
slug: {slug}
tags: [tea]
---

See [the leaves](leaves.txt), [below](#more), <a href="leaves.txt">raw</a> and a note.[^a] In code:
`<a href="#kept">`.

## More

[^a]: With a second one.[^b]

[^b]: At last.
"""


class Entry(Struct, frozen=True):
    """What the three formats say of a post, in one form."""

    id: str
    title: str
    url: str
    published: datetime
    tags: tuple[str, ...]
    summary: str
    content: str


@cache
def atom_grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def read_atom(content: bytes) -> list[Entry]:
    return [
        Entry(
            entry.findtext(f"{ATOM}id"),
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link").get("href"),
            datetime.fromisoformat(entry.findtext(f"{ATOM}published")),
            tuple(category.get("term") for category in entry.iter(f"{ATOM}category")),
            entry.findtext(f"{ATOM}summary"),
            entry.findtext(f"{ATOM}content"),
        )
        for entry in etree.fromstring(content).iter(f"{ATOM}entry")
    ]


def read_rss(content: bytes) -> list[Entry]:
    return [
        Entry(
            entry.findtext("guid"),
            entry.findtext("title"),
            entry.findtext("link"),
            parsedate_to_datetime(entry.findtext("pubDate")),
            tuple(category.text for category in entry.iter("category")),
            entry.findtext("description"),
            entry.findtext(CONTENT),
        )
        for entry in etree.fromstring(content).iter("item")
    ]


def read_json(content: bytes) -> list[Entry]:
    return [
        Entry(
            entry["id"],
            entry["title"],
            entry["url"],
            datetime.fromisoformat(entry["date_published"]),
            tuple(entry["tags"]),
            entry["summary"],
            entry["content_html"],
        )
        for entry in json.loads(content)["items"]
    ]


READERS: dict[str, Callable[[bytes], list[Entry]]] = {
    "feed.atom": read_atom,
    "feed.rss": read_rss,
    "feed.json": read_json,
}


def entries(blog: Blog, name: str = "feed.atom") -> list[Entry]:
    return READERS[name.rpartition("/")[2]]((blog.folder / name).read_bytes())


def contents(blog: Blog) -> dict[str, JustHTML]:
    """Return the content of all posts, from the feeds of all formats."""
    return {
        f"{name} {entry.title}": parsed(entry.content, fragment=True)
        for name in READERS
        for entry in entries(blog, name)
    }


def is_absolute(address: Any) -> bool:
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    return bool(parts.scheme in {"http", "https"} and parts.netloc and parts.path.startswith("/"))


def test_every_list_has_its_three_feeds(blog: Blog) -> None:
    expected = {folder + name for folder in FOLDERS for name in READERS}
    assert expected <= blog.files
    assert all(len(entries(blog, name)) == len(POSTS) for name in READERS)
    assert [entry.title for entry in entries(blog, "tags/photos/feed.atom")] == ["Is it Mila?"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_atom_is_valid(blog: Blog, folder: str) -> None:
    feed = etree.fromstring((blog.folder / folder / "feed.atom").read_bytes())
    assert atom_grammar().validate(feed), atom_grammar().error_log
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": f"{blog.base_url}{folder}feed.atom",
        "alternate": f"{blog.base_url}{folder}",
    }
    updates = [datetime.fromisoformat(date.text) for date in feed.iter(f"{ATOM}updated")]
    assert updates[0] == max(updates[1:])
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


def test_each_atom_feed_has_an_id_of_its_own(blog: Blog) -> None:
    feeds = [etree.parse(blog.folder / folder / "feed.atom") for folder in FOLDERS]
    assert len({feed.findtext(f"{ATOM}id") for feed in feeds}) == len(FOLDERS)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("<id>tea</id>", "<id>urn:tea</id>"),
        ("<updated>2024-05-06</updated>", "<updated>2024-05-06T01:02:03Z</updated>"),
        ("<updated>2024-05-06T01:02:03</updated>", "<updated>2024-05-06T01:02:03+01:00</updated>"),
        ("<author/>", "<author><name>A</name></author>"),
        ("", '<link rel="self" href="https://example.org/feed"/>'),
        ('<link rel="self" href="/feed"/>', '<link rel="self" href="https://example.org/feed"/>'),
        ("<title>a</title><title>b</title>", "<title>a</title>"),
    ],
)
def test_the_grammar_finds(wrong: str, right: str) -> None:
    parts = {
        "id": "<id>urn:a</id>",
        "title": "<title>a</title>",
        "updated": "<updated>2024-01-01T00:00:00Z</updated>",
        "author": "<author><name>A</name></author>",
        "link": '<link rel="self" href="https://example.org/feed"/>',
    }
    name = etree.fromstring(right).tag
    for part, valid in ((right, True), (wrong, False)):
        inner = "".join((parts | {name: part}).values())
        feed = etree.fromstring(f'<feed xmlns="{ATOM[1:-1]}">{inner}</feed>')
        assert atom_grammar().validate(feed) is valid


@pytest.mark.parametrize("folder", FOLDERS)
def test_rss_is_valid(blog: Blog, folder: str) -> None:
    root = etree.fromstring((blog.folder / folder / "feed.rss").read_bytes())
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    channel = root[0]
    names = [child.tag for child in channel if child.tag != "item"]
    assert len(names) == len(set(names))
    assert {"title", "link", "description"} <= set(names)
    assert all((channel.findtext(name) or "").strip() for name in ("title", "description"))
    assert channel.findtext("link") == blog.base_url + folder
    self_link = channel.find(f"{ATOM}link")
    assert dict(self_link.attrib) == {
        "rel": "self",
        "type": "application/rss+xml",
        "href": f"{blog.base_url}{folder}feed.rss",
    }
    for date in (*root.iter("pubDate"), *root.iter("lastBuildDate")):
        assert RSS_DATE.fullmatch(date.text)
        assert parsedate_to_datetime(date.text).strftime("%a") == date.text[:3]


@pytest.mark.parametrize("folder", FOLDERS)
def test_rss_entries_are_valid(blog: Blog, folder: str) -> None:
    root = etree.fromstring((blog.folder / folder / "feed.rss").read_bytes())
    guids = [guid.text for guid in root.iter("guid")]
    assert guids
    assert len(guids) == len(set(guids))
    for entry in root.iter("item"):
        names = [child.tag for child in entry if child.tag != "category"]
        expected = ["title", "link", "guid", "pubDate", "description", CONTENT]
        assert sorted(names) == sorted(expected)
        guid = entry.find("guid")
        assert guid.get("isPermaLink") == "false" or is_absolute(guid.text)
        assert is_absolute(entry.findtext("link"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_json_feed_is_valid(blog: Blog, folder: str) -> None:
    feed = json.loads((blog.folder / folder / "feed.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{blog.base_url}{folder}feed.json"
    assert feed["home_page_url"] == blog.base_url + folder
    assert feed["title"]
    assert feed["language"] == "en"
    assert all(author.keys() & {"name", "url", "avatar"} for author in feed["authors"])
    ids = [entry["id"] for entry in feed["items"]]
    assert ids
    assert len(ids) == len(set(ids))
    for entry in feed["items"]:
        assert all(isinstance(entry[key], str) for key in ("id", "title", "content_html"))
        assert all(is_absolute(entry[key]) for key in ("url", "image"))
        assert all(RFC_3339.fullmatch(entry[key]) for key in ("date_published", "date_modified"))
        assert all(isinstance(tag, str) for tag in entry["tags"])


def test_all_formats_say_the_same(blog: Blog) -> None:
    assert entries(blog, "feed.atom") == entries(blog, "feed.rss") == entries(blog, "feed.json")
    found = entries(blog)
    assert sorted(blog.file_of(entry.url) or "" for entry in found) == sorted(POSTS)
    assert found == sorted(found, key=lambda entry: entry.published, reverse=True)


def test_content_is_whole_well_nested_html(blog: Blog) -> None:
    for name, content in contents(blog).items():
        assert content.errors == [], name
    for entry in entries(blog):
        nesting = Nesting()
        nesting.feed(entry.content)
        assert (nesting.faults, nesting.open) == ([], [])
        assert len(entry.content) > 4_000


def test_content_has_absolute_addresses_alone(blog: Blog) -> None:
    for name, content in contents(blog).items():
        found = [
            value(element, key)
            for element in elements(content.root)
            for key in ("href", "src", "poster")
            if key in element.attrs
        ]
        assert len(found) >= 2
        assert [address for address in found if not is_absolute(address)] == [], name
        inside = [address for address in found if (address or "").startswith(blog.base_url)]
        assert all(blog.file_of((address or "").partition("#")[0]) for address in inside)


def test_content_has_nothing_that_readers_strip(blog: Blog) -> None:
    refused = {"script", "svg", "style", "iframe", "form", "input", "output", "select", "button"}
    for name, content in contents(blog).items():
        assert {element.name for element in elements(content.root)} & refused == set(), name
        # The language of a block of code is for whoever asks; who strips it loses nothing.
        keys = {key for element in elements(content.root) for key in element.attrs}
        keys -= {"data-language"}
        assert not [key for key in keys if key == "style" or key.startswith(("on", "data-"))]


def test_charts_are_pictures_with_words(blog: Blog) -> None:
    for name, content in contents(blog).items():
        pictures = [img for img in content.query("img") if "/figures/" in (value(img, "src") or "")]
        assert pictures, name
        for img in pictures:
            file = blog.file_of(value(img, "src") or "")
            assert file is not None
            head = (blog.folder / file).read_bytes()[:24]
            assert head[:8] == b"\x89PNG\r\n\x1a\n"
            across, down = struct.unpack(">II", head[16:])
            width, height = (int(value(img, key) or 0) for key in ("width", "height"))
            # What was drawn has two pixels for one; art that is a PNG already has its own.
            assert (across, down) == (2 * width, 2 * height) or across > width
            assert across / down == pytest.approx(width / height, rel=0.01)
            assert len(value(img, "alt") or "") > 40


def make_site(folder: Path, base_url: str, slug: str, title: str) -> list[Entry]:
    (folder / "content/posts/tea").mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(SITE.format(base_url=base_url))
    (folder / "content/posts/tea/index.md").write_text(POST.format(slug=slug, title=title))
    (folder / "content/posts/tea/leaves.txt").write_text("green\n")
    build(folder, folder / "build")
    blog = Blog(folder / "build", base_url)
    assert entries(blog, "feed.atom") == entries(blog, "feed.rss") == entries(blog, "feed.json")
    return entries(blog)


def test_ids_outlive_slug_title_and_address(tmp_path: Path) -> None:
    (first,) = make_site(tmp_path, "https://example.org/", "tea", "Tea")
    (second,) = make_site(tmp_path, "https://example.net/x/", "green-tea", "Green tea")
    assert first.id == second.id
    assert second.url == "https://example.net/x/posts/green-tea/"


def test_every_link_of_a_post_is_absolute_in_its_feed(tmp_path: Path) -> None:
    (entry,) = make_site(tmp_path, "https://example.org/x/", "tea", "Tea")
    page = "https://example.org/x/posts/tea/"
    links = {value(link, "href") for link in parsed(entry.content, fragment=True).query("a")}
    assert links == {
        f"{page}leaves.txt",
        f"{page}#more",
        *(f"{page}#{name}" for name in ("note-1", "note-2", "note-ref-1")),
    }
    blog = Blog(tmp_path / "build", "https://example.org/x/")
    ids = {value(e, "id") for e in elements(blog.pages["posts/tea/index.html"].root)}
    assert ids >= {"more", "note-1", "note-2", "note-ref-1"}
    assert 'href="#kept"' in parsed(entry.content, fragment=True).to_text()
