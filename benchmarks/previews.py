"""A preview at work: when it is ready and when it has settled, how it sleeps and ends."""

import asyncio
import os
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from make_corpus import Post
from onlookers import ask
from servers import HOST, Server

REST, CALM = 1.0, 0.5
"""A server has settled once for so many seconds it wanted less than this part of a processor."""
UNREST = 20.0
"""Seconds after which a server counts as one that never rests, as those that poll may be."""
GRACE = 5.0
"""Seconds that a server has to end after Ctrl-C."""


class ServerFailed(Exception):
    """A server ended by itself, or was not ready in time."""


class Preview:
    """A server at work, with all processes that it started: they share its session."""

    def __init__(self, server: Server, process: subprocess.Popen[bytes], port: int) -> None:
        self.server = server
        self.port = port
        self._process = process

    @property
    def leader(self) -> int:
        """The first process, whose number the session has as well."""
        return self._process.pid

    def path(self, post: Post) -> str:
        """Return a post's path, which is the same in all."""
        return f"/posts/{post.slug}/"

    def url(self, post: Post) -> str:
        """Return a post's address."""
        return f"http://{HOST}:{self.port}{self.path(post)}"

    async def ready(self, post: Post, patience: float) -> float:
        """Wait until it gives a post; return the seconds that took."""
        started = time.monotonic()
        title = post.title.encode()
        while not await asyncio.to_thread(ask, self.port, self.path(post), title, 5.0):
            self.check()
            if time.monotonic() > started + patience:
                raise ServerFailed(f"not ready within {patience:.0f} s")
            await asyncio.sleep(0.1)
        return time.monotonic() - started

    async def settled(self, patience: float = UNREST) -> bool:
        """Wait until it has hardly anything to do; tell whether that came to be."""
        end = time.monotonic() + patience
        before = self._wanted()
        self.check()
        if not before:
            raise ServerFailed("has no threads in /proc that tell of their work: this needs Linux")
        while time.monotonic() < end:
            await asyncio.sleep(REST)
            self.check()
            now = self._wanted()
            if sum(each - before.get(task, 0.0) for task, each in now.items()) < REST * CALM:
                return True
            before = now
        return False

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
        while left := list(processes(self.leader)):
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.02)
        self._process.wait()

    def _tell(self, what: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.leader, what)

    def used(self) -> float:
        """Return the seconds for which its threads have computed."""
        return sum(ran for ran, _ in self._times().values())

    def _wanted(self) -> dict[str, float]:
        """Return the seconds in which each thread ran, or was kept waiting for a processor."""
        return {task: ran + waited for task, (ran, waited) in self._times().items()}

    def _times(self) -> dict[str, tuple[float, float]]:
        times = {}
        for pid in processes(self.leader):
            for stat in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                with suppress(OSError):
                    ran, waited, _ = map(int, stat.read_text().split())
                    times[stat.parent.name] = ran / 1e9, waited / 1e9
        return times


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


def processes(leader: int) -> Iterator[int]:
    """Yield the living processes of a session."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        # A process may end between being listed and being read.
        with suppress(OSError):
            state, _, _, session, *_ = stat.read_text().rpartition(")")[2].split()
            if state != "Z" and int(session) == leader:
                yield int(stat.parent.name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _environment() -> dict[str, str]:
    # This checkout's generator, wherever the environment has its own from.
    root = str(Path(__file__).resolve().parents[1])
    return {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "PYTHONPATH": root}
