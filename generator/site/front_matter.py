"""Front matter: the table of what a source says about itself above its prose, and its reading."""

from datetime import datetime
from typing import Annotated, Final, NamedTuple

from msgspec import Struct, structs

from generator.engine import Blob
from generator.markup.parts import Dialect, Origin
from generator.problems import Place, Problem
from generator.problems.fields import Fields, fields_of
from generator.problems.regex import regex
from generator.problems.yaml import YamlMapping, read_yaml
from generator.site import front_readers
from generator.site.data_pages import DataPages, read_pages
from generator.site.front_readers import FORMULAS, MATH, DataFile, Formulas
from generator.site.keys import (
    FOREIGN_IN_FRONT_MATTER,
    Key,
    any_mapping,
    check_image,
    keys_of,
    places_in,
    read_keys,
)


class FrontMatter(Struct, frozen=True):
    """What a source says about itself. Dates are ISO 8601 with an offset, or empty.

    ``extra`` is JSON. ``terms`` are the values of the site's own taxonomies by their names.
    ``place`` is where the front matter begins, ``places`` are key, place and source line of what
    later checks point at, one for each value of a list.
    """

    title: Annotated[str, Key("text", Fields.text, example="title: My first post", placed=True)] = (
        ""
    )
    date: Annotated[str, Key("date", front_readers.date, placed=True, zoned=True)] = ""
    updated: Annotated[
        str, Key("date", front_readers.date, zoned=True, synonyms=("lastmod", "modified"))
    ] = ""
    slug: Annotated[str, Key("name", front_readers.slug, placed=True)] = ""
    draft: Annotated[bool, Key("switch", Fields.boolean)] = False
    expires: Annotated[str, Key("date", front_readers.date, zoned=True)] = ""
    summary: Annotated[str, Key("text", Fields.text, placed=True, synonyms=("description",))] = ""
    tags: Annotated[tuple[str, ...], Key("list", front_readers.tags, placed=True)] = ()
    series: Annotated[str, Key("text", front_readers.series)] = ""
    authors: Annotated[
        tuple[str, ...], Key("name or list", front_readers.tags, placed=True, synonyms=("author",))
    ] = ()
    image: Annotated[str, Key("path", Fields.text, placed=True, synonyms=("cover",))] = ""
    image_alt: Annotated[str, Key("text", Fields.text, placed=True)] = ""
    aliases: Annotated[
        tuple[str, ...],
        Key("list", front_readers.aliases, placed=True, synonyms=("redirect_from",)),
    ] = ()
    layout: Annotated[str, Key("name", Fields.text, placed=True)] = ""
    weight: Annotated[
        int | None, Key("whole number", Fields.integer, placed=True, synonyms=("nav_order",))
    ] = None
    data: Annotated[
        tuple[DataFile, ...], Key("path, list or mapping", front_readers.data_files)
    ] = ()
    pages: Annotated[DataPages | None, Key("mapping", read_pages)] = None
    math: Annotated[Formulas | None, FORMULAS] = None
    toc: Annotated[bool | None, Key("switch", Fields.boolean)] = None
    language: Annotated[str, Key("language tag", front_readers.language, placed=True)] = ""
    id: Annotated[str, Key("text", Fields.text)] = ""
    extra: Annotated[str, Key("mapping", any_mapping)] = "{}"
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    place: Place = Place("")
    places: tuple[tuple[str, Place, str], ...] = ()

    def dialect(self, of_site: Dialect) -> Dialect:
        """Return how this source is read, in a site that is read in a way of its own."""
        math = of_site.math if self.math is None else MATH[self.math]
        return structs.replace(of_site, math=math, language=self.language or of_site.language)

    def place_of(self, key: str, index: int = 0) -> tuple[Place, str]:
        """Return where a value of a key stands, and that line.

        For one that was not written it is the place of the front matter.
        """
        found = [(place, source) for name, place, source in self.places if name == key]
        return found[index] if index < len(found) else (self.place, "")


SYNONYMS: Final = {
    synonym: name for name, key in keys_of(FrontMatter).items() for synonym in key.synonyms
}
EXAMPLE: Final = "begin the file with the lines ---, title: My first post, date: 2024-05-01, ---"

