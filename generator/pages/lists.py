"""Outputs that gather posts: home, tags, series, archive by year."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec import Struct, structs

from generator.engine import Recall, Step
from generator.pages.addresses import absolute, href, output_path
from generator.pages.edition import Edition, Masthead
from generator.pages.feeds import feed_links
from generator.pages.makers import COMPOSE
from generator.pages.neighbours import Links
from generator.pages.outputs import Composition, Output
from generator.pages.values import (
    LinkValue,
    PagerValue,
    PageValue,
    PostLink,
    TagValue,
    YearValue,
)
from generator.site.catalogue import Catalogue, Tag
from generator.site.settings import Settings


def list_outputs(edition: Edition, links: Links, recall: Recall) -> Iterator[Output]:
    """Yield all pages that list posts."""
    lists = _Lists(edition, links, recall)
    yield from lists.home()
    yield lists.archive()
    if edition.settings.taxonomies.tags:
        yield from lists.tags()
    if edition.settings.taxonomies.series:
        yield from lists.series()


def list_urls(settings: Settings, catalogue: Catalogue) -> Iterator[str]:
    """Yield the addresses of all list pages but the later pages of a pager."""
    yield "/"
    yield "/archive/"
    if settings.taxonomies.tags:
        yield "/tags/"
        yield from (f"/tags/{tag.slug}/" for tag in catalogue.tags)
    if settings.taxonomies.series:
        yield from (f"/series/{series.slug}/" for series in catalogue.series)


class Listing(Struct, frozen=True):
    """A page that stands for no source of its own."""

    url: str
    layout: str
    title: str
    values: tuple[tuple[str, Any], ...] = ()
    feeds: tuple[LinkValue, ...] = ()


def page_output(masthead: Masthead, listing: Listing) -> Output:
    """Return the output of a listing."""
    settings = masthead.settings
    page = PageValue(
        title=listing.title,
        url=href(settings, listing.url),
        canonical=absolute(settings, listing.url),
        description=settings.description,
        kind="list",
        feeds=listing.feeds,
        noindex=listing.layout == "404.html",
    )
    templates = masthead.layouts[listing.layout]
    value = Composition(listing.layout, templates, masthead.site, page, listing.values)
    return Output(output_path(listing.url), Step(COMPOSE, value), f"the theme's {listing.layout}")


class _Lists:
    """Makes lists again only where what they quote of posts is another."""

    def __init__(self, edition: Edition, links: Links, recall: Recall) -> None:
        self._edition, self._links, self._recall = edition, links, recall

    def home(self) -> tuple[Output, ...]:
        listing = Listing("/", "home.html", self._edition.settings.title)
        return self._paged(listing, self._edition.catalogue.order.posts)

    def archive(self) -> Output:
        links = self._quoted("/archive/", self._edition.catalogue.order.posts)
        return self._recall(_archive, self._edition.masthead, links)

    def tags(self) -> Iterator[Output]:
        settings = self._edition.settings
        described = [(tag, _describe_tag(tag, settings)) for tag in self._edition.catalogue.tags]
        every = tuple([value for _, value in described])
        title = settings.taxonomies.tags
        yield self._single(Listing("/tags/", "tags.html", title, (("tags", every),)))
        for tag, value in described:
            url = f"/tags/{tag.slug}/"
            feeds = feed_links(settings, url, f"{tag.name}: ") if value.feed else ()
            listing = Listing(url, "tag.html", tag.name, (("tag", value),), feeds)
            yield from self._paged(listing, tag.posts)

    def series(self) -> Iterator[Output]:
        for series in self._edition.catalogue.series:
            url = f"/series/{series.slug}/"
            values = (("name", series.name), ("posts", self._quoted(url, series.posts)))
            yield self._single(Listing(url, "series.html", series.name, values))

    def _single(self, listing: Listing) -> Output:
        listing = self._recall.same(("listing", listing.url), listing)
        return self._recall(page_output, self._edition.masthead, listing)

    def _paged(self, first: Listing, posts: tuple[str, ...]) -> tuple[Output, ...]:
        first = self._recall.same(("listing", first.url), first)
        quoted = self._quoted(first.url, posts)
        return self._recall(_paged, self._edition.masthead, first, quoted)

    def _quoted(self, url: str, posts: tuple[str, ...]) -> tuple[PostLink, ...]:
        quoted = self._recall(_quote, self._links, posts)
        return self._recall.same(("quoted", url), quoted)


def _quote(links: Links, posts: tuple[str, ...]) -> tuple[PostLink, ...]:
    return tuple([links[path] for path in posts])


def _paged(masthead: Masthead, first: Listing, posts: tuple[PostLink, ...]) -> tuple[Output, ...]:
    size = masthead.settings.posts_per_page
    pages = max(1, -(-len(posts) // size))
    return tuple(
        _one_of(masthead, first, posts[at * size : (at + 1) * size], at + 1, pages)
        for at in range(pages)
    )


def _one_of(
    masthead: Masthead, first: Listing, posts: tuple[PostLink, ...], number: int, pages: int
) -> Output:
    pager = _pager(masthead.settings, first.url, number, pages)
    values = (*first.values, ("posts", posts), ("pager", pager))
    url = _page_url(first.url, number)
    return page_output(masthead, structs.replace(first, url=url, values=values))


def _pager(settings: Settings, url: str, number: int, pages: int) -> PagerValue:
    newer = href(settings, _page_url(url, number - 1)) if number > 1 else ""
    older = href(settings, _page_url(url, number + 1)) if number < pages else ""
    return PagerValue(number, pages, newer, older)


def _page_url(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"


def _archive(masthead: Masthead, posts: tuple[PostLink, ...]) -> Output:
    years = tuple(
        YearValue(int(year), tuple(group))
        for year, group in groupby(posts, key=lambda post: post.date[:4])
    )
    return page_output(
        masthead, Listing("/archive/", "archive.html", "Archive", (("years", years),))
    )


def _describe_tag(tag: Tag, settings: Settings) -> TagValue:
    """Describe a tag; ``feed`` is empty where tags have none."""
    url = f"/tags/{tag.slug}/"
    feeds = feed_links(settings, url) if settings.feeds.per_tag else ()
    feed = feeds[0].url if feeds else ""
    return TagValue(tag.name, href(settings, url), feed, len(tag.posts))
