"""The front matter's ``data``: files under names of their own, with the types of their columns."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import get_args

from generator.data.dataset import ColumnType
from generator.data.load import Stated
from generator.data.loaders import Input
from generator.problems.fields import Fields
from generator.problems.yaml import Entry, Mapping
from generator.site.front import DataFile

TYPES: tuple[str, ...] = get_args(ColumnType)


def read_data(fields: Fields) -> tuple[DataFile, ...]:
    """Read ``data``: one path, a list of paths, or paths by name."""
    value = fields.take("data")
    if isinstance(value, Mapping):
        inside = fields.inside(value)
        return tuple(_named(entry, inside) for entry in value.entries)
    named: dict[str, DataFile] = {}
    for each in fields.scalars("data"):
        name = PurePosixPath(each.text).name.partition(".")[0]
        file = DataFile(name, each.text, each.place, fields.source(each.place))
        if named.setdefault(name, file) != file:
            message = f'"{named[name].path}" has the name "{name}" already'
            fields.problem(message, each.place, "name each: data: {one: …, two: …}")
    return tuple(named.values())


def _named(entry: Entry, fields: Fields) -> DataFile:
    if isinstance(entry.value, Mapping):
        return _file(entry.key, fields.inside(entry.value))
    place = entry.value.place
    path = fields.text(entry.key, required=True)
    if not entry.key.strip():
        fields.problem("a data file needs a name to be called by", entry.place, "fees: fees.csv")
    return DataFile(entry.key, path, place, fields.source(place))


def _file(name: str, fields: Fields) -> DataFile:
    path = fields.text("file", required=True, hint=f"{name}: {{file: {name}.csv}}")
    place = fields.place_of("file")
    types = fields.mapping("types")
    file = DataFile(
        name,
        path,
        place,
        fields.source(place),
        tuple(_types(types)) if types else (),
        fields.text("sheet"),
        tuple(_inputs(fields)),
    )
    fields.finish()
    return file


def _types(fields: Fields) -> Iterator[Stated]:
    for column in fields.names:
        kind, place = fields.choice(column, TYPES, ""), fields.place_of(column)
        if kind:
            yield Stated(column, kind, place, fields.source(place))


def _inputs(fields: Fields) -> Iterator[Input]:
    for each in fields.scalars("inputs"):
        yield Input(each.text, each.place, fields.source(each.place))
