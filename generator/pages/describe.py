"""Describe pages in values: what lists, neighbours and templates may know of them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from html import escape
from math import ceil
from uuid import NAMESPACE_URL, uuid5

from msgspec import structs

from generator.markup.fill import with_values
from generator.markup.parts import Heading
from generator.pages.body import Body
from generator.pages.edition import Edition, href
from generator.pages.embedding import first_words
from generator.pages.values import (
    FigureLink,
    HeadingValue,
    LinkValue,
    PostLink,
    PostValue,
    SeriesValue,
)
from generator.site.catalogue import Page
from generator.site.slug import slugify, split_leading_date

WORDS_PER_MINUTE = 230
RELATED = 3
NEIGHBOURS = 6
"""How many posts before and after, in each tag, are looked at for related ones:
a fixed number, so that the cost grows with the posts and not with their square."""


def describe_link(page: Page, edition: Edition) -> PostLink:
    """Describe a post as lists quote it."""
    front, markup = page.document.front, page.document.markup
    size = edition.image_sizes[page.path]
    return PostLink(
        title=front.title,
        url=href(edition.settings, page.url),
        date=page.date,
        summary=edition.summary(page),
        minutes=minutes(markup.words),
        tags=tag_links(page, edition),
        image=edition.images.get(page.path, ""),
        image_alt=front.image_alt,
        image_width=size.width,
        image_height=size.height,
    )


def minutes(words: int) -> int:
    """Return the reading time in minutes, at least 1."""
    return max(1, ceil(words / WORDS_PER_MINUTE))


def tag_links(page: Page, edition: Edition) -> tuple[LinkValue, ...]:
    """Return a post's tags with their addresses."""
    named = {slugify(name): name for name in page.document.front.tags}
    return tuple(
        LinkValue(name, href(edition.settings, f"/tags/{slug}/")) for slug, name in named.items()
    )


def describe(
    page: Page, edition: Edition, links: Mapping[str, PostLink], near: "Neighbours"
) -> PostValue:
    """Describe a post or page in full."""
    front, markup = page.document.front, page.document.markup
    older, newer = near.around(page)
    size = edition.image_sizes[page.path]
    return PostValue(
        title=front.title,
        url=href(edition.settings, page.url),
        date=page.date,
        updated=page.updated,
        summary=front.summary,
        minutes=minutes(markup.words),
        words=markup.words,
        tags=links[page.path].tags if page.kind == "post" else (),
        toc=_contents(page, edition) if front.toc is not False else (),
        series=near.series(page, edition),
        previous=links[older.path] if older else None,
        next=links[newer.path] if newer else None,
        related=tuple(links[post.path] for post in near.related(page)),
        image=edition.images.get(page.path, ""),
        image_alt=front.image_alt,
        image_width=size.width,
        image_height=size.height,
        draft=front.draft,
        math=markup.has_math,
        extra=front.extra,
        figures=figure_links(edition.bodies[page.path]) if front.toc is not False else (),
    )


def _contents(page: Page, edition: Edition) -> tuple[HeadingValue, ...]:
    headings, values = page.document.markup.headings, edition.values.get(page.path)
    if values:
        escaped = [escape(value, quote=False) for value in values]
        headings = tuple(
            structs.replace(each, html=with_values(each.html, escaped)) for each in headings
        )
    return table_of_contents(headings)


def figure_links(body: Body) -> tuple[FigureLink, ...]:
    """Return the list of a page's figures, each with the beginning of its caption."""
    return tuple(
        FigureLink(fill.figure.number, fill.figure.id, first_words(fill.figure))
        for fill in body.figures
        if fill is not None
    )


def table_of_contents(headings: Sequence[Heading]) -> tuple[HeadingValue, ...]:
    """Nest headings below those of a higher level."""
    nested: list[HeadingValue] = []
    rest = list(headings)
    while rest:
        first, *rest = rest
        below = next((i for i, h in enumerate(rest) if h.level <= first.level), len(rest))
        nested.append(HeadingValue(first.anchor, first.html, table_of_contents(rest[:below])))
        rest = rest[below:]
    return tuple(nested)


def stable_id(page: Page) -> str:
    """Return an id for feeds that survives a change of slug, title and base_url.

    It is the front matter's ``id``, or comes from the source's path and the post's date.
    """
    if page.document.front.id:
        return page.document.front.id
    folder, _, name = page.path.rpartition("/")
    stem = name.rsplit(".", 1)[0]
    named = folder if stem == "index" else f"{folder}/{split_leading_date(stem)[1]}"
    return uuid5(NAMESPACE_URL, f"{named} {page.date}").urn


class Neighbours:
    """Which posts stand around a post in time, and which share its tags."""

    def __init__(self, edition: Edition) -> None:
        """Index the catalogue once; posts go by their number, the newest is 0."""
        self._posts = edition.catalogue.posts
        self._at = {post.path: index for index, post in enumerate(self._posts)}
        self._tags = {
            tag.slug: [self._at[post.path] for post in tag.posts] for tag in edition.catalogue.tags
        }
        self._series = {
            post.path: series for series in edition.catalogue.series for post in series.posts
        }

    def around(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the older and the newer post."""
        at = self._at.get(page.path)
        if at is None:
            return None, None
        older = self._posts[at + 1] if at + 1 < len(self._posts) else None
        return older, self._posts[at - 1] if at else None

    def related(self, page: Page) -> tuple[Page, ...]:
        """Return the posts that share most with a post; a rare tag says more than a common one."""
        here = self._at.get(page.path)
        if here is None:
            return ()
        shared: dict[int, int] = {}
        for slug in dict.fromkeys(map(slugify, page.document.front.tags)):
            numbers = self._tags.get(slug, [])
            at, weight = bisect_left(numbers, here), 1000 // max(1, len(numbers))
            for number in numbers[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]:
                shared[number] = shared.get(number, 0) + weight
        shared.pop(here, None)
        ranked = sorted([(-score, abs(n - here), n) for n, score in shared.items()])
        return tuple(self._posts[number] for _, _, number in ranked[:RELATED])

    def series(self, page: Page, edition: Edition) -> SeriesValue | None:
        """Return the series that a post is a part of."""
        series = self._series.get(page.path)
        if series is None:
            return None
        settings = edition.settings
        parts = tuple(LinkValue(post.title, href(settings, post.url)) for post in series.posts)
        part = [post.path for post in series.posts].index(page.path) + 1
        return SeriesValue(series.name, href(settings, f"/series/{series.slug}/"), part, parts)
