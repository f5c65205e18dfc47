"""Front matter and dates of other generators, as ours reads them."""

from typing import Any

import pytest

from generator.importers.front import Naming, entry_of, postrock_date, title_from, with_date_note
from generator.importers.old_site import BlogEntry, ReportNote

NAMING = Naming("old.md", "post", "named", ",", frozenset({"layout"}))


@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ({"Title": "A", "slug": "A b", "layout": "post"}, {"title": "A", "name": "a-b"}),
        ({"slug": "???"}, {"name": "named"}),
        ({"lastmod": "2020-01-02", "expiryDate": "2021-01-02"},
         {"updated": "2020-01-02", "expires": "2021-01-02"}),
        ({"description": "D", "excerpt": "E"}, {"summary": "D"}),
        ({"summary": "", "excerpt": "E"}, {"summary": "E"}),
        ({"draft": "true"}, {"draft": True}),
        ({"published": False}, {"draft": True}),
        ({"published": True}, {}),
        ({"tags": "a, b", "keywords": ["B", "c"]}, {"tags": ("a", "b", "c")}),
        ({"tags": ["a"], "categories": ["A", "Blog", "d"]}, {"tags": ("a", "d")}),
        ({"series": ["S", "T"]}, {"series": "S"}),
        ({"author": "Ada Lovelace"}, {"authors": ("Ada Lovelace",)}),
        ({"authors": ["A, B", {"name": "C"}]}, {"authors": ("A, B", "C")}),
        ({"author": {"name": "A", "url": "x"}}, {"authors": ("A",)}),
        ({"author": {"url": "x"}}, {"extra": {"author": {"url": "x"}}}),
        ({"authors": "B, A; C"}, {"authors": ("B, A", "C")}),
        ({"image": "a.png", "image_alt": "A"}, {"image": "a.png", "image_alt": "A"}),
        ({"cover": {"image": "a.png", "alt": "A"}}, {"image": "a.png", "image_alt": "A"}),
        ({"cover": {"hidden": True}}, {"extra": {"cover": {"hidden": True}}}),
        ({"thumbnail": ["a.png", "b.png"]}, {"image": "a.png"}),
        ({"redirect_from": "/a"}, {"aliases": ("/a",)}),
        ({"mathjax": "yes"}, {"math": True}),
        ({"a": {"b": [1]}, "c": "", "d": []}, {"extra": {"a": {"b": [1]}}}),
    ],
)  # fmt: skip
def test_keys(front: dict[str, Any], fields: dict[str, Any]) -> None:
    entry = entry_of(front, NAMING)
    given = {key: getattr(entry, key) for key in ("source", "kind", "body", "notes")}
    expected = {"name": "named", **fields, **given}
    assert entry == BlogEntry(**expected)
    assert (entry.source, entry.kind, entry.body) == ("old.md", "post", "")


def test_what_went_elsewhere_is_told() -> None:
    entry = entry_of({"categories": "a, b", "c": 1, "d": 2}, NAMING)
    assert entry.notes == (
        ReportNote("kept", "old.md", "categories became tags: a, b"),
        ReportNote("kept", "old.md", "under extra: c, d"),
    )


@pytest.mark.parametrize(
    ("kind", "date", "is_told"),
    [("page", "2020-01-02", True), ("page", "", False), ("post", "2020-01-02", False)],
)
def test_a_page_with_a_date_is_told(kind: Any, date: str, is_told: bool) -> None:
    notes = with_date_note(BlogEntry("old.md", kind, "a", "", date=date)).notes
    assert [note.reason.endswith("in no list and no feed") for note in notes] == [True] * is_told


@pytest.mark.parametrize(
    ("name", "title"), [("a-long_name", "A long name"), ("éa", "Éa"), ("", "")]
)
def test_a_title_from_a_name(name: str, title: str) -> None:
    assert title_from(name) == title


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020-01-02", "2020-01-02"),
        ("2020-1-2", "2020-01-02"),
        ("2020-01-02 03:04:05 -0700", "2020-01-02T03:04:05-07:00"),
        ("2020-01-02T03:04:05.678Z", "2020-01-02T03:04:05Z"),
        ("2020-01-02 3:04", "2020-01-02 03:04"),
        ("2020/01/02", "2020-01-02"),
        ("January 2nd, 2020", "2020-01-02"),
        ("2 Jan 2020 03:04", "2020-01-02 03:04"),
        ("02.01.2020", "2020-01-02"),
        ("20200102", "2020-01-02"),
        ("Thu, 02 Jan 2020 03:04:05 +0100", "2020-01-02T03:04:05+01:00"),
        ("2020-03-29 02:30", "2020-03-29"),
        ("2020-02-30", ""),
        ("soon", ""),
    ],
)
def test_dates(written: str, date: str) -> None:
    assert postrock_date(written, "Europe/Berlin") == date
