"""What the browser may ask for: pages of the manifest, and what the preview adds to them."""

import asyncio
from typing import Any

from livereload.handlers import LiveReloadJSHandler
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError

from generator.engine import BlobLost
from generator.preview import page
from generator.preview.guard import Guarded
from generator.preview.overlay import unfinished
from generator.preview.page import INDEX, LOST, MovedFolder, content_type, locate
from generator.preview.sockets import LONGEST_MESSAGE, Socket, overlay_on, words_of
from generator.preview.state import PreviewState, StateHolder
from generator.site.snapshot import SourceChanged

OWN_FILES = {each.name: each for each in page.BROWSER.iterdir() if each.suffix in (".js", ".css")}
TRIES, SOON = 40, 0.05
"""How often, and after how many seconds, a page is asked for again whose bytes are gone."""
THIS_MACHINE = frozenset(("127.0.0.1", "::1"))


class Pages(Guarded):
    """The site, from the cache by its manifest."""

    async def get(self) -> None:
        """Send what stands behind the address.

        Its bytes may be gone: the file was edited a moment ago, or the cache swept for what is
        to be shown next. Then that is on its way.
        """
        is_lost = False
        for _ in range(TRIES):
            try:
                self._answer(self.holder.state)
            except (SourceChanged, KeyError) as error:
                is_lost = isinstance(error, BlobLost)
                await asyncio.sleep(SOON)
            else:
                return
        if is_lost:
            self.holder.lost()
        raise HTTPError(503)

    head = get

    def _answer(self, state: PreviewState) -> None:
        found = locate(state.manifest, self.request.path)
        if isinstance(found, MovedFolder):
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(found.address + query, status=302)
        elif found is not None:
            self._send(state, found.path, state.read(state.manifest[found.path]))
        elif state.manifest:
            self.set_status(404)
            own = state.manifest.get(LOST)
            self._send(state, LOST, state.read(own) if own else page.LOST_PAGE)
        else:
            self.set_status(503)
            self._send(state, INDEX, page.EMPTY_PAGE)

    def _send(self, state: PreviewState, path: str, content: bytes) -> None:
        kind = content_type(path)
        self.set_header("Content-Type", kind)
        if kind.startswith("text/html"):
            overlay = overlay_on(state, path, self.holder.began)
            can_open = bool(self.holder.editor.template) and _is_near(self.request)
            opens = words_of(state)("preview_editor") if can_open else ""
            content = page.inject(content, self.port, state.version, overlay, opens=opens)
        self.write(content)


def _is_near(request: HTTPServerRequest) -> bool:
    """Return whether the author's own machine asks: no other could open the author's editor."""
    return request.remote_ip in THIS_MACHINE


class OwnFile(Guarded):
    """A script or style sheet of the preview's own."""

    def get(self, name: str) -> None:
        """Send it."""
        self.set_header("Content-Type", content_type(name))
        self.write(OWN_FILES[name].read_bytes())


class Unfinished(Guarded):
    """Which addresses no reader sees yet."""

    def get(self) -> None:
        """Send them with what they are."""
        self.write(dict(unfinished(self.holder.state, self.holder.began)))


class Open(Guarded):
    """The way to the author's editor.

    Addresses of editors hold the whole path of a file, so no page holds one: it leads here,
    and the browser alone sees where this leads. Only places that a problem is shown at are
    known here, and only a click on a page of this preview, on this machine, comes through.
    """

    def get(self) -> None:
        """Lead to the editor, at the place that is asked for."""
        sent = self.request.headers
        by_click = sent.get("Sec-Fetch-Site") == "same-origin"
        by_click = by_click and sent.get("Sec-Fetch-Mode") == "navigate"
        if not by_click or not _is_near(self.request):
            raise HTTPError(403)
        wanted = self.get_query_argument("at", "")
        places = (each.place for each in self.holder.state.told if each.place)
        place = next((place for place in places if str(place) == wanted), None)
        address = self.holder.editor.address(place) if place else ""
        if not address:
            raise HTTPError(404)
        self.set_status(302)
        self.set_header("Location", address)


class LiveReloadScript(Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """livereload.js."""


def application(holder: StateHolder, port: int) -> Application:
    """Return the preview as a tornado application."""
    given: dict[str, Any] = {"holder": holder, "port": port}
    own = page.FOLDER.replace(".", r"\.")
    names = "|".join(sorted(OWN_FILES)).replace(".", r"\.")
    return Application(
        [
            (page.socket_path("([0-9a-f-]+)").replace(".", r"\."), Socket, given),
            (r"/livereload\.js", LiveReloadScript, given),
            (f"{own}({names})", OwnFile, given),
            (f"{own}unfinished", Unfinished, given),
            (f"{own}open", Open, given),
            (r".*", Pages, given),
        ],
        log_function=lambda handler: None,
        websocket_max_message_size=LONGEST_MESSAGE,
    )
