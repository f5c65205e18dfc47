"""Loading: which file or data block is to become a dataset."""

import re

from msgspec import Struct, structs

from generator.engine import Blob, keep
from generator.markup.parts import Block
from generator.problems import Place

_NAMED_FORM = re.compile(r"\b(?:form|format)\s*=\s*[\"']?([\w-]+)")


class Stated(Struct, frozen=True):
    """A column's type as its author states it, and where; ``source`` is that line."""

    column: str
    type: str
    place: Place
    source: str


class Loading(Struct, frozen=True):
    """A table that is to be read.

    ``name`` is that of its block, empty for a file; ``path`` the file it stands in. ``form`` is
    csv, tsv, json, yaml, parquet or excel, or empty to be told from the path and the text. For a
    data block ``line`` is the file's line of its first row and ``indent`` the columns taken off
    each line. ``sheet`` is that of an Excel file, its first where none is named; ``loader`` the
    path of the program that wrote the file, where one did; ``fence`` the opening line of a block.
    """

    name: str
    path: str
    blob: Blob
    form: str = ""
    line: int = 1
    indent: int = 0
    types: tuple[Stated, ...] = ()
    sheet: str = ""
    loader: str = ""
    fence: str = ""


def block_loading(block: Block) -> tuple[Loading, bytes]:
    """Return the loading of a ``data`` block, and the bytes that its Blob names."""
    blob, raw = keep(block.text)
    named = _NAMED_FORM.search(block.fence)
    form = named[1].lower() if named else ""
    types = stated_types(block)
    loading = Loading(block.name, block.path, blob, form, block.line, block.indent, types)
    return structs.replace(loading, fence=block.fence), raw


def stated_types(block: Block) -> tuple[Stated, ...]:
    """Read ``types="zip:text, year:date"`` of a block's opening line."""
    text = dict(block.attributes).get("types", "")
    column = block.fence.find(text) + 1
    place = Place(block.path, block.line - 1, column)
    pairs = (part.rpartition(":") for part in text.split(",") if part.strip())
    return tuple(Stated(name.strip(), kind.strip(), place, block.fence) for name, _, kind in pairs)
