"""The contexts of a build: what all pages share, what each has, and which posts stand around it."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.data.words import Languages, Words
from generator.engine import Blob, Recall
from generator.markup.holes import with_values
from generator.pages.addresses import href
from generator.pages.bind import Bound
from generator.pages.body import Drawn
from generator.pages.values import LinkValue, PostLink, SeriesValue, SiteValue, TemplateSet
from generator.site.catalogue import Catalogue, Order
from generator.site.look import Look
from generator.site.placing import Page
from generator.site.settings import Settings


class SiteContext(Struct, frozen=True):
    """What all pages share.

    ``values`` are what templates see of it by the language of their page, ``layouts`` the theme's
    template sets by language and layout, ``languages`` what is said in each language.
    ``loader`` is the address of the script that wakes figures, ``look`` that of the theme's charts.
    """

    settings: Settings
    values: Mapping[str, SiteValue]
    layouts: Mapping[str, Mapping[str, TemplateSet]]
    loader: str
    look: Look
    languages: Languages

    @property
    def words(self) -> Words:
        """Return what is said in the language of the site."""
        return self.languages[self.settings.language].words

    def templates(self, layout: str, language: str = "") -> TemplateSet:
        """Return the templates of a layout for pages in a language, the site's if none is named."""
        return self.layouts[language or self.settings.language][layout]


class PageContext(Struct, frozen=True):
    """A page with all that was made for it alone."""

    page: Page
    bound: Bound
    drawn: Drawn

    @property
    def summary(self) -> str:
        """Return what lists say of the page: its own words, or its beginning."""
        document = self.page.document
        return document.wording.summary or with_values(document.markup.excerpt, self.values)

    @property
    def values(self) -> tuple[str, ...]:
        """Return the plain texts of the values in its prose."""
        return tuple(each.text for each in self.drawn.values)

    def scripts(self, site: SiteContext) -> tuple[str, ...]:
        """Return the addresses of the modules that the page needs."""
        return (site.loader,) if self.bound.live else ()


class PlanInput(Struct, frozen=True):
    """What the plan is made from: ``pages`` has the context of each document by its path."""

    site: SiteContext
    catalogue: Catalogue
    pages: Mapping[str, PageContext]
    files: Mapping[str, Blob]

    @property
    def settings(self) -> Settings:
        """Return the settings."""
        return self.site.settings


RELATED = 3
NEIGHBOURS = 6
"""How many posts before and after, in each tag, are looked at for related ones:
a fixed number, so that the cost grows with the posts and not with their square."""

Links = Mapping[str, PostLink]
"""Posts as lists quote them, by source path."""


class Neighbours(Struct, frozen=True):
    """What a post quotes of others: those before and after it, related ones, its series."""

    older: PostLink | None = None
    newer: PostLink | None = None
    related: tuple[PostLink, ...] = ()
    series: SeriesValue | None = None


ALONE = Neighbours()
"""What stands around a page, which is in no list of posts."""


class NeighbourPaths(Struct, frozen=True):
    """The source paths of the posts around a post; empty where there is none."""

    older: str
    newer: str
    related: tuple[str, ...]


def find_neighbours(
    catalogue: Catalogue, links: Links, settings: Settings, recall: Recall
) -> Mapping[str, Neighbours]:
    """Find the neighbours of each post, by its source path."""
    near = recall(_near, catalogue.order)
    series = recall.same("series", dict(_series(catalogue, settings)))
    found = recall(_neighbours, near, links, series)
    return recall.same_each("around", found)


def _neighbours(
    near: Mapping[str, NeighbourPaths], links: Links, series: Mapping[str, SeriesValue]
) -> Mapping[str, Neighbours]:
    return {
        path: Neighbours(
            links.get(each.older),
            links.get(each.newer),
            tuple([links[one] for one in each.related]),
            series.get(path),
        )
        for path, each in near.items()
    }


def _near(order: Order) -> Mapping[str, NeighbourPaths]:
    """Find the neighbours of posts."""
    paths = order.posts
    older, newer = [*paths[1:], ""], ["", *paths]
    return {
        path: NeighbourPaths(
            older[number], newer[number], tuple([paths[one] for one in _related(number, around)])
        )
        for number, (path, around) in enumerate(zip(paths, _around(order), strict=True))
    }


def _around(order: Order) -> list[list[tuple[int, list[int]]]]:
    """Give each post what a tag of its weighs, and the numbers of posts near it, by its tags."""
    numbers = {path: number for number, path in enumerate(order.posts)}
    around: list[list[tuple[int, list[int]]]] = [[] for _ in order.posts]
    for tag in order.tags:
        carriers, weight = [numbers[path] for path in tag.posts], 1000 // len(tag.posts)
        for at, number in enumerate(carriers):
            near = carriers[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
            around[number].append((weight, near))
    return around


def _related(here: int, around: Iterable[tuple[int, list[int]]]) -> list[int]:
    """Return the posts that share most with one; a rare tag says more than a common one."""
    shared: dict[int, int] = {}
    for weight, numbers in around:
        for number in numbers:
            shared[number] = shared.get(number, 0) + weight
    shared.pop(here, None)
    least = min(sorted(shared.values())[-RELATED:], default=0)
    ranked = sorted([(-s, abs(n - here), n) for n, s in shared.items() if s >= least])
    return [number for _, _, number in ranked[:RELATED]]


def _series(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, SeriesValue]]:
    for series in catalogue.series:
        url = href(settings, f"/series/{series.slug}/")
        posts = [catalogue.by_path[path] for path in series.posts]
        parts = tuple(LinkValue(post.title, href(settings, post.url)) for post in posts)
        for number, path in enumerate(series.posts, 1):
            yield path, SeriesValue(series.name, url, number, parts)
