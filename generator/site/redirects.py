"""Settings that lead on: from addresses that are no page's alias, such as a tag's or a feed's."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from generator.markup.addresses import hint_for, refused
from generator.problems import Place
from generator.problems.fields import Fields
from generator.site.front_readers import site_path

PAGES: Final = ("/", ".html", ".htm")
_WRITTEN = "/old/: /new/"


class Redirect(Struct, frozen=True):
    """An address of the site, and the one that it leads on to, here or elsewhere on the web."""

    old: str
    new: str
    place: Place
    source: str

    @property
    def is_page(self) -> bool:
        """Tell whether a page can stand there that leads on; else only a server can."""
        return self.old.endswith(PAGES)

    @property
    def is_inside(self) -> bool:
        """Tell whether it leads to an address of the site."""
        return self.new.startswith("/")


def read_redirects(fields: Fields, key: str, default: object) -> tuple[Redirect, ...]:
    """Read which addresses lead on to which."""
    inside = fields.mapping(key)
    return () if inside is None else tuple(_redirects(inside))


def _redirects(inside: Fields) -> Iterator[Redirect]:
    for name in inside.names:
        new = inside.text(name, required=True, hint=_WRITTEN).strip()
        place = inside.place_of(name)
        key = inside.entries[name].place
        old = site_path(name)
        if not isinstance(old, str):
            inside.problem(old[0], key, old[1])
        elif wrong := refused(new):
            inside.problem(wrong, place, hint_for(new) or _WRITTEN)
        elif new.startswith(("/", "http://", "https://")):
            named = old if "." in old.rpartition("/")[2] or old.endswith("/") else f"{old}/"
            yield Redirect(named, new, place, inside.source(place))
        elif new:
            inside.problem(f'"{new}" is no address', place, "write /new/ or https://example.org/")
