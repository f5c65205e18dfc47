"""Who may ask: pages of this preview, by an address that leads here and nowhere else."""

from ipaddress import ip_address

from tornado.web import HTTPError, RequestHandler

from generator.preview.state import StateHolder

LOCAL = "localhost"
HTTP_PORT = 80


class Guarded(RequestHandler):
    """Answers only what is asked of this machine by a page of this preview.

    A foreign Host is another site's name that was made to point here, a foreign Origin
    another site's script: neither may read drafts. So only the address that a connection
    came to counts as its host, which is this machine's own whatever its name.
    """

    def initialize(self, holder: StateHolder, port: int) -> None:
        """Take what is shown, and the port that we are asked at."""
        self.holder = holder
        self.port = port

    def set_default_headers(self) -> None:
        """Let nothing be kept, guessed at, or taken or framed by another site's page."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        # Figures' own pages stand in frames of ours.
        self.set_header("Content-Security-Policy", "frame-ancestors 'self'")
        self.set_header("X-Frame-Options", "SAMEORIGIN")

    def prepare(self) -> None:
        """Refuse what comes from elsewhere."""
        hosts = [each.lower() for each in self.request.headers.get_list("Host")]
        origins = [each.lower() for each in self.request.headers.get_list("Origin")]
        ours = names_of(self._address(), self.port)
        if len(hosts) != 1 or hosts[0] not in ours:
            raise HTTPError(403)
        if any(each.removeprefix("http://") not in ours for each in origins):
            raise HTTPError(403)

    def _address(self) -> str:
        """Return the address of this machine that the connection came to."""
        stream = getattr(self.request.connection, "stream", None)
        if stream is None or stream.socket is None:
            raise HTTPError(403)
        return str(stream.socket.getsockname()[0])

    def compute_etag(self) -> None:
        """Keep tornado from answering 304."""

    def write_error(self, status_code: int, **_: object) -> None:
        """Say what is wrong in as few words as there are."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {self._reason}")


def names_of(address: str, port: int) -> frozenset[str]:
    """Return how a Host may spell an address of this machine, with the port."""
    ip = ip_address(address.partition("%")[0])
    names = {f"[{ip}]" if ip.version == 6 else str(ip)} | ({LOCAL} if ip.is_loopback else set())
    return frozenset({f"{name}:{port}" for name in names} | (names if port == HTTP_PORT else set()))
