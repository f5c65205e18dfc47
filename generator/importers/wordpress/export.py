"""WordPress's export (WXR): XML that is read without entities, as values."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from msgspec import Struct

from generator.problems import Place, Problem

# What WordPress exports all the same, though no XML may hold it.
FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CONTENT = "http://purl.org/rss/1.0/modules/content/"
LARGEST = 500_000_000


class Item(Struct, frozen=True):
    """A post, page, attachment or anything else of an export.

    ``fields`` are by their local names, but for ``content:encoded`` and ``excerpt:encoded``,
    which are ``content`` and ``excerpt``. ``terms`` are domain and name.
    """

    fields: Mapping[str, str]
    terms: tuple[tuple[str, str], ...] = ()
    meta: Mapping[str, str] = {}
    comments: int = 0

    def get(self, name: str) -> str:
        """Return a field without the spaces around it, or nothing."""
        return self.fields.get(name, "").strip()


class Export(Struct, frozen=True):
    """An export: what it says of the site, and its items. ``cleaned`` bytes were no XML.

    ``people`` are the names of authors by those that they log in with.
    """

    channel: Mapping[str, str]
    items: tuple[Item, ...]
    cleaned: int = 0
    people: Mapping[str, str] = {}


class EntityError(Exception):
    """The XML declares a document type with entities, which WordPress never does."""


def read_export(raw: bytes, path: str) -> Export | Problem:
    """Read an export.

    The standard library's expat is enough: whatever declares an entity is refused before
    it can be expanded, and expat opens nothing by itself.
    """
    if len(raw) > LARGEST:
        return Problem("too large for an export", Place(path))
    text, cleaned = FORBIDDEN.subn(b"", raw)
    reading = _Reading()
    try:
        reading.parser.Parse(text, True)
    except EntityError:
        hint = "export the site anew: Tools, Export in WordPress"
        line = reading.parser.CurrentLineNumber
        return Problem("entities are declared here, and are not read", Place(path, line), hint)
    except LookupError as error:
        return Problem(f"not XML: {error}", Place(path, 1))
    except expat.ExpatError as error:
        where = Place(path, error.lineno, error.offset + 1)
        lines = text.decode(errors="replace").split("\n")
        source = lines[error.lineno - 1][:200] if error.lineno <= len(lines) else ""
        return Problem(f"not XML: {expat.ErrorString(error.code)}", where, "", source)
    if not reading.items and "wxr_version" not in reading.channel:
        return Problem("this XML is no export of WordPress", Place(path, 1), "it is called WXR")
    return Export(reading.channel, tuple(reading.items), cleaned, reading.people)


class _Reading:
    """Gathers items while expat goes through an export."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse
        self.channel: dict[str, str] = {}
        self.items: list[Item] = []
        self.people: dict[str, str] = {}
        self._path: list[str] = []
        self._attributes: dict[str, str] = {}
        self._parts: list[str] = []
        self._forget()

    def _forget(self) -> None:
        self._fields: dict[str, str] = {}
        self._terms: list[tuple[str, str]] = []
        self._meta: dict[str, str] = {}
        self._key = ""
        self._comments = 0

    def _refuse(self, *_: Any) -> int:
        raise EntityError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(_local(name))
        self._parts = []
        self._attributes = attributes
        if self._path[2:] == ["item"]:
            self._forget()

    def _text(self, text: str) -> None:
        self._parts.append(text)

    def _end(self, _: str) -> None:
        place, text = self._path[2:], "".join(self._parts)
        self._parts = []
        match place:
            case ["item"]:
                meta = dict(self._meta)
                item = Item(self._fields, tuple(self._terms), meta, self._comments)
                self.items.append(item)
            case ["item", "category"]:
                self._terms.append((self._attributes.get("domain", "category"), text.strip()))
            case ["item", "comment"]:
                self._comments += 1
            case ["item", "postmeta", "meta_key"]:
                self._key = text.strip()
            case ["item", "postmeta", "meta_value"]:
                self._meta[self._key] = text
            case ["item", field]:
                self._fields[field] = text
            case ["author", "author_login"]:
                self._key = text.strip()
            case ["author", "author_display_name"]:
                self.people[self._key] = text.strip()
            case [field]:
                self.channel.setdefault(field, text.strip())
        self._path.pop()


def _local(name: str) -> str:
    """Return an element's name; content and excerpt share one, and differ by their namespace."""
    space, _, local = name.rpartition(" ")
    if local == "encoded":
        return "content" if space == CONTENT else "excerpt"
    return local


def attached(export: Export) -> Iterator[tuple[str, Item]]:
    """Yield the attachments by their ids."""
    for item in export.items:
        if item.get("post_type") == "attachment":
            yield item.get("post_id"), item
