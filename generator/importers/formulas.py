"""Formulas: which posts have some, as far as the old site set them, and between what."""

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import structs

from generator.importers.found import BlogEntry, ReportNote
from generator.importers.texts import CODE, in_prose, open_text, walk_files

SETTER = re.compile(r"mathjax|katex|tex2jax|render_math", re.IGNORECASE)
TEMPLATES = (".html", ".htm", ".js", ".yml", ".yaml", ".toml", ".json", ".py", ".j2")
BRACKETED = re.compile(r"(?<!\\)(?:\\\([^\n]+?\\\)|\\\[(?:(?!\n[ \t]*\n).)+?\\\])", re.DOTALL)
TWICE = re.compile(
    r"(?<!\\)\\\\(?:\((?=[^\n]+?\\\\\))|\[(?=(?:(?!\n[ \t]*\n).)+?\\\\\]))", re.DOTALL
)
DOLLARS = re.compile(r"(?<![\\$\w])\$(?![\s$])[^$\n]*(?<!\s)\$(?![\w$])")
SINGLE = re.compile(r"(?<!\\)\\(?P<bracket>[()\[\]])")
DOUBLE = re.compile(r"(?<!\\)\\\\(?=[()\[\]])")


def sets_formulas(places: Iterable[Path]) -> bool | None:
    """Tell whether templates or settings name what sets formulas; None where there are none."""
    found: bool | None = None
    for place in places:
        inside = [(place.name, place)] if place.is_file() else walk_files(place)
        for name, file in inside:
            text = open_text(file, name) if name.endswith(TEMPLATES) else None
            if isinstance(text, str) and SETTER.search(text):
                return True
            found = False if place.is_dir() and text is not None else found
    return found


def with_formulas(entry: BlogEntry, *, sets: bool | None, twice: bool) -> BlogEntry:
    """Say of an entry how its formulas stand.

    ``twice`` where one began with two backslashes and a bracket, and with one backslash none.
    """
    prose = CODE.sub("", entry.body)
    if entry.math or sets:
        if twice and TWICE.search(prose):
            return structs.replace(entry, body=in_prose(entry.body, _once), math="tex")
        if not twice and BRACKETED.search(prose):
            return structs.replace(entry, math="tex")
    elif sets is False and entry.math is None and DOLLARS.search(prose):
        note = ReportNote(
            "changed", entry.source, "its site set no formulas, so dollars are dollars"
        )
        return structs.replace(entry, math=False, notes=(*entry.notes, note))
    return entry


def _once(prose: str) -> str:
    """Let brackets of formulas have one backslash, and those that had one stand for themselves."""
    prose = SINGLE.sub(lambda match: f"&#{ord(match['bracket'])};", prose)
    return DOUBLE.sub(lambda _: "\\", prose)
