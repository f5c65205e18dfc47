"""Feeds with full content: of the site, of tags and the like, in every format that is asked."""

from collections.abc import Iterator
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from generator.data.words import Words
from generator.engine import Recall, Step
from generator.pages.addresses import absolute, href, output_path, whole
from generator.pages.body import Body
from generator.pages.contexts import PageContext, PlanInput, TermNames
from generator.pages.describe import stable_id, term_links
from generator.pages.outputs import Output
from generator.pages.values import LinkValue
from generator.site.catalogue import Catalogue
from generator.site.feed_formats import FEED_FORMATS, FeedFormat
from generator.site.gathering import Gathering
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
    authors: tuple[tuple[str, str], ...] = ()
    """Name and address of each, where the site has several."""


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
    """Yield the site's feeds, and those of terms that have some."""
    settings = given.settings
    listed = [("/", settings.title, given.catalogue.order.posts)]
    for url, term in _terms_with_feeds(settings, given.catalogue):
        name = given.names.of(url, term.name)
        listed.append((url, f"{settings.title}: {name}", _by_date(term.posts, given)))
    for each in settings.collections:
        if each.feeds:
            title = f"{settings.title}: {given.names.of(each.url, each.title)}"
            paths = given.catalogue.order.collections[each.name]
            listed.append((each.url, title, _by_date(paths, given)))
    for url, title, posts in listed if settings.feeds.formats else ():
        pages = [given.pages[path] for path in posts[: settings.feeds.entries]]
        entries = tuple([recall(_entry, context, settings, given.names) for context in pages])
        yield from recall(_feeds, settings, url, title, recall.same(("entries", url), entries))


def _by_date(entries: tuple[str, ...], given: PlanInput) -> tuple[str, ...]:
    """Return what has a date, the newest first; of most lists that is all, as it is."""
    if not given.settings.collections:
        return entries
    dated = [path for path in entries if given.pages[path].page.date]
    return tuple(sorted(dated, key=lambda path: _moment(given.pages[path]), reverse=True))


def _moment(context: PageContext) -> datetime:
    return datetime.fromisoformat(context.page.date)


def feed_urls(settings: Settings, catalogue: Catalogue) -> Iterator[str]:
    """Yield the addresses of all feeds."""
    files = [each.file for each in _formats(settings)]
    yield from (f"/{file}" for file in files)
    yield from (each.url + file for each in settings.collections if each.feeds for file in files)
    for url, _ in _terms_with_feeds(settings, catalogue):
        yield from (url + file for file in files)


def _terms_with_feeds(settings: Settings, catalogue: Catalogue) -> Iterator[tuple[str, Gathering]]:
    for taxonomy in settings.taxonomies.every:
        if settings.has_feeds(taxonomy):
            terms = catalogue.order.terms[taxonomy.name]
            yield from ((f"{taxonomy.url}{term.slug}/", term) for term in terms)


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


def _entry(context: PageContext, settings: Settings, names: TermNames) -> FeedEntry:
    post, image = context.page, context.bound.image
    front, authors = post.document.front, settings.taxonomies.authors
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
        authors=tuple(
            [
                (each.title, whole(settings, each.url))
                for each in term_links(post, authors, settings, names)
            ]
        ),
    )
