"""Addresses of the site as pages write them, and the files that stand behind them."""

import re
from urllib.parse import quote

from generator.site.settings import Settings

PLAIN = re.compile(r"[A-Za-z0-9/_.~%#?=&:-]*")


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
