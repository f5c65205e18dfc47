"""The author's desk on a page: a quiet bar for unfinished work, and problems over it all."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from generator.data.moments import write_date
from generator.preview.facts import Facts
from generator.problems import Problem
from generator.problems.hypertext import write_folding

MOST = 20
STYLE = "desk.css"


def desk(folder: str, problems: Sequence[Problem], facts: Facts | None) -> str:
    """Return the desk as HTML, empty where there is nothing to say.

    It has a shadow root: the theme's styles end before it, and its own end within.
    """
    parts = [_bar(facts)] if facts and not facts.is_finished else []
    parts += [_problems(problems)] if problems else []
    if not parts:
        return ""
    style = f'<link rel="stylesheet" href="{folder}{STYLE}">'
    inside = f'<template shadowrootmode="open">{style}{"".join(parts)}</template>'
    return f"<preview-desk data-preview>{inside}</preview-desk>"


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
