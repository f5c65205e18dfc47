"""The port to be asked at: on this machine alone, and another where the first is taken."""

import errno
import os
import socket
import sys

from tornado.netutil import bind_sockets

from generator.preview.terminal import say

HOST = "127.0.0.1"
LAST = 65535


def listen(port: int) -> list[socket.socket]:
    """Return listening sockets at a port of this machine alone."""
    return bind_sockets(port, HOST)


def agree_on_port(wanted: int) -> int | None:
    """Return the port that the author wants, or the next one where they take that instead.

    Only probes: a socket that is open during the first build would pass to its workers.
    """
    obstacle = _obstacle(wanted)
    if not obstacle:
        return wanted
    near = range(wanted + 1, min(wanted + 100, LAST + 1))
    other = next((port for port in near if not _obstacle(port)), None)
    if other is None:
        say(f"port {wanted} {obstacle}; name another with --port")
        return None
    if _is_asked(f"port {wanted} {obstacle}; take {other} instead? [Y/n] "):
        return other
    say(f"port {wanted} {obstacle}; {other} is free: --port {other}")
    return None


def _obstacle(port: int) -> str:
    if port > LAST:
        return f"does not exist, they end at {LAST}"
    try:
        for each in listen(port):
            each.close()
    except PermissionError:
        return "is reserved by the system"
    except OSError as error:
        return "is taken" if error.errno == errno.EADDRINUSE else f"fails: {error.strerror}"
    return ""


def _is_asked(question: str) -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(question)
    sys.stderr.flush()
    answer = sys.stdin.readline()
    return answer.endswith(os.linesep[-1:]) and answer.strip().casefold() in {"", "y", "yes"}
