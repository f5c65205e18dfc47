"""From the bytes of a file or a data block to a dataset."""

import msgspec

from generator.data.dataset import Dataset
from generator.data.forms import FORMS, Shape, form_of, parse
from generator.data.load import Loading
from generator.data.table import Table
from generator.data.tree import Fault
from generator.engine import Made, Read, keep
from generator.problems import Place, Problem, nearest


def load_dataset(value: Loading, read: Read) -> Made[Dataset]:
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
