"""The preview's life: from the first build to Ctrl-C."""

import asyncio
import os
import signal
import sys
import webbrowser
from contextlib import suppress
from functools import partial
from threading import Event, Thread

from msgspec import Struct, structs
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop

from generator.engine.ending import (
    SIGNALS,
    Interrupted,
    clean_up,
    end_on_signals,
    end_within_patience,
    kill_children,
)
from generator.pipeline.request import Request
from generator.pipeline.workspace import Workspace, open_workspace
from generator.preview.builder import SiteBuilder, stop_if
from generator.preview.debounce import EVERYTHING
from generator.preview.guard import HOST, choose_port, is_open, listen, outward
from generator.preview.handlers import application
from generator.preview.sockets import Socket
from generator.preview.state import StateHolder, editor_of
from generator.preview.terminal import say
from generator.preview.watcher import Watcher

USAGE, INTERRUPTED = 2, 130
LONGEST_HEAD, LONGEST_BODY = 65536, 65536
"""Bytes of a request that may be kept: nothing is ever asked in many words."""
PATIENCE = 60.0
"""Seconds that a connection may stay open without a whole request."""
GRACE = 0.3
"""Seconds that a step at work has to end after Ctrl-C."""


class Endpoint(Struct, frozen=True):
    """Where a preview can be seen: at a port of these addresses of the machine.

    Where the port is taken it is the next one, unless only this one will do.
    """

    port: int
    hosts: tuple[str, ...] = (HOST,)
    open_browser: bool = False
    follow: bool = False
    only_there: bool = False

    @property
    def address(self) -> str:
        """Return the address for a browser on this machine."""
        return f"http://{HOST}:{self.port}/"


def serve(request: Request, wanted: Endpoint) -> int:
    """Show a site while it is being written, until Ctrl-C; return the exit code."""
    stopping = Event()
    try:
        # A shell that starts it in the background has interrupts ignored, but it has no other end.
        end_on_signals(signal.SIGINT)
        with open_workspace(request, partial(stop_if, stopping)) as workspace:
            port = choose_port(wanted.port, wanted.hosts, only=wanted.only_there)
            if port is None:
                return USAGE
            where = structs.replace(wanted, port=port)
            local = structs.replace(request, base_url=where.address)
            _live(local, workspace, where, stopping)
    except KeyboardInterrupt as interrupt:
        say("")
        return _code(interrupt)
    return INTERRUPTED


def _code(interrupt: BaseException | None) -> int:
    return interrupt.code if isinstance(interrupt, Interrupted) else INTERRUPTED


def _live(request: Request, workspace: Workspace, where: Endpoint, stopping: Event) -> None:
    holder = StateHolder(editor_of(request.root, os.environ), follow=where.follow)
    builder = SiteBuilder(request, workspace, holder, stopping)
    builder.build()
    # From here on there are threads; before, workers can be forked.
    workspace.workers.start()
    watcher = Watcher(request.root, builder.changes, stopping)
    building = Thread(target=builder.watch, name="preview's builder", daemon=True)
    try:
        asyncio.run(_answer(holder, builder, (building, *watcher.threads), where))
    finally:
        _end(workspace, builder, building, stopping)


async def _answer(
    holder: StateHolder, builder: SiteBuilder, threads: tuple[Thread, ...], where: Endpoint
) -> None:
    loop, ended = IOLoop.current(), _ended_by_signal()
    server = HTTPServer(
        application(holder, where.port),
        max_header_size=LONGEST_HEAD,
        max_body_size=LONGEST_BODY,
        idle_connection_timeout=PATIENCE,
    )
    server.add_sockets(listen(where.port, where.hosts))
    builder.changed = partial(loop.add_callback, Socket.tell_all)
    for thread in threads:
        thread.start()
    _welcome(where)
    if where.open_browser:
        Thread(target=webbrowser.open, args=(where.address,), daemon=True).start()
    raise Interrupted(await ended)


def _ended_by_signal() -> "asyncio.Future[int]":
    """Return what a signal fulfils: raised in a handler of livereload's, it would be swallowed."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()

    def end(number: int) -> None:
        if not ended.done():
            ended.set_result(number)

    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            with suppress(NotImplementedError):  # on Windows it is raised after all
                loop.add_signal_handler(number, end, number)
    return ended


def _welcome(where: Endpoint) -> None:
    if is_open(where.hosts):
        say("whoever is in the same network can read this preview, drafts and all, until it ends")
        if other := outward(where.hosts):
            say(f"http://{other}:{where.port}/ shows the site on a phone")
    say(f"{where.address} shows the site; Ctrl-C ends")


def _end(workspace: Workspace, builder: SiteBuilder, building: Thread, stopping: Event) -> None:
    """Leave no thread and no process behind, whatever is at work."""
    end_within_patience(_code(sys.exception()))
    stopping.set()
    builder.changes.add([EVERYTHING])
    workspace.workers.close(at_once=True)
    kill_children()
    if building.is_alive():
        building.join(GRACE)
    if building.is_alive():
        # It is deep in one step, with the cache in its hands, which survives this.
        sys.stderr.flush()
        clean_up()
        os._exit(_code(sys.exception()))
