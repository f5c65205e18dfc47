"""The edition: everything that the plan of one build is drawn from."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from msgspec import Struct

from generator.charts.figure import Figure
from generator.engine import Blob
from generator.markup.fill import with_values
from generator.pages.body import Body
from generator.pages.measure import Size
from generator.pages.values import SiteValue, TemplateSet
from generator.site.catalogue import Catalogue, Page
from generator.site.settings import Settings
from generator.site.theme import Theme

PLAIN = re.compile(r"[A-Za-z0-9/_.~%#?=&:-]*")


class Edition(Struct, frozen=True):
    """Settings, theme and catalogue with what was read and drawn for each document.

    ``bodies``, ``images``, ``image_sizes`` and ``figures`` go by source path; an image is a
    root-relative address. ``figures`` are there for documents that have some.
    ``layouts`` are the theme's template sets by layout, ``values`` the plain texts of the
    values in a document's prose.
    """

    settings: Settings
    theme: Theme
    catalogue: Catalogue
    site: SiteValue
    layouts: Mapping[str, TemplateSet]
    bodies: Mapping[str, Body]
    feed_bodies: Mapping[str, Body]
    images: Mapping[str, str]
    image_sizes: Mapping[str, Size]
    scripts: Mapping[str, tuple[str, ...]]
    files: Mapping[str, Blob]
    figures: Mapping[str, tuple[Figure | None, ...]] = {}
    values: Mapping[str, tuple[str, ...]] = {}

    def summary(self, page: Page) -> str:
        """Return what lists say of a page: its own words, or its beginning."""
        front, excerpt = page.document.front, page.document.markup.excerpt
        return front.summary or with_values(excerpt, self.values.get(page.path, ()))


def href(settings: Settings, url: str) -> str:
    """Return a site address, such as ``/tags/``, ready for an ``href``: with the base path."""
    written = url if PLAIN.fullmatch(url) else quote(url, safe="/%#?=&:~")
    return settings.base_path.rstrip("/") + written


def absolute(settings: Settings, url: str) -> str:
    """Return a site address with scheme, host and base path."""
    return whole(settings, href(settings, url))


def whole(settings: Settings, address: str) -> str:
    """Put scheme and host before an address that has its base path already."""
    return settings.origin + address


def output_path(url: str) -> str:
    """Return the file, relative to the output folder, that is served at a site address."""
    path = url.lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path
