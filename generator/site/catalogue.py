"""The catalogue: which documents are published, where, and how they stand to one another."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from generator.engine import Recall
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
DAY = 86_400
"""Seconds."""
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
    """A tag with the source paths of its posts, newest first."""

    name: str
    slug: str
    posts: tuple[str, ...]


class Series(Struct, frozen=True):
    """A series with the source paths of its parts, oldest first."""

    name: str
    slug: str
    posts: tuple[str, ...]


class Order(Struct, frozen=True):
    """What is published, by source paths: posts newest first, and what gathers them."""

    posts: tuple[str, ...]
    pages: tuple[str, ...]
    tags: tuple[Tag, ...]
    series: tuple[Series, ...]
    held: tuple[Held, ...]


class Catalogue(Struct, frozen=True):
    """Every page that is published by its source path, posts newest first, and their order."""

    by_path: Mapping[str, Page]
    order: Order

    @property
    def posts(self) -> tuple[Page, ...]:
        """Return the posts, newest first."""
        return tuple([self.by_path[path] for path in self.order.posts])

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages that are no posts."""
        return tuple([self.by_path[path] for path in self.order.pages])

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Return the tags by their slugs."""
        return self.order.tags

    @property
    def series(self) -> tuple[Series, ...]:
        """Return the series by their slugs."""
        return self.order.series

    @property
    def held(self) -> tuple[Held, ...]:
        """Return what is not published."""
        return self.order.held

    @property
    def all(self) -> tuple[Page, ...]:
        """Return posts and pages."""
        return tuple(self.by_path.values())


class Visit(Struct, frozen=True):
    """When the site is looked at, and whether held documents are shown all the same."""

    now: datetime
    drafts: bool = False
    future: bool = False


class Standing(Struct, frozen=True):
    """What decides whether a page is published and among which others, but for its text.

    ``instant`` and ``end`` are its date and when it expires, in seconds since 1970; ``date``
    and ``expires`` say the same as they are written.
    """

    path: str
    kind: Literal["post", "page"]
    title: str
    draft: bool
    date: str
    instant: float
    expires: str
    end: float | None
    tags: tuple[str, ...]
    series: tuple[str, ...]


class Placed(Struct, frozen=True):
    """A document with the page that it is; none where it cannot have an address."""

    page: Page | None
    standing: Standing | None = None
    problems: tuple[Problem, ...] = ()


def catalogue(
    documents: Mapping[str, Document | None], settings: Settings, visit: Visit, recall: Recall
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Decide what is published, and gather posts by tag and series.

    A document is None where its source could not be read.
    """
    placed = recall.for_each(_place, (documents,), settings)
    standings = recall.for_each(_standing_of, (placed,))
    day = recall.same("day", visit.now.timestamp() // DAY * DAY)
    waiting = recall.gathered(_may_be_held, (standings,), day)
    held = recall.same("held", dict(_all_held(waiting, visit, settings.timezone)))
    order = recall(_order, standings, held)
    pages = recall.for_each(_page_at, (recall(_paths_in, order), placed))
    return Catalogue(pages, order), recall.gathered(_problems_of, (placed,))


def _problems_of(placed: Placed) -> tuple[Problem, ...]:
    return placed.problems


def _paths_in(order: Order) -> Mapping[str, str]:
    return {path: path for path in (*order.posts, *order.pages)}


def _page_at(path: str, placed: Placed) -> Page:
    assert placed.page is not None, f"{path} is in the order"  # noqa: S101
    return placed.page


def _standing_of(placed: Placed) -> Standing | None:
    return placed.standing


def _order(standings: Mapping[str, Standing | None], held: Mapping[str, Held]) -> Order:
    shown = [each for path, each in standings.items() if each and path not in held]
    by_path = sorted((each for each in shown if each.kind == "post"), key=lambda each: each.path)
    posts = sorted(by_path, key=lambda each: each.instant, reverse=True)
    series = _gather(posts, lambda each: each.series)
    return Order(
        posts=tuple(each.path for each in posts),
        pages=tuple(each.path for each in shown if each.kind == "page"),
        tags=tuple(Tag(*group) for group in _gather(posts, lambda each: each.tags)),
        series=tuple(Series(name, slug, members[::-1]) for name, slug, members in series),
        held=tuple(sorted(held.values(), key=_by_reason)),
    )


def _by_reason(held: Held) -> tuple[str, str, str]:
    return held.reason, held.until, held.path


def bundle(path: str) -> str:
    """Return the folder whose files belong to a document, with a final ``/``; empty if none do."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/" if name.startswith("index.") else ""


def _place(document: Document | None, settings: Settings) -> Placed:
    if document is None:
        return Placed(None)
    slug = slugify(document.front.slug or split_leading_date(source_name(document.path))[1])
    if not slug:
        return Placed(None, problems=(_no_slug(document),))
    if document.path.startswith(POSTS):
        return _place_post(document, slug, settings.permalink)
    return _place_page(document, slug)


def _place_page(document: Document, slug: str) -> Placed:
    front, path = document.front, document.path
    url = LOST_URL if path in LOST and not front.slug else _page_url(path, slug)
    page = Page(path, document, "page", url, front.date, front.updated)
    problems = (_not_home(document),) if path in HOME and not front.slug else ()
    return Placed(page, _standing(page), problems)


def _place_post(document: Document, slug: str, permalink: str) -> Placed:
    front = document.front
    # A post without a date goes on with some date, so that links to it are no problem too.
    date = front.date or SOME_DATE
    url = _post_url(permalink, slug, date)
    page = Page(document.path, document, "post", url, date, front.updated)
    is_wrong = not front.date and not front.draft and not _is_told(front)
    problems = (_no_date(front, date_in_name(document.path)),) if is_wrong else ()
    return Placed(page, _standing(page), problems)


def _standing(page: Page) -> Standing:
    front = page.document.front
    return Standing(
        path=page.path,
        kind=page.kind,
        title=front.title,
        draft=front.draft,
        date=page.date,
        instant=_instant(page.date),
        expires=front.expires,
        end=_instant(front.expires) if front.expires else None,
        tags=front.tags,
        series=(front.series,) if front.series else (),
    )


def _instant(date: str) -> float:
    return datetime.fromisoformat(date).timestamp() if date else 0


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


def _may_be_held(standing: Standing | None, day: float) -> tuple[Standing, ...]:
    """Give a page of which the time of day may decide whether it is published."""
    if standing is None:
        return ()
    is_sure = not standing.draft and standing.end is None and standing.instant <= day
    return () if is_sure else (standing,)


def _all_held(
    standings: Iterable[Standing], visit: Visit, timezone: str
) -> Iterator[tuple[str, Held]]:
    now = visit.now.timestamp()
    for standing in standings:
        held = _held(standing, visit, now, timezone)
        if held is not None:
            yield standing.path, held


def _held(standing: Standing, visit: Visit, now: float, timezone: str) -> Held | None:
    path, title = standing.path, standing.title
    if standing.draft and not visit.drafts:
        return Held(path, title, "draft")
    if standing.end is not None and standing.end <= now:
        return Held(path, title, "expired", seen_in(timezone, standing.expires))
    if standing.kind == "post" and standing.instant > now and not visit.future:
        return Held(path, title, "scheduled", seen_in(timezone, standing.date))
    return None


def _gather(
    posts: Sequence[Standing], names_of: Callable[[Standing], tuple[str, ...]]
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Group posts by name; spellings with the same slug are one, named as in the newest post."""
    groups: dict[str, tuple[str, list[str]]] = {}
    for each in posts:
        for name in names_of(each):
            members = groups.setdefault(slugify(name), (name, []))[1]
            if each.path not in members[-1:]:
                members.append(each.path)
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
