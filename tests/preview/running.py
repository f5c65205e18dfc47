"""A preview that runs in a process of its own, and how to talk to it."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple, TypeVar

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.serving import free_port

REPOSITORY = Path(__file__).parents[2]
DEADLINE = 60.0
"""Seconds after which a test gives up; nothing waits for so long when all is well."""
T = TypeVar("T")

PROTOCOL = "http://livereload.com/protocols/official-7"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Talk:
    """A page's end of the socket."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self.connection = connection
        self.ended = False

    async def say(self, message: str | bytes | dict[str, object]) -> None:
        text = json.dumps(message) if isinstance(message, dict) else message
        await self.connection.write_message(text, binary=isinstance(message, bytes))

    async def hear(self) -> str:
        """Return the next command, "" when the connection has ended."""
        if self.ended:
            return ""
        message = await asyncio.wait_for(self.connection.read_message(), DEADLINE)
        self.ended = message is None
        return "" if message is None else str(json.loads(message)["command"])

    async def end(self) -> None:
        self.connection.close()
        while await self.hear():
            pass


class Preview:
    def __init__(self, site: Path, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
        self.site = site
        self.port = port
        self.process = process
        self.log = log

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(
        self, path: str = "/", headers: dict[str, str] | None = None, method: str = "GET"
    ) -> Answer:
        """Ask for a path, sent as it is."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        try:
            connection.putrequest(method, path, skip_host="Host" in (headers or {}))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            got = connection.getresponse()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
        finally:
            connection.close()

    def wait_for(self, path: str, seen: Callable[[Answer], bool]) -> Answer:
        """Ask for a path until its answer is as wanted."""
        answers = []

        def ask() -> bool:
            answers.append(self.get(path))
            return seen(answers[-1])

        wait_until(ask, lambda: f"{self.told()}\n{answers[-1]}")
        return answers[-1]

    def told(self) -> str:
        """Return what the terminal was told so far."""
        return self.log.read_text()

    def version(self) -> str:
        """Return the version that the first page is of."""
        answer = self.get("/")
        found = re.search(r"/\.preview/([0-9a-f]+-[0-9]+)", answer.text)
        assert found, f"{self.told()}\n{answer}"
        return found[1]

    def end(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(DEADLINE)

    def left_behind(self) -> bool:
        """Tell whether a process of the preview's is still there."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    @asynccontextmanager
    async def connect(self, version: str, origin: str = "") -> AsyncIterator[Talk]:
        """Open the socket as a page of an version does, up to what livereload.js says first."""
        address = f"ws://127.0.0.1:{self.port}/.preview/{version}/livereload"
        headers = {"Origin": origin or self.address}
        talk = Talk(await websocket_connect(HTTPRequest(address, headers=headers)))
        try:
            await talk.say({"command": "hello", "protocols": [PROTOCOL]})
            assert await talk.hear() == "hello"
            await talk.say({"command": "info", "plugins": {}, "url": f"{self.address}/"})
            yield talk
        finally:
            await talk.end()


_ADDED = re.compile(
    rb"<link data-preview .*?<script data-preview defer[^>]*></script>"
    rb"|<preview-overlay data-preview>.*?</preview-overlay>",
    re.DOTALL,
)


def undress(page: bytes) -> bytes:
    """Take out of a page what the preview added to it."""
    return _ADDED.sub(b"", page)


def run(talk: Coroutine[None, None, T]) -> T:
    """Run a coroutine to its end, in a thread: playwright has a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, talk).result()


def wait_until(ready: Callable[[], bool], told: Callable[[], str]) -> None:
    end = time.monotonic() + DEADLINE
    while not ready():
        assert time.monotonic() < end, told()
        time.sleep(0.02)


def write_post(site: Path, name: str, body: str) -> None:
    path = site / "content" / "posts" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: Post {name}\ndate: 2026-01-02\n---\n\n{body}\n")


@contextmanager
def running(site: Path, *options: str, answers: bool = True) -> Iterator[Preview]:
    """Run the preview of a site; end it and all its processes when the block is left."""
    port = free_port()
    log = site.parent / f"{site.name}.log"
    command = [sys.executable, "-m", "generator", "--root", str(site), "serve", "--port", str(port)]
    command += options
    with log.open("wb") as file:
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    preview = Preview(site, port, process, log)
    try:
        if answers:
            wait_until(
                lambda: process.poll() is not None or preview.address in log.read_text(),
                log.read_text,
            )
            assert process.poll() is None, log.read_text()
        yield preview
    finally:
        if preview.left_behind():
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(DEADLINE)
