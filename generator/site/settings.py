"""Settings: site.yaml and what lies over it, typed and checked."""

from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from generator.engine import Blob
from generator.markup.parts import Dialect, Grammar
from generator.problems import Place
from generator.site.feed_formats import FEED_FORMATS
from generator.site.front import MATH, Formulas


class MenuEntry(Struct, frozen=True):
    """A title and where it leads: a source such as ``about.md``, or an address."""

    title: str
    url: str
    place: Place
    source: str


class Feeds(Struct, frozen=True):
    """Which feeds a site has; none where ``formats`` is empty."""

    formats: tuple[str, ...] = tuple(FEED_FORMATS)
    entries: int = 20
    per_tag: bool = True


class Taxonomies(Struct, frozen=True):
    """What posts are gathered by: the title of each list, empty where it is off."""

    tags: str = "Tags"
    series: str = "Series"


class Connection(Struct, frozen=True):
    """A database that queries may ask.

    ``address`` is its URL, with ``${NAME}`` where a variable of the environment belongs.
    """

    name: str
    address: str


class Settings(Struct, frozen=True):
    """What an author says about the whole site.

    Texts have the marks that readers see; ``written`` is the title without them, which ids are
    made of. ``base_url`` ends with a slash, ``permalink`` begins with one. ``params`` is JSON.
    ``places`` are key, place and source line of what later checks point at.
    """

    title: str = ""
    description: str = ""
    base_url: str = "http://localhost:8000/"
    language: str = "en"
    markdown: Grammar = "commonmark"
    math: Formulas = True
    timezone: str = "UTC"
    author: str = ""
    theme: str = "default"
    permalink: str = "/posts/{slug}/"
    posts_per_page: int = 10
    menu: tuple[MenuEntry, ...] = ()
    feeds: Feeds = Feeds()
    taxonomies: Taxonomies = Taxonomies()
    connections: tuple[Connection, ...] = ()
    page_budget: int = 500
    """In KB of 1000 bytes; 0 is none."""
    editor: str = ""
    """A name of ``editors.EDITORS`` or an address of that form: no page may depend on it."""
    params: str = "{}"
    written: str = ""
    places: tuple[tuple[str, Place, str], ...] = ()

    @property
    def dialect(self) -> Dialect:
        """How texts are read that do not say otherwise themselves."""
        return Dialect(self.language, self.markdown, MATH[self.math])

    @property
    def base_path(self) -> str:
        """The path that all addresses of the site begin with, ``/`` or such as ``/blog/``."""
        return _split(self.base_url)[1]

    @property
    def origin(self) -> str:
        """The scheme and host of the site, such as ``https://example.org``."""
        return _split(self.base_url)[0]

    def place_of(self, key: str) -> Place | None:
        """Return where a setting was written, if it was."""
        return next((place for name, place, _ in self.places if name == key), None)

    def source_of(self, key: str) -> str:
        """Return the line in which a setting was written, if it was."""
        return next((source for name, _, source in self.places if name == key), "")


@lru_cache(maxsize=8)
def _split(base_url: str) -> tuple[str, str]:
    path = urlsplit(base_url).path
    return base_url.removesuffix(path), path


ENVIRONMENT: Final = {
    f"GENERATOR_{key.upper()}": key
    for key in (
        *("title", "description", "base_url", "language", "timezone"),
        *("author", "theme", "permalink", "posts_per_page"),
    )
}
"""The variables of the environment that settings may come from."""


class SettingsSources(Struct, frozen=True):
    """What settings are read from: site.yaml and its overlays, variables, the command line."""

    files: tuple[tuple[str, Blob], ...]
    environment: tuple[tuple[str, str], ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
