"""Data pages: what front matter says of a source that is a page for each row of a table."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from generator.data.dataset import Reference
from generator.problems import Place
from generator.problems.fields import Fields
from generator.problems.regex import regex
from generator.site.slug import wrong_path

COLUMN: Final = regex(r"\{([^{}]*)\}")
"""A column in the pattern of addresses."""
EXAMPLE: Final = 'pages: {data: cities.csv, path: "/cities/{name}/"}'
_NOT_IN_PATH = regex(r"[\s?#%\\:]|//|(^|/)\.")


class DataPages(Struct, frozen=True):
    """The table with a row for each page, and the pattern of the pages' addresses.

    Where either is wrong, which is told already, it is empty, and there are no pages.
    """

    data: Reference
    path: str
    place: Place
    source: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that addresses are made of, in order and each once."""
        return tuple(dict.fromkeys(name.strip() for name in COLUMN.findall(self.path)))

    def place_of(self, column: str) -> Place:
        """Return where a column stands in the pattern."""
        found = regex(rf"\{{\s*{re.escape(column)}\s*\}}").search(self.source)
        if found is None:
            return self.place
        return Place(self.place.path, self.place.line, found.start() + 2)


def read_pages(fields: Fields, key: str, default: None) -> DataPages | None:
    """Read of which table a source makes pages, and where."""
    inside = fields.mapping(key)
    if inside is None:
        return None
    name = inside.text("data", required=True, hint=EXAMPLE)
    path = inside.text("path", required=True, hint=EXAMPLE).strip()
    inside.finish()
    place, named = inside.place_of("path"), inside.place_of("data")
    reference = Reference(name, named, fields.source(named))
    for message in _wrong(path):
        inside.problem(message, place, EXAMPLE)
        return DataPages(reference, "", place, fields.source(place))
    return DataPages(reference, _whole(path), place, fields.source(place))


def _whole(path: str) -> str:
    pattern = "/" + path.lstrip("/") if path else ""
    return pattern + "/" if path and not pattern.endswith(("/", ".html")) else pattern


def _wrong(path: str) -> Iterator[str]:
    plain = COLUMN.sub("x", path)
    if not path:
        return
    if re.search(r"[{}]", plain):
        yield "a brace in this path has no partner"
    elif plain == path:
        yield "without a column in braces all rows have one address"
    elif _NOT_IN_PATH.search(plain):
        yield f'"{path}" is not the path of an address'
    elif wrong := wrong_path(plain):
        yield f"no file can be published here: {wrong}"
