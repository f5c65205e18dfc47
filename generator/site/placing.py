"""Placing: what page a document is, at which address, and how it stands in time."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from msgspec import Struct, structs

from generator.problems import Problem
from generator.site.collections import Collection, SortKey, collection_of, sort_key
from generator.site.document import Document, Term
from generator.site.front_matter import FrontMatter
from generator.site.settings import Settings
from generator.site.slug import SOURCES, date_in_name, slugify, source_name, split_leading_date

POSTS = "content/posts/"
HOME, LOST = (tuple(f"content/{name}{each}" for each in SOURCES) for name in ("index", "404"))
LOST_URL = "/404.html"
"""What hosts answer with where there is nothing."""
FRONT_URL = "/"
"""The front page, or the list of posts where there is none."""
_AT = {**dict.fromkeys(HOME, FRONT_URL), **dict.fromkeys(LOST, LOST_URL)}
SOME_DATE = "1970-01-01T00:00:00+00:00"


class Page(Struct, frozen=True):
    """A document with its address; ``date`` and ``updated`` are ISO 8601 or empty.

    ``url`` starts at the site's own root, without the base path.
    """

    path: str
    document: Document
    kind: Literal["post", "page"]
    url: str
    date: str
    updated: str
    collection: str = ""
    layout: str = ""
    """The layout of the entries of its collection, if it is one."""

    @property
    def title(self) -> str:
        """Return the title as readers see it."""
        return self.document.wording.title

    @property
    def language(self) -> str:
        """Return the language that it is in."""
        return self.document.language

    @property
    def is_found(self) -> bool:
        """Tell whether search engines may lead to it."""
        return not self.document.front.draft and self.url != LOST_URL


class Standing(Struct, frozen=True):
    """What decides whether a page is published and among which others, but for its text.

    ``instant`` and ``end`` are its date and when it expires, in seconds since 1970; ``date``
    and ``expires`` say the same as they are written. ``terms`` are what gathers it. ``url`` is the
    address of a page, of posts empty, ``is_front`` true of one that is the front page.
    """

    path: str
    kind: Literal["post", "page"]
    draft: bool
    date: str
    instant: float
    expires: str
    end: float | None
    terms: tuple[Term, ...]
    url: str = ""
    is_front: bool = False
    collection: str = ""
    sort_key: SortKey | None = None


class Placed(Struct, frozen=True):
    """A document with the page that it is; none where it cannot have an address."""

    page: Page | None
    standing: Standing | None = None
    problems: tuple[Problem, ...] = ()


def bundle(path: str) -> str:
    """Return the folder whose files belong to a document, with a final ``/``; empty if none do.

    What lies under ``content/`` belongs to no front page, for everything does.
    """
    folder, _, name = path.rpartition("/")
    is_own = name.startswith("index.") and name.endswith(SOURCES) and folder != "content"
    return f"{folder}/" if is_own else ""


def place(document: Document | None, settings: Settings) -> Placed:
    """Say what page a document is; None is one whose source could not be read."""
    if document is None:
        return Placed(None)
    collection = collection_of(document, settings.collections) if settings.collections else None
    if document.row is not None:
        return _placed_at(document, document.row.url, collection, settings)
    slug = slugify(document.front.slug or split_leading_date(source_name(document.path))[1])
    if not slug:
        return Placed(None, problems=(_no_slug(document),))
    if document.path.startswith(POSTS):
        return _place_post(document, slug, settings.permalink)
    return _placed_at(document, _url_of(document, slug, collection), collection, settings)


def _url_of(document: Document, slug: str, collection: Collection | None) -> str:
    front, path = document.front, document.path
    if collection is not None and collection.permalink:
        return _post_url(collection.permalink, slug, front.date or SOME_DATE)
    return _page_url(path, slug) if front.slug or path not in _AT else _AT[path]


def _placed_at(
    document: Document, url: str, collection: Collection | None, settings: Settings
) -> Placed:
    front = document.front
    page = Page(document.path, document, "page", url, front.date, front.updated)
    standing, problems = _standing(page), tuple(_misfits(front, collection))
    if collection is None:
        return Placed(page, standing, problems)
    key = sort_key(document, collection, settings.language)
    standing = structs.replace(standing, collection=collection.name, sort_key=key)
    page = structs.replace(page, collection=collection.name, layout=collection.layout)
    return Placed(page, standing, problems)


def _misfits(front: FrontMatter, collection: Collection | None) -> Iterator[Problem]:
    """Tell of what a page says or lacks that has no sense in its collection."""
    if front.weight is not None and (collection is None or "weight" not in collection.order):
        place, source = front.place_of("weight")
        hint = "it is for the pages of a collection whose order is weight"
        yield Problem('"weight" puts nothing in order here', place, hint, source, "warning")
    if collection is None or front.date or _is_reported(front):
        return
    place, source = front.place_of("title")
    if collection.feeds:
        message = f"without a date this stands in no feed of {collection.folder}"
        yield Problem(message, place, "add date: 2024-05-01", source, "warning")
    if re.search(r"\{(year|month|day)\}", collection.permalink):
        message = f"the addresses in {collection.folder} are made of dates, and this has none"
        yield Problem(message, place, "add date: 2024-05-01", source)


def _place_post(document: Document, slug: str, permalink: str) -> Placed:
    front = document.front
    # A post without a date goes on with some date, so that links to it are no problem too.
    date = front.date or SOME_DATE
    url = _post_url(permalink, slug, date)
    page = Page(document.path, document, "post", url, date, front.updated)
    is_wrong = not front.date and not front.draft and not _is_reported(front)
    undated = (_no_date(front, date_in_name(document.path)),) if is_wrong else ()
    return Placed(page, _standing(page), (*undated, *_misfits(front, None)))


def _standing(page: Page) -> Standing:
    front, is_page = page.document.front, page.kind == "page"
    return Standing(
        path=page.path,
        kind=page.kind,
        draft=front.draft,
        date=page.date,
        instant=_instant(page.date),
        expires=front.expires,
        end=_instant(front.expires) if front.expires else None,
        terms=page.document.wording.terms,
        url=page.url if is_page else "",
        is_front=is_page and page.url == FRONT_URL and front.layout != "home",
    )


def _instant(date: str) -> float:
    return datetime.fromisoformat(date).timestamp() if date else 0


def _is_reported(front: FrontMatter) -> bool:
    """Tell whether a wrong date, or no front matter at all, is a problem already."""
    is_written = any(key == "date" for key, _, _ in front.places)
    return is_written or front == FrontMatter(place=front.place)


def _page_url(path: str, slug: str) -> str:
    folder = path.removeprefix("content/").rpartition("/")[0]
    if path.rpartition("/")[2].startswith("index."):
        folder = folder.rpartition("/")[0]
    parts = [slugify(part) for part in folder.split("/") if part]
    return "/" + "/".join([*parts, slug]) + "/"


def _post_url(pattern: str, slug: str, date: str) -> str:
    year, month, day = date[:10].split("-")
    return pattern.format(slug=slug, year=year, month=month, day=day)


def _no_slug(document: Document) -> Problem:
    name = source_name(document.path)
    place, source = document.front.place_of("title")
    message = f'the name "{name}" has no letter and no digit to make an address of'
    return Problem(message, place, "add slug: my-first-post to the front matter", source)


def _no_date(front: FrontMatter, named: str) -> Problem:
    place, source = front.place_of("title")
    wrong = f", and there is no {named} as in the name of its file" if named else ""
    hint = "add date: 2024-05-01 to its front matter, or begin the file's name with it"
    return Problem(f"a post needs a date{wrong}", place, hint, source)
