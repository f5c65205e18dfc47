"""Addresses of the site as pages write them, and the files that stand behind them."""

from functools import lru_cache
from urllib.parse import quote, urlsplit

from generator.problems.regex import regex
from generator.site.settings import Settings

PLAIN = regex(r"[A-Za-z0-9/_.~%#?=&:-]*")
MOST = 50_000
"""So many addresses are at hand once they are written: of a post, its tags, its neighbours."""


def href(settings: Settings, url: str) -> str:
    """Return a site address, such as ``/tags/``, ready for an ``href``: with the base path."""
    return below(settings.base_url, url)


@lru_cache(MOST)
def below(base_url: str, url: str) -> str:
    """Return a site address with the path of the site's own address before it."""
    written = url if PLAIN.fullmatch(url) else quote(url, safe="/%#?=&:~")
    return _base_path(base_url) + written


@lru_cache(maxsize=8)
def _base_path(base_url: str) -> str:
    return urlsplit(base_url).path.rstrip("/")


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


def alias_url(alias: str) -> str:
    """Return the site address of an alias as an author writes it: a page's ends with a slash."""
    return alias if alias.endswith(("/", ".html", ".htm")) else alias + "/"
