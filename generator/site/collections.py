"""Collections: folders of pages that have a list, an order and a layout of their own."""

from collections.abc import Collection as Several
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

from msgspec import Struct, json, structs

from generator.problems import Place, Problem, nearest, suggestion
from generator.problems.fields import Fields
from generator.problems.yaml import Scalar, YamlMapping
from generator.site import forms
from generator.site.collation import Rank, rank
from generator.site.document import Document
from generator.site.keys import Key, formed, places_in, read_keys, whole
from generator.site.slug import slugify, source_name
from generator.site.taxonomies import Taxonomies

ORDERS = ("date", "title", "weight")
_TAKEN = frozenset({"posts", "data", "static", "archive", "assets", "figures", "page"})
"""Folders and addresses that mean something else."""

SortKey = tuple[int, float, Rank]
"""What entries stand in order by: numbers, and after them texts."""


def _order(written: str) -> str | tuple[str, str]:
    what = written.removeprefix("-")
    if what in ORDERS or (what.startswith("extra.") and what != "extra."):
        return written
    near = nearest(what, ORDERS)
    hint = f'did you mean "{near}"?' if near else "date, title, weight, or such as extra.year"
    return f'a collection cannot be in the order of "{written}"', hint


class Collection(Struct, frozen=True):
    """The pages in a folder of ``content/``; ``places`` are where its keys are written."""

    name: str = ""
    title: Annotated[str, Key("text", Fields.text)] = ""
    order: Annotated[str, Key("name", formed(_order), placed=True)] = "date"
    layout: Annotated[str, Key("name", Fields.text, placed=True)] = "page"
    list: Annotated[str, Key("name", Fields.text, placed=True)] = "collection"
    permalink: Annotated[str, Key("pattern", formed(forms.permalink), placed=True)] = ""
    feeds: Annotated[bool, Key("switch", Fields.boolean)] = False
    per_page: Annotated[int, Key("whole number", whole(1))] = 0
    place: Place = Place("site.yaml")
    source: str = ""
    places: tuple[tuple[str, Place, str], ...] = ()

    @property
    def folder(self) -> str:
        """Return the folder that its entries are in."""
        return f"content/{self.name}/"

    @property
    def url(self) -> str:
        """Return the address of its list."""
        return f"/{self.name}/"

    @property
    def is_dated(self) -> bool:
        """Tell whether its entries stand in the order of their dates."""
        return self.order.removeprefix("-") == "date"

    @property
    def is_reversed(self) -> bool:
        """Tell whether what is greatest comes first: so the latest do of themselves."""
        return self.order.startswith("-") != self.is_dated

    def place_of(self, key: str) -> tuple[Place, str]:
        """Return where a key is written, and that line, or else where the collection is."""
        found = [(place, source) for name, place, source in self.places if name == key]
        return found[0] if found else (self.place, self.source)


def read_collections(fields: Fields, key: str, default: object) -> tuple[Collection, ...]:
    """Read the collections by the names of their folders."""
    inside = fields.mapping(key)
    if inside is None:
        return ()
    return tuple([each for name in inside.names for each in _collection(inside, name)])


def _collection(fields: Fields, name: str) -> Iterator[Collection]:
    place, value = fields.entries[name].place, fields.take(name)
    if wrong := _wrong_name(name):
        fields.problem(wrong, place, "name a folder in content/ in small letters, as in projects")
        return
    told = Collection(name, name.replace("-", " ").capitalize())
    if isinstance(value, YamlMapping):
        inside = fields.inside(value)
        told = read_keys(Collection, inside, name=name)
        told = structs.replace(told, places=places_in(Collection, inside))
        inside.finish()
    elif not (isinstance(value, Scalar) and value.value is True):
        told = structs.replace(told, title=fields.text(name, told.title))
    title = told.title or name.replace("-", " ").capitalize()
    yield structs.replace(told, title=title, place=place, source=fields.source(place))


def _wrong_name(name: str) -> str:
    if not name or slugify(name) != name:
        return f'no folder and no address can be called "{name}"'
    if name in _TAKEN or any(each.name == name for each in Taxonomies().every):
        return f"content/{name}/ means something else already"
    return ""


def collection_of(document: Document, collections: tuple[Collection, ...]) -> Collection | None:
    """Return the collection that a document is an entry of; its index introduces the list."""
    path, _, query = document.path.partition("?")
    for each in collections:
        if path.startswith(each.folder):
            is_index = source_name(path) == each.name and path.count("/") == 2
            return None if is_index and not query else each
    return None


def sort_key(document: Document, collection: Collection, language: str) -> SortKey | None:
    """Return what an entry stands in order by; None where it has nothing of the kind."""
    front, what = document.front, collection.order.removeprefix("-")
    if what == "date":
        return (0, datetime.fromisoformat(front.date).timestamp(), _NO_RANK) if front.date else None
    if what == "title":
        return (1, 0, rank(document.wording.title, language))
    if what == "weight":
        return None if front.weight is None else (0, front.weight, _NO_RANK)
    value = _within(json.decode(front.extra), what.removeprefix("extra."))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (0, value, _NO_RANK)
    return (1, 0, rank(value, language)) if isinstance(value, str) else None


_NO_RANK = rank("", "en")


def _within(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def lacking(
    collection: Collection, keys: Sequence[SortKey | None], folders: Several[str]
) -> Iterator[Problem]:
    """Tell of a collection without entries, or one whose order is that of nothing.

    ``keys`` are those of all its entries, ``folders`` what there is in ``content/``.
    """
    if not keys:
        message, hint = f"no page lies in {collection.folder}", suggestion(collection.name, folders)
        yield Problem(message, collection.place, hint, collection.source, "warning")
    elif not collection.is_dated and all(key is None for key in keys):
        what = collection.order.removeprefix("-")
        message = f'no page in {collection.folder} has the "{what}" that they stand in order by'
        place, source = collection.place_of("order")
        hint = "write it into their front matter, or choose another order: title, weight, date"
        yield Problem(message, place, hint, source, "warning")
