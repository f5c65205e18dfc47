"""The makers that write feeds: Atom, RSS and JSON Feed, from one value."""

import json
from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.engine import Blob, Made, Read, keep
from generator.pages.body import fill_feed
from generator.pages.feeds import Feed, FeedEntry
from generator.problems.regex import regex

ATOM, CONTENT = "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
FORBIDDEN = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_atom(value: Feed, read: Read) -> Made[Blob]:
    """Write a feed as Atom."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": value.language})
    _add(root, "id", value.id)
    _add(root, "title", value.title)
    if value.description:
        _add(root, "subtitle", value.description)
    _add(root, "updated", _changed(value))
    _add(SubElement(root, "author"), "name", value.author)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": value.url})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": value.home})
    for entry, body in _filled(value, read):
        _atom_entry(root, entry, body)
    return _document(root)


def _atom_entry(root: Element, entry: FeedEntry, body: str) -> None:
    element = SubElement(root, "entry", _tongue(entry))
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
    _add(element, "published", _utc(entry.date))
    _add(element, "updated", _utc(entry.updated or entry.date))
    for name, url in entry.authors:
        author = SubElement(element, "author")
        _add(author, "name", name)
        _add(author, "uri", url)
    for tag in entry.tags:
        SubElement(element, "category", {"term": _clean(tag)})
    if entry.summary:
        _add(element, "summary", entry.summary)
    _add(element, "content", body).set("type", "html")


def _tongue(entry: FeedEntry) -> dict[str, str]:
    return {"xml:lang": entry.language} if entry.language else {}


def write_rss(value: Feed, read: Read) -> Made[Blob]:
    """Write a feed as RSS 2.0."""
    root = Element("rss", {"version": "2.0", "xmlns:atom": ATOM, "xmlns:content": CONTENT})
    if any(entry.authors for entry in value.entries):
        root.set("xmlns:dc", DUBLIN_CORE)
    channel = SubElement(root, "channel")
    _add(channel, "title", value.title)
    _add(channel, "link", value.home)
    _add(channel, "description", value.description or value.title)
    _add(channel, "language", value.language.lower())
    _add(channel, "lastBuildDate", rfc822(_changed(value)))
    marks = {"rel": "self", "type": "application/rss+xml", "href": value.url}
    SubElement(channel, "atom:link", marks)
    for entry, body in _filled(value, read):
        _rss_entry(channel, entry, body)
    return _document(root)


def _rss_entry(channel: Element, entry: FeedEntry, body: str) -> None:
    element = SubElement(channel, "item", _tongue(entry))
    _add(element, "title", entry.title)
    _add(element, "link", entry.url)
    _add(element, "guid", entry.id).set("isPermaLink", "false")
    for name, _ in entry.authors:
        _add(element, "dc:creator", name)
    _add(element, "pubDate", rfc822(entry.date))
    for tag in entry.tags:
        _add(element, "category", tag)
    _add(element, "description", entry.summary)
    _add(element, "content:encoded", body)


def write_json(value: Feed, read: Read) -> Made[Blob]:
    """Write a feed as JSON Feed."""
    entries = [_json_entry(*pair) for pair in _filled(value, read)]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": value.title,
        "home_page_url": value.home,
        "feed_url": value.url,
        "description": value.description,
        "language": value.language,
        "authors": [{"name": value.author}],
        "items": entries,
    }
    return _made(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


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
    more = {"image": entry.image, "language": entry.language}
    if entry.authors:
        written["authors"] = [{"name": name, "url": url} for name, url in entry.authors]
    return written | {name: text for name, text in more.items() if text}


def _add(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    """Drop the control characters that XML 1.0 cannot carry, not even escaped."""
    return FORBIDDEN.sub("", text)


def _document(root: Element) -> Made[Blob]:
    return _made(tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _made(written: bytes | str) -> Made[Blob]:
    blob, content = keep(written)
    return Made(blob, blobs=(content,))


def _filled(feed: Feed, read: Read) -> Iterator[tuple[FeedEntry, str]]:
    """Yield every entry with its HTML."""
    for entry in feed.entries:
        yield entry, fill_feed(entry.body, read, entry.url)


def _changed(feed: Feed) -> str:
    moments = [datetime.fromisoformat(entry.updated or entry.date) for entry in feed.entries]
    return _utc(max(moments).isoformat()) if moments else "1970-01-01T00:00:00+00:00"


def _utc(moment: str) -> str:
    return datetime.fromisoformat(moment).isoformat(timespec="seconds")


def rfc822(moment: str) -> str:
    """Write a moment with its offset as e-mails and RSS do, in English."""
    # The standard library's own takes longer to load, with all about e-mail, than to write a feed.
    at = datetime.fromisoformat(moment)
    day = f"{_DAYS[at.weekday()]}, {at.day:02} {_MONTHS[at.month - 1]} {at.year:04}"
    return f"{day} {at:%H:%M:%S %z}"
