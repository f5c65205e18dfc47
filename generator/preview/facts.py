"""What an author wants to know of a page that is not finished yet."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from generator.charts.figure import NO_ALT
from generator.pages.describe import minutes
from generator.preview.addresses import INDEX
from generator.preview.shown import Shown
from generator.problems import Problem
from generator.site.placing import Page

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
    status = _status(page, now, _past(now))
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
    urls = (f"/{path}", f"/{path.removesuffix(INDEX)}")
    listed = shown.site.listed
    return next((page for page in listed.all if page.url in urls), None) if listed else None


def _status(page: Page, now: datetime, past: str) -> Status:
    if page.document.front.draft:
        return "draft"
    if page.kind != "post" or page.date[:10] < past:
        return ""
    return "scheduled" if datetime.fromisoformat(page.date) > now else ""


def _past(now: datetime) -> str:
    """Return a day that is over in every time zone, for a glance at very many dates."""
    return (now - timedelta(days=2)).isoformat()[:10]


def _at(page: Page, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    found = (each for each in problems if each.place and each.place.path == page.path)
    return iter(dict.fromkeys(found))


def unfinished(shown: Shown, now: datetime) -> Mapping[str, Status]:
    """Return the addresses of all posts and pages that no reader sees yet."""
    listed, past = shown.site.listed, _past(now)
    pairs = ((page.url, _status(page, now, past)) for page in listed.all) if listed else ()
    return {quote(url): status for url, status in pairs if status}
