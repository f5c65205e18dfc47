"""Keys of an author's YAML: one line says how each is read, hints help with other tools' keys.

A key is a field of a struct, with its type and its default:
``title: Annotated[str, Key("text", Fields.text)] = ""``. The docstring below it is its meaning.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar, get_type_hints

from msgspec import Struct

from generator.problems import Place
from generator.problems import yaml as tree
from generator.problems.fields import Fields

Form = TypeVar("Form", bound=Struct)
Reader = Callable[..., Any]
"""Makes a value of the fields, the key and its default; what is wrong becomes a problem."""


class Key(NamedTuple):
    """How a key is read, and what authors may write there.

    ``env`` tells whether a variable of the environment may give it, ``placed`` whether later
    checks point at it, ``zoned`` whether its reader is given the time zone as well; ``synonyms``
    are what other tools call it. One that must be there has an ``example`` of how it is written.
    """

    kind: str
    read: Reader
    env: bool = False
    placed: bool = False
    zoned: bool = False
    synonyms: tuple[str, ...] = ()
    example: str = ""


@cache
def keys_of(form: type[Struct]) -> Mapping[str, Key]:
    """Return the keys that a struct is made of, by the names of its fields."""
    hints = get_type_hints(form, include_extras=True)
    kept = {name: getattr(hints[name], "__metadata__", ()) for name in form.__struct_fields__}
    return {name: each for name, found in kept.items() for each in found if isinstance(each, Key)}


def read_keys(form: type[Form], fields: Fields, zone: str = "", **more: Any) -> Form:
    """Read the keys that are written in the order of a struct; ``more`` are its other fields.

    What is not written has its default: its reader is not asked.
    """
    keys, usual = keys_of(form), _usual(form)
    fields.know(keys)
    for name, key in keys.items():
        if key.example:
            fields.require(name, key.example)
        if name in fields.entries:
            more[name] = key.read(
                fields, name, getattr(usual, name), *([zone] if key.zoned else [])
            )
    return form(**more)


@cache
def _usual(form: type[Form]) -> Form:
    return form()


def places_in(form: type[Struct], fields: Fields) -> tuple[tuple[str, Place, str], ...]:
    """Return key, place and source line of what later checks point at, one for each value."""
    keys = keys_of(form)
    placed = (name for name in keys if name in fields.entries and keys[name].placed)
    found = ((name, place) for name in placed for place in _places_of(fields.take(name)))
    return tuple((name, place, fields.source(place)) for name, place in found)


def _places_of(value: tree.Value | None) -> tuple[Place, ...]:
    if isinstance(value, tree.YamlSequence):
        return tuple(each.place for each in value.values)
    if isinstance(value, tree.YamlMapping):
        return tuple(entry.value.place for entry in value.entries)
    return () if value is None else (value.place,)


def whole(least: int, most: int | None = None) -> Reader:
    """Read a whole number between two bounds."""
    return partial(Fields.integer, minimum=least, maximum=most)


def one_of(choices: Sequence[str], hint: str = "") -> Reader:
    """Read one of some words."""
    return lambda fields, key, default: fields.choice(key, choices, default, hint)


def formed(form: Callable[[str], str | tuple[str, str]]) -> Reader:
    """Read a text that a form takes, or says what is wrong with it and what may help."""

    def read(fields: Fields, key: str, default: str) -> str:
        written = fields.text(key, default)
        kept = form(written) if written != default else default
        if isinstance(kept, str):
            return kept
        fields.problem(kept[0], fields.place_of(key), kept[1])
        return default

    return read


def any_mapping(fields: Fields, key: str, default: str) -> str:
    """Read a mapping of any shape as JSON."""
    return fields.json(key)


def check_image(image: str, fields: Fields) -> None:
    """Tell of a picture that nothing says in words."""
    if image and "image_alt" not in fields:
        message = "nothing tells those who cannot see this image what it shows"
        hint = 'image_alt: says it; of mere decoration say image_alt: ""'
        fields.problem(message, fields.place_of("image"), hint, "warning")


_ADDRESS = "slug: names this page, permalink: in site.yaml is the pattern of all addresses"
_DRAFT = "draft: true keeps it from readers"
_FIGURES = "options of a figure stand in its block"
_IMAGE = "image: is its picture"
_LISTS = "posts are listed by date, collections: in site.yaml as they say, menu: as it is written"
_SUMMARY = "summary: says what it is about"
_TAGS = "tags: bring together what belongs together, as in tags: [tea, data]"
_WHEN = "a post whose date: is still to come is held back until then"


def _each(hints: Mapping[str, str]) -> dict[str, str]:
    return {key: hint for keys, hint in hints.items() for key in keys.split()}


FOREIGN_IN_FRONT_MATTER: Mapping[str, str] = _each(
    {
        "category categories keywords topics": _TAGS,
        "permalink url path": _ADDRESS,
        "published publish hidden private status": _DRAFT,
        "publishdate pubdate": _WHEN,
        "expirydate unpublishdate": "expires: is when it goes away",
        "excerpt abstract desc teaser": _SUMMARY,
        "thumbnail featured_image banner images header og_image": _IMAGE,
        "order menu": _LISTS,
        "execute format editor jupyter": _FIGURES,
        "type template": "layout: names a template of the theme",
        "lang locale": "language: is that of this text, such as de",
    }
)
FOREIGN_IN_SETTINGS: Mapping[str, str] = _each(
    {
        "url site_url baseurl": "base_url: is the address of the site, such as https://example.org/",
        "languagecode lang locale": "language: is that of the posts, such as en",
        "paginate pagination": "posts_per_page: says how many",
        "plugins extensions": "there are no plugins; what you miss may be a template of your theme",
    }
)
