"""Describe pages in values: what lists, neighbours and templates may know of them."""

from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from math import ceil
from uuid import NAMESPACE_URL, uuid5

from msgspec import structs

from generator.data.words import direction_of
from generator.markup.holes import as_quoted
from generator.markup.parts import Heading
from generator.markup.quotation import tags_of
from generator.pages.addresses import MOST, below, href
from generator.pages.body import Body
from generator.pages.contexts import Neighbours, PageContext, TermNames
from generator.pages.figure_pages import first_words
from generator.pages.pictures import mean_class, source_values
from generator.pages.values import (
    FigureLink,
    HeadingValue,
    LinkValue,
    PostLink,
    PostValue,
    TermsValue,
)
from generator.site.gathering import terms_of
from generator.site.placing import Page
from generator.site.settings import Settings
from generator.site.slug import split_leading_date
from generator.site.taxonomies import Taxonomy

WORDS_PER_MINUTE = 230
_READ_IN_A_MINUTE = {
    "ar": 138, "de": 179, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188,
    "ja": 178, "nl": 202, "pl": 166, "pt": 181, "ru": 184, "sv": 199, "tr": 166,
    "zh": 128,
}  # fmt: skip
"""Words of a text, as those of IReST were read (Trauzettel-Klosinski and Dietz 2012); where no
spaces part words, two characters are one."""


def describe_link(context: PageContext, settings: Settings, names: TermNames) -> PostLink:
    """Describe a post as lists quote it."""
    page, bound, taxonomies = context.page, context.bound, settings.taxonomies
    return PostLink(
        title=page.title,
        url=href(settings, page.url),
        date=page.date,
        summary=context.summary,
        minutes=minutes(page.document.markup.words, page.language),
        tags=term_links(page, taxonomies.tags, settings, names),
        image=bound.image,
        image_alt=page.document.front.image_alt,
        image_width=bound.image_picture.shown_width,
        image_height=bound.image_picture.shown_height,
        image_sources=source_values(bound.image_picture, settings),
        image_mean=mean_class(bound.image_picture.facts),
        language=page.language,
        direction=direction_of(page.language),
        authors=term_links(page, taxonomies.authors, settings, names),
        terms=own_terms(page, settings, names),
    )


def minutes(words: int, language: str) -> int:
    """Return the reading time in minutes, at least 1."""
    return max(1, ceil(words / _read_in_a_minute(language)))


@cache
def _read_in_a_minute(language: str) -> int:
    known = (_READ_IN_A_MINUTE[tag] for tag in tags_of(language) if tag in _READ_IN_A_MINUTE)
    return next(known, WORDS_PER_MINUTE)


def term_links(
    page: Page, taxonomy: Taxonomy, settings: Settings, names: TermNames
) -> tuple[LinkValue, ...]:
    """Return what a page has of a taxonomy, with the addresses; nothing where it has no lists."""
    terms = page.document.wording.terms
    terms = terms_of(terms, names.author) if page.kind == "post" else terms
    return tuple(
        [
            _term_link(settings.base_url, term.url, names.of(term.url, term.name))
            for term in terms
            if term.taxonomy == taxonomy.name and taxonomy.is_on
        ]
    )


@lru_cache(MOST)
def _term_link(base_url: str, url: str, name: str) -> LinkValue:
    return LinkValue(name, below(base_url, url))


def own_terms(page: Page, settings: Settings, names: TermNames) -> tuple[TermsValue, ...]:
    """Return what a page has of the site's own taxonomies."""
    found = (
        TermsValue(
            each.name,
            each.title,
            href(settings, each.url),
            term_links(page, each, settings, names),
        )
        for each in settings.taxonomies.own
    )
    return tuple([each for each in found if each.terms])


def describe(context: PageContext, link: PostLink, neighbours: Neighbours) -> PostValue:
    """Describe a post or page in full; ``link`` is what lists quote of it."""
    page, bound = context.page, context.bound
    front, markup = page.document.front, context.markup
    return PostValue(
        title=link.title,
        url=link.url,
        date=link.date,
        updated=page.updated,
        summary=page.document.wording.summary,
        minutes=link.minutes,
        words=markup.words,
        tags=link.tags if page.kind == "post" or page.collection else (),
        toc=_contents(context) if front.toc is not False else (),
        series=neighbours.series,
        previous=neighbours.older,
        next=neighbours.newer,
        related=neighbours.related,
        image=link.image,
        image_alt=link.image_alt,
        image_width=link.image_width,
        image_height=link.image_height,
        image_sources=link.image_sources,
        image_mean=link.image_mean,
        image_portrait=bound.image_picture.facts.portrait,
        draft=front.draft,
        authors=link.authors,
        terms=link.terms,
        math=markup.has_math,
        code=bool(markup.codes),
        extra=front.extra,
        figures=figure_links(bound.body) if front.toc is not False else (),
        row=page.document.row.record if page.document.row else "{}",
    )


def _contents(context: PageContext) -> tuple[HeadingValue, ...]:
    headings = context.page.document.markup.headings
    values, texts = context.values, context.bound.body.texts
    if values or any(texts):
        html = [[escape(each, quote=False) for each in some] for some in (values, texts)]
        headings = tuple(
            structs.replace(each, html=as_quoted(each.html, *html)) for each in headings
        )
    return table_of_contents(headings)


def figure_links(body: Body) -> tuple[FigureLink, ...]:
    """Return the list of a page's figures, each with the beginning of its caption."""
    return tuple(
        [
            FigureLink(fill.figure.number, fill.figure.id, first_words(fill.figure))
            for fill in body.figures
            if fill is not None
        ]
    )


def table_of_contents(headings: Sequence[Heading]) -> tuple[HeadingValue, ...]:
    """Nest headings below those of a higher level."""
    following: list[tuple[int, HeadingValue]] = []  # the nearest last
    for each in reversed(headings):
        below = []
        while following and following[-1][0] > each.level:
            below.append(following.pop()[1])
        following.append((each.level, HeadingValue(each.anchor, each.html, tuple(below))))
    return tuple([value for _, value in reversed(following)])


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
