"""Parse what is to be written with the build's own reader, and repair what that finds."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from msgspec import Struct, structs

from generator.engine import keep
from generator.importers.markdown import fenced
from generator.importers.normalize import normalize
from generator.importers.old_site import BlogEntry
from generator.importers.writing import compose
from generator.problems import CELL, Place, Problem
from generator.site.document import Document, Reading
from generator.site.front_readers import MATH
from generator.site.reading import read_document
from generator.site.settings import Settings

OPEN = re.compile(r"""<[a-z][^<>"]*(?:"[^<>"]*"[^<>"]*)*="[^<>"]*(?=>[ \t]*$)""", re.IGNORECASE)
CLOSED = "the quote around a value in a tag was never closed, and is now at the end of the tag"
ROUNDS = 6
"""How often a text is repaired: one thing that is wrong may hide another."""
NO_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no source can hold."""
KEY = re.compile(r"([a-z_]+):")
WITHOUT: Mapping[str, Any] = {
    field.name: field.default
    for field in structs.fields(BlogEntry)
    if field.name in ("date", "updated", "expires", "summary", "tags", "series", "image")
    or field.name in ("image_alt", "aliases", "math", "extra")
}
"""What front matter can do without, and what it is then."""
NAMELESS = "Untitled"


class ParsedEntry(Struct, frozen=True):
    """An entry with the path it will have, and how the build's reader understands it."""

    path: str
    entry: BlogEntry
    document: Document
    text: str


def parse(path: str, text: str, settings: Settings) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a source as a build does."""
    blob, raw = keep(text)
    reading = Reading(path, blob, settings.timezone, settings.dialect, settings.taxonomies.names)
    made = read_document(reading, lambda _: raw)
    errors = tuple(each for each in made.problems if each.severity == "error")
    return made.value, errors


def parse_entry(path: str, entry: BlogEntry, settings: Settings) -> ParsedEntry:
    """Bring an entry into a form that builds."""
    if entry.notebook:
        return _parsed_notebook(path, entry, settings)
    math = settings.math if entry.math is None else entry.math
    body, changes = normalize(entry.body, MATH[math])
    entry = entry.noted(*changes, body=body)
    for _ in range(ROUNDS):
        text = compose(entry)
        document, problems = parse(path, text, settings)
        places = _braces(document)
        if document is not None and not problems and not places:
            return ParsedEntry(path, entry, document, text)
        spelt = _with_escapes(text, [*places, *(each.place for each in problems if each.place)])
        if spelt != text:
            closed = [CLOSED] if spelt.count('"') > text.count('"') else []
            entry = entry.noted(*closed, body=_body(spelt, text, entry.body))
        else:
            entry = repaired(entry, problems)
    why = problems[0].message if problems else "it has values that cannot be told from text"
    return _bare(path, _as_code(entry, why), settings)


def _parsed_notebook(path: str, entry: BlogEntry, settings: Settings) -> ParsedEntry:
    """Bring a notebook into a form that builds.

    Where a build would refuse a cell, all Markdown is code; the front matter is the first cell.
    """
    text = compose(entry)
    document, problems = parse(path, text, settings)
    if document is not None and not problems:
        return ParsedEntry(path, entry, document, text)
    if any(each.place is None or each.place.line // CELL > 1 for each in problems):
        why = f"its Markdown stands as code, as {problems[0].message}"
        entry = entry.rewritten(partial(fenced, language="text")).noted(why)
    return _bare(path, entry, settings)


def _braces(document: Document | None) -> list[Place]:
    """Return where the text has values of ours, which nobody can have meant."""
    if document is None:
        return []
    found = (value.place for value in document.markup.values)
    return [structs.replace(place, column=place.column - 2) for place in found if place.line]


def _with_escapes(text: str, places: list[Place]) -> str:
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


def _body(spelt: str, text: str, body: str) -> str:
    """Return the body of a text that was spelt otherwise; its front matter never is."""
    length = len(text) - len(body.strip("\n").rstrip()) - 1
    return spelt[length:]


def _bare(path: str, entry: BlogEntry, settings: Settings) -> ParsedEntry:
    """Leave out of an entry what keeps it from being built."""
    bare = structs.replace(entry, title=NAMELESS, draft=entry.draft or not entry.date, **WITHOUT)
    for each in (entry, structs.replace(bare, date=entry.date), bare):
        text = compose(each)
        document, left = parse(path, text, settings)
        if document is not None and not left:
            return ParsedEntry(path, each, document, text)
    raise AssertionError(f"{path} cannot be written: {[each.message for each in left]}")


def printable(entry: BlogEntry) -> BlogEntry:
    """Take out of an entry what no source can hold."""
    texts = {
        field: _printable(getattr(entry, field))
        for field in entry.__struct_fields__
        if field not in ("files", "notes", "old", "aliases", "image")
    }
    cleaned = structs.replace(entry, **texts)
    if cleaned == entry:
        return entry
    return cleaned.noted("characters that no text can hold are left out")


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return NO_TEXT.sub("", value)
    if isinstance(value, tuple | list):
        return type(value)(_printable(each) for each in value)
    if isinstance(value, dict):
        return {_printable(key): _printable(each) for key, each in value.items()}
    return value


def repaired(entry: BlogEntry, problems: Iterable[Problem]) -> BlogEntry:
    """Return an entry in which what is wrong is text, or is no more.

    A notebook stays as it is; what cannot be built of it is left out as a whole.
    """
    if entry.notebook:
        return entry
    text = compose(entry)
    lines = text.split("\n")
    begins = lines.index("---", 1) + 1
    length = len(lines)
    for problem in sorted(problems, key=lambda each: _line(each, lines, begins), reverse=True):
        line = _line(problem, lines, begins)
        if line <= begins:
            without = _without(entry, lines[:line], problem)
            entry = without if line else _as_code(entry, problem.message)
        elif line <= length:
            entry, length = _block_as_code(entry, line - begins - 1, problem)
            length += begins
    return entry


def _line(problem: Problem, lines: list[str], begins: int) -> int:
    """Return the line of a problem; where it names none, that of what it quotes."""
    if problem.place and problem.place.column:
        return problem.place.line
    quoted = re.search(r'"(.+)"', problem.message)
    found = (number for number, line in enumerate(lines, 1) if quoted and quoted[1] in line)
    return next((number for number in found if number > begins), 0)


def _without(entry: BlogEntry, lines: list[str], problem: Problem) -> BlogEntry:
    """Leave out what a line of the front matter says."""
    key = next((match[1] for line in reversed(lines) if (match := KEY.match(line))), "")
    why = f"{key} is left out: {problem.message}"
    if key in ("tags", "aliases"):
        all_of_it = getattr(entry, key)
        kept = tuple(each for each in all_of_it if f'"{each}"' not in problem.message)
        fields: dict[str, Any] = {key: kept if kept != all_of_it else ()}
        return entry.noted(why, **fields)
    if key in WITHOUT:
        draft = entry.draft or (key == "date" and entry.kind == "post")
        return entry.noted(why, draft=draft, **{key: WITHOUT[key]})
    return entry.noted(why, title=NAMELESS) if key == "title" else entry


def _block_as_code(entry: BlogEntry, at: int, problem: Problem) -> tuple[BlogEntry, int]:
    """Turn the block of the body that a line stands in into code."""
    lines = entry.body.strip("\n").rstrip().split("\n")
    first = last = min(at, len(lines) - 1)
    while first > 0 and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    block = "\n".join(lines[first : last + 1])
    body = "\n".join([*lines[:first], fenced(block, "text"), *lines[last + 1 :]])
    return entry.noted(f"a part stands as code, as {problem.message}", body=body), first


def _as_code(entry: BlogEntry, why: str) -> BlogEntry:
    why = f"the whole text stands as code, as {why}"
    return entry.noted(why, body=fenced(entry.body, "text"), math=False)
