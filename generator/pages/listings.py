"""Lists within pages: what a ``list`` block chooses of posts and pages, as links in its place."""

import posixpath
from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct, structs

from generator.blocks.listing import TERMS, ListBlock
from generator.engine import Recall
from generator.pages.addresses import whole
from generator.pages.body import ListFill
from generator.pages.contexts import Links, PageContext, PlanInput
from generator.pages.values import PostLink
from generator.problems import Problem, suggestion
from generator.site.catalogue import Catalogue
from generator.site.collation import rank
from generator.site.placing import Page
from generator.site.settings import Settings
from generator.site.slug import slugify


class Chosen(Struct, frozen=True):
    """The sources that each list of a page names, and what is wrong with the lists."""

    lists: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...] = ()


def choose_lists(page: Page, catalogue: Catalogue, language: str) -> Chosen:
    """Find what the lists of a page name, all but the page itself."""
    chosen = [_choose(each, page, catalogue, language) for each in page.document.lists]
    problems = (problem for each in chosen for problem in each.problems)
    return Chosen(tuple(each.lists[0] for each in chosen), tuple(problems))


def _choose(listing: ListBlock, page: Page, catalogue: Catalogue, language: str) -> Chosen:
    if not listing.whole:
        return Chosen(((),))
    some = _some(listing, page, catalogue)
    if isinstance(some, Problem):
        return Chosen(((),), (some,))
    kept = {each.path for each in some} - {page.path}
    for key, names in listing.terms:
        having = [_having(key, name, catalogue) for name in names]
        for name, paths in zip(names, having):
            if not paths:
                return Chosen(((),), (_unknown(key, name, listing, catalogue),))
        enough = all if listing.match == "all" else any
        kept = {path for path in kept if enough(path in paths for paths in having)}
    if not kept:
        place, line = listing.place_of("")
        hint = "it lists what is published, and never the page that it stands on"
        return Chosen(((),), (Problem("this list is empty", place, hint, line, "warning"),))
    ordered = _ordered([each for each in some if each.path in kept], listing, language)
    return Chosen((tuple([each.path for each in ordered][: listing.number or None]),))


def _some(listing: ListBlock, page: Page, catalogue: Catalogue) -> Sequence[Page] | Problem:
    """Return all of the kind that a list names, in the order of the catalogue."""
    if listing.pages:
        return _rows(listing, page, catalogue)
    if not listing.under:
        return catalogue.posts
    folder = f"content/{listing.under.strip('/').removeprefix('content/')}/"
    found = [each for each in catalogue.all if each.path.startswith(folder)]
    below = [each for each in found if posixpath.dirname(each.path) + "/" != folder or not
             posixpath.basename(each.path).startswith("index.")]  # fmt: skip
    if below:
        return below
    place, line = listing.place_of("under")
    folders = {posixpath.dirname(each.path).removeprefix("content/") for each in catalogue.all}
    hint = suggestion(listing.under.strip("/"), sorted(folders - {"content"}))
    return Problem(f'nothing is published under "{listing.under}"', place, hint, line, "warning")


def _rows(listing: ListBlock, page: Page, catalogue: Catalogue) -> Sequence[Page] | Problem:
    beside = posixpath.join(posixpath.dirname(page.path), listing.pages)
    wanted = [posixpath.normpath(each) for each in (beside, f"content/{listing.pages}")]
    rows = [each for each in catalogue.pages if each.document.row is not None]
    for source in wanted:
        if found := [each for each in rows if each.document.source == source]:
            return found
    place, line = listing.place_of("pages")
    known = {each.document.source.removeprefix("content/"): None for each in rows}
    hint = suggestion(listing.pages, known, "such as cities.md, whose front matter has pages:")
    message = f'"{listing.pages}" is no source with pages of a table'
    return Problem(message, place, hint, line)


def _having(key: str, name: str, catalogue: Catalogue) -> set[str]:
    """Return the sources that have a term: those that name it, and posts by the site's author."""
    slug = slugify(name)
    gathered = {each.slug: each.posts for each in catalogue.order.terms.get(key, ())}
    named = (each.path for each in catalogue.all if slug in _terms(each, key))
    return {*gathered.get(slug, ()), *named}


def _unknown(key: str, name: str, listing: ListBlock, catalogue: Catalogue) -> Problem:
    """Return what is wrong with a tag, a series or the like that nothing has."""
    known = {word: None for each in catalogue.all for word in _terms(each, key).values()}
    place, line = listing.place_of(key)
    what = {"tags": "tag", "authors": "author"}.get(key, key)
    message = f'nothing has the {what} "{name}"'
    if key not in TERMS:
        message = f'nothing has "{name}" among its {key}'
    return Problem(message, place, suggestion(name, known), line, "warning")


def _terms(page: Page, key: str) -> Mapping[str, str]:
    return {term.slug: term.name for term in page.document.wording.terms if term.taxonomy == key}


def _ordered(pages: list[Page], listing: ListBlock, language: str) -> list[Page]:
    order = listing.order or ("table" if listing.pages else "newest")
    if order == "title":
        return sorted(pages, key=lambda page: rank(page.title, language))
    if order == "table":
        return pages
    return sorted(pages, key=_instant, reverse=order == "newest")


def _instant(page: Page) -> float:
    return datetime.fromisoformat(page.date).timestamp() if page.date else 0


def with_lists(given: PlanInput, links: Links, recall: Recall) -> PlanInput:
    """Put links into the lists of pages; they hang on what they quote, and on nothing else."""
    if not given.lists:
        return given
    listed = {
        path: recall.same(("listed", path), _listed(given, path, links)) for path in given.lists
    }
    pages: Mapping[str, PageContext] = {**given.pages, **listed}
    return structs.replace(given, pages=recall.same_each("listed pages", pages))


def _listed(given: PlanInput, path: str, links: Links) -> PageContext:
    context, settings = given.pages[path], given.settings
    pairs = zip(given.lists[path], context.page.document.lists, strict=True)
    fills = tuple(
        [ListFill(tuple([links[each] for each in paths]), one.summaries) for paths, one in pairs]
    )
    in_feed = tuple(
        [
            structs.replace(each, posts=tuple([_absolute(post, settings) for post in each.posts]))
            for each in fills
        ]
    )
    bound = context.bound
    bound = structs.replace(
        bound,
        body=structs.replace(bound.body, lists=fills),
        feed_body=structs.replace(bound.feed_body, lists=in_feed),
    )
    return structs.replace(context, bound=bound)


def _absolute(post: PostLink, settings: Settings) -> PostLink:
    return structs.replace(post, url=whole(settings, post.url))
