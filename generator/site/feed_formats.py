"""The table of feed formats: a row here and the maker that it names are all that one takes."""

from typing import Final

from msgspec import Struct

from generator.engine import Blob, Maker


class FeedFormat(Struct, frozen=True):
    """The name of a format's files, what readers call it, its media type, and what writes it.

    The maker is given a ``Feed`` of ``pages/feeds.py``.
    """

    file: str
    title: str
    media_type: str
    maker: Maker


def _row(file: str, title: str, media_type: str, writer: str) -> FeedFormat:
    maker = Maker(f"generator.pages.feed_writers:{writer}", Blob)
    return FeedFormat(file, title, media_type, maker)


FEED_FORMATS: Final = {
    "atom": _row("feed.atom", "Atom feed", "application/atom+xml", "write_atom"),
    "rss": _row("feed.rss", "RSS feed", "application/rss+xml", "write_rss"),
    "json": _row("feed.json", "JSON Feed", "application/feed+json", "write_json"),
}
