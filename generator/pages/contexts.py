"""The contexts of a build: what all pages share, what each has, and which posts stand around it."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, structs

from generator.data.words import Languages, Words
from generator.engine import Blob, Looked, Made, Read, Recall
from generator.markup.holes import as_quoted
from generator.markup.parts import Markup
from generator.pages.addresses import href
from generator.pages.bind import Bound
from generator.pages.body import Body, Drawn
from generator.pages.layouts import LIST, STAND_INS
from generator.pages.values import LinkValue, PostLink, SeriesValue, SiteValue, TemplateSet
from generator.site.catalogue import Catalogue, Order
from generator.site.document import AUTHORS, TAGS, Term
from generator.site.look import Look
from generator.site.placing import Page
from generator.site.settings import Settings
from generator.site.slug import slugify


class CardImage(Struct, frozen=True):
    """The picture of a page where its address is shared: its whole address, and what it shows.

    Its size is 0 where it is not known.
    """

    address: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0


class SiteContext(Struct, frozen=True):
    """What all pages share.

    ``values`` are what templates see of it by the language of their page, ``layouts`` the theme's
    template sets by language and layout, ``languages`` what is said in each language.
    ``modules`` is the address of the folder of the scripts that wake figures, ``look`` that of the
    theme's charts.
    ``card`` is the picture of pages that have none, ``card_file`` the source that it is made of.
    """

    settings: Settings
    values: Mapping[str, SiteValue]
    layouts: Mapping[str, Mapping[str, TemplateSet]]
    modules: str
    look: Look
    languages: Languages
    card: CardImage = CardImage()
    card_file: str = ""

    @property
    def words(self) -> Words:
        """Return what is said in the language of the site."""
        return self.languages[self.settings.language].words

    def layout(self, name: str) -> str:
        """Return the layout of a name, or the one that stands in for it in this theme."""
        there = self.layouts[self.settings.language]
        while name in STAND_INS and name not in there:
            name = STAND_INS[name]
        return name

    def templates(self, layout: str, language: str = "") -> TemplateSet:
        """Return the templates of a layout for pages in a language, the site's if none is named."""
        return self.layouts[language or self.settings.language][layout]

    def for_lists(self, body: Body | None, language: str) -> TemplateSet | None:
        """Return the templates of the lists in a body, where it has some and the theme too."""
        return self.layouts[language].get(LIST) if body and body.lists else None


class PageContext(Struct, frozen=True):
    """A page with all that was made for it alone."""

    page: Page
    bound: Bound
    drawn: Drawn

    @property
    def markup(self) -> Markup:
        """Return what its text turned into, and what blocks of the site's own made of that."""
        markup = self.page.document.markup
        if any(each.has_math for each in self.drawn.inserts if each):
            return structs.replace(markup, has_math=True)
        return markup

    @property
    def summary(self) -> str:
        """Return what lists say of the page: its own words, or its beginning."""
        document, texts = self.page.document, self.bound.body.texts
        return document.wording.summary or as_quoted(document.markup.excerpt, self.values, texts)

    @property
    def values(self) -> tuple[str, ...]:
        """Return the plain texts of the values in its prose."""
        return tuple(each.text for each in self.drawn.values)

    def scripts(self, site: SiteContext) -> tuple[str, ...]:
        """Return the addresses of the modules that the page needs."""
        return tuple(site.modules + script for script in self.bound.scripts)


class TermNames(Struct, frozen=True):
    """What terms are called that have a page, by their addresses, and whose posts name nobody."""

    titles: Mapping[str, str]
    author: Term | None = None

    def of(self, url: str, name: str) -> str:
        """Return what a term is called: its page's title, or the name in the posts."""
        return self.titles.get(url, name)


def term_names(listed: Catalogue) -> TermNames:
    """Return what terms are called."""
    pages, author = listed.by_path, listed.order.author
    titles = {url: pages[path].title for url, path in listed.order.intros.items()}
    return TermNames(titles, Term(AUTHORS, slugify(author), author) if author else None)


