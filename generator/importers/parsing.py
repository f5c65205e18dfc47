"""Parse what is to be written by the build's own reader, and mend what that finds."""

import re

from msgspec import Struct, structs

from generator.engine import keep
from generator.importers.compose import compose
from generator.importers.found import BlogEntry, ReportNote
from generator.importers.mending import NAMELESS, WITHOUT, repaired
from generator.importers.taming import normalize
from generator.importers.texts import fenced
from generator.problems import Place, Problem
from generator.site.document import Document, Reading
from generator.site.front import MATH
from generator.site.reading import read_document
from generator.site.settings import Settings

OPEN = re.compile(r"""<[a-z][^<>"]*(?:"[^<>"]*"[^<>"]*)*="[^<>"]*(?=>[ \t]*$)""", re.IGNORECASE)
CLOSED = "the quote around a value in a tag was never closed, and is now at the end of the tag"
ROUNDS = 6
"""How often a text is mended: one thing that is wrong may hide another."""


class ParsedEntry(Struct, frozen=True):
    """An entry with the path it will have, and how the build's reader understands it."""

    path: str
    entry: BlogEntry
    document: Document
    text: str


def parse(path: str, text: str, settings: Settings) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a source as a build does."""
    blob, raw = keep(text)
    reading = Reading(path, blob, settings.timezone, settings.dialect)
    made = read_document(reading, lambda _: raw)
    errors = tuple(each for each in made.problems if each.severity == "error")
    return made.value, errors


def sheet_of(path: str, entry: BlogEntry, settings: Settings) -> ParsedEntry:
    """Bring an entry into a form that builds."""
    math = settings.math if entry.math is None else entry.math
    body, changes = normalize(entry.body, MATH[math])
    notes = tuple(ReportNote("changed", entry.source, each) for each in changes)
    entry = structs.replace(entry, body=body, notes=entry.notes + notes)
    for _ in range(ROUNDS):
        text = compose(entry)
        document, problems = parse(path, text, settings)
        places = _braces(document)
        if document is not None and not problems and not places:
            return ParsedEntry(path, entry, document, text)
        spelt = _mend(text, [*places, *(each.place for each in problems if each.place)])
        if spelt != text:
            closed = (
                (ReportNote("changed", entry.source, CLOSED),)
                if spelt.count('"') > text.count('"')
                else ()
            )
            body = _body(spelt, text, entry.body)
            entry = structs.replace(entry, body=body, notes=(*entry.notes, *closed))
        else:
            entry = repaired(entry, problems)
    return _as_code(path, entry, settings, problems)


def _braces(document: Document | None) -> list[Place]:
    """Return where the text has values of ours, which nobody can have meant."""
    if document is None:
        return []
    found = (value.place for value in document.markup.values)
    return [structs.replace(place, column=place.column - 2) for place in found if place.line]


def _mend(text: str, places: list[Place]) -> str:
    """Put a backslash before what should be text, close quotes, and tell names apart."""
    lines = text.split("\n")
    for number, place in enumerate(sorted(set(places), reverse=True)):
        if not 0 < place.line <= len(lines) or not place.column:
            continue
        line, at = lines[place.line - 1], place.column - 1
        if line.startswith(("{{", "[^"), at):
            lines[place.line - 1] = f"{line[:at]}\\{line[at:]}"
        elif OPEN.search(line):
            lines[place.line - 1] = OPEN.sub(r'\g<0>"', line)
        elif line[:at].endswith("#"):
            end = at + len(line[at:].split("}")[0].split()[0])
            lines[place.line - 1] = f"{line[:end]}-{number + 2}{line[end:]}"
    return "\n".join(lines)


def _body(repaired: str, text: str, body: str) -> str:
    """Return the body of a mended text; front matter is never mended."""
    length = len(text) - len(body.strip("\n").rstrip()) - 1
    return repaired[length:]


def _as_code(
    path: str, entry: BlogEntry, settings: Settings, problems: tuple[Problem, ...]
) -> ParsedEntry:
    """Keep a body that nothing helps as a block of plain text."""
    why = problems[0].message if problems else "it has values that cannot be told from text"
    note = ReportNote("changed", entry.source, f"the whole text stands as code, as {why}")
    entry = structs.replace(
        entry, body=fenced(entry.body, "text"), math=False, notes=(*entry.notes, note)
    )
    bare = structs.replace(entry, title=NAMELESS, draft=entry.draft or not entry.date, **WITHOUT)
    for each in (entry, structs.replace(bare, date=entry.date), bare):
        text = compose(each)
        document, left = parse(path, text, settings)
        if document is not None and not left:
            return ParsedEntry(path, each, document, text)
    raise AssertionError(f"{path} cannot be written: {[each.message for each in left]}")
