"""Who may ask: pages of this preview, at the names of this machine."""

from tornado.web import HTTPError, RequestHandler

from generator.preview.shown import Stage


class Guarded(RequestHandler):
    """Answers only what is asked of this machine by a page of this preview.

    A foreign Host is another site's name that was made to point here, a foreign Origin
    another site's script: neither may read drafts.
    """

    def initialize(self, stage: Stage, port: int) -> None:
        """Take what is shown, and the port that we are asked at."""
        self.stage = stage
        self.port = port

    def set_default_headers(self) -> None:
        """Let nothing be kept, guessed at, or taken by another site's page."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def prepare(self) -> None:
        """Refuse what comes from elsewhere."""
        hosts = [each.lower() for each in self.request.headers.get_list("Host")]
        origins = [each.lower() for each in self.request.headers.get_list("Origin")]
        ours = _names(self.port)
        if len(hosts) != 1 or hosts[0] not in ours:
            raise HTTPError(403)
        if any(each.removeprefix("http://") not in ours for each in origins):
            raise HTTPError(403)

    def compute_etag(self) -> None:
        """Keep tornado from answering 304."""


def _names(port: int) -> set[str]:
    names = ("127.0.0.1", "localhost")
    return {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())
