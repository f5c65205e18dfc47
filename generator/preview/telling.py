"""What an open page is told: that it is out of date, or that a file which it shows is."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from html import unescape
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from generator.engine import Blob
from generator.preview.addresses import INDEX, LOST, Found, locate
from generator.preview.desk import desk
from generator.preview.facts import facts_of
from generator.preview.page import FOLDER
from generator.preview.shown import Shown
from generator.site.placing import Page, bundle
from generator.site.snapshot import SourceChanged

# What is linked to is not shown.
_TAG = re.compile(r"<(?!a\b)[a-zA-Z][^<>]*>")
_VALUE = re.compile(r"""\b(?:src|srcset|poster|href|data(?:-[\w-]+)?)="([^"]*)\"""")
_ADDRESS = re.compile(r"""[^\s"'<>,?#{}\[\]]+""")


class View(Struct, frozen=True):
    """What a page at an address consists of: its output, its bytes, and the desk on it."""

    path: str = ""
    page: Blob | None = None
    desk: str = ""


def view(shown: Shown, url: str, now: datetime) -> View:
    """Return how an address looks to a browser."""
    found = locate(shown.manifest, urlsplit(url).path or "/")
    path = found.path if isinstance(found, Found) else LOST
    return View(path, shown.manifest.get(path), desk_on(shown, path, now))


def desk_on(shown: Shown, path: str, now: datetime) -> str:
    """Return the desk that stands on an output."""
    return desk(FOLDER, shown.problems, facts_of(shown, path, now))


def changed_files(page: View, before: Shown, now: Shown) -> Iterator[str]:
    """Yield the addresses of files that a page shows, and showed before with other bytes."""
    if page.page is None or not page.path.endswith(".html") or before.manifest is now.manifest:
        return
    try:
        html = now.read(page.page)
    except (SourceChanged, KeyError):
        return
    for path in sorted(files_in(html, page.path)):
        if path in before.manifest and before.manifest[path] != now.manifest.get(path):
            yield address_of(path)


@lru_cache(maxsize=32)
def files_in(html: bytes, path: str) -> frozenset[str]:
    """Return the paths of all files that a page may show: it is better to name one too many."""
    text = html.decode("utf-8", errors="replace")
    values = (value[1] for tag in _TAG.finditer(text) for value in _VALUE.finditer(tag[0]))
    folder = "/" + posixpath.dirname(path)
    return frozenset(
        posixpath.normpath(posixpath.join(folder, unquote(address[0]))).lstrip("/")
        for value in values
        for address in _ADDRESS.finditer(unescape(value))
        if "://" not in address[0]
    )


def address_of(path: str) -> str:
    """Return the address that an output has in a browser."""
    is_index = path.rpartition("/")[2] == INDEX
    return "/" + quote(path.removesuffix(INDEX) if is_index else path)


def edited_page(before: Shown, now: Shown) -> str:
    """Return the address of the page whose source was edited, or what lies beside it; or none."""
    if not before.sources or now.sources is before.sources or now.site.listed is None:
        return ""
    edited = [path for path, blob in now.sources.items() if before.sources.get(path) != blob]
    pages = now.site.listed.by_path
    found = next((pages[path] for path in edited if path in pages), None)
    found = found or next(filter(None, (_beside(path, pages) for path in edited)), None)
    return quote(found.url) if found else ""


def _beside(path: str, pages: Mapping[str, Page]) -> Page | None:
    """Return the page in whose folder a file lies, or else one beside it that asks for it."""
    holders = [page for page in pages.values() if _holds(page, path)]
    return max(holders, key=lambda page: len(bundle(page.path)), default=None)


def _holds(page: Page, path: str) -> bool:
    folder = bundle(page.path)
    if folder:
        return path.startswith(folder)
    beside = posixpath.dirname(page.path)
    if posixpath.dirname(path) != beside:
        return False
    named = {reference.name for reference in page.document.asked}
    named |= {file.path for file in page.document.front.data}
    return posixpath.basename(path) in named
