"""The edition: everything that the plan of one build is drawn from."""

from collections.abc import Mapping
from urllib.parse import quote, urljoin

from msgspec import Struct

from generator.engine import Blob
from generator.pages.body import Body
from generator.pages.values import SiteValue, TemplateSet
from generator.site.catalogue import Catalogue
from generator.site.settings import Settings
from generator.site.theme import Theme


class Edition(Struct, frozen=True):
    """Settings, theme and catalogue with what was read and drawn for each document.

    ``bodies`` and ``images`` go by source path; an image is a root-relative address.
    ``layouts`` are the theme's template sets by layout.
    """

    settings: Settings
    theme: Theme
    catalogue: Catalogue
    site: SiteValue
    layouts: Mapping[str, TemplateSet]
    bodies: Mapping[str, Body]
    feed_bodies: Mapping[str, Body]
    images: Mapping[str, str]
    scripts: Mapping[str, tuple[str, ...]]
    files: Mapping[str, Blob]


def href(settings: Settings, url: str) -> str:
    """Return a site address, such as ``/tags/``, ready for an ``href``: with the base path."""
    return settings.base_path.rstrip("/") + quote(url, safe="/%#?=&:~")


def absolute(settings: Settings, url: str) -> str:
    """Return a site address with scheme, host and base path."""
    return urljoin(settings.base_url, href(settings, url))


def output_path(url: str) -> str:
    """Return the file, relative to the output folder, that is served at a site address."""
    path = url.lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path