class PlanInput(Struct, frozen=True):
    """What the plan is made from: ``pages`` has the context of each document by its path."""

    site: SiteContext
    catalogue: Catalogue
    pages: Mapping[str, PageContext]
    files: Mapping[str, Blob]
    related: "Related"
    names: TermNames
    lists: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    """The sources that the lists of a page name, for pages that have some."""

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


class Carriers(Struct, frozen=True):
    """How many posts there are, and the numbers of those that have a tag, for each tag."""

    posts: int
    by_tag: tuple[tuple[int, ...], ...]


Related = tuple[tuple[int, ...], ...]
"""The numbers of the posts that are related to each post; both go by their order."""


def carriers_of(order: Order) -> Carriers:
    """Return which posts have which tags, by their numbers alone."""
    numbers = {path: number for number, path in enumerate(order.posts)}
    tags = (
        tuple([numbers[path] for path in tag.posts if path in numbers]) for tag in order.terms[TAGS]
    )
    return Carriers(len(numbers), tuple([tag for tag in tags if tag]))


def find_related(value: Carriers, read: Read) -> Made[Related]:
    """Find what each post is related to: of all that a plan needs this takes longest."""
    around: list[list[tuple[int, tuple[int, ...]]]] = [[] for _ in range(value.posts)]
    for numbers in value.by_tag:
        weight = 1000 // len(numbers)
        for at, number in enumerate(numbers):
            near = numbers[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
            around[number].append((weight, near))
    return Made(tuple([_related(number, each) for number, each in enumerate(around)]))


def _related(here: int, around: Iterable[tuple[int, tuple[int, ...]]]) -> tuple[int, ...]:
    """Return the posts that share most with one; a rare tag says more than a common one."""
    shared: dict[int, int] = {}
    for weight, numbers in around:
        for number in numbers:
            shared[number] = shared.get(number, 0) + weight
    shared.pop(here, None)
    ranked = sorted([(-score, abs(n - here), n) for n, score in shared.items()])
    return tuple([number for _, _, number in ranked[:RELATED]])


def find_neighbours(given: PlanInput, links: Links, recall: Recall) -> Mapping[str, Neighbours]:
    """Find the neighbours of each post, by its source path."""
    series = recall.same("series", dict(_series(given)))
    near = recall(_near, given.catalogue.order.posts, given.related)
    if given.settings.collections:
        near = recall.same("near", {**near, **dict(_near_in_collections(given))})
    return recall.for_each(_neighbours, (near, series), Looked((links,)))


def _near(posts: tuple[str, ...], related: Related) -> Mapping[str, tuple[str, ...]]:
    """Return the paths of the older, the newer and the related posts of each post."""
    row = ["", *posts, ""]
    return {
        path: (older, newer, *[posts[one] for one in near])
        for path, older, newer, near in zip(posts, row[2:], row[:-2], related, strict=True)
    }


def _near_in_collections(given: PlanInput) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the paths of the entries before and after each: by time, or as they are listed."""
    for collection in given.settings.collections:
        entries = given.catalogue.order.collections[collection.name]
        row = ["", *(entries[::-1] if collection.is_dated else entries), ""]
        row = row[::-1] if collection.order == "-date" else row
        yield from ((path, (row[at - 1], row[at + 1])) for at, path in enumerate(row) if path)


def _neighbours(near: tuple[str, ...], series: SeriesValue | None, looked: Looked) -> Neighbours:
    (links,) = looked
    older, newer, *related = near
    return Neighbours(
        links[older] if older else None,
        links[newer] if newer else None,
        tuple([links[path] for path in related]),
        series,
    )


def _series(given: PlanInput) -> Iterator[tuple[str, SeriesValue]]:
    catalogue, settings = given.catalogue, given.settings
    for series in catalogue.series:
        path = f"/series/{series.slug}/"
        url, name = href(settings, path), given.names.of(path, series.name)
        posts = [catalogue.by_path[path] for path in series.posts]
        parts = tuple(LinkValue(post.title, href(settings, post.url)) for post in posts)
        for number, path in enumerate(series.posts, 1):
            yield path, SeriesValue(name, url, number, parts)
