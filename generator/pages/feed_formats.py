"""The formats of feeds: Atom, RSS and JSON Feed, from one value."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.engine import Blob, Made, Read, keep
from generator.pages.body import fill_feed
from generator.pages.feeds import Feed, FeedEntry
from generator.site.settings import FeedFormat

ATOM, CONTENT = "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/modules/content/"
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _atom(feed: Feed, bodies: list[str]) -> bytes:
    root = Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", _changed(feed))
    _add(SubElement(root, "author"), "name", feed.author)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.url})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.home})
    for entry, body in zip(feed.entries, bodies, strict=True):
        _atom_entry(root, entry, body)
    return _document(root)


def _atom_entry(root: Element, entry: FeedEntry, body: str) -> None:
    element = SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
    _add(element, "published", _utc(entry.date))
    _add(element, "updated", _utc(entry.updated or entry.date))
    for tag in entry.tags:
        SubElement(element, "category", {"term": _clean(tag)})
    if entry.summary:
        _add(element, "summary", entry.summary)
    _add(element, "content", body).set("type", "html")


def _rss(feed: Feed, bodies: list[str]) -> bytes:
    root = Element("rss", {"version": "2.0", "xmlns:atom": ATOM, "xmlns:content": CONTENT})
    channel = SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.description or feed.title)
    _add(channel, "language", feed.language.lower())
    _add(channel, "lastBuildDate", _rfc822(_changed(feed)))
    marks = {"rel": "self", "type": "application/rss+xml", "href": feed.url}
    SubElement(channel, "atom:link", marks)
    for entry, body in zip(feed.entries, bodies, strict=True):
        _rss_entry(channel, entry, body)
    return _document(root)


def _rss_entry(channel: Element, entry: FeedEntry, body: str) -> None:
    element = SubElement(channel, "item")
    _add(element, "title", entry.title)
    _add(element, "link", entry.url)
    _add(element, "guid", entry.id).set("isPermaLink", "false")
    _add(element, "pubDate", _rfc822(entry.date))
    for tag in entry.tags:
        _add(element, "category", tag)
    _add(element, "description", entry.summary)
    _add(element, "content:encoded", body)


def _json(feed: Feed, bodies: list[str]) -> bytes:
    entries = [_json_entry(*pair) for pair in zip(feed.entries, bodies, strict=True)]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": entries,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _json_entry(entry: FeedEntry, body: str) -> dict[str, object]:
    written: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": body,
        "summary": entry.summary,
        "date_published": entry.date,
        "date_modified": entry.updated or entry.date,
        "tags": list(entry.tags),
    }
    return written | ({"image": entry.image} if entry.image else {})


def _add(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    """Drop the control characters that XML 1.0 cannot carry, not even escaped."""
    return FORBIDDEN.sub("", text)


def _document(root: Element) -> bytes:
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _changed(feed: Feed) -> str:
    moments = [datetime.fromisoformat(entry.updated or entry.date) for entry in feed.entries]
    return _utc(max(moments).isoformat()) if moments else "1970-01-01T00:00:00+00:00"


def _utc(moment: str) -> str:
    return datetime.fromisoformat(moment).isoformat(timespec="seconds")


def _rfc822(moment: str) -> str:
    return format_datetime(datetime.fromisoformat(moment))


WRITERS: dict[FeedFormat, Callable[[Feed, list[str]], bytes]] = {
    "atom": _atom,
    "rss": _rss,
    "json": _json,
}


def write_feed(value: Feed, read: Read) -> Made[Blob]:
    """Write a feed."""
    bodies = [fill_feed(entry.body, read, entry.url) for entry in value.entries]
    blob, content = keep(WRITERS[value.form](value, bodies))
    return Made(blob, blobs=(content,))
