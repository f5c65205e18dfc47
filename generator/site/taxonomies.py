"""Taxonomies: what posts are gathered by, such as tags, series and authors."""

from collections.abc import Iterator, Sized
from functools import partial
from typing import Annotated

from msgspec import Struct, structs

from generator.problems.fields import Fields
from generator.problems.yaml import Scalar, YamlMapping
from generator.site.document import AUTHORS, SERIES, TAGS
from generator.site.front_matter import SYNONYMS, FrontMatter
from generator.site.keys import Key, keys_of, read_keys
from generator.site.slug import slugify

UNSAID = "true"
"""What stands for a title that the words of the theme give."""


class Taxonomy(Struct, frozen=True):
    """What posts are gathered by: its key in front matter, and the title of its list.

    The title is empty where there are no pages of it. ``feeds`` is None where ``site.yaml`` does
    not say whether each of its terms has some.
    """

    name: str
    title: str = UNSAID
    feeds: bool | None = None

    @property
    def is_on(self) -> bool:
        """Tell whether it has pages."""
        return bool(self.title)

    def has_index(self, terms: Sized) -> bool:
        """Tell whether there is a list of its terms."""
        return self.is_on and self.name != SERIES and (self.name != AUTHORS or bool(terms))

    @property
    def url(self) -> str:
        """Return the address of the list of its terms."""
        return f"/{self.name}/"


def _list_title(fields: Fields, key: str, default: str) -> str:
    value = fields.take(key)
    if isinstance(value, Scalar) and isinstance(value.value, bool):
        return default if value.value else ""
    if isinstance(value, Scalar) and value.is_plain and value.text.casefold() in ("no", "off"):
        fields.wrong(key, "a title or false", "write false")
    return fields.text(key, default)


def _taxonomy(fields: Fields, key: str, default: Taxonomy) -> Taxonomy:
    value = fields.take(key)
    if not isinstance(value, YamlMapping):
        return structs.replace(default, title=_list_title(fields, key, default.title))
    inside = fields.inside(value)
    title, feeds = _list_title(inside, "title", default.title), inside.boolean("feeds", None)
    inside.finish()
    return structs.replace(default, title=title, feeds=feeds)


_KIND = "text, mapping, `true` or `false`"


class Taxonomies(Struct, frozen=True):
    """What posts are gathered by; ``own`` are those that only this site has."""

    tags: Annotated[Taxonomy, Key(_KIND, _taxonomy)] = Taxonomy(TAGS)
    """The title of the list of tags; `true` leaves it to the words of the theme, `false` means that
    there is none. A mapping such as `{title: Topics, feeds: false}` says more."""
    series: Annotated[Taxonomy, Key(_KIND, _taxonomy)] = Taxonomy(SERIES)
    """The same of series."""
    authors: Annotated[Taxonomy, Key(_KIND, _taxonomy)] = Taxonomy(AUTHORS)
    """The same of [authors](pages.md#authors)."""
    own: tuple[Taxonomy, ...] = ()

    @property
    def every(self) -> tuple[Taxonomy, ...]:
        """Return all of them."""
        return (self.tags, self.series, self.authors, *self.own)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the keys that front matter has because of this site's own."""
        return tuple([each.name for each in self.own])


def read_taxonomies(fields: Fields, key: str, default: Taxonomies) -> Taxonomies:
    """Read what posts are gathered by."""
    inside = fields.mapping(key)
    if inside is None:
        return default
    read = read_keys(Taxonomies, inside)
    return structs.replace(read, own=tuple(_own(inside)))


def _own(fields: Fields) -> Iterator[Taxonomy]:
    taken = {*keys_of(FrontMatter), *SYNONYMS}
    for name in fields.names:
        place = fields.entries[name].place
        if name in keys_of(Taxonomies):
            continue
        if name in taken:
            message = f'"{name}" is a key of front matter already, and gathers nothing'
            fields.problem(message, place, "choose another name, such as topics")
        elif near := next(filter(partial(_is_slip, name), keys_of(Taxonomies)), ""):
            fields.problem(f'unknown key "{name}"', place, f'did you mean "{near}"?')
        elif not name or slugify(name) != name:
            better = slugify(name) or "topics"
            message = f'no address and no key can be made of "{name}"'
            fields.problem(message, place, f"write {better}, and what readers see as its title")
        else:
            title = name.replace("-", " ").capitalize()
            yield _taxonomy(fields, name, Taxonomy(name, title))


def _is_slip(written: str, meant: str) -> bool:
    """Tell whether one is the other without its last letter, or with some exchanged."""
    return sorted(written.rstrip("s")) == sorted(meant.rstrip("s"))
