"""Snippets in pages: what one call is rendered from, and what becomes of it."""

from msgspec import Struct

from generator.pages.values import PageValue, SiteValue, TemplateSet
from generator.problems.fault import Spot
from generator.site.snippets import Snippet


class SnippetCall(Struct, frozen=True):
    """One call; nothing in it tells where it stands, so that prose above it renders it no more.

    ``templates`` and ``in_feeds`` hold the one template that is used for each. ``origin`` is the
    site's scheme and host.
    """

    text: str
    snippet: Snippet
    templates: TemplateSet
    in_feeds: TemplateSet
    site: SiteValue
    page: PageValue
    origin: str
    has_content: bool = False
    inline: bool = False


class Inserted(Struct, frozen=True):
    """The HTML of a call before its content and after it, for its page and for feeds.

    ``text`` is what it says where there is no HTML. ``paths`` are the files that it was given, with
    their spots in the call; a hole stands for the address of each. ``anchors`` are the ids in it.
    """

    before: str
    after: str = ""
    feed_before: str = ""
    feed_after: str = ""
    text: str = ""
    paths: tuple[tuple[str, Spot], ...] = ()
    anchors: tuple[str, ...] = ()
