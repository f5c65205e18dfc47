"""Feeds with full content: those of the site and of each tag, in every format that is asked for."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from generator.data.words import Words
from generator.engine import Recall, Step
from generator.pages.addresses import absolute, href, output_path, whole
from generator.pages.body import Body
from generator.pages.contexts import PageContext, PlanInput
from generator.pages.describe import stable_id
from generator.pages.outputs import Output
from generator.pages.values import LinkValue
from generator.site.catalogue import Catalogue
from generator.site.feed_formats import FEED_FORMATS, FeedFormat
from generator.site.settings import Settings


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
    language: str = ""
    """Its own, where it is not that of the feed."""


class Feed(Struct, frozen=True):
    """A feed in one format; all its addresses are absolute."""

    id: str
    title: str
    description: str
    language: str
    author: str
    home: str
    url: str
    entries: tuple[FeedEntry, ...]


def feed_outputs(given: PlanInput, recall: Recall) -> Iterator[Output]:
    """Yield the site's feeds, and those of each tag."""
    settings = given.settings
    listed = [("/", settings.title, given.catalogue.order.posts)]
    if settings.feeds.per_tag and settings.taxonomies.tags:
        tags = given.catalogue.tags
        listed += [(f"/tags/{t.slug}/", f"{settings.title}: {t.name}", t.posts) for t in tags]
    for url, title, posts in listed if settings.feeds.formats else ():
        pages = [given.pages[path] for path in posts[: settings.feeds.entries]]
        entries = tuple([recall(_entry, context, settings) for context in pages])
        yield from recall(_feeds, settings, url, title, recall.same(("entries", url), entries))


def feed_urls(settings: Settings, catalogue: Catalogue) -> Iterator[str]:
    """Yield the addresses of all feeds."""
    files = [each.file for each in _formats(settings)]
    yield from (f"/{file}" for file in files)
    if settings.feeds.per_tag and settings.taxonomies.tags:
        for tag in catalogue.tags:
            yield from (f"/tags/{tag.slug}/{file}" for file in files)


def feed_links(
    settings: Settings, url: str, words: Words, prefix: str = ""
) -> tuple[LinkValue, ...]:
    """Return the feeds of a list with their titles, addresses and types."""
    return tuple(
        LinkValue(
            prefix + words.get(f"feed_{name}", FEED_FORMATS[name].title),
            href(settings, url + FEED_FORMATS[name].file),
            FEED_FORMATS[name].media_type,
        )
        for name in settings.feeds.formats
    )


def _formats(settings: Settings) -> list[FeedFormat]:
    return [FEED_FORMATS[name] for name in settings.feeds.formats]


def _feeds(
    settings: Settings, url: str, title: str, entries: tuple[FeedEntry, ...]
) -> tuple[Output, ...]:
    return tuple(
        Output(
            output_path(url + each.file),
            Step(each.maker, _feed(settings, url, each.file, title, entries)),
            "site.yaml",
        )
        for each in _formats(settings)
    )


def _feed(
    settings: Settings, url: str, file: str, title: str, entries: tuple[FeedEntry, ...]
) -> Feed:
    return Feed(
        id=uuid5(NAMESPACE_URL, f"{settings.written} {url}").urn,
        title=title,
        description=settings.description,
        language=settings.language,
        author=settings.author,
        home=absolute(settings, url),
        url=absolute(settings, url + file),
        entries=entries,
    )


def _entry(context: PageContext, settings: Settings) -> FeedEntry:
    post, image = context.page, context.bound.image
    front = post.document.front
    return FeedEntry(
        id=stable_id(post),
        title=post.title,
        url=absolute(settings, post.url),
        date=post.date,
        updated=post.updated,
        summary=context.summary,
        tags=front.tags,
        body=context.bound.feed_body,
        image=whole(settings, image) if image else "",
        language=post.language if post.language != settings.language else "",
    )
