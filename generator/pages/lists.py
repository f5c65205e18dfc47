"""Outputs that gather posts: home, tags, series, archive by year."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct, structs

from generator.engine import Step
from generator.pages.compose import Composition, compose
from generator.pages.edition import Edition, absolute, href, output_path
from generator.pages.feed_outputs import feed_links
from generator.pages.outputs import Output
from generator.pages.values import (
    LinkValue,
    PagerValue,
    PageValue,
    PostLink,
    TagValue,
    YearValue,
)
from generator.site.catalogue import Catalogue, Page, Tag
from generator.site.settings import Settings

Links = Mapping[str, PostLink]
"""Posts as lists quote them, by source path."""


def list_outputs(edition: Edition, links: Links) -> Iterator[Output]:
    """Yield all pages that list posts."""
    yield from _home(edition, links)
    yield from _archive(edition, links)
    if edition.settings.taxonomies.tags:
        yield from _tags(edition, links)
    if edition.settings.taxonomies.series:
        yield from _series(edition, links)


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


def page_output(edition: Edition, listing: Listing) -> Output:
    """Return the output of a listing."""
    page = PageValue(
        title=listing.title,
        url=href(edition.settings, listing.url),
        canonical=absolute(edition.settings, listing.url),
        description=edition.settings.description,
        kind="list",
        feeds=listing.feeds,
        noindex=listing.layout == "404.html",
    )
    templates = edition.layouts[listing.layout]
    value = Composition(listing.layout, templates, edition.site, page, listing.values)
    return Output(output_path(listing.url), Step(compose, value), f"the theme's {listing.layout}")


def _home(edition: Edition, links: Links) -> Iterator[Output]:
    listing = Listing("/", "home.html", edition.settings.title)
    yield from _paged(edition, listing, edition.catalogue.posts, links)


def _paged(
    edition: Edition, first: Listing, posts: Sequence[Page], links: Links
) -> Iterator[Output]:
    size = edition.settings.posts_per_page
    pages = max(1, -(-len(posts) // size))
    for number in range(1, pages + 1):
        shown = tuple(links[post.path] for post in posts[(number - 1) * size : number * size])
        pager = _pager(edition, first.url, number, pages)
        values = (*first.values, ("posts", shown), ("pager", pager))
        url = _page_url(first.url, number)
        yield page_output(edition, structs.replace(first, url=url, values=values))


def _pager(edition: Edition, url: str, number: int, pages: int) -> PagerValue:
    newer = href(edition.settings, _page_url(url, number - 1)) if number > 1 else ""
    older = href(edition.settings, _page_url(url, number + 1)) if number < pages else ""
    return PagerValue(number, pages, newer, older)


def _page_url(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"


def _archive(edition: Edition, links: Links) -> Iterator[Output]:
    years = tuple(
        YearValue(int(year), tuple(links[post.path] for post in posts))
        for year, posts in groupby(edition.catalogue.posts, key=lambda post: post.date[:4])
    )
    listing = Listing("/archive/", "archive.html", "Archive", (("years", years),))
    yield page_output(edition, listing)


def _tags(edition: Edition, links: Links) -> Iterator[Output]:
    described = [(tag, describe_tag(tag, edition)) for tag in edition.catalogue.tags]
    every = tuple(value for _, value in described)
    yield page_output(
        edition,
        Listing("/tags/", "tags.html", edition.settings.taxonomies.tags, (("tags", every),)),
    )
    for tag, value in described:
        url = f"/tags/{tag.slug}/"
        feeds = feed_links(edition.settings, url, f"{tag.name}: ") if value.feed else ()
        listing = Listing(
            url,
            "tag.html",
            tag.name,
            (("tag", value),),
            feeds,
        )
        yield from _paged(edition, listing, tag.posts, links)


def describe_tag(tag: Tag, edition: Edition) -> TagValue:
    """Describe a tag; ``feed`` is empty where tags have none."""
    url = f"/tags/{tag.slug}/"
    feeds = feed_links(edition.settings, url) if edition.settings.feeds.per_tag else ()
    feed = feeds[0].url if feeds else ""
    return TagValue(tag.name, href(edition.settings, url), feed, len(tag.posts))


def _series(edition: Edition, links: Links) -> Iterator[Output]:
    for series in edition.catalogue.series:
        posts = tuple(links[post.path] for post in series.posts)
        values = (("name", series.name), ("posts", posts))
        listing = Listing(f"/series/{series.slug}/", "series.html", series.name, values)
        yield page_output(edition, listing)
