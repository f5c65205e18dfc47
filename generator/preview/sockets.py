"""livereload's protocol, for our own pages alone: each is told what matters to it."""

from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.escape import json_decode

from generator.pages.images import is_image
from generator.preview.guard import Guarded
from generator.preview.shown import Shown
from generator.preview.telling import View, changed_files, edited_page, view

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

    def open(self, edition: str) -> None:
        """Remember which edition the page shows."""
        self.edition = edition
        self.url = "/"
        self.seen = self.stage.shown
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
        shown = self.stage.shown
        self.seen, self.view = shown, view(shown, self.url, self.stage.began)
        if self.edition != shown.edition:
            self.edition = shown.edition
            self._say(RELOAD)

    def tell(self, shown: Shown, edited: str) -> None:
        """Tell the page what changed of what it shows; nothing where nothing did."""
        before, seen = self.view, self.seen
        self.view, self.seen = view(shown, self.url, self.stage.began), shown
        self.edition = shown.edition
        if edited and edited != self.url:
            self._say(RELOAD, edited)
            return
        is_new = self.view != before
        if is_new:
            self._say(RELOAD)
        # A picture of another size changes the page as well, and is still to be fetched anew.
        for address in changed_files(self.view, seen, shown):
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
            stage = waiter.stage
            follows = stage.follow and edited_page(waiter.seen, stage.shown)
            waiter.tell(stage.shown, follows or "")
