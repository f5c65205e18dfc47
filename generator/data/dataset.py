"""Datasets, the names that blocks have for them, and what becomes one: a table or an SQL query.

A query knows nothing of the block it stands in: its answer outlives every edit around it. So
answers have no name, and the places of their problems are those of the query's own text.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from generator.engine import Blob
from generator.markup.parts import Block
from generator.problems import Place
from generator.problems.regex import regex

ColumnType = Literal["number", "date", "text", "boolean"]
_WEB = regex(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class Doubt(Struct, frozen=True):
    """What a column may have been meant as, told where it is drawn; ``{}`` stands for its name.

    ``row`` is the first odd one, from 0, ``spot`` where its cell stands in the text, and ``place``
    in which file. In the hint a type to state stands in angles. What ``is_certain`` is told
    wherever the column is read.
    """

    message: str
    hint: str
    row: int = 0
    is_certain: bool = False
    spot: tuple[int, int] = (0, 0)
    place: str = ""

    def told(self, column: str) -> str:
        """Return what is told of a column, with the place of its odd cell."""
        place = f" ({self.place})" if self.place else ""
        return f"{self.message}{place}".replace("{}", f'"{column}"')


class Column(Struct, frozen=True):
    """A column's name and its type, as it is inferred or stated.

    ``zone`` is where the clocks stand that its times show, empty where nothing says it.
    """

    name: str
    type: ColumnType
    zone: str = ""
    doubt: Doubt | None = None


class Dataset(Struct, frozen=True):
    """Named rows; ``rows`` is a JSON array of objects, dates in ISO 8601."""

    name: str
    columns: tuple[Column, ...]
    rows: Blob
    count: int


ROW: Final = "row"
"""What a page of a table calls the row that it is made of."""


class Reference(Struct, frozen=True):
    """A dataset's name as a block wrote it, and where; ``source`` is that line."""

    name: str
    place: Place
    source: str


def is_web(name: str) -> bool:
    """Tell whether a dataset's name is an address on the web."""
    return bool(_WEB.match(name))


class Stated(Struct, frozen=True):
    """A column's type as its author states it, and where; ``source`` is that line."""

    column: str
    type: str
    place: Place
    source: str


SAID = ("types", "sheet", "decimal", "skip")
"""What front matter may say of a file, whether it is there or a loader writes it."""


class Loading(Struct, frozen=True):
    """A table that is to be read.

    ``name`` is that of its block, empty for a file; ``path`` the file it stands in. ``form`` is
    csv, tsv, json, yaml, parquet or excel, or empty to be told from the path and the text.
    ``sheet`` is that of an Excel file, its first where none is named; ``loader`` the path of the
    program that wrote the file, where one did; ``block`` is the one that the table stands in,
    without its text.
    """

    name: str
    path: str
    blob: Blob
    form: str = ""
    types: tuple[Stated, ...] = ()
    sheet: str = ""
    loader: str = ""
    block: Block | None = None
    timezone: str = ""
    """Where times with an offset are shown; empty or UTC: as they are written."""
    decimal: str = ""
    """What stands before decimals, where the author says it."""
    skip: int = 0
    """So many lines stand above the header."""


class SqlBlock(Struct, frozen=True):
    """A ``sql`` block, and the datasets that its text names as tables."""

    block: Block
    tables: tuple[Reference, ...]
    connection: str = ""
    max_age: int = 0
    """The seconds that an answer of the connection is kept; 0 means for ever."""


class Querying(Struct, frozen=True):
    """A query with its tables; each stands under the name that the query uses."""

    text: str
    tables: tuple[Dataset, ...]
    timezone: str = ""


class Asking(Struct, frozen=True):
    """A query to a connection.

    ``address`` is its URL with the *names* of environment variables in it: secrets are looked
    up where the connection is opened, and enter neither a key nor the cache. ``moment`` is when
    the answer was fetched, so an answer that grew too old is asked for under another key.
    """

    text: str
    connection: str
    address: str
    moment: str
    timezone: str = ""


class ConnectionAnswer(Struct, frozen=True):
    """What a connection answered; where it could not be asked, ``silence`` tells why."""

    dataset: Dataset | None
    silence: str = ""
    hint: str = ""


SAMPLES = "data"
"""Where a site keeps the sample datasets of Altair's and Vega's documentation."""

_SAMPLE = regex(r"https?://\S*\b(?:vega|altair)\b\S*/data/([\w-]+\.[a-z]+)\Z")
_SAMPLE_ENDINGS = ("csv", "json", "tsv")


def sample_at(address: str) -> str:
    """Return the file of a sample dataset's address on the web; empty for other addresses."""
    match = _SAMPLE.match(address)
    return f"{SAMPLES}/{match[1]}" if match else ""


def sample_files(name: str) -> Iterator[str]:
    """Give the files that a sample may stand in: ``us_10m`` in ``data/us-10m.json``.

    One that Altair does not know, or no longer, may be of any form.
    """
    known = _known_samples().get(name)
    spelled = name.replace("_", "-")
    yield from [known] if known else (f"{SAMPLES}/{spelled}.{ending}" for ending in _SAMPLE_ENDINGS)


@cache
def _known_samples() -> Mapping[str, str]:
    """Read the list that comes with Altair, without loading it."""
    # Only Python of authors that was not read before asks for it.
    import csv
    import gzip

    found = find_spec("altair")
    folders = (found and found.submodule_search_locations) or ()
    for folder in folders:
        path = Path(folder, "datasets", "_metadata", "metadata.csv.gz")
        if path.is_file():
            with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
                rows = csv.DictReader(lines)
                return {row["dataset_name"]: f"{SAMPLES}/{row['file_name']}" for row in rows}
    return {}
