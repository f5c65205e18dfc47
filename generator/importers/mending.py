"""Mend an entry where a build finds something wrong: it becomes text, and is told."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import structs

from generator.importers.compose import compose
from generator.importers.found import BlogEntry, ReportNote
from generator.importers.texts import fenced
from generator.problems import Problem

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
    note = ReportNote("changed", cleaned.source, "characters that no text can hold are left out")
    return structs.replace(cleaned, notes=(*entry.notes, note))


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return NO_TEXT.sub("", value)
    if isinstance(value, tuple | list):
        return type(value)(_printable(each) for each in value)
    if isinstance(value, dict):
        return {_printable(key): _printable(each) for key, each in value.items()}
    return value


def repaired(entry: BlogEntry, problems: Iterable[Problem]) -> BlogEntry:
    """Return an entry in which what is wrong is text, or is no more."""
    text = compose(entry)
    lines = text.split("\n")
    begins = lines.index("---", 1) + 1
    length = len(lines)
    for problem in sorted(problems, key=lambda each: _line(each, lines, begins), reverse=True):
        line = _line(problem, lines, begins)
        if line <= begins:
            entry = _without(entry, lines[:line], problem) if line else _as_code(entry, problem)
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
    """Let go of what a line of the front matter says."""
    key = next((match[1] for line in reversed(lines) if (match := KEY.match(line))), "")
    note = ReportNote("changed", entry.source, f"{key} is left out: {problem.message}")
    notes = (*entry.notes, note)
    if key in ("tags", "aliases"):
        all_of_it = getattr(entry, key)
        kept = tuple(each for each in all_of_it if f'"{each}"' not in problem.message)
        return structs.replace(entry, **{key: kept if kept != all_of_it else ()}, notes=notes)
    if key in WITHOUT:
        draft = entry.draft or (key == "date" and entry.kind == "post")
        return structs.replace(entry, **{key: WITHOUT[key]}, draft=draft, notes=notes)
    return structs.replace(entry, title=NAMELESS, notes=notes) if key == "title" else entry


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
    note = ReportNote("changed", entry.source, f"a part stands as code, as {problem.message}")
    return structs.replace(entry, body=body, notes=(*entry.notes, note)), first


def _as_code(entry: BlogEntry, problem: Problem) -> BlogEntry:
    note = ReportNote(
        "changed", entry.source, f"the whole text stands as code, as {problem.message}"
    )
    body = fenced(entry.body, "text")
    return structs.replace(entry, body=body, math=False, notes=(*entry.notes, note))
