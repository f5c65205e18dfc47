"""Gathering: which posts stand under each term of each taxonomy, and at which addresses."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.problems import Problem, suggestion
from generator.site.collation import rank
from generator.site.collections import Collection, lacking
from generator.site.document import AUTHORS, SERIES, Term
from generator.site.placing import Placed, Standing
from generator.site.settings import Settings
from generator.site.slug import slugify
from generator.site.taxonomies import Taxonomies

ARCHIVE_URL = "/archive/"


class Gathering(Struct, frozen=True):
    """The source paths of a term's posts, newest first; those of a series oldest first."""

    name: str
    slug: str
    posts: tuple[str, ...]


Terms = Mapping[str, tuple[Gathering, ...]]
"""The terms of each taxonomy by its name, in the order of their slugs."""


def gather(
    posts: Sequence[Standing], pages: Sequence[Standing], author: Term | None, settings: Settings
) -> Terms:
    """Group posts, and entries of collections, by term; what has no date comes last.

    Spellings with the same slug are one, named as in the newest post. A page at the address of a
    term makes it one that may have no posts.
    """
    found: dict[str, dict[str, tuple[str, list[str]]]] = {
        each.name: {} for each in settings.taxonomies.every
    }
    entries = [each for each in pages if each.collection]
    # A sort is long among many, and there are none on most sites.
    every = sorted([*posts, *entries], key=_newest_first) if entries else posts
    for post in every:
        for term in terms_of(post.terms, author if post.kind == "post" else None):
            group = found[term.taxonomy].setdefault(term.slug, (term.name, []))
            group[1].append(post.path)
    for term in filter(None, (_told(each) for each in pages)):
        if term.taxonomy in found:
            found[term.taxonomy].setdefault(term.slug, (term.slug, []))
    return {name: _gatherings(name, groups, settings) for name, groups in found.items()}


def _newest_first(standing: Standing) -> tuple[bool, float, str]:
    return not standing.date, -standing.instant, standing.path


def _gatherings(
    taxonomy: str, groups: Mapping[str, tuple[str, list[str]]], settings: Settings
) -> tuple[Gathering, ...]:
    ordered = sorted(groups.items(), key=lambda group: rank(group[0], settings.language))
    step = -1 if taxonomy == SERIES else 1
    return tuple([Gathering(name, slug, tuple(each[::step])) for slug, (name, each) in ordered])


def _told(page: Standing) -> Term | None:
    """Return the term that a page tells about, by its address, if it may tell about one."""
    taxonomy, _, slug = page.url.strip("/").partition("/")
    return Term(taxonomy, slug, slug) if slug and "/" not in slug else None


def terms_of(terms: tuple[Term, ...], author: Term | None) -> tuple[Term, ...]:
    """Return what a post is gathered by, with the author of those that name nobody."""
    if author is None or any(term.taxonomy == AUTHORS for term in terms):
        return terms
    return (*terms, author)


def default_author(
    posts: Sequence[Standing], pages: Sequence[Standing], settings: Settings
) -> Term | None:
    """Return the author that site.yaml names, where a page or post names one too."""
    slug = slugify(settings.author) if settings.taxonomies.authors.is_on else ""
    named = any(term.taxonomy == AUTHORS for post in posts for term in post.terms)
    is_wanted = slug and (named or any(_is_author(each) for each in pages))
    return Term(AUTHORS, slug, settings.author) if is_wanted else None


def _is_author(page: Standing) -> bool:
    term = _told(page)
    return term is not None and term.taxonomy == AUTHORS


def list_urls(list_url: str, terms: Terms, settings: Settings) -> tuple[str, ...]:
    """Return the addresses of all list pages but the later pages of a pager."""
    collections = [each.url for each in settings.collections]
    terms_urls = _urls_of_terms(terms, settings.taxonomies)
    return (list_url, ARCHIVE_URL, *collections, *terms_urls)


def entries_of(collection: Collection, pages: Sequence[Standing]) -> tuple[str, ...]:
    """Return the paths of a collection's entries; what has no place in their order is last."""
    own = sorted((e for e in pages if e.collection == collection.name), key=lambda e: e.path)
    placed = [(each.sort_key, each.path) for each in own if each.sort_key is not None]
    placed.sort(key=lambda pair: pair[0], reverse=collection.is_reversed)
    return (*[path for _, path in placed], *[e.path for e in own if e.sort_key is None])


def lacking_collections(
    standings: Mapping[str, Standing | None], settings: Settings
) -> tuple[Problem, ...]:
    """Tell of collections that have no entries, or none with what they stand in order by."""
    there = [each for each in standings.values() if each is not None]
    folders = dict.fromkeys(each.path.split("/")[1] for each in there if each.path.count("/") > 1)
    keys = {
        collection: [each.sort_key for each in there if each.collection == collection.name]
        for collection in settings.collections
    }
    return tuple([told for each, own in keys.items() for told in lacking(each, own, folders)])


def _urls_of_terms(terms: Terms, taxonomies: Taxonomies) -> Iterator[str]:
    for taxonomy in taxonomies.every:
        if taxonomy.is_on:
            if taxonomy.has_index(terms[taxonomy.name]):
                yield taxonomy.url
            yield from (f"{taxonomy.url}{each.slug}/" for each in terms[taxonomy.name])


def known_authors(standings: Mapping[str, Standing | None]) -> tuple[str, ...]:
    """Return the slugs of all authors who have a page, published or not."""
    pages = (each for each in standings.values() if each is not None and each.url)
    return tuple([term.slug for page in pages if (term := _told(page)) and _is_author(page)])


def unknown_authors(placed: Placed, known: tuple[str, ...]) -> Iterator[Problem]:
    """Tell of authors who have no page, on a site where authors have some."""
    if placed.page is None:
        return
    front = placed.page.document.front
    for index, name in enumerate(front.authors):
        if slugify(name) not in known:
            place, source = front.place_of("authors", index)
            hint = suggestion(name, known, f"write content/authors/{slugify(name)}.md")
            yield Problem(f'there is no author "{name}"', place, hint, source)
