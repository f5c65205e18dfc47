"""The report: what was kept, changed and left out, file by file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from generator.importers.compose import compose
from generator.importers.markdown import COMMENT
from generator.importers.old_site import BlogEntry, Fate, ReportNote

FATES: tuple[Fate, ...] = ("left out", "changed", "kept")
TITLES = {"left out": "Left out", "changed": "Changed", "kept": "Kept, in another place"}
LINES = 6
MANY = 12
"""What became of more files than this in the same way is told once."""


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
    changes = sorted(dict.fromkeys(notes), key=lambda note: (FATES.index(note.fate), note.path))
    parts = [f"# Import of {tally.source}\n\n{_figures(tally)}.\n"]
    for fate in FATES:
        lines = list(_section(note for note in changes if note.fate == fate))
        parts += [f"## {TITLES[fate]}\n\n" + "\n".join(lines) + "\n"] if lines else []
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
    out = [note for note in changes if note.fate == "left out"]
    lines = [f"{_figures(tally)} → {tally.target}/"]
    lines += [f"left out: {note.path}: {_brief(note.reason)}" for note in out[:LINES]]
    if len(out) > LINES:
        lines.append(f"… and {len(out) - LINES} more left out")
    changed = len({note.path for note in changes if note.fate == "changed"})
    if changed:
        lines.append(f"something was changed in {_many(changed, 'file')}")
    return "\n".join([*lines, f"all of it is told in {tally.target}/{tally.report}"])


def _brief(reason: str) -> str:
    text = _one_line(reason)
    return text if len(text) <= 120 else f"{text[:119]}…"


def _figures(tally: ImportSummary) -> str:
    drafts = f" ({_many(tally.drafts, 'draft')})" if tally.drafts else ""
    parts = (
        f"{_many(tally.posts, 'post')}{drafts}",
        _many(tally.pages, "page"),
        _many(tally.files, "file"),
        f"{tally.aliases} old address{'es' * (tally.aliases != 1)} kept",
    )
    return ", ".join(parts)


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
