"""The catalogue: which documents are published, where, and how they stand to one another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from generator.problems import Problem
from generator.site.dates import seen_in
from generator.site.document import Document
from generator.site.front import FrontMatter
from generator.site.settings import Settings
from generator.site.slug import date_in_name, slugify, source_name, split_leading_date

Reason = Literal["draft", "scheduled", "expired"]
POSTS = "content/posts/"
HOME = ("content/index.md", "content/index.markdown")
LOST = ("content/404.md", "content/404.markdown")
LOST_URL = "/404.html"
"""What hosts answer with where there is nothing."""
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

    @property
    def title(self) -> str:
        """Return the title."""
        return self.document.front.title

    @property
    def is_found(self) -> bool:
        """Tell whether search engines may lead to it."""
        return not self.document.front.draft and self.url != LOST_URL


class Held(Struct, frozen=True):
    """A document that is not published, why, and until when (ISO 8601, may be empty)."""

    path: str
    title: str
    reason: Reason
    until: str = ""


class Tag(Struct, frozen=True):
    """A tag with its posts, newest first."""

    name: str
    slug: str
    posts: tuple[Page, ...]


class Series(Struct, frozen=True):
    """A series with its parts, oldest first."""

    name: str
    slug: str
    posts: tuple[Page, ...]


class Catalogue(Struct, frozen=True):
    """Everything published: posts newest first, and what gathers them."""

    posts: tuple[Page, ...]
    pages: tuple[Page, ...]
    tags: tuple[Tag, ...]
    series: tuple[Series, ...]
    held: tuple[Held, ...]
    by_path: Mapping[str, Page]

    @property
    def all(self) -> tuple[Page, ...]:
        """Return posts and pages."""
        return self.posts + self.pages


class Visit(Struct, frozen=True):
    """When the site is looked at, and whether held documents are shown all the same."""

    now: datetime
    drafts: bool = False
    future: bool = False


def catalogue(
    documents: Iterable[Document], settings: Settings, visit: Visit
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Decide what is published, and gather posts by tag and series."""
    problems: list[Problem] = []
    shown: list[Page] = []
    held: list[Held] = []
    for document in documents:
        page = _place(document, settings, problems)
        standing = None if page is None else _held(page, visit, settings.timezone)
        if standing is not None:
            held.append(standing)
        elif page is not None:
            shown.append(page)
    posts = sorted((page for page in shown if page.kind == "post"), key=lambda page: page.path)
    posts.sort(key=lambda page: datetime.fromisoformat(page.date), reverse=True)
    pages = tuple(page for page in shown if page.kind == "page")
    tags = tuple(Tag(*group) for group in _gather(posts, _tags_of))
    series = tuple(
        Series(name, slug, members[::-1]) for name, slug, members in _gather(posts, _series_of)
    )
    by_path = {page.path: page for page in shown}
    listed = tuple(sorted(held, key=lambda entry: (entry.reason, entry.until, entry.path)))
    return Catalogue(tuple(posts), pages, tags, series, listed, by_path), tuple(problems)


def bundle(path: str) -> str:
    """Return the folder whose files belong to a document, with a final ``/``; empty if none do."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/" if name.startswith("index.") else ""


def _place(document: Document, settings: Settings, problems: list[Problem]) -> Page | None:
    front, path = document.front, document.path
    name = split_leading_date(source_name(path))[1]
    slug = slugify(front.slug or name)
    if not slug:
        problems.append(_no_slug(document))
        return None
    if not path.startswith(POSTS):
        if path in HOME and not front.slug:
            problems.append(_not_home(document))
        if path in LOST and not front.slug:
            return Page(path, document, "page", LOST_URL, front.date, front.updated)
        return Page(path, document, "page", _page_url(path, slug), front.date, front.updated)
    if not front.date and not front.draft and not _is_told(front):
        problems.append(_no_date(front, date_in_name(path)))
    # A post without a date goes on with some date, so that links to it are no problem too.
    date = front.date or SOME_DATE
    return Page(
        path, document, "post", _post_url(settings.permalink, slug, date), date, front.updated
    )


def _is_told(front: FrontMatter) -> bool:
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


def _held(page: Page, visit: Visit, timezone: str) -> Held | None:
    front = page.document.front
    if front.draft and not visit.drafts:
        return Held(page.path, front.title, "draft")
    if front.expires and datetime.fromisoformat(front.expires) <= visit.now:
        return Held(page.path, front.title, "expired", seen_in(timezone, front.expires))
    early = bool(page.date) and datetime.fromisoformat(page.date) > visit.now
    if early and page.kind == "post" and not visit.future:
        return Held(page.path, front.title, "scheduled", seen_in(timezone, page.date))
    return None


def _tags_of(page: Page) -> tuple[str, ...]:
    return page.document.front.tags


def _series_of(page: Page) -> tuple[str, ...]:
    name = page.document.front.series
    return (name,) if name else ()


def _gather(
    posts: Sequence[Page], names_of: Callable[[Page], tuple[str, ...]]
) -> list[tuple[str, str, tuple[Page, ...]]]:
    """Group posts by name; spellings with the same slug are one, named as in the newest post."""
    groups: dict[str, tuple[str, list[Page]]] = {}
    for page in posts:
        for name in names_of(page):
            members = groups.setdefault(slugify(name), (name, []))[1]
            if page not in members[-1:]:
                members.append(page)
    return [(name, slug, tuple(members)) for slug, (name, members) in sorted(groups.items())]


def _not_home(document: Document) -> Problem:
    place, source = document.front.place_of("title")
    message = "a page cannot be the home page, which is the list of posts"
    return Problem(
        message, place, "give it a slug, or a theme of your own with another home.html", source
    )


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
