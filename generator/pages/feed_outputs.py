"""Outputs that are feeds: the site's own and each tag's, in every format."""

from collections.abc import Iterator
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from generator.engine import Recall, Step
from generator.pages.addresses import absolute, href, output_path, whole
from generator.pages.describe import stable_id
from generator.pages.edition import Edition, Proof
from generator.pages.feeds import Feed, FeedEntry
from generator.pages.makers import WRITE_FEED
from generator.pages.outputs import Output
from generator.pages.values import LinkValue
from generator.site.catalogue import Catalogue
from generator.site.settings import FeedFormat, Settings

NAMES: Final[dict[FeedFormat, str]] = {"atom": "feed.atom", "rss": "feed.rss", "json": "feed.json"}
TITLES: Final[dict[FeedFormat, str]] = {"atom": "Atom feed", "rss": "RSS feed", "json": "JSON Feed"}


def feed_outputs(edition: Edition, recall: Recall) -> Iterator[Output]:
    """Yield the site's feeds, and those of each tag."""
    settings = edition.settings
    listed = [("/", settings.title, edition.catalogue.order.posts)]
    if settings.feeds.per_tag and settings.taxonomies.tags:
        tags = edition.catalogue.tags
        listed += [(f"/tags/{t.slug}/", f"{settings.title}: {t.name}", t.posts) for t in tags]
    for url, title, posts in listed if settings.feeds.formats else ():
        proofs = [edition.proofs[path] for path in posts[: settings.feeds.entries]]
        entries = tuple([recall(_entry, proof, settings) for proof in proofs])
        yield from recall(_feeds, settings, url, title, recall.same(("entries", url), entries))


def feed_urls(settings: Settings, catalogue: Catalogue) -> Iterator[str]:
    """Yield the addresses of all feeds."""
    forms = settings.feeds.formats
    yield from (f"/{NAMES[form]}" for form in forms)
    if settings.feeds.per_tag and settings.taxonomies.tags:
        for tag in catalogue.tags:
            yield from (f"/tags/{tag.slug}/{NAMES[form]}" for form in forms)


def feed_links(settings: Settings, url: str, prefix: str = "") -> tuple[LinkValue, ...]:
    """Return the feeds of a list with their titles and addresses."""
    return tuple(
        LinkValue(prefix + TITLES[form], href(settings, url + NAMES[form]))
        for form in settings.feeds.formats
    )


def _feeds(
    settings: Settings, url: str, title: str, entries: tuple[FeedEntry, ...]
) -> tuple[Output, ...]:
    feeds = (
        Feed(
            form=form,
            id=uuid5(NAMESPACE_URL, f"{settings.written} {url}").urn,
            title=title,
            description=settings.description,
            language=settings.language,
            author=settings.author,
            home=absolute(settings, url),
            url=absolute(settings, url + NAMES[form]),
            entries=entries,
        )
        for form in settings.feeds.formats
    )
    return tuple(
        Output(output_path(url + NAMES[feed.form]), Step(WRITE_FEED, feed), "site.yaml")
        for feed in feeds
    )


def _entry(proof: Proof, settings: Settings) -> FeedEntry:
    post, image = proof.page, proof.bound.image
    front = post.document.front
    return FeedEntry(
        id=stable_id(post),
        title=post.title,
        url=absolute(settings, post.url),
        date=post.date,
        updated=post.updated,
        summary=proof.summary,
        tags=front.tags,
        body=proof.bound.feed_body,
        image=whole(settings, image) if image else "",
    )
