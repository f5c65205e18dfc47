"""Prove: a build looks at what was written, and what it refuses becomes text."""

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from msgspec import structs

from generator.importers.compose import compose
from generator.importers.found import BlogEntry, ReportNote
from generator.importers.mending import repaired
from generator.pipeline.request import Request
from generator.pipeline.story import assemble
from generator.pipeline.workshop import Workshop
from generator.problems import Problem

ROUNDS = 5
"""So often a source is mended; one thing that is wrong may hide another."""


def verify(
    request: Request, shop: Workshop, entries: Mapping[str, BlogEntry]
) -> tuple[dict[str, BlogEntry], list[ReportNote]]:
    """Mend what was written until it builds; return what is there now, and what had to go.

    What is wrong in a site that was there before is for its author to mend.
    """
    with_drafts = structs.replace(request, drafts=True, future=True)
    now = dict(entries)
    lost: list[ReportNote] = []
    for turn in range(ROUNDS + 1):
        found = (assemble(each, shop)[1].problems for each in (request, with_drafts))
        wrong = _wrong(chain.from_iterable(found), now)
        for path, problems in wrong.items():
            if turn < ROUNDS:
                now[path] = repaired(now[path], problems)
                _write(request.root / path, compose(now[path]))
            else:
                (request.root / path).unlink()
                lost.append(ReportNote("left out", now.pop(path).source, problems[0].message))
        if not wrong:
            break
    return now, lost


def _wrong(
    problems: Iterable[Problem], entries: Mapping[str, BlogEntry]
) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for each in problems:
        if each.severity == "error" and each.place and each.place.path in entries:
            found.setdefault(each.place.path, []).append(each)
    return found


def _write(place: Path, text: str) -> None:
    place.write_text(text, encoding="utf-8", newline="\n")
