"""Readers of single keys: dates, slugs, paths, tags. The keys are in ``site/front_matter.py``."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import Final, Literal
from urllib.parse import unquote

from msgspec import Struct, json

from generator.data.dataset import Stated
from generator.data.loaders import Input
from generator.data.stated import decimal_of, not_a_type
from generator.markup.parts import Math
from generator.problems import Place
from generator.problems.fields import Fields
from generator.problems.regex import regex
from generator.problems.yaml import Scalar, YamlEntry, YamlMapping
from generator.site import forms
from generator.site.dates import read_date
from generator.site.keys import Key, formed
from generator.site.slug import UNSEEN, slugify, wrong_path

Formulas = bool | Literal["tex"]
"""What ``math`` says of formulas, in front matter as in site.yaml."""
MATH: Final[dict[Formulas, Math]] = {False: "", True: "dollars", "tex": "tex"}
TEX: Final[tuple[Literal["tex"]]] = ("tex",)
FORMULAS: Final = Key("`true`, `false` or `tex`", partial(Fields.boolean, words=TEX))

_NOT_IN_SLUG = regex(r"[/\\?#%\x00-\x1f]")
_NOT_IN_ALIAS = regex(r"[\\?#\ufffd]|^[A-Za-z][\w+.-]*:|(?:^|/)(?:\.|\s+(?:/|$))")
_CONDITION: Final = "where: {city: row.name} takes the rows of the page's own city"
MOST_TAGS: Final = 100
"""Each of them has a page and feeds."""


def date(fields: Fields, key: str, default: str, timezone: str) -> str:
    """Read a date; one without an offset is in the time zone."""
    value, text = fields.take(key), fields.text(key)
    is_empty = isinstance(value, Scalar) and value.value == ""
    if not text and not is_empty:  # there is none, or it is told to be no text
        return ""
    moment, place = read_date(text, timezone), fields.place_of(key)
    if moment.wrong:
        fields.problem(moment.wrong, place, moment.hint)
    if moment.doubt:
        fields.problem(moment.doubt, place, "give an offset such as +02:00", "warning")
    return moment.iso


def language(fields: Fields, key: str, default: str) -> str:
    """Read a language tag; numbers and dates of one that nobody knows are as in English."""
    # A build that changes nothing reads no language, and need not load it.
    from generator.data.locales import is_known_language

    tag: str = formed(forms.language)(fields, key, default)
    if tag and not is_known_language(tag):
        message = f'no language is called "{tag}": numbers and dates are written as in English'
        fields.problem(message, fields.place_of(key), "write it as en, de or pt-BR", "warning")
    return tag


def slug(fields: Fields, key: str, default: str) -> str:
    """Read the part of an address that a source chooses for itself."""
    written, place = fields.text(key), fields.place_of(key)
    wanted = written.strip()
    found = _NOT_IN_SLUG.search(wanted)
    if found is not None:
        hint = "the pattern of all addresses is permalink in site.yaml"
        fields.problem(f'a slug cannot hold "{found[0]}"', place, hint)
    elif unseen := UNSEEN.search(wanted):
        message = f"a slug cannot hold U+{ord(unseen[0]):04X}, which nobody can see"
        fields.problem(message, place, "delete it")
    elif written and not _is_addressable(written, place, fields):
        return ""
    return _NOT_IN_SLUG.sub("-", wanted)


def aliases(fields: Fields, key: str, default: object) -> tuple[str, ...]:
    """Read the paths that lead to this page too; none may lead out of the site."""
    kept = []
    for alias in fields.scalars(key):
        path = site_path(alias.text)
        if isinstance(path, str):
            kept.append(path)
        else:
            fields.problem(path[0], alias.place, path[1])
    return tuple(kept)


def site_path(written: str) -> str | tuple[str, str]:
    """Return the path of an address in this site, or what is wrong with it and what may help."""
    path = unquote(written.strip())
    if not path.strip("/") or _NOT_IN_ALIAS.search(path):
        return f'"{written}" is not the path of an address in this site', "write it as /old-name/"
    if wrong := wrong_path(f"{path.strip('/')}/index.html"):
        return f"no file can be published here: {wrong}", "shorten it"
    return re.sub("/+", "/", "/" + path)


def tags(fields: Fields, key: str, default: object) -> tuple[str, ...]:
    """Read tags or the like, each once; every one needs an address of its own."""
    written, what = fields.scalars(key), "tag" if key == "tags" else "name"
    if isinstance(fields.take(key), Scalar) and written and "," in written[0].text:
        better = ", ".join(part.strip() for part in written[0].text.split(","))
        message, hint = f"one {what} with a comma in it", f"write {fields.written(key)}: [{better}]"
        fields.problem(message, written[0].place, hint, "warning")
    for tag in written:
        if not tag.text.strip():
            fields.problem(f"this {what} is empty", tag.place)
    if len(written) > MOST_TAGS:
        message = f"{len(written):,} {what}s, and a post can have {MOST_TAGS}"
        fields.problem(message, written[MOST_TAGS].place, "each of them has a page of its own")
    kept = [tag for tag in written[:MOST_TAGS] if tag.text.strip()]
    return tuple(
        dict.fromkeys(
            each.text.strip() for each in kept if _is_addressable(each.text, each.place, fields)
        )
    )


def series(fields: Fields, key: str, default: str) -> str:
    """Read the name of a series, which needs an address of its own."""
    name = fields.text(key)
    return name if not name or _is_addressable(name, fields.place_of(key), fields) else ""


# Tags are those of many posts.
_wrong_slug = lru_cache(maxsize=1000)(wrong_path)


def _is_addressable(name: str, place: Place, fields: Fields) -> bool:
    """Check that an address can be made of a name; report a problem if not."""
    slug = slugify(name)
    if not slug:
        hint = "an address is made of its letters and digits"
        fields.problem(f'"{name}" has no letter and no digit', place, hint)
    elif wrong := _wrong_slug(slug):
        fields.problem(f"no address can be made of this: {wrong}", place, "shorten it")
        return False
    return bool(slug)


class RowCondition(Struct, frozen=True):
    """What a column of a data file must hold: a value, or what the page's row has in a column.

    ``value`` is JSON, empty where there is a ``row``.
    """

    column: str
    value: str
    row: str
    place: Place
    source: str
    at: Place
    """Where the column is named."""


class DataFile(Struct, frozen=True):
    """A data file under a name of the author's own, and where its path stands."""

    name: str
    path: str
    place: Place
    source: str = ""
    types: tuple[Stated, ...] = ()
    sheet: str = ""
    decimal: str = ""
    skip: int = 0
    inputs: tuple[Input, ...] = ()
    """What the loader reads that writes the file."""
    where: tuple[RowCondition, ...] = ()
    """Which rows are taken; of itself all."""


