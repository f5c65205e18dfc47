"""What an author wants to know of a page that is not finished yet."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from generator.charts.figure import NO_ALT
from generator.pages.describe import minutes
from generator.preview.shown import Shown
from generator.problems import Problem
from generator.site.catalogue import Page

Status = Literal["", "draft", "scheduled"]


class Facts(Struct, frozen=True):
    """Where a page stands; ``until`` and ``expires`` are ISO 8601, or empty."""

    status: Status
    until: str
    expires: str
    words: int
    minutes: int
    broken_links: tuple[Problem, ...]
    without_alt: tuple[Problem, ...]

    @property
    def is_finished(self) -> bool:
        """Tell whether there is nothing to say."""
        return not (self.status or self.expires or self.broken_links or self.without_alt)


def facts_of(shown: Shown, path: str, now: datetime) -> Facts | None:
    """Return the facts of the post or page at an output path; nothing for any other output."""
    page = page_at(shown, path)
    if page is None:
        return None
    front, words = page.document.front, page.document.markup.words
    status = _status(page, now)
    return Facts(
        status,
        page.date if status == "scheduled" else "",
        front.expires,
        words,
        minutes(words),
        tuple(_at(page, shown.broken_links)),
        tuple(each for each in _at(page, shown.told) if each.message.endswith(NO_ALT)),
    )


def page_at(shown: Shown, path: str) -> Page | None:
    """Return the post or page that an output stands for."""
    listed = shown.site.listed
    source = shown.site.origin(path)
    page = listed.by_path.get(source) if listed else None
    is_its_own = page is not None and path in (page.url[1:], f"{page.url[1:]}index.html")
    return page if is_its_own else None


def _status(page: Page, now: datetime) -> Status:
    if page.document.front.draft:
        return "draft"
    is_early = page.kind == "post" and bool(page.date) and datetime.fromisoformat(page.date) > now
    return "scheduled" if is_early else ""


def _at(page: Page, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    found = (each for each in problems if each.place and each.place.path == page.path)
    return iter(dict.fromkeys(found))


def unfinished(shown: Shown, now: datetime) -> Mapping[str, Status]:
    """Return the addresses of all posts and pages that no reader sees yet."""
    listed = shown.site.listed
    pairs = ((page.url, _status(page, now)) for page in listed.all) if listed else ()
    return {quote(url): status for url, status in pairs if status}
