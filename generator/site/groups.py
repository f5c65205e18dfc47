"""Settings that are lists and mappings of their own: menu, feeds, connections."""

import re
from typing import Annotated

from msgspec import Struct

from generator.markup.addresses import hint_for, refused
from generator.problems import Place, Problem, suggestion
from generator.problems.fields import Fields
from generator.problems.regex import regex
from generator.problems.yaml import Scalar, YamlMapping
from generator.site.feed_formats import FEED_FORMATS
from generator.site.keys import Key, read_keys, whole

_VARIABLE = regex(r"\$\{[A-Za-z_]\w*\}")
_WRITTEN = "shop: postgresql://reader:${SHOP_PASSWORD}@db.example.org/shop"


class MenuEntry(Struct, frozen=True):
    """A title and where it leads: a source such as ``about.md``, or an address."""

    title: str
    url: str
    place: Place
    source: str


def read_menu(fields: Fields, key: str, default: object) -> tuple[MenuEntry, ...]:
    """Read the entries of the menu."""
    entries: list[MenuEntry] = []
    for value in fields.sequence(key):
        if isinstance(value, YamlMapping):
            entries += _menu_entry(fields.inside(value))
        else:
            hint = "- {title: About, url: about.md}"
            fields.problem("a menu entry has a title and a url", value.place, hint)
    return tuple(entries)


def _menu_entry(fields: Fields) -> tuple[MenuEntry, ...]:
    """Read an entry; none where its address must not stand in a page."""
    title = fields.text("title", required=True)
    url = fields.text("url", required=True)
    fields.finish()
    place = fields.place_of("url")
    if wrong := refused(url):
        hint = hint_for(url) or "write the path of a page, or an address on the web"
        fields.problem(wrong, place, hint)
        return ()
    return (MenuEntry(title, url, place, fields.source(place)),)


def _formats(fields: Fields, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    if key not in fields:
        return default
    formats: dict[str, None] = {}
    for value in fields.scalars(key):
        if value.text in FEED_FORMATS:
            formats[value.text] = None
        else:
            hint = suggestion(value.text, FEED_FORMATS, "known are " + ", ".join(FEED_FORMATS))
            fields.problem(f'there is no feed format "{value.text}"', value.place, hint)
    return tuple(formats)


class Feeds(Struct, frozen=True):
    """Which feeds a site has; none where ``formats`` is empty."""

    formats: Annotated[tuple[str, ...], Key("list", _formats)] = tuple(FEED_FORMATS)
    """Any of these: the default is all of them."""
    entries: Annotated[int, Key("whole number", whole(1))] = 20
    """How many posts a feed holds."""
    per_tag: Annotated[bool, Key("`true` or `false`", Fields.boolean)] = True
    """Whether each tag has feeds of its own."""


def read_feeds(fields: Fields, key: str, default: Feeds) -> Feeds:
    """Read which feeds there are; a list is short for their formats."""
    value = fields.take(key)
    if isinstance(value, YamlMapping):
        inside = fields.inside(value)
        feeds = read_keys(Feeds, inside)
        inside.finish(("formats",))
        return feeds
    if isinstance(value, Scalar) and isinstance(value.value, bool):
        return default if value.value else Feeds(())
    return default if value is None else Feeds(_formats(fields, key, ()))


class Connection(Struct, frozen=True):
    """A database that queries may ask.

    ``address`` is its URL, with ``${NAME}`` where a variable of the environment belongs.
    """

    name: str
    address: str


def read_connections(fields: Fields, key: str, default: object) -> tuple[Connection, ...]:
    """Read the databases by their names; a password that stands there in words is refused."""
    inside = fields.mapping(key)
    if inside is None:
        return ()
    read = []
    for name in inside.names:
        if not name.strip():
            inside.problem("a connection needs a name", inside.place_of(name), _WRITTEN)
        address = inside.text(name, required=True, hint=_WRITTEN).strip()
        if address and _is_right(inside, name, address):
            read.append(Connection(name, address))
    return tuple(read)


def _is_right(inside: Fields, name: str, address: str) -> bool:
    message, hint = _wrong(name, address)
    if message:  # told without its line, which may hold what nobody should see
        inside.problems.append(Problem(message, inside.place_of(name), hint))
    return not message


def _wrong(name: str, address: str) -> tuple[str, str]:
    plain = _VARIABLE.sub("x", address)
    if "$" in plain:
        return f'"{name}" has a $ that begins no variable', "write ${NAME}"
    if _has_password(address):
        message = f'"{name}" has its password in words, for everybody who can read this file'
        return message, "write ${SHOP_PASSWORD}, and set that variable where you build"
    if not _VARIABLE.fullmatch(address) and not re.match(r"[a-z][\w+.-]*://.", plain):
        return f'"{name}" is no address of a database', _WRITTEN
    return "", ""


def _has_password(address: str) -> bool:
    user = address.partition("://")[2].partition("/")[0].rpartition("@")[0]
    password = user.partition(":")[2] or address.partition("password=")[2]
    return bool(password) and not _VARIABLE.match(password)
