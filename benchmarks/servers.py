"""The previews: how each is started, when it is ready, put to sleep and ended."""

import asyncio
import os
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from make_corpus import Post
from onlookers import ask
from sites import Site, eleventy, hugo, pelican, postrock

HOST = "127.0.0.1"
REST, CALM = 1.0, 0.3
"""A server has settled once it took less than this part of a processor for so many seconds."""
GRACE = 5.0
"""Seconds that a server has to end after Ctrl-C."""


class ServerFailed(Exception):
    """A server ended by itself, or was not ready in time."""


@dataclass(frozen=True)
class Server:
    """A preview: its site, the words after the program's name, and what it tells the browser."""

    name: str
    site: Site
    words: tuple[str, ...]
    reloads: bool = True

    def command(self, port: int) -> list[str]:
        """Return the command that starts it at a port."""
        return [*self.site.program(), *(word.replace("PORT", str(port)) for word in self.words)]


class Preview:
    """A server at work, with all processes that it started: they share its session."""

    def __init__(self, server: Server, process: subprocess.Popen[bytes], port: int) -> None:
        self.server = server
        self.port = port
        self._process = process

    def path(self, post: Post) -> str:
        """Return a post's path, which is the same in all."""
        return f"/posts/{post.slug}/"

    def url(self, post: Post) -> str:
        """Return a post's address."""
        return f"http://{HOST}:{self.port}{self.path(post)}"

    async def ready(self, post: Post, patience: float) -> float:
        """Wait until it gives a post and has settled; return the seconds until it gave it."""
        started = time.monotonic()
        title = post.title.encode()
        while not await asyncio.to_thread(ask, self.port, self.path(post), title, 5.0):
            self.check()
            if time.monotonic() > started + patience:
                raise ServerFailed(f"not ready within {patience:.0f} s")
            await asyncio.sleep(0.1)
        took = time.monotonic() - started
        await self.settled(patience)
        return took

    async def settled(self, patience: float) -> None:
        """Wait until it has hardly anything to do."""
        end = time.monotonic() + patience
        before = self._seconds_of_work()
        while time.monotonic() < end:
            await asyncio.sleep(REST)
            self.check()
            now = self._seconds_of_work()
            if now - before < REST * CALM:
                return
            before = now
        raise ServerFailed(f"did not settle within {patience:.0f} s")

    @contextmanager
    def awake(self) -> Iterator[None]:
        """Let it run for the time of a ``with``, and hold it still afterwards."""
        self._tell(signal.SIGCONT)
        try:
            yield
        finally:
            self._tell(signal.SIGSTOP)

    def check(self) -> None:
        """Complain if it has ended."""
        if (code := self._process.poll()) is not None:
            raise ServerFailed(f"ended by itself with {code}")

    async def end(self) -> None:
        """End it as Ctrl-C would; what is left after a while is killed."""
        self._tell(signal.SIGCONT)
        self._tell(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            await asyncio.to_thread(self._process.wait, GRACE)
        for pid in list(_session(self._process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        await asyncio.to_thread(self._process.wait)

    def _tell(self, what: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, what)

    def _seconds_of_work(self) -> float:
        return sum(_session(self._process.pid).values())


@asynccontextmanager
async def running(server: Server) -> AsyncIterator[Preview]:
    """Start a server in its site's folder; its words go into ``serve.log`` there."""
    port = _free_port()
    with (server.site.root / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            server.command(port),
            cwd=server.site.root,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    preview = Preview(server, process, port)
    try:
        yield preview
    finally:
        await preview.end()


def _session(leader: int) -> dict[int, float]:
    """Return the processes of a session and the processor time of each, in seconds."""
    found: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        # A process may end between being listed and being read.
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[0] != "Z" and int(fields[3]) == leader:
                ticks = sum(map(int, fields[11:15]))
                found[int(stat.parent.name)] = ticks / os.sysconf("SC_CLK_TCK")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _environment() -> dict[str, str]:
    # This checkout's generator, wherever the environment has its own from.
    root = str(Path(__file__).resolve().parents[1])
    return {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "PYTHONPATH": root}


def _postrock(work: Path) -> Server:
    return Server("postrock", postrock(work), ("serve", "--port", "PORT"))


def _hugo(work: Path) -> Server:
    return Server("hugo", hugo(work), ("server", "--bind", HOST, "--port", "PORT"))


def _eleventy(work: Path) -> Server:
    return Server("eleventy", eleventy(work), ("--serve", "--quiet", "--port=PORT"))


def _incremental(work: Path) -> Server:
    site = eleventy(work)
    site = replace(site, root=site.root.with_name("site-incremental"))
    return Server("11ty-incremental", site, ("--serve", "--quiet", "--incremental", "--port=PORT"))


def _pelican(work: Path) -> Server:
    words = "--settings pelicanconf.py --output output --listen --autoreload --quiet --port PORT"
    site = pelican(work)
    return Server("pelican", site, (*words.split(), "--bind", HOST), reloads=False)


OURS = "postrock"
SERVERS: dict[str, Callable[[Path], Server]] = {
    OURS: _postrock,
    "hugo": _hugo,
    "eleventy": _eleventy,
    "11ty-incremental": _incremental,
    "pelican": _pelican,
}
