"""Outputs that gather posts: home, tags, series, archive by year."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec import Struct, structs

from generator.data.words import Words, direction_of
from generator.engine import Recall, Step
from generator.pages.addresses import absolute, href, output_path
from generator.pages.contexts import Links, PlanInput, SiteContext
from generator.pages.feeds import feed_links
from generator.pages.makers import RENDER_PAGE
from generator.pages.outputs import Output, PageRender
from generator.pages.structured_data import of_home
from generator.pages.values import (
    LinkValue,
    PagerValue,
    PageValue,
    PostLink,
    TagValue,
    YearValue,
)
from generator.site.catalogue import Catalogue, Gathering
from generator.site.groups import UNSAID
from generator.site.placing import FRONT_URL
from generator.site.settings import Settings


def list_outputs(given: PlanInput, links: Links, recall: Recall) -> Iterator[Output]:
    """Yield all pages that list posts; each is the one of before where it lists the same."""
    for output in _Lists(given, links, recall).every():
        yield recall.same(("list", output.path), output)


def list_urls(settings: Settings, catalogue: Catalogue) -> Iterator[str]:
    """Yield the addresses of all list pages but the later pages of a pager."""
    yield catalogue.order.list_url
    yield "/archive/"
    if settings.taxonomies.tags:
        yield "/tags/"
        yield from (f"/tags/{tag.slug}/" for tag in catalogue.tags)
    if settings.taxonomies.series:
        yield from (f"/series/{series.slug}/" for series in catalogue.series)


class ListPage(Struct, frozen=True):
    """A page that stands for no source of its own."""

    url: str
    layout: str
    title: str
    values: tuple[tuple[str, Any], ...] = ()
    feeds: tuple[LinkValue, ...] = ()


def page_output(site: SiteContext, list_page: ListPage) -> Output:
    """Return the output of a list page."""
    settings = site.settings
    page = PageValue(
        title=list_page.title,
        url=href(settings, list_page.url),
        canonical=absolute(settings, list_page.url),
        description=settings.description,
        kind="list",
        image=site.card.address,
        image_alt=site.card.alt,
        image_width=site.card.width,
        image_height=site.card.height,
        feeds=list_page.feeds,
        noindex=list_page.layout == "404.html",
        language=settings.language,
        direction=direction_of(settings.language),
    )
    if list_page.url == "/":
        page = structs.replace(page, structured_data=of_home(page, settings))
    templates = site.templates(list_page.layout)
    shown = site.values[page.language]
    value = PageRender(list_page.layout, templates, shown, page, list_page.values)
    return Output(
        output_path(list_page.url), Step(RENDER_PAGE, value), f"the theme's {list_page.layout}"
    )


class _Lists:
    """Makes lists again only where what they quote of posts is another."""

    def __init__(self, given: PlanInput, links: Links, recall: Recall) -> None:
        self._given, self._links, self._recall = given, links, recall

    def every(self) -> Iterator[Output]:
        yield from self.posts()
        yield self.archive()
        if self._given.settings.taxonomies.tags:
            yield from self.tags()
        if self._given.settings.taxonomies.series:
            yield from self.series()

    def posts(self) -> tuple[Output, ...]:
        order, site = self._given.catalogue.order, self._given.site
        list_page = ListPage(FRONT_URL, "home.html", site.settings.title)
        if order.list_url != FRONT_URL:
            layout = site.layout("posts.html")
            list_page = ListPage(order.list_url, layout, site.words("posts"))
        return self._paged(list_page, order.posts)

    def archive(self) -> Output:
        links = self._quoted("/archive/", self._given.catalogue.order.posts)
        return self._recall(_archive, self._given.site, links)

    def tags(self) -> Iterator[Output]:
        settings, words = self._given.settings, self._given.site.words
        described = [
            (tag, _describe_tag(tag, settings, words)) for tag in self._given.catalogue.tags
        ]
        every = tuple([value for _, value in described])
        title = settings.taxonomies.tags
        title = words("tags") if title == UNSAID else title
        yield self._single(ListPage("/tags/", "tags.html", title, (("tags", every),)))
        for tag, value in described:
            url = f"/tags/{tag.slug}/"
            feeds = feed_links(settings, url, words, f"{tag.name}: ") if value.feed else ()
            list_page = ListPage(url, "tag.html", tag.name, (("tag", value),), feeds)
            yield from self._paged(list_page, tag.posts)

    def series(self) -> Iterator[Output]:
        for series in self._given.catalogue.series:
            url = f"/series/{series.slug}/"
            values = (("name", series.name), ("posts", self._quoted(url, series.posts)))
            yield self._single(ListPage(url, "series.html", series.name, values))

    def _single(self, list_page: ListPage) -> Output:
        list_page = self._recall.same(("list_page", list_page.url), list_page)
        return self._recall(page_output, self._given.site, list_page)

    def _paged(self, first: ListPage, posts: tuple[str, ...]) -> tuple[Output, ...]:
        first = self._recall.same(("list_page", first.url), first)
        quoted = self._quoted(first.url, posts)
        return self._recall(_paged, self._given.site, first, quoted)

    def _quoted(self, url: str, posts: tuple[str, ...]) -> tuple[PostLink, ...]:
        quoted = self._recall(_quote, self._links, posts)
        return self._recall.same(("quoted", url), quoted)


def _quote(links: Links, posts: tuple[str, ...]) -> tuple[PostLink, ...]:
    return tuple([links[path] for path in posts])


def _paged(site: SiteContext, first: ListPage, posts: tuple[PostLink, ...]) -> tuple[Output, ...]:
    size = site.settings.posts_per_page
    pages = max(1, -(-len(posts) // size))
    return tuple(
        _one_of(site, first, posts[at * size : (at + 1) * size], at + 1, pages)
        for at in range(pages)
    )


def _one_of(
    site: SiteContext, first: ListPage, posts: tuple[PostLink, ...], number: int, pages: int
) -> Output:
    pager = _pager(site.settings, first.url, number, pages)
    values = (*first.values, ("posts", posts), ("pager", pager))
    url = _page_url(first.url, number)
    return page_output(site, structs.replace(first, url=url, values=values))


def _pager(settings: Settings, url: str, number: int, pages: int) -> PagerValue:
    newer = href(settings, _page_url(url, number - 1)) if number > 1 else ""
    older = href(settings, _page_url(url, number + 1)) if number < pages else ""
    return PagerValue(number, pages, newer, older)


def _page_url(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"


def _archive(site: SiteContext, posts: tuple[PostLink, ...]) -> Output:
    years = tuple(
        YearValue(int(year), tuple(group))
        for year, group in groupby(posts, key=lambda post: post.date[:4])
    )
    title = site.words("archive")
    return page_output(site, ListPage("/archive/", "archive.html", title, (("years", years),)))


def _describe_tag(tag: Gathering, settings: Settings, words: Words) -> TagValue:
    """Describe a tag; ``feed`` is empty where tags have none."""
    url = f"/tags/{tag.slug}/"
    feeds = feed_links(settings, url, words) if settings.feeds.per_tag else ()
    feed = feeds[0].url if feeds else ""
    return TagValue(tag.name, href(settings, url), feed, len(tag.posts))
