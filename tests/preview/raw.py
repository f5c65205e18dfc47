"""Bytes sent to a preview as they are, without a client that would mend them."""

import re
import socket
from contextlib import suppress

from tests.preview.running import DEADLINE


def exchange(port: int, *parts: bytes) -> bytes:
    """Send bytes and return what comes back: one whole answer, or all until the end."""
    answer = bytearray()
    # The server may have heard enough, and closed before we said all.
    with suppress(ConnectionError), socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(DEADLINE)
        for part in parts:
            connection.sendall(part)
        while not _is_whole(answer) and (received := connection.recv(65536)):
            answer += received
    return bytes(answer)


def _is_whole(answer: bytearray) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\nContent-Length: (\d+)", head)
    return bool(end) and len(body) >= (int(length[1]) if length else 0)


def ask(port: int, target: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
    """Ask for a target as it is spelled; with headers other than our own Host if any are given."""
    lines = headers or (b"Host: 127.0.0.1:%d" % port,)
    head = b"\r\n".join((method + b" " + target + b" HTTP/1.1", *lines, b"Connection: close"))
    return exchange(port, head + b"\r\n\r\n")


def status(answer: bytes) -> int:
    """Return the status of an answer, 0 where there is none."""
    words = answer.split(b" ", 2)
    return int(words[1]) if words[0].startswith(b"HTTP/1.") else 0
