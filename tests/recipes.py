"""The changes that CONTRIBUTING.md shows: read from it, counted, and made in a copy.

Each stands under a heading of its own, in blocks of ``diff``. A block that begins with ``+++`` and
a path is a new file; one that begins with ``---`` is one or more places of a file that is there,
with ``@@`` between them.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
RECIPE = re.compile(r"^### (?P<name>.+)\n(?P<text>(?:(?!^##).*\n?)*)", re.MULTILINE)
DIFF = re.compile(
    r"^```diff\n(?P<kind>---|\+\+\+) (?P<path>\S+)\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Place(NamedTuple):
    """A place of a file, its lines before and after; a new file has none before."""

    path: str
    old: str
    new: str


def recipes(text: str) -> dict[str, list[Place]]:
    """Read the changes that a text shows, by their headings."""
    found = {recipe["name"]: list(_places(recipe["text"])) for recipe in RECIPE.finditer(text)}
    return {name: places for name, places in found.items() if places}


def _places(text: str) -> Iterator[Place]:
    for diff in DIFF.finditer(text):
        for hunk in re.split(r"^@@\n", diff["lines"], flags=re.MULTILINE):
            old, new = _lines(hunk, "-"), _lines(hunk, "+")
            if (diff["kind"] == "+++") == bool(old):
                raise ValueError(f"neither a new file nor a place of one: {diff['path']}")
            yield Place(diff["path"], old, new)


def _lines(hunk: str, sign: str) -> str:
    """Return the lines that one side has: its own, and those of both."""
    kept = (line for line in hunk.splitlines(keepends=True) if line[0] in (sign, " ", "\n"))
    return "".join(line if line == "\n" else line[1:] for line in kept)


def make(place: Place, root: Path) -> None:
    """Make a change at its place. Raises ValueError where the place is not there, or not alone."""
    file = root / place.path
    if not place.old:
        with file.open("x", encoding="utf-8") as new:
            new.write(place.new)
        return
    text = file.read_text(encoding="utf-8")
    start, end = span(place, text)
    file.write_text(text[:start] + place.new + text[end:], encoding="utf-8")


def span(place: Place, text: str) -> tuple[int, int]:
    """Return where a place begins and ends in its file. Raises ValueError as ``make`` does."""
    found = list(re.finditer(f"^{re.escape(place.old)}", text, re.MULTILINE))
    if len(found) != 1:
        raise ValueError(f"{place.path} has these lines {len(found)} times:\n{place.old}")
    return found[0].span()
