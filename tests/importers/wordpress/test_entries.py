"""Items of an export as entries, and pictures where they are."""

from pathlib import Path
from typing import Any

import pytest

from generator.importers.old_site import ReportNote, SiteInfo
from generator.importers.wordpress.content import Attachment
from generator.importers.wordpress.entries import (
    Media,
    entry_from,
    own_files,
    path_of,
    uploads_in,
    without_media_pages,
)
from generator.importers.wordpress.export import Item
from tests.importers.running import write

BASE = "https://a.example/b"
MEDIA = Media({"9": Attachment("/p.png", "P")}, {}, {}, {"me": "Me Too"})
POST = {"post_type": "post", "post_id": "1", "title": "A", "link": f"{BASE}/2020/a/",
        "post_name": "a", "status": "publish", "content": "x"}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({}, {"source": "post-1 (A)", "kind": "post", "name": "a", "old": "/2020/a/",
              "draft": False, "math": False, "folder": ""}),
        ({"title": "<b>A</b> &amp; b", "excerpt": "<p>E</p>"}, {"title": "A & b", "summary": "E"}),
        ({"post_date": "2020-01-02 03:04:05", "post_date_gmt": "2020-01-02 01:04:05"},
         {"date": "2020-01-02T03:04:05+02:00"}),
        ({"post_date": "2020-01-02 03:04:05", "post_date_gmt": "2020-01-02 07:34:05"},
         {"date": "2020-01-02T03:04:05-04:30"}),
        ({"post_date": "2020-01-02 03:04:05", "post_date_gmt": "0000-00-00 00:00:00"},
         {"date": "2020-01-02 03:04:05"}),
        ({"post_date": "0000-00-00 00:00:00"}, {"date": ""}),
        ({"status": "draft"}, {"draft": True}),
        ({"status": "private"}, {"draft": True}),
        ({"post_password": "x"}, {"draft": True}),
        ({"status": "future"}, {"draft": False}),
        ({"post_name": "%C3%A9"}, {"name": "é"}),
        ({"post_name": ""}, {"name": "a"}),
        ({"post_type": "page", "link": f"{BASE}/c/d/"}, {"kind": "page", "folder": "c"}),
        ({"content": "$latex x$"}, {"body": "$x$", "math": None}),
        ({"creator": "me"}, {"authors": ("Me Too",)}),
        ({"creator": "you"}, {"authors": ("you",)}),
    ],
)  # fmt: skip
def test_entries(more: dict[str, str], fields: dict[str, Any]) -> None:
    entry = entry_from(Item({**POST, **more}), SiteInfo(base_url=f"{BASE}/"), MEDIA, [])
    assert {key: getattr(entry, key) for key in fields} == fields


def test_terms_and_pictures() -> None:
    terms = (("post_tag", "b"), ("category", "Uncategorized"), ("category", "c"), ("x", "d"))
    entry = entry_from(Item(POST, terms, {"_thumbnail_id": "9"}), SiteInfo(), MEDIA, [])
    assert entry is not None
    assert (entry.tags, entry.image, entry.image_alt) == (("b", "c"), "/p.png", "P")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"status": "private"}, "it was private, so it became a draft"),
        ({"post_password": "x"}, "it had a password, so it became a draft"),
        ({"post_type": "recipe"}, "a recipe became a page"),
        ({"link": f"{BASE}/?p=1"}, f"its address {BASE}/?p=1 has no path to keep"),
    ],
)
def test_what_is_told_of_an_entry(more: dict[str, str], reason: str) -> None:
    entry = entry_from(Item({**POST, **more}), SiteInfo(base_url=BASE), MEDIA, [])
    assert entry is not None
    assert [note.reason for note in entry.notes] == [reason]


def test_what_is_no_entry() -> None:
    notes: list[ReportNote] = []
    assert entry_from(Item({"post_type": "nav_menu_item"}), SiteInfo(), MEDIA, notes) is None
    assert notes == []
    assert entry_from(Item({**POST, "status": "trash"}), SiteInfo(), MEDIA, notes) is None
    assert notes == [ReportNote("left out", "post-1 (A)", "its status is trash")]


@pytest.mark.parametrize(
    ("link", "path"),
    [(f"{BASE}/c/", "/c/"), (f"{BASE}/?p=1", ""), ("https://a.example/bc/", "/bc/"), ("", "")],
)
def test_addresses(link: str, path: str) -> None:
    assert path_of(Item({"link": link}), BASE) == path


@pytest.mark.parametrize("above", ["wp-content/uploads/", "uploads/", ""])
def test_a_copy_of_the_uploads(above: str, tmp_path: Path) -> None:
    write(tmp_path, {f"{above}2020/a b.png": "x"})
    assert [address for address, _ in uploads_in(tmp_path)] == [
        "/wp-content/uploads/2020/a%20b.png"
    ]
    assert list(uploads_in(None)) == []


@pytest.mark.parametrize(
    ("html", "after"),
    [
        ('<img src="https://a.example/wp-content/uploads/a-300x200.png?w=1">',
         '<img src="/wp-content/uploads/a.png">'),
        ('<a href="/wp-content/uploads/none.png">', '<a href="/wp-content/uploads/none.png">'),
        ('<img srcset="x 2x" src="/b.png" data-id="1">', '<img src="/b.png">'),
    ],
)  # fmt: skip
def test_pictures_lead_to_the_files_that_are_there(html: str, after: str) -> None:
    assert own_files(html, {"/wp-content/uploads/a.png": Path("a.png")}) == after


def test_a_link_to_the_page_of_a_picture_leads_to_it() -> None:
    pages = {"/https:/a.example/p": "/p.png"}
    html = '<a href="https://a.example/p/">'
    assert without_media_pages(html, pages) == '<a href="/p.png">'
