"""Feeds: what is in them, in which order, with which addresses."""

import json
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from operator import attrgetter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.pages.feed_writers import rfc822
from generator.pages.feeds import feed_links
from generator.pages.values import LinkValue
from generator.site.feed_formats import FEED_FORMATS
from generator.site.groups import Feeds
from generator.site.settings import Settings
from tests.small_sites import Small, small_site, source
from tests.spoken import spoken
from tests.test_makers import complaint

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
POT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
CHART = "```chart {#dots}\ndata: [{a: 1, b: 2}]\nmark: point\nx: a\ny: b\nalt: One & two.\n```\n"


def posts(count: int, **front: Any) -> dict[str, str | bytes]:
    return {
        f"content/posts/p{n}.md": source(f"Body {n}.", title=f"P{n}", date=f"2024-01-0{n}", **front)
        for n in range(1, count + 1)
    }


def titles(site: Small, folder: str = "") -> dict[str, list[str | None]]:
    """Return the titles of the entries in each format."""
    atom = ElementTree.fromstring(site.text(f"{folder}feed.atom"))
    rss = ElementTree.fromstring(site.text(f"{folder}feed.rss"))
    whole = json.loads(site.text(f"{folder}feed.json"))
    return {
        "atom": [entry.findtext(f"{ATOM}title") for entry in atom.iter(f"{ATOM}entry")],
        "rss": [entry.findtext("title") for entry in rss.iter("item")],
        "json": [entry["title"] for entry in whole["items"]],
    }


def content(site: Small) -> dict[str, str]:
    """Return the newest entry's HTML in each format."""
    atom = ElementTree.fromstring(site.text("feed.atom"))
    rss = ElementTree.fromstring(site.text("feed.rss"))
    return {
        "atom": str(atom.findtext(f"{ATOM}entry/{ATOM}content")),
        "rss": str(rss.findtext(f"channel/item/{CONTENT}encoded")),
        "json": json.loads(site.text("feed.json"))["items"][0]["content_html"],
    }


def test_every_format_has_a_file_a_title_a_type_and_a_writer_of_its_own() -> None:
    for of_each in (attrgetter("file"), attrgetter("title"), attrgetter("media_type")):
        assert len(set(map(of_each, FEED_FORMATS.values()))) == len(FEED_FORMATS)
    assert all(complaint(each.maker) == "" for each in FEED_FORMATS.values())


def test_templates_are_told_of_each_feed_and_its_type() -> None:
    settings = Settings(base_url="https://tea.example/a/", feeds=Feeds(("rss", "json")))
    assert feed_links(settings, "/tags/tea/", spoken()[0].words, "tea: ") == (
        LinkValue("tea: RSS feed", "/a/tags/tea/feed.rss", "application/rss+xml"),
        LinkValue("tea: JSON Feed", "/a/tags/tea/feed.json", "application/feed+json"),
    )


def test_the_newest_come_first_and_only_so_many(tmp_path: Path) -> None:
    site = small_site(tmp_path, posts(4), "feeds: {entries: 3}\n")
    site.made()
    assert titles(site) == {key: ["P4", "P3", "P2"] for key in ("atom", "rss", "json")}


def test_a_tag_has_feeds_of_its_own(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**posts(2), "content/posts/x.md": source(title="X", tags=["tea"])})
    site.made()
    assert titles(site, "tags/tea/") == {key: ["X"] for key in ("atom", "rss", "json")}
    home = ElementTree.fromstring(site.text("tags/tea/feed.atom"))
    assert home.findtext(f"{ATOM}title") == "Tea: tea"
    assert home.findtext(f"{ATOM}id") != ElementTree.fromstring(site.text("feed.atom")).findtext(
        f"{ATOM}id"
    )


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("feeds: {formats: [rss], per_tag: false}\n", {"feed.rss"}),
        ("feeds: [atom]\n", {"feed.atom", "tags/tea/feed.atom"}),
        ("feeds: false\n", set()),
    ],
)
def test_feeds_are_those_that_are_asked_for(
    tmp_path: Path, settings: str, expected: set[str]
) -> None:
    site = small_site(tmp_path, posts(1, tags=["tea"]), settings)
    site.made()
    assert {path for path in site.outputs() if "feed." in path} == expected


def test_every_address_is_absolute_and_charts_are_pictures(tmp_path: Path) -> None:
    body = f"[Up](../about.md) ![Pot](pot.svg) [out](https://x.example/) <a@b.example>\n\n{CHART}"
    files: dict[str, str | bytes] = {
        "content/posts/tea.md": source(body, image="pot.svg", image_alt="A pot"),
        "content/posts/pot.svg": POT,
        "content/about.md": source(),
    }
    site = small_site(tmp_path, files)
    site.made(base_url="https://example.org/a/")
    for text in content(site).values():
        assert 'href="https://example.org/a/about/"' in text
        assert 'src="https://example.org/a/posts/pot.svg"' in text
        assert 'href="https://x.example/"' in text
        picture = text[text.index("<figure") : text.index("</figure>")]
        assert 'src="https://example.org/a/figures/posts/tea/dots.png"' in picture
        assert 'alt="One &amp; two."' in picture
        assert "<svg" not in text
    (entry,) = json.loads(site.text("feed.json"))["items"]
    assert entry["image"] == "https://example.org/a/posts/pot.svg"
    assert entry["url"] == "https://example.org/a/posts/tea/"


def test_dates_keep_their_moment(tmp_path: Path) -> None:
    front = {"date": "2024-07-01 09:30", "updated": "2024-08-02T10:00:00Z"}
    site = small_site(
        tmp_path, {"content/posts/a.md": source(**front)}, "timezone: Europe/Stockholm\n"
    )
    site.made()
    (entry,) = json.loads(site.text("feed.json"))["items"]
    assert entry["date_published"] == "2024-07-01T09:30:00+02:00"
    assert entry["date_modified"] == "2024-08-02T10:00:00+00:00"
    rss = ElementTree.fromstring(site.text("feed.rss"))
    published = parsedate_to_datetime(str(rss.findtext("channel/item/pubDate")))
    assert published.isoformat() == "2024-07-01T09:30:00+02:00"
    atom = ElementTree.fromstring(site.text("feed.atom"))
    assert atom.findtext(f"{ATOM}updated") == "2024-08-02T10:00:00+00:00"


@pytest.mark.parametrize("offset", ["+00:00", "-03:30", "+14:00", "+00:09:21"])
def test_rss_writes_moments_as_e_mail_does(offset: str) -> None:
    first = datetime.fromisoformat(f"0999-12-30T03:04:05{offset}")
    for days in (0, 1, 2, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 400_000):
        moment = first + timedelta(days=days)
        assert rfc822(moment.isoformat()) == format_datetime(moment)


def test_an_empty_feed_is_still_a_feed(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    site.made()
    assert titles(site) == {"atom": [], "rss": [], "json": []}


def test_titles_are_escaped(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/posts/a.md": source(title="<b> & ]]> é")})
    site.made()
    assert titles(site) == {key: ["<b> & ]]> é"] for key in ("atom", "rss", "json")}
