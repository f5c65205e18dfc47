"""Addresses of the site as pages write them, and the files that stand behind them."""

from functools import lru_cache
from urllib.parse import quote

from generator.problems.regex import regex
from generator.site.settings import Settings

PLAIN = regex(r"[A-Za-z0-9/_.~%#?=&:-]*")
MOST = 50_000
"""So many addresses are at hand once they are written: of a post, its tags, its neighbours."""


def href(settings: Settings, url: str) -> str:
    """Return a site address, such as ``/tags/``, ready for an ``href``: with the base path."""
    return _below(settings.base_path, url)


@lru_cache(MOST)
def _below(base_path: str, url: str) -> str:
    written = url if PLAIN.fullmatch(url) else quote(url, safe="/%#?=&:~")
    return base_path.rstrip("/") + written


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
