"""What an import writes: entries as sources of Postrock, and a report, file by file."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from msgspec import Struct

from generator.importers.markdown import COMMENT
from generator.importers.notebooks import with_front
from generator.importers.old_site import BlogEntry, Outcome, ReportNote
from generator.problems import many
from generator.site.front_readers import TEX

# A bare text that YAML of any version takes for nothing but text.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.'()/+&!?–—’-]*[\w.)!?])?")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:]+(?:Z|[-+][\d:]+)?)?")
# What JSON leaves as it is and YAML does not allow, or breaks lines at.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def compose(entry: BlogEntry) -> str:
    """Return the text of a source."""
    front = "".join(f"{line}\n" for line in _front(entry))
    if entry.notebook:
        return with_front(entry.notebook, front)
    return f"---\n{front}---\n{entry.body.strip(chr(10)).rstrip()}\n"


def _front(entry: BlogEntry) -> Iterator[str]:
    yield f"title: {scalar(entry.title)}"
    texts = ("date", "updated", "expires", "summary")
    yield from (f"{key}: {scalar(getattr(entry, key))}" for key in texts if getattr(entry, key))
    if entry.draft:
        yield "draft: true"
    if entry.authors:
        yield f"authors: {_list(entry.authors)}"
    if entry.tags:
        yield f"tags: {_list(entry.tags)}"
    more = ("series", "image", "image_alt")
    yield from (f"{key}: {scalar(getattr(entry, key))}" for key in more if getattr(entry, key))
    if entry.aliases:
        yield f"aliases: {_list(entry.aliases)}"
    if entry.math in (False, *TEX):
        yield f"math: {entry.math or 'false'}"
    if entry.extra:
        yield "extra:"
        yield from (f"  {scalar(key)}: {_value(value)}" for key, value in entry.extra.items())


def scalar(text: str) -> str:
    """Return a text as YAML: bare where nothing can mistake it, in quotes else."""
    if _DATE.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return _quoted(text)


def settings_text(settings: Mapping[str, str]) -> str:
    """Return the text of a site.yaml of texts."""
    return "".join(f"{key}: {scalar(value)}\n" for key, value in settings.items() if value)


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(scalar(text) if ',' not in text else _quoted(text) for text in texts)}]"


def _value(value: Any) -> str:
    """Return any value as YAML on one line: JSON but for bare texts."""
    if isinstance(value, str):
        return scalar(value)
    return _HIDDEN.sub(_escape, json.dumps(value, ensure_ascii=False))


def _quoted(text: str) -> str:
    return _HIDDEN.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    character = ord(match[0])
    return "\\ufffd" if 0xD800 <= character <= 0xDFFF else f"\\u{character:04x}"


OUTCOMES: tuple[Outcome, ...] = ("left out", "changed", "kept")
TITLES = {"left out": "Left out", "changed": "Changed", "kept": "Kept, in another place"}
LINES = 6
MANY = 12
"""What became of more files than this in the same way is one line."""


class ImportSummary(Struct, frozen=True):
    """What an import did, in figures."""

    kind: str
    source: str
    target: str
    posts: int
    pages: int
    drafts: int
    files: int
    aliases: int
    report: str


def report_text(tally: ImportSummary, notes: Iterable[ReportNote]) -> str:
    """Return the whole report as Markdown."""
    once = dict.fromkeys(notes)
    changes = sorted(once, key=lambda note: (OUTCOMES.index(note.outcome), note.path))
    parts = [f"# Import of {tally.source}\n\n{_figures(tally)}.\n"]
    for outcome in OUTCOMES:
        lines = list(_section(note for note in changes if note.outcome == outcome))
        parts += [f"## {TITLES[outcome]}\n\n" + "\n".join(lines) + "\n"] if lines else []
    return "\n".join(parts)


def _section(notes: Iterable[ReportNote]) -> Iterator[str]:
    """Yield a line for each file, and one for what is the same in many."""
    notes = list(notes)
    counts = Counter(note.reason for note in notes)
    many = {reason for reason, count in counts.items() if count > MANY}
    yield from (f"- in {counts[reason]} files: {_one_line(reason)}" for reason in sorted(many))
    yield from _files(note for note in notes if note.reason not in many)


def _files(notes: Iterable[ReportNote]) -> Iterator[str]:
    for path, group in groupby(notes, key=lambda note: note.path):
        reasons = [_one_line(note.reason) for note in group]
        if len(reasons) == 1:
            yield f"- `{path}`: {reasons[0]}"
        else:
            yield f"- `{path}`"
            yield from (f"    - {reason}" for reason in reasons)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def unknown_in(path: str, entry: BlogEntry) -> Iterator[ReportNote]:
    """Tell where the source of an entry has comments in place of what nobody here knows."""
    for number, line in enumerate(compose(entry).split("\n"), 1):
        for found in COMMENT.finditer(line):
            why = f"{path}:{number}:{found.start() + 1}: nothing here knows {found['written']}"
            yield ReportNote("left out", entry.source, f"{why}; a comment stands there")


def summary(tally: ImportSummary, notes: Iterable[ReportNote]) -> str:
    """Say in a few lines what was imported."""
    changes = list(dict.fromkeys(notes))
    out = [note for note in changes if note.outcome == "left out"]
    lines = [f"{_figures(tally)} → {tally.target}/"]
    lines += [f"left out: {note.path}: {_brief(note.reason)}" for note in out[:LINES]]
    if len(out) > LINES:
        lines.append(f"… and {len(out) - LINES} more left out")
    changed = len({note.path for note in changes if note.outcome == "changed"})
    if changed:
        lines.append(f"something was changed in {many(changed, 'file')}")
    return "\n".join([*lines, f"all of it is told in {tally.target}/{tally.report}"])


def _brief(reason: str) -> str:
    text = _one_line(reason)
    return text if len(text) <= 120 else f"{text[:119]}…"


def _figures(tally: ImportSummary) -> str:
    drafts = f" ({many(tally.drafts, 'draft')})" if tally.drafts else ""
    parts = (
        f"{many(tally.posts, 'post')}{drafts}",
        many(tally.pages, "page"),
        many(tally.files, "file"),
        f"{tally.aliases} old address{'es' * (tally.aliases != 1)} kept",
    )
    return ", ".join(parts)
