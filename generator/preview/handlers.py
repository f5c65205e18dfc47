"""What the browser may ask for: pages of the manifest, and livereload's script and socket."""

from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.web import Application, HTTPError

from generator.preview import page
from generator.preview.addresses import INDEX, LOST, Moved, content_type, locate
from generator.preview.guard import Guarded
from generator.preview.shown import Shown, Stage
from generator.site.snapshot import SourceChanged

LONGEST_MESSAGE = 65536
RELOAD = "*"
"""The path that stands for the whole page in livereload's protocol."""


class Pages(Guarded):
    """The site, from the cache by its manifest."""

    def get(self) -> None:
        """Send what stands behind the address."""
        shown = self.stage.shown
        found = locate(shown.manifest, self.request.path)
        if isinstance(found, Moved):
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(found.address + query, status=302)
        elif found is not None:
            self._send(shown, found.path, _content(shown, found.path))
        elif shown.manifest:
            self.set_status(404)
            is_there = LOST in shown.manifest
            self._send(shown, LOST, _content(shown, LOST) if is_there else page.LOST)
        else:
            self.set_status(503)
            self._send(shown, INDEX, page.EMPTY)

    head = get

    def _send(self, shown: Shown, path: str, content: bytes) -> None:
        kind = content_type(path)
        self.set_header("Content-Type", kind)
        if kind.startswith("text/html"):
            content = page.dress(content, self.port, shown.edition, shown.problems)
        self.write(content)


def _content(shown: Shown, path: str) -> bytes:
    try:
        return shown.read(shown.manifest[path])
    except (SourceChanged, KeyError):
        # The file was edited a moment ago: a newer manifest is on its way.
        raise HTTPError(503) from None


class Style(Guarded):
    """The style of the problems over a page."""

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.write(page.OVERLAY_CSS.read_bytes())


class Script(Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """livereload.js."""


class Socket(Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's protocol, for our own pages alone."""

    live_css = True
    # We tell the browser ourselves; livereload only wants to log what its watcher saw.
    watcher = Watcher()

    def check_origin(self, origin: str) -> bool:
        """Accept what ``prepare`` let pass."""
        return True

    def open(self, edition: str) -> None:
        """Remember which edition the page shows."""
        self.edition = edition

    def on_message(self, message: str | bytes) -> None:
        """Answer; a page that is out of date by now is told at once."""
        try:
            super().on_message(message)
        except (AttributeError, TypeError, ValueError):
            self.close(1002, "not livereload's protocol")
            return
        if self in LiveReloadHandler.waiters and self.edition != self.stage.shown.edition:
            self.edition = self.stage.shown.edition
            self.send_message(
                {"command": "reload", "path": RELOAD, "liveCSS": True, "liveImg": True}
            )

    @classmethod
    def tell_all(cls) -> None:
        """Let every page reload.

        Without livereload's own ``poll_tasks``, that is: it keeps silent about a second
        change within three seconds.
        """
        cls.reload_waiters(RELOAD)


def application(stage: Stage, port: int) -> Application:
    """Return the preview as a tornado application."""
    given: dict[str, Any] = {"stage": stage, "port": port}
    return Application(
        [
            (page.socket_path("([0-9a-f-]+)").replace(".", r"\."), Socket, given),
            (r"/livereload\.js", Script, given),
            (page.STYLE.replace(".", r"\."), Style, given),
            (r".*", Pages, given),
        ],
        log_function=lambda handler: None,
        websocket_max_message_size=LONGEST_MESSAGE,
    )
