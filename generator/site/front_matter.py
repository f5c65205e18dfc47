"""Front matter: what a source says about itself above its prose."""

import re
from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import unquote

from generator.problems import Place, Problem
from generator.problems.fields import Fields, fields_of
from generator.problems.yaml import Mapping, Scalar, Sequence, read_yaml
from generator.site.dates import read_date
from generator.site.elsewhere import IN_FRONT_MATTER
from generator.site.front import TEX, FrontMatter
from generator.site.front_data import read_data
from generator.site.paths import UNSEEN, wrong_path
from generator.site.slug import slugify

SYNONYMS: Final = {
    "lastmod": "updated",
    "modified": "updated",
    "description": "summary",
    "redirect_from": "aliases",
    "cover": "image",
}
PLACED: Final = ("aliases", "date", "image", "layout", "slug", "title")
EXAMPLE: Final = "begin the file with the lines ---, title: My first post, date: 2024-05-01, ---"

_FENCED = re.compile(r"---[ \t]*\n(?P<front>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_NOT_IN_SLUG = re.compile(r"[/\\?#%\x00-\x1f]")
_NOT_IN_ALIAS = re.compile(r"[\\?#\ufffd]|^[A-Za-z][\w+.-]*:|(?:^|/)(?:\.|\s+(?:/|$))")
MOST_TAGS: Final = 100
"""Each of them has a page and feeds."""


class Split(NamedTuple):
    """A source in two, with plain line feeds; ``body_line`` is the file's line of the body.

    ``front`` is None where there is none; where its closing fence is missing it still has its
    opening one, and ``read_front_matter`` tells of it.
    """

    front: str | None
    body: str
    body_line: int


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
    text: str | None, path: str, first_line: int, timezone: str, body: str = ""
) -> tuple[FrontMatter | None, tuple[Problem, ...]]:
    """Read the text between the fences; ``timezone`` is that of dates without an offset.

    ``body`` is what stands behind them, or instead of them.

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
    if fields.problems and not isinstance(reading.root, Mapping):
        return None, tuple(fields.problems)
    front = _read(fields, timezone)
    fields.finish(hint="what is your own goes under extra:", hints=IN_FRONT_MATTER)
    return front, tuple(fields.problems)


def _not_closed(text: str, path: str, first_line: int) -> Problem:
    place = Place(path, max(first_line - 1, 1), 1)
    hint = "end it with a line of three hyphens: ---"
    return Problem("this front matter is never closed", place, hint, text.partition("\n")[0])


def _read(fields: Fields, timezone: str) -> FrontMatter:
    front = FrontMatter(
        title=fields.text("title", required=True, hint="title: My first post"),
        date=_date(fields, "date", timezone),
        updated=_date(fields, "updated", timezone),
        slug=_slug(fields),
        draft=fields.boolean("draft", default=False),
        expires=_date(fields, "expires", timezone),
        summary=fields.text("summary"),
        tags=_tags(fields),
        series=_series(fields),
        image=fields.text("image"),
        image_alt=fields.text("image_alt"),
        aliases=_aliases(fields),
        layout=fields.text("layout"),
        data=read_data(fields),
        math=fields.boolean("math", None, TEX),
        toc=fields.boolean("toc", default=None),
        id=fields.text("id"),
        extra=fields.json("extra"),
        place=fields.place,
        places=_places(fields),
    )
    _check_expiry(front, fields)
    return front


def _date(fields: Fields, key: str, timezone: str) -> str:
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


def _check_expiry(front: FrontMatter, fields: Fields) -> None:
    if front.date and front.expires:
        begin, end = (datetime.fromisoformat(iso) for iso in (front.date, front.expires))
        if end <= begin:
            message = "this expires before its date, so it is never shown"
            fields.problem(message, fields.place_of("expires"), "", "warning")


def _slug(fields: Fields) -> str:
    written, place = fields.text("slug"), fields.place_of("slug")
    slug = written.strip()
    found = _NOT_IN_SLUG.search(slug)
    if found is not None:
        hint = "the pattern of all addresses is permalink in site.yaml"
        fields.problem(f'a slug cannot hold "{found[0]}"', place, hint)
    elif unseen := UNSEEN.search(slug):
        message = f"a slug cannot hold U+{ord(unseen[0]):04X}, which nobody can see"
        fields.problem(message, place, "delete it")
    elif written and not _is_addressable(written, place, fields):
        return ""
    return _NOT_IN_SLUG.sub("-", slug)


def _aliases(fields: Fields) -> tuple[str, ...]:
    """Read the paths that lead to this page too; none may lead out of the site."""
    kept = []
    for alias in fields.scalars("aliases"):
        path = unquote(alias.text.strip())
        if not path.strip("/") or _NOT_IN_ALIAS.search(path):
            message = f'"{alias.text}" is not the path of an address in this site'
            fields.problem(message, alias.place, "write it as /old-name/")
        elif wrong := wrong_path(f"{path.strip('/')}/index.html"):
            fields.problem(f"no file can be published here: {wrong}", alias.place, "shorten it")
        else:
            kept.append(re.sub("/+", "/", "/" + path))
    return tuple(kept)


def _tags(fields: Fields) -> tuple[str, ...]:
    written = fields.scalars("tags")
    if isinstance(fields.take("tags"), Scalar) and written and "," in written[0].text:
        better = ", ".join(part.strip() for part in written[0].text.split(","))
        message = "one tag with a comma in it"
        fields.problem(message, written[0].place, f"write tags: [{better}]", "warning")
    for tag in written:
        if not tag.text.strip():
            fields.problem("this tag is empty", tag.place)
    if len(written) > MOST_TAGS:
        message = f"{len(written):,} tags, and a post can have {MOST_TAGS}"
        fields.problem(message, written[MOST_TAGS].place, "each of them has a page of its own")
    kept = [tag for tag in written[:MOST_TAGS] if tag.text.strip()]
    return tuple(
        dict.fromkeys(
            each.text.strip() for each in kept if _is_addressable(each.text, each.place, fields)
        )
    )


def _series(fields: Fields) -> str:
    name = fields.text("series")
    return name if not name or _is_addressable(name, fields.place_of("series"), fields) else ""


def _is_addressable(name: str, place: Place, fields: Fields) -> bool:
    """Tell whether an address can be made of a name, and say so if not."""
    slug = slugify(name)
    if not slug:
        hint = "an address is made of its letters and digits"
        fields.problem(f'"{name}" has no letter and no digit', place, hint)
    elif wrong := wrong_path(slug):
        fields.problem(f"no address can be made of this: {wrong}", place, "shorten it")
        return False
    return bool(slug)


def _places(fields: Fields) -> tuple[tuple[str, Place, str], ...]:
    found = ((key, place) for key in PLACED for place in _places_of(fields, key))
    return tuple((key, place, fields.source(place)) for key, place in found)


def _places_of(fields: Fields, key: str) -> tuple[Place, ...]:
    value = fields.take(key)
    if isinstance(value, Sequence):
        return tuple(each.place for each in value.values)
    if isinstance(value, Mapping):
        return tuple(entry.value.place for entry in value.entries)
    return () if value is None else (value.place,)
