"""Feeds with full content, in three formats."""

from msgspec import Struct

from generator.engine import Blob, Made, Read, keep
from generator.pages.body import Body, fill_feed
from generator.site.settings import FeedFormat


class FeedEntry(Struct, frozen=True):
    """A post in a feed; ``url`` is absolute, ``id`` never changes, dates are ISO 8601."""

    id: str
    title: str
    url: str
    date: str
    updated: str
    summary: str
    tags: tuple[str, ...]
    body: Body
    image: str = ""


class Feed(Struct, frozen=True):
    """A feed in one format; all its addresses are absolute."""

    form: FeedFormat
    id: str
    title: str
    description: str
    language: str
    author: str
    home: str
    url: str
    entries: tuple[FeedEntry, ...]


def write_feed(value: Feed, read: Read) -> Made[Blob]:
    """Write a feed."""
    # XML and mail's dates are only loaded where a feed has to be made.
    from generator.pages.feed_formats import WRITERS

    bodies = [fill_feed(entry.body, read, entry.url) for entry in value.entries]
    blob, content = keep(WRITERS[value.form](value, bodies))
    return Made(blob, blobs=(content,))
