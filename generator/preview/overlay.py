"""The overlay for the author: a quiet bar for unfinished work, and problems over the page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from generator.charts.figure import NO_ALT
from generator.data.moments import write_date
from generator.pages.describe import minutes
from generator.preview.page import INDEX
from generator.preview.state import PreviewState
from generator.problems import Problem
from generator.problems.hypertext import write_folding
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
        """Return whether there is nothing to say."""
        return not (self.status or self.expires or self.broken_links or self.without_alt)


def facts_of(state: PreviewState, path: str, now: datetime) -> Facts | None:
    """Return the facts of the post or page at an output path; nothing for any other output."""
    page = page_at(state, path)
    if page is None:
        return None
    front, words = page.document.front, page.document.markup.words
    status = _status(page, now, _past(now))
    return Facts(
        status,
        page.date if status == "scheduled" else "",
        front.expires,
        words,
        minutes(words, page.language),
        tuple(_at(page, state.broken_links)),
        tuple(each for each in _at(page, state.told) if each.message.endswith(NO_ALT)),
    )


def page_at(state: PreviewState, path: str) -> Page | None:
    """Return the post or page that an output stands for."""
    urls = (f"/{path}", f"/{path.removesuffix(INDEX)}")
    listed = state.site.listed
    return next((page for page in listed.all if page.url in urls), None) if listed else None


def _status(page: Page, now: datetime, past: str) -> Status:
    if page.document.front.draft:
        return "draft"
    if page.kind != "post" or page.date[:10] < past:
        return ""
    return "scheduled" if datetime.fromisoformat(page.date) > now else ""


def _past(now: datetime) -> str:
    """Return a day that is over in every time zone, to pass over very many dates."""
    return (now - timedelta(days=2)).isoformat()[:10]


def _at(page: Page, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    found = (each for each in problems if each.place and each.place.path == page.path)
    return iter(dict.fromkeys(found))


def unfinished(state: PreviewState, now: datetime) -> Mapping[str, Status]:
    """Return the addresses of all posts and pages that no reader sees yet."""
    listed, past = state.site.listed, _past(now)
    pairs = ((page.url, _status(page, now, past)) for page in listed.all) if listed else ()
    return {quote(url): status for url, status in pairs if status}


MOST = 20
STYLE = "overlay.css"


def overlay(folder: str, problems: Sequence[Problem], facts: Facts | None) -> str:
    """Return the overlay as HTML, empty where there is nothing to say.

    It has a shadow root: the theme's styles end before it, and its own end within.
    """
    parts = [_bar(facts)] if facts and not facts.is_finished else []
    parts += [_problems(problems)] if problems else []
    if not parts:
        return ""
    style = f'<link rel="stylesheet" href="{folder}{STYLE}">'
    inside = f'<template shadowrootmode="open">{style}{"".join(parts)}</template>'
    return f"<preview-overlay data-preview>{inside}</preview-overlay>"


def _bar(facts: Facts) -> str:
    told = [
        *_standing(facts),
        f"<span>{_many(facts.minutes, 'minute')} to read</span>",
        f"<span>{_many(facts.words, 'word')}</span>",
        *_listed(facts.broken_links, "broken link"),
        *_listed(facts.without_alt, "figure", " without alt text"),
    ]
    return f'<div class="bar" role="note" aria-label="Unfinished">{"".join(told)}</div>'


def _standing(facts: Facts) -> Iterator[str]:
    if facts.status == "draft":
        yield '<strong class="status">Draft</strong>'
    if facts.status == "scheduled":
        yield f'<strong class="status">Scheduled for {_day(facts.until)}</strong>'
    if facts.expires:
        yield f'<strong class="status">Expires {_day(facts.expires)}</strong>'


def _listed(problems: Sequence[Problem], word: str, rest: str = "") -> Iterator[str]:
    """Yield how many of something there are, with the way to each."""
    if not problems:
        return
    ways = "".join(
        f'<li><span data-at="{place}"><code>{place}</code></span> {escape(each.message)}</li>'
        for each in problems[:MOST]
        if (place := escape(str(each.place)))
    )
    count = f"{_many(len(problems), word)}{rest}"
    yield f"<details><summary>{count}</summary><ul>{ways}</ul></details>"


def _problems(problems: Sequence[Problem]) -> str:
    distinct = list(dict.fromkeys(problems))
    count = _many(len(distinct), "problem")
    rows = "".join(f"<li>{write_folding(each)}</li>" for each in distinct[:MOST])
    left = len(distinct) - MOST
    more = f'<p class="more">and {left} more, which the terminal lists</p>' if left > 0 else ""
    return (
        '<section class="problems" aria-labelledby="count"><header>'
        f'<h2 id="count" role="alert">{count} to mend</h2>'
        "<p>The page is the last good one.</p>"
        '<button type="button" class="hide">Hide <kbd>Esc</kbd></button></header>'
        f"<ol>{rows}</ol>{more}</section>"
        f'<button type="button" class="back" hidden>{count}</button>'
    )


def _day(iso: str) -> str:
    moment = datetime.fromisoformat(iso)
    time = f", {moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else ""
    return f'<time datetime="{escape(iso)}">{write_date(moment)}{time}</time>'


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
