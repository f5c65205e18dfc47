"""Outputs that stand for a source: posts, pages, their aliases and files, and the feeds."""

from collections.abc import Iterator
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from generator.engine import Step
from generator.pages.compose import Composition, compose
from generator.pages.describe import Neighbours, describe, stable_id
from generator.pages.edition import Edition, absolute, href, output_path
from generator.pages.feeds import Feed, FeedEntry, write_feed
from generator.pages.lists import FEED_NAMES, Links
from generator.pages.outputs import Output
from generator.pages.values import LinkValue, PageValue
from generator.site.catalogue import Catalogue, Page
from generator.site.settings import Settings


def article_outputs(edition: Edition, links: Links) -> Iterator[Output]:
    """Yield every post and page, and the redirects that lead to it."""
    near = Neighbours(edition)
    for page in edition.catalogue.all:
        post = describe(page, edition, links, near)
        layout = layout_of(page)
        value = Composition(
            layout,
            edition.layouts[layout],
            edition.site,
            _head(page, edition),
            (("post", post),),
            edition.bodies[page.path],
        )
        yield Output(output_path(page.url), Step(compose, value), page.path)
        yield from _redirects(page, edition)


def layout_of(page: Page) -> str:
    """Return the template that a page asks for, or its kind's."""
    return f"{page.document.front.layout or page.kind}.html"


def _head(page: Page, edition: Edition) -> PageValue:
    front, settings = page.document.front, edition.settings
    image = edition.images.get(page.path, "")
    return PageValue(
        title=front.title,
        url=href(settings, page.url),
        canonical=absolute(settings, page.url),
        description=front.summary or page.document.markup.excerpt,
        kind=page.kind,
        image=urljoin(settings.base_url, image) if image else "",
        image_alt=front.image_alt,
        scripts=edition.scripts.get(page.path, ()),
        noindex=front.draft,
    )


def _redirects(page: Page, edition: Edition) -> Iterator[Output]:
    settings = edition.settings
    for alias in page.document.front.aliases:
        url = "/" + alias.lstrip("/")
        url = url if url.endswith(("/", ".html", ".htm")) else url + "/"
        canonical = absolute(settings, page.url)
        head = PageValue(page.title, href(settings, url), canonical, "", "redirect", noindex=True)
        values = (("target", href(settings, page.url)), ("canonical", canonical))
        value = Composition(
            "redirect.html", edition.layouts["redirect.html"], edition.site, head, values
        )
        yield Output(output_path(url), Step(compose, value), page.path)


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
    yield from (f"/{FEED_NAMES[form]}" for form in forms)
    if settings.feeds.per_tag and settings.taxonomies.tags:
        for tag in catalogue.tags:
            yield from (f"/tags/{tag.slug}/{FEED_NAMES[form]}" for form in forms)


def feed_links(settings: Settings, url: str, title: str) -> tuple[LinkValue, ...]:
    """Return the feeds of a list with their addresses, for a page's head."""
    forms = settings.feeds.formats
    return tuple(LinkValue(title, href(settings, url + FEED_NAMES[form])) for form in forms)


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
            url=absolute(settings, url + FEED_NAMES[form]),
            entries=entries,
        )
        yield Output(output_path(url + FEED_NAMES[form]), Step(write_feed, value), "site.yaml")


def _entry(post: Page, edition: Edition) -> FeedEntry:
    front = post.document.front
    image = edition.images.get(post.path, "")
    return FeedEntry(
        id=stable_id(post),
        title=front.title,
        url=absolute(edition.settings, post.url),
        date=post.date,
        updated=post.updated,
        summary=front.summary or post.document.markup.excerpt,
        tags=front.tags,
        body=edition.feed_bodies[post.path],
        image=urljoin(edition.settings.base_url, image) if image else "",
    )