def data_files(fields: Fields, key: str, default: object) -> tuple[DataFile, ...]:
    """Read ``data``: one path, a list of paths, or paths by name."""
    value = fields.take(key)
    if isinstance(value, YamlMapping):
        inside = fields.inside(value)
        return tuple(_named(entry, inside) for entry in value.entries)
    named: dict[str, DataFile] = {}
    for each in fields.scalars(key):
        name = PurePosixPath(each.text).name.partition(".")[0]
        file = DataFile(name, each.text, each.place, fields.source(each.place))
        if named.setdefault(name, file) != file:
            message = f'"{named[name].path}" has the name "{name}" already'
            fields.problem(message, each.place, "name each: data: {one: …, two: …}")
    return tuple(named.values())


def _named(entry: YamlEntry, fields: Fields) -> DataFile:
    if isinstance(entry.value, YamlMapping):
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
        _decimal(fields),
        fields.integer("skip", 0, 0),
        tuple(_inputs(fields)),
        tuple(_conditions(fields)),
    )
    fields.finish()
    return file


def _decimal(fields: Fields) -> str:
    """Read ``format``: the language in whose way a file writes its numbers."""
    language = fields.text("format")
    mark = decimal_of(language)
    if language and not mark:
        hint = "a language such as de, whose way of writing numbers it is, or eu for decimal commas"
        fields.problem(f'format cannot be "{language}"', fields.place_of("format"), hint)
    return mark


def _types(fields: Fields) -> Iterator[Stated]:
    for column in fields.names:
        kind, place = fields.text(column).strip(), fields.place_of(column)
        wrong, hint = not_a_type(kind)
        if wrong:
            fields.problem(wrong, place, hint)
        elif kind:
            yield Stated(column, kind, place, fields.source(place))


def _inputs(fields: Fields) -> Iterator[Input]:
    for each in fields.scalars("inputs"):
        yield Input(each.text, each.place, fields.source(each.place))


def _conditions(fields: Fields) -> Iterator[RowCondition]:
    where = fields.mapping("where")
    for name in where.names if where else ():
        value = where.take(name) if where else None
        if not isinstance(value, Scalar):
            fields.problem(f'"{name}" wants one value', fields.place_of("where"), _CONDITION)
            continue
        row = value.text.removeprefix("row.") if value.text.startswith("row.") else ""
        told = "" if row else json.encode(value.value).decode()
        at = where.entries[name].place if where else value.place
        yield RowCondition(name, told, row, value.place, fields.source(value.place), at)
