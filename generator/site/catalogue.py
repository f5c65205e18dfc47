"""The catalogue: which documents are published, where, and how they stand to one another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from math import inf

from msgspec import Struct

from generator.engine import Recall
from generator.problems import Problem
from generator.site.dates import seen_in
from generator.site.document import SERIES, TAGS, Document
from generator.site.gathering import (
    Gathering,
    default_author,
    entries_of,
    gather,
    known_authors,
    lacking_collections,
    list_urls,
    unknown_authors,
)
from generator.site.held import Held
from generator.site.placing import FRONT_URL, Page, Placed, Standing, place
from generator.site.settings import Settings

DAY = 86_400
"""Seconds."""


class Order(Struct, frozen=True):
    """What is published, by source paths: posts newest first, and what gathers them.

    ``list_url`` is the address of the list of posts, ``lists`` are those of all lists.
    ``intros`` are the pages at such an address by it: each is what its list begins with.
    ``author`` is whose posts are that name nobody, on a site that has authors.
    """

    posts: tuple[str, ...]
    pages: tuple[str, ...]
    terms: Mapping[str, tuple[Gathering, ...]]
    held: tuple[Held, ...]
    list_url: str
    lists: tuple[str, ...]
    intros: Mapping[str, str]
    author: str = ""
    collections: Mapping[str, tuple[str, ...]] = {}
    """The entries of each collection by its name, in their order."""


class Catalogue(Struct, frozen=True):
    """Every page that is published by its source path, posts newest first, and their order."""

    by_path: Mapping[str, Page]
    order: Order
    until: float = inf
    """When time alone makes another one of it, in seconds since 1970."""

    @property
    def posts(self) -> tuple[Page, ...]:
        """Return the posts, newest first."""
        return tuple([self.by_path[path] for path in self.order.posts])

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages that are no posts."""
        return tuple([self.by_path[path] for path in self.order.pages])

    @property
    def tags(self) -> tuple[Gathering, ...]:
        """Return the tags by their slugs."""
        return self.order.terms[TAGS]

    @property
    def series(self) -> tuple[Gathering, ...]:
        """Return the series by their slugs."""
        return self.order.terms[SERIES]

    @property
    def held(self) -> tuple[Held, ...]:
        """Return what is not published."""
        return self.order.held

    @property
    def all(self) -> tuple[Page, ...]:
        """Return posts and pages."""
        return tuple(self.by_path.values())


class Visit(Struct, frozen=True):
    """The time that the site is built for, and whether drafts and scheduled posts are shown."""

    now: datetime
    drafts: bool = False
    future: bool = False


_Waiting = tuple[Standing, str]
"""What may be held back, and its title."""


def catalogue(
    documents: Mapping[str, Document | None], settings: Settings, visit: Visit, recall: Recall
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Decide what is published, and gather posts by tag and series.

    A document is None where its source could not be read.
    """
    placed = recall.for_each(place, (documents,), settings)
    standings = recall.for_each(_standing_of, (placed,))
    day = recall.same("day", visit.now.timestamp() // DAY * DAY)
    waiting = recall.gathered(_may_be_held, (standings, placed), day)
    held = recall.same("held", dict(_all_held(waiting, visit, settings.timezone)))
    order = recall(_order, standings, held, settings)
    pages = recall.for_each(_page_at, (recall(_paths_in, order), placed))
    until = min(_moments_after(visit.now.timestamp(), waiting), default=inf)
    problems = recall.gathered(_problems_of, (placed,))
    known = recall(known_authors, standings) if settings.taxonomies.authors.is_on else ()
    if known:
        problems += recall.gathered(unknown_authors, (placed,), recall.same("authors", known))
    if settings.collections:
        problems += recall(lacking_collections, standings, settings)
    return Catalogue(pages, order, until), problems


def _problems_of(placed: Placed) -> tuple[Problem, ...]:
    return placed.problems


def _paths_in(order: Order) -> Mapping[str, str]:
    return {path: path for path in (*order.posts, *order.pages)}


def _page_at(path: str, placed: Placed) -> Page:
    assert placed.page is not None, f"{path} is in the order"  # noqa: S101
    return placed.page


def _standing_of(placed: Placed) -> Standing | None:
    return placed.standing


def _order(
    standings: Mapping[str, Standing | None], held: Mapping[str, Held], settings: Settings
) -> Order:
    shown = [each for path, each in standings.items() if each and path not in held]
    by_path = sorted((each for each in shown if each.kind == "post"), key=lambda each: each.path)
    posts = sorted(by_path, key=lambda each: each.instant, reverse=True)
    pages = [each for each in shown if each.kind == "page"]
    author = default_author(posts, pages, settings)
    terms = gather(posts, pages, author, settings)
    list_url = settings.posts_url if any(each.is_front for each in pages) else FRONT_URL
    lists = list_urls(list_url, terms, settings)
    urls = {each.url: each.path for each in pages}
    return Order(
        posts=tuple([each.path for each in posts]),
        pages=tuple([each.path for each in pages]),
        terms=terms,
        held=tuple(sorted(held.values(), key=_by_reason)),
        list_url=list_url,
        lists=lists,
        intros={url: urls[url] for url in lists if url in urls},
        author=author.name if author else "",
        collections={each.name: entries_of(each, pages) for each in settings.collections},
    )


def _by_reason(held: Held) -> tuple[str, str, str]:
    return held.reason, held.until, held.path


def _may_be_held(
    standing: Standing | None, placed: Placed | None, day: float
) -> tuple[_Waiting, ...]:
    """Return a page, with its title, if the time of day may decide whether it is published."""
    if standing is None or placed is None or placed.page is None:
        return ()
    is_sure = not standing.draft and standing.end is None and standing.instant <= day
    return () if is_sure else ((standing, placed.page.document.front.title),)


def _moments_after(now: float, waiting: Iterable[_Waiting]) -> Iterator[float]:
    """Give the moments to come at which one of the pages is published, or expires."""
    moments = ((standing.instant, standing.end) for standing, _ in waiting)
    yield from (each for pair in moments for each in pair if each is not None and each > now)


def _all_held(
    waiting: Iterable[_Waiting], visit: Visit, timezone: str
) -> Iterator[tuple[str, Held]]:
    now = visit.now.timestamp()
    for standing, title in waiting:
        held = _held(standing, title, visit, now, timezone)
        if held is not None:
            yield standing.path, held


def _held(standing: Standing, title: str, visit: Visit, now: float, timezone: str) -> Held | None:
    path = standing.path
    if standing.draft and not visit.drafts:
        return Held(path, title, "draft")
    if standing.end is not None and standing.end <= now:
        return Held(path, title, "expired", seen_in(timezone, standing.expires))
    is_timed = standing.kind == "post" or standing.collection
    if is_timed and standing.instant > now and not visit.future:
        return Held(path, title, "scheduled", seen_in(timezone, standing.date))
    return None
