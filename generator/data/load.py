"""Loading: a file or a data block into a dataset."""

import re

import msgspec
from msgspec import Struct

from generator.data.dataset import Dataset
from generator.data.forms import FORMS, Shape, form_of, parse
from generator.data.table import Table
from generator.data.tree import Fault
from generator.engine import Blob, Made, Read, keep
from generator.markup.parts import Block
from generator.problems import Place, Problem, nearest

_NAMED_FORM = re.compile(r"\b(?:form|format)\s*=\s*[\"']?([\w-]+)")


class Loading(Struct, frozen=True):
    """A table that is to be read.

    ``name`` is how charts ask for it, ``path`` the file it stands in. ``form`` is csv, tsv,
    json or yaml, or empty to be told from the name and the text. For a data block ``line``
    is the file's line of its first row and ``indent`` the columns taken off each line.
    """

    name: str
    path: str
    blob: Blob
    form: str = ""
    line: int = 1
    indent: int = 0


def block_loading(block: Block) -> tuple[Loading, bytes]:
    """Return the loading of a ``data`` block, and the bytes that its Blob names."""
    blob, raw = keep(block.text)
    named = _NAMED_FORM.search(block.fence)
    form = named[1].lower() if named else ""
    return Loading(block.name, block.path, blob, form, block.line, block.indent), raw


def load(value: Loading, read: Read) -> Made[Dataset]:
    """Read one dataset; what is wrong has the data's own line and column."""
    raw = read(value.blob)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Made(None, (_undecodable(value, raw, error),))
    try:
        table = parse(_form(value, text), text)
    except Fault as fault:
        return Made(None, (_problem(value, text, fault),))
    return _dataset(value, table)


def _dataset(value: Loading, table: Table | Shape) -> Made[Dataset]:
    if isinstance(table, Shape):
        blob, raw = keep(msgspec.json.encode(table.value))
        return Made(Dataset(value.name, (), blob, table.count), blobs=(raw,))
    blob, raw = keep(msgspec.json.encode(table.rows))
    return Made(Dataset(value.name, table.columns, blob, len(table.rows)), blobs=(raw,))


def _form(value: Loading, text: str) -> str:
    if not value.form:
        return form_of("" if _is_post(value) else value.path, text)
    if value.form not in FORMS:
        near = nearest(value.form, FORMS)
        hint = f'did you mean "{near}"?' if near else f"one of {', '.join(FORMS)}"
        raise Fault(f'no data form "{value.form}"', (0, 0), hint)
    return value.form


def _is_post(value: Loading) -> bool:
    return value.path.endswith((".md", ".markdown"))


def _problem(value: Loading, text: str, fault: Fault) -> Problem:
    line, column = fault.spot
    lines = text.splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    place = Place(value.path, value.line + line - 1, column + value.indent if column else 0)
    return Problem(fault.message, place, fault.hint, " " * value.indent + source)


def _undecodable(value: Loading, raw: bytes, error: UnicodeDecodeError) -> Problem:
    line = raw.count(b"\n", 0, error.start) + 1
    column = error.start - raw.rfind(b"\n", 0, error.start)
    source = raw.splitlines()[line - 1].decode("utf-8", "replace")
    place = Place(value.path, value.line + line - 1, column)
    return Problem("not UTF-8 text", place, "save the file as UTF-8", source)
