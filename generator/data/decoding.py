"""From the bytes of a file or a data block to a dataset."""

import re
from collections.abc import Iterator

import msgspec

from generator.data.dataset import Column, Dataset, Doubt, Loading, Stated
from generator.data.formats import BINARY_FORMS, FORMS, TEXT_FORMS, form_of_file
from generator.data.json_forms import Shape
from generator.data.stated import Notation, not_a_type
from generator.data.table import Table
from generator.data.text_formats import form_of, parse
from generator.engine import Made, Read, keep
from generator.problems import Place, Problem, suggestion
from generator.problems.encoding import composed
from generator.problems.fault import Fault, Passage, spot_at


def load(value: Loading, read: Read) -> Made[Dataset]:
    """Read one dataset; what is wrong has the data's own line and column."""
    raw = read(value.blob)
    wrong = tuple(_not_a_type(each) for each in value.types if not_a_type(each.type)[0])
    if value.block and value.skip < 0:
        hint = "how many lines stand above the header: skip=1"
        wrong += (value.block.problem_at_fence("skip is no number of lines", "skip=", hint),)
    if wrong:
        return Made(None, wrong)
    try:
        table = _parse(value, raw)
    except Fault as fault:
        return Made(None, (problem_of(value, raw, fault),))
    unknown = tuple(_unknown_columns(value, table))
    return Made(None, unknown) if unknown else _dataset(value, table)


def _dataset(value: Loading, table: Table | Shape) -> Made[Dataset]:
    if isinstance(table, Shape):
        blob, raw = keep(msgspec.json.encode(table.value))
        return Made(Dataset(value.name, (), blob, table.count), blobs=(raw,))
    blob, raw = keep(msgspec.json.encode(table.rows))
    columns = tuple(_with_place(value, each) for each in table.columns)
    problems = tuple(_certain(value, columns))
    return Made(Dataset(value.name, columns, blob, len(table.rows)), problems, (raw,))


def _with_place(value: Loading, column: Column) -> Column:
    """Return a column whose doubt knows its place, and the way to say how it is written."""
    if column.doubt is None:
        return column
    doubt = msgspec.structs.replace(
        column.doubt, hint=_hint(value, column), place=str(_place(value, column.doubt))
    )
    return msgspec.structs.replace(column, doubt=doubt)


def _hint(value: Loading, column: Column) -> str:
    doubt, name = column.doubt or Doubt("", ""), column.name
    if value.block:
        return re.sub("<(.+?)>", lambda stated: f'types="{name}:{stated[1]}"', doubt.hint)
    file = value.path.rpartition("/")[2]
    hint = re.sub("<(.+?)>", lambda stated: f'types: {{{name}: "{stated[1]}"}}', doubt.hint)
    return hint if hint == doubt.hint else f"{hint}, beside file: {file} in the front matter"


def _place(value: Loading, doubt: Doubt) -> Place:
    if not doubt.spot[0]:
        return Place(value.path)
    fault = Fault("", doubt.spot)
    found = value.block.problem(fault) if value.block else Passage(value.path, "").problem(fault)
    return found.place or Place(value.path)


def _certain(value: Loading, columns: tuple[Column, ...]) -> Iterator[Problem]:
    for column in columns:
        if column.doubt and column.doubt.is_certain:
            message = column.doubt.message.replace("{}", f'"{column.name}"')
            place = Place(value.loader) if value.loader else _place(value, column.doubt)
            yield Problem(message, place, column.doubt.hint, severity="warning")


def _parse(value: Loading, raw: bytes) -> Table | Shape:
    types = {each.column: each.type for each in value.types}
    notation = Notation(types, value.decimal, value.timezone, value.skip)
    named = value.form or form_of_file(value.path)
    known = TEXT_FORMS if value.block else FORMS
    if named and named not in known:
        hint = suggestion(named, known, f"one of {', '.join(known)}")
        raise Fault(f'no data form "{named}"', (0, 0), hint)
    if named in BINARY_FORMS:
        # Few sites have such files.
        from generator.data.binary_formats import parse_binary

        return parse_binary(named, raw, notation, value.sheet)
    text = _text(raw)
    return parse(named or form_of(text), text, notation)


def _text(raw: bytes) -> str:
    try:
        return composed(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        spot = spot_at(before, len(before))
        raise Fault("not UTF-8 text", spot, "save the file as UTF-8") from None


def _not_a_type(stated: Stated) -> Problem:
    message, near = not_a_type(stated.type or stated.column)
    hint = (near if stated.column else "") or 'written as types="zip:text, year:date"'
    return Problem(message, stated.place, hint, stated.source)


def _unknown_columns(value: Loading, table: Table | Shape) -> list[Problem]:
    columns = [column.name for column in table.columns] if isinstance(table, Table) else []
    return [
        _unknown_column(value, stated, columns)
        for stated in value.types
        if stated.column not in columns
    ]


def _unknown_column(value: Loading, stated: Stated, columns: list[str]) -> Problem:
    hint = suggestion(stated.column, columns, f"its columns are {', '.join(columns)}")
    file = value.name or value.path.rpartition("/")[2]
    message = f'types: names a column "{stated.column}" that {file} does not have'
    return Problem(message, stated.place, hint if columns else "", stated.source)


def problem_of(value: Loading, raw: bytes, fault: Fault) -> Problem:
    """Return what is wrong with a file or a block as a problem at its own place."""
    lines = [] if b"\0" in raw[:64] else raw.decode("utf-8", "replace").splitlines()
    text = "\n".join(lines)
    if value.block:
        return msgspec.structs.replace(value.block, text=text).problem(fault)
    problem = Passage(value.path, text).problem(fault)
    if value.loader:
        return _problem_of_loader(value, fault, problem.source)
    if not fault.spot[0]:
        return msgspec.structs.replace(problem, place=Place(value.path, 1))
    return problem


def _problem_of_loader(value: Loading, fault: Fault, source: str) -> Problem:
    """Tell what is wrong with an output that stands in no file: its author knows the loader."""
    line, column = fault.spot
    where = f" in line {line}, column {column} of it" if line else ""
    message = f"what this loader writes cannot be read as {form_of_file(value.path)}"
    parts = (f"{message}{where}: {fault.message}", *([source[:120]] if source.strip() else []))
    return Problem("\n".join(parts), Place(value.loader, 1), fault.hint)
