"""livereload's protocol for our pages: tell each when it, or a file in it, is new."""

import posixpath
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from msgspec import Struct
from tornado.escape import json_decode

from generator.data.words import Words
from generator.engine import Blob
from generator.images.files import is_image
from generator.preview.guard import Guarded
from generator.preview.overlay import facts_of, overlay
from generator.preview.page import FOLDER, INDEX, LOST, OutputFile, locate
from generator.preview.state import PreviewState
from generator.problems.regex import regex
from generator.site.placing import Page, bundle
from generator.site.snapshot import SourceChanged
from generator.site.words import our_english

# What is linked to is not state.
_TAG = regex(r"<(?!a\b)[a-zA-Z][^<>]*>")
_VALUE = regex(r"""\b(?:src|srcset|poster|href|data(?:-[\w-]+)?)="([^"]*)\"""")
_ADDRESS = regex(r"""[^\s"'<>,?#{}\[\]]+""")


class View(Struct, frozen=True):
    """What a page at an address consists of: its output, its bytes, and the overlay on it."""

    path: str = ""
    page: Blob | None = None
    overlay: str = ""


def view(state: PreviewState, url: str, now: datetime) -> View:
    """Return how an address looks to a browser."""
    found = locate(state.manifest, urlsplit(url).path or "/")
    path = found.path if isinstance(found, OutputFile) else LOST
    return View(path, state.manifest.get(path), overlay_on(state, path, now))


def overlay_on(state: PreviewState, path: str, now: datetime) -> str:
    """Return the overlay that stands on an output."""
    return overlay(FOLDER, state.problems, facts_of(state, path, now), words_of(state))


def words_of(state: PreviewState) -> Words:
    """Return what is said to the author: in the language of the site, once it was read."""
    return state.site.words if state.site.words.texts else our_english()


def changed_files(page: View, before: PreviewState, now: PreviewState) -> Iterator[str]:
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


def edited_page(before: PreviewState, now: PreviewState) -> str:
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


LONGEST_MESSAGE = 65536
RELOAD = "*"
"""The path that stands for the whole page in livereload's protocol."""


class Socket(Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """A page's line to the preview."""

    # We tell the browser ourselves; livereload only wants to log what its watcher saw.
    watcher = Watcher()

    def check_origin(self, origin: str) -> bool:
        """Accept what ``prepare`` let pass."""
        return True

    def open(self, version: str) -> None:
        """Remember which version the page shows."""
        self.version = version
        self.url = "/"
        self.seen = self.holder.state
        self.view = View()

    def on_message(self, message: str | bytes) -> None:
        """Answer; a page that is out of date by now is told at once."""
        try:
            super().on_message(message)
            told = json_decode(message)
        # Brackets within brackets are more than Python's own reader of JSON can follow.
        except (AttributeError, RecursionError, TypeError, ValueError):
            self.close(1002, "not livereload's protocol")
            return
        if self in LiveReloadHandler.waiters:
            self._arrive(told)

    def _arrive(self, told: dict[str, Any]) -> None:
        """Take in which page is at the other end."""
        url = told.get("url", self.url)
        try:
            self.url = urlsplit(url).path if isinstance(url, str) else "/"
        except ValueError:
            self.url = "/"
        state = self.holder.state
        self.seen, self.view = state, view(state, self.url, self.holder.began)
        if self.version != state.version:
            self.version = state.version
            self._say(RELOAD)

    def tell(self, state: PreviewState, edited: str) -> None:
        """Tell the page what changed of what it shows; nothing where nothing did."""
        before, seen = self.view, self.seen
        self.view, self.seen = view(state, self.url, self.holder.began), state
        self.version = state.version
        if edited and edited != self.url:
            self._say(RELOAD, edited)
            return
        is_new = self.view != before
        if is_new:
            self._say(RELOAD)
        # A picture of another size changes the page as well, and is still to be fetched anew.
        for address in changed_files(self.view, seen, state):
            if not is_new or is_image(address):
                self._say(address)

    def _say(self, path: str, goes_to: str = "") -> None:
        # livereload.js hands on no field of its own making but this one.
        self.send_message(
            {
                "command": "reload",
                "path": path,
                "originalPath": goes_to,
                "liveCSS": True,
                "liveImg": True,
            }
        )

    @classmethod
    def tell_all(cls) -> None:
        """Tell every page.

        Without livereload's own ``poll_tasks``, that is: it keeps silent about a second
        change within three seconds.
        """
        for waiter in LiveReloadHandler.waiters.copy():
            holder = waiter.holder
            follows = holder.follow and edited_page(waiter.seen, holder.state)
            waiter.tell(holder.state, follows or "")
