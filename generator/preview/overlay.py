"""The overlay for the author: a quiet bar for unfinished work, and problems over the page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from generator.charts.figure import NO_ALT
from generator.data.locales import locale_of
from generator.data.moments import write_date
from generator.data.words import Words, direction_of
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
    found = (each for each in problems if each.place and each.place.path == page.document.source)
    return iter(dict.fromkeys(found))


def unfinished(state: PreviewState, now: datetime) -> Mapping[str, Status]:
    """Return the addresses of all posts and pages that no reader sees yet."""
    listed, past = state.site.listed, _past(now)
    pairs = ((page.url, _status(page, now, past)) for page in listed.all) if listed else ()
    return {quote(url): status for url, status in pairs if status}


MOST = 20
STYLE = "overlay.css"


def overlay(folder: str, problems: Sequence[Problem], facts: Facts | None, words: Words) -> str:
    """Return the overlay as HTML, empty where there is nothing to say.

    It has a shadow root: the theme's styles end before it, and its own end within.
    """
    parts = [_bar(facts, words)] if facts and not facts.is_finished else []
    parts += [_problems(problems, words)] if problems else []
    if not parts:
        return ""
    style = f'<link rel="stylesheet" href="{folder}{STYLE}">'
    inside = f'<template shadowrootmode="open">{style}{"".join(parts)}</template>'
    tongue = f'lang="{words.language}" dir="{direction_of(words.language)}"'
    return f"<preview-overlay data-preview {tongue}>{inside}</preview-overlay>"


def _bar(facts: Facts, words: Words) -> str:
    told = [
        *_standing(facts, words),
        f"<span>{escape(words('preview_minutes', count=facts.minutes))}</span>",
        f"<span>{escape(words('preview_words', count=facts.words))}</span>",
        *_listed(facts.broken_links, "preview_links", words),
        *_listed(facts.without_alt, "preview_alt", words),
    ]
    name = escape(words("preview"))
    return f'<div class="bar" role="note" aria-label="{name}">{"".join(told)}</div>'


def _standing(facts: Facts, words: Words) -> Iterator[str]:
    if facts.status == "draft":
        yield f'<strong class="status">{escape(words("draft"))}</strong>'
    dated = {"preview_scheduled": facts.until, "preview_expires": facts.expires}
    for key, iso in dated.items():
        if iso:
            told = escape(words.form(key)).replace("{date}", _day(iso, words.language))
            yield f'<strong class="status">{told}</strong>'


def _listed(problems: Sequence[Problem], key: str, words: Words) -> Iterator[str]:
    """Yield how many of something there are, with the way to each."""
    if not problems:
        return
    ways = "".join(
        f'<li><span data-at="{place}"><code>{place}</code></span> {escape(each.message)}</li>'
        for each in problems[:MOST]
        if (place := escape(str(each.place)))
    )
    count = escape(words(key, count=len(problems)))
    yield f"<details><summary>{count}</summary><ul>{ways}</ul></details>"


def _problems(problems: Sequence[Problem], words: Words) -> str:
    distinct = list(dict.fromkeys(problems))
    count, mend = (
        escape(words(key, count=len(distinct))) for key in ("preview_problems", "preview_mend")
    )
    rows = "".join(f"<li>{write_folding(each)}</li>" for each in distinct[:MOST])
    left = len(distinct) - MOST
    told = escape(words("preview_more", count=left))
    more = f'<p class="more">{told}</p>' if left > 0 else ""
    return (
        '<section class="problems" aria-labelledby="count"><header>'
        f'<h2 id="count" role="alert">{mend}</h2>'
        f"<p>{escape(words('preview_good'))}</p>"
        f'<button type="button" class="hide">{escape(words("preview_hide"))}'
        " <kbd>Esc</kbd></button></header>"
        f"<ol>{rows}</ol>{more}</section>"
        f'<button type="button" class="back" hidden>{count}</button>'
    )


def _day(iso: str, language: str) -> str:
    moment = datetime.fromisoformat(iso)
    time = f", {moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else ""
    day = write_date(moment, locale=locale_of(language))
    return f'<time datetime="{escape(iso)}">{day}{time}</time>'
