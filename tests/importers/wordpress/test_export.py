"""An export is read without entities, as values."""

from typing import Any

import pytest

from generator.importers.wordpress.export import Export, Item, attached, read_export
from generator.problems import Place, Problem

HEAD = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel><title>T</title>'
    "<wp:wxr_version>1.2</wp:wxr_version>"
)


def export(items: str) -> bytes:
    return f"{HEAD}{items}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("inner", "item"),
    [
        ("<title> A </title>", Item({"title": " A "})),
        ("<content:encoded><![CDATA[<p>]]></content:encoded><excerpt:encoded>E</excerpt:encoded>",
         Item({"content": "<p>", "excerpt": "E"})),
        ('<category domain="post_tag">b</category><category>c</category>',
         Item({}, (("post_tag", "b"), ("category", "c")))),
        ("<wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta>",
         Item({}, meta={"k": "v"})),
        ("<wp:comment><wp:comment_content>x</wp:comment_content></wp:comment><wp:comment/>",
         Item({}, comments=2)),
    ],
)  # fmt: skip
def test_items(inner: str, item: Item) -> None:
    read = read_export(export(f"<item>{inner}</item>"), "a.xml")
    assert isinstance(read, Export)
    fields = {k: v for k, v in read.items[0].fields.items() if k not in ("postmeta", "comment")}
    assert Item(fields, read.items[0].terms, read.items[0].meta, read.items[0].comments) == item
    assert read.channel == {"title": "T", "wxr_version": "1.2"}


def test_people_have_names() -> None:
    person = (
        "<wp:author_login>a</wp:author_login><wp:author_display_name>A b</wp:author_display_name>"
    )
    read = read_export(export(f"<wp:author>{person}</wp:author>"), "a.xml")
    assert isinstance(read, Export)
    assert read.people == {"a": "A b"}


def test_bytes_that_no_xml_may_hold_are_counted() -> None:
    read = read_export(export("<item><title>a\x05b\x00</title></item>"), "a.xml")
    assert isinstance(read, Export)
    assert (read.cleaned, read.items[0].get("title"), read.items[0].get("none")) == (2, "ab", "")


@pytest.mark.parametrize(
    ("raw", "message", "place"),
    [
        (b"<rss>\n<a></rss>", "not XML: mismatched tag", Place("a.xml", 2, 6)),
        (b"<html></html>", "this XML is no export of WordPress", Place("a.xml", 1)),
        (b'<?xml version="1.0" encoding="none"?><a/>', "not XML: unknown encoding: none",
         Place("a.xml", 1)),
        (b'<!DOCTYPE a [\n<!ENTITY b "c">]><a/>', "entities are declared here, and are not read",
         Place("a.xml", 2)),
    ],
)  # fmt: skip
def test_what_is_no_export(raw: bytes, message: str, place: Place) -> None:
    wrong = read_export(raw, "a.xml")
    assert isinstance(wrong, Problem)
    assert (wrong.message, wrong.place) == (message, place)


def test_attachments_by_their_ids() -> None:
    kinds: list[dict[str, Any]] = [{"post_type": "post"}, {"post_type": "attachment"}]
    items = tuple(Item({**kind, "post_id": str(n)}) for n, kind in enumerate(kinds))
    assert [number for number, _ in attached(Export({}, items))] == ["1"]
