"""Outputs that are feeds: the site's own and each tag's, in every format."""

from collections.abc import Iterator
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from generator.engine import Step
from generator.pages.describe import stable_id
from generator.pages.edition import Edition, absolute, href, output_path, whole
from generator.pages.feeds import Feed, FeedEntry, write_feed
from generator.pages.outputs import Output
from generator.pages.values import LinkValue
from generator.site.catalogue import Catalogue, Page
from generator.site.settings import FeedFormat, Settings

NAMES: Final[dict[FeedFormat, str]] = {"atom": "feed.atom", "rss": "feed.rss", "json": "feed.json"}
TITLES: Final[dict[FeedFormat, str]] = {"atom": "Atom feed", "rss": "RSS feed", "json": "JSON Feed"}


def feed_outputs(edition: Edition) -> Iterator[Output]:
    """Yield the site's feeds, and those of each tag."""
    settings = edition.settings
    yield from _feeds(edition, "/", settings.title, edition.catalogue.posts)
    if settings.feeds.per_tag and settings.taxonomies.tags:
        for tag in edition.catalogue.tags:
            title = f"{settings.title}: {tag.name}"
            yield from _feeds(edition, f"/tags/{tag.slug}/", title, tag.posts)


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


def _feeds(edition: Edition, url: str, title: str, posts: tuple[Page, ...]) -> Iterator[Output]:
    settings = edition.settings
    if not settings.feeds.formats:
        return
    entries = tuple(_entry(post, edition) for post in posts[: settings.feeds.entries])
    for form in settings.feeds.formats:
        value = Feed(
            form=form,
            id=uuid5(NAMESPACE_URL, f"{settings.title} {url}").urn,
            title=title,
            description=settings.description,
            language=settings.language,
            author=settings.author,
            home=absolute(settings, url),
            url=absolute(settings, url + NAMES[form]),
            entries=entries,
        )
        yield Output(output_path(url + NAMES[form]), Step(write_feed, value), "site.yaml")


def _entry(post: Page, edition: Edition) -> FeedEntry:
    front = post.document.front
    image = edition.images.get(post.path, "")
    return FeedEntry(
        id=stable_id(post),
        title=front.title,
        url=absolute(edition.settings, post.url),
        date=post.date,
        updated=post.updated,
        summary=edition.summary(post),
        tags=front.tags,
        body=edition.feed_bodies[post.path],
        image=whole(edition.settings, image) if image else "",
    )
