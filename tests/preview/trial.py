"""A preview on trial: bytes sent to it as they are, secrets that it keeps, and its weight.

No client stands between that would mend what is sent; the weight is by Linux's /proc.
"""

import os
import re
import socket
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from tests.preview.conftest import write_site
from tests.preview.running import DEADLINE, Preview


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


SECRET = b"a-secret-that-nobody-may-read"
MARKS = (SECRET, b"SQLite format 3", b"root:", b"[extensions]")
"""What would be seen of our own secrets, of the cache, and of files that every machine has."""

HIDDEN = (
    "secret.txt",
    ".secret",
    "content/.secret",
    "content/.hidden/secret.txt",
    "content/posts/.draft.md",
)


def with_secrets(folder: Path) -> Path:
    """Write a site with secrets in it and beside it."""
    site = write_site(folder / "site")
    for place in HIDDEN:
        (site / place).parent.mkdir(parents=True, exist_ok=True)
        (site / place).write_bytes(SECRET)
    (site / "content/posts/one.md~").write_bytes(SECRET)
    for outside in (folder / "outside", folder / "site-too"):
        outside.mkdir()
        (outside / "secret.txt").write_bytes(SECRET)
    (site / "content/out").symlink_to(folder / "outside")
    (site / "content/out.txt").symlink_to(folder / "outside/secret.txt")
    settings = site / "site.yaml"
    settings.write_text(settings.read_text() + f"# {SECRET.decode()}\n")
    return site


def leaks(answer: bytes, preview: Preview) -> bool:
    known = (*MARKS, str(preview.site.parent).encode(), b"Tornado", b"Traceback")
    return any(mark.lower() in answer.lower() for mark in known)


class Load(Struct, frozen=True):
    """What a preview takes of the machine."""

    memory: int
    threads: int
    processes: int
    files: int
    disk: int


def load(preview: Preview) -> Load:
    """Weigh the process of a preview and all that it started: they have its group."""
    pids = [
        pid for pid in os.listdir("/proc") if pid.isdigit() and _group(pid) == preview.process.pid
    ]
    status = [Path(f"/proc/{pid}/status").read_text() for pid in pids]
    disk = (path.stat().st_size for path in (preview.site / ".postrock").iterdir())
    return Load(
        memory=sum(_number("VmRSS", text) for text in status),
        threads=sum(_number("Threads", text) for text in status),
        processes=len(pids),
        files=sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in pids),
        disk=sum(disk),
    )


def _number(name: str, status: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE)
    return int(found[1]) if found else 0


def _group(pid: str) -> int:
    try:
        return os.getpgid(int(pid))
    except ProcessLookupError:
        return 0
