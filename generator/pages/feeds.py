"""Feeds with full content, in three formats."""

from msgspec import Struct

from generator.pages.body import Body
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