_FENCED = regex(r"---[ \t]*\n(?P<front>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
_OPENING = regex(r"---[ \t]*(?:\n|\Z)")


class Split(NamedTuple):
    """A source in two, with plain line feeds; ``body_line`` is the file's line of the body.

    ``front`` is None where there is none; where its closing fence is missing it still has its
    opening one, and ``read_front_matter`` tells of it. The rest is what only notebooks have.
    """

    front: str | None
    body: str
    body_line: int
    front_line: int = 2
    origins: tuple[Origin, ...] = ()
    files: tuple[tuple[str, Blob], ...] = ()
    blobs: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()


def split(text: str) -> Split:
    """Part a source's front matter from its body."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith("---"):
        return Split(None, text, 1)
    match = _FENCED.match(text)
    if match is None:
        return Split(text, "", 1) if _OPENING.match(text) else Split(None, text, 1)
    head = match[0]
    return Split(match["front"], text[match.end() :], head.count("\n") + 1)


def _instead(body: str) -> str:
    """Return what to do about what stands where front matter should."""
    if body.startswith(("+++", "{")):
        return "TOML and JSON are not read here: write it in YAML, between two lines of ---"
    if body.lstrip().startswith("---"):
        return "take out what stands before the ---"
    return EXAMPLE


def read_front_matter(
    text: str | None,
    path: str,
    first_line: int,
    timezone: str,
    body: str = "",
    taxonomies: tuple[str, ...] = (),
) -> tuple[FrontMatter | None, tuple[Problem, ...]]:
    """Read the text between the fences; ``timezone`` is that of dates without an offset.

    ``body`` is what stands behind them, or instead of them, ``taxonomies`` are the site's own.

    There is none only where the text is not YAML; with any other problem the rest is read.
    """
    if text is None:
        place = Place(path, 1, 1)
        return FrontMatter(place=place), (
            Problem('there is no front matter, so no "title"', place, _instead(body)),
        )
    if _OPENING.match(text):
        return None, (_not_closed(text, path, first_line),)
    reading = read_yaml(text, path, first_line)
    if reading.root is None and reading.problems:
        return None, reading.problems
    fields = fields_of(reading, SYNONYMS)
    if fields.problems and not isinstance(reading.root, YamlMapping):
        return None, tuple(fields.problems)
    front = read_keys(FrontMatter, fields, timezone, place=fields.place)
    fields.know(taxonomies)
    written = [name for name in taxonomies if name in fields]
    terms = tuple([(name, front_readers.tags(fields, name, ())) for name in written])
    front = structs.replace(front, terms=terms, places=places_in(FrontMatter, fields))
    _check_expiry(front, fields)
    _check_pages(front, fields)
    check_image(front.image, fields)
    fields.finish(hint="what is your own goes under extra:", hints=FOREIGN_IN_FRONT_MATTER)
    return front, tuple(fields.problems)


def _not_closed(text: str, path: str, first_line: int) -> Problem:
    place = Place(path, max(first_line - 1, 1), 1)
    hint = "end it with a line of three hyphens: ---"
    return Problem("this front matter is never closed", place, hint, text.partition("\n")[0])


def _check_expiry(front: FrontMatter, fields: Fields) -> None:
    if front.date and front.expires:
        begin, end = (datetime.fromisoformat(iso) for iso in (front.date, front.expires))
        if end <= begin:
            message = "this expires before its date, so it is never shown"
            fields.problem(message, fields.place_of("expires"), "", "warning")


def _check_pages(front: FrontMatter, fields: Fields) -> None:
    if front.pages is None:
        return
    for key in ("slug", "aliases", "id"):
        if key in fields:
            message = f'"{fields.written(key)}" would be that of many pages'
            hint = "path: of pages: says where each of them is"
            fields.problem(message, fields.place_of(key), hint)
    if front.title and "{{" not in front.title:
        hint = 'such as title: "{{ row.name }}"'
        fields.problem("all these pages have one title", fields.place_of("title"), hint, "warning")
