"""Loading: which file or data block is to become a dataset."""

from msgspec import Struct

from generator.engine import Blob
from generator.markup.parts import Block
from generator.problems import Place


class Stated(Struct, frozen=True):
    """A column's type as its author states it, and where; ``source`` is that line."""

    column: str
    type: str
    place: Place
    source: str


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
