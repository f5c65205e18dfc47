"""Where a preview can be asked, and by whom: pages of its own, by an address that leads here alone.

It listens at this machine alone by default, and at a port that is free.
"""

import errno
import socket
from collections.abc import Sequence
from ipaddress import ip_address

from tornado.netutil import bind_sockets
from tornado.web import HTTPError, RequestHandler

from generator.preview.state import StateHolder
from generator.preview.terminal import say

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


HOST, PORT = "127.0.0.1", 8000
LAST = 65535
ELSEWHERE = {4: "198.51.100.1", 6: "2001:db8::1"}
"""Addresses of documents, which no machine has: what a packet to them would leave by is the
address that others in the network know."""


def hosts_of(asked: str | None) -> tuple[str, ...]:
    """Return the addresses to listen at: beside this machine's own what an author asks for."""
    if not asked:
        return (HOST,)
    address = ip_address(asked)
    covered = str(address) in {HOST, "0.0.0.0"}  # noqa: S104  only where the author asks for it
    return (str(address),) if covered else (HOST, str(address))


def is_open(hosts: Sequence[str]) -> bool:
    """Return whether other machines can ask."""
    return not all(ip_address(host).is_loopback for host in hosts)


def outward(hosts: Sequence[str]) -> str:
    """Return the address by which another device reaches us; empty where there is none."""
    address = ip_address(hosts[-1])
    found = _way_out(address.version) if address.is_unspecified else str(address)
    return f"[{found}]" if ":" in found else found


def _way_out(version: int) -> str:
    family = socket.AF_INET if version == 4 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((ELSEWHERE[version], 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def listen(port: int, hosts: Sequence[str] = (HOST,)) -> list[socket.socket]:
    """Return sockets that listen at a port of these addresses."""
    return [each for host in hosts for each in bind_sockets(port, host)]


def choose_port(wanted: int, hosts: Sequence[str] = (HOST,), *, only: bool) -> int | None:
    """Return a port that is free: the wanted one, or else the next, unless only this will do.

    Only probes: a socket that is open during the first build would pass to its workers.
    """
    obstacle = _obstacle(wanted, hosts)
    if not obstacle:
        return wanted
    near = range(wanted + 1, min(wanted + 100, LAST + 1))
    other = next((port for port in near if not _obstacle(port, hosts)), None)
    if other is None:
        say(f"port {wanted} {obstacle}; name another with --port")
        return None
    if only:
        say(f"port {wanted} {obstacle}; {other} is free: --port {other}")
        return None
    say(f"port {wanted} {obstacle}, so this is at {other}")
    return other


def _obstacle(port: int, hosts: Sequence[str]) -> str:
    if port > LAST:
        return f"does not exist, they end at {LAST}"
    try:
        for host in hosts:
            _try(port, host)
    except PermissionError:
        return "is reserved by the system"
    except OSError as error:
        return "is taken" if error.errno == errno.EADDRINUSE else f"fails: {error.strerror}"
    return ""


def has_address(host: str) -> bool:
    """Return whether an address is one of this machine's."""
    try:
        _try(0, host)
    except OSError:
        return False
    return True


def _try(port: int, host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    socket.create_server((host, port), family=family).close()
