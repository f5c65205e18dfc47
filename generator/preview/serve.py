"""The preview's life: from the first build to Ctrl-C."""

import asyncio
import os
import signal
import sys
import webbrowser
from contextlib import closing
from functools import partial
from threading import Event, Thread

from msgspec import structs
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop

from generator.build.request import Request
from generator.build.workshop import Workshop, open_workshop
from generator.engine import Cache
from generator.preview.bell import EVERYTHING
from generator.preview.builder import Builder, stop_if
from generator.preview.editor import editor_of
from generator.preview.handlers import application
from generator.preview.ports import HOST, agree_on_port, listen
from generator.preview.shown import Stage
from generator.preview.sockets import Socket
from generator.preview.terminal import say
from generator.preview.watcher import Watcher

USAGE, INTERRUPTED = 2, 130
GRACE = 0.5
"""Seconds that a step at work has to end after Ctrl-C."""


def serve(request: Request, port: int, *, open_browser: bool, follow: bool = False) -> int:
    """Show a site while it is being written, until Ctrl-C; return the exit code."""
    stopping = Event()
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with open_workshop(request, partial(stop_if, stopping)) as shop:
            agreed = agree_on_port(port)
            if agreed is None:
                return USAGE
            local = structs.replace(request, base_url=f"http://{HOST}:{agreed}/")
            stage = Stage(editor_of(request.root, os.environ), follow=follow)
            _live(local, shop, stage, agreed, stopping, open_browser=open_browser)
    except KeyboardInterrupt:
        say("")
    return INTERRUPTED


def _live(
    request: Request,
    shop: Workshop,
    stage: Stage,
    port: int,
    stopping: Event,
    *,
    open_browser: bool,
) -> None:
    with closing(Cache(request.workshop / "cache.sqlite")) as reader:
        builder = Builder(request, shop, reader, stage, stopping)
        builder.build()
        # From here on there are threads; before, the build could fork its workers.
        watcher = Watcher(request.root, builder.bell, stopping)
        building = Thread(target=builder.watch, name="preview's builder", daemon=True)
        _also_stop_when_told_to_end()
        try:
            asyncio.run(
                _answer(
                    stage, builder, (building, *watcher.threads), port, open_browser=open_browser
                )
            )
        finally:
            _end(shop, builder, building, stopping)


async def _answer(
    stage: Stage, builder: Builder, threads: tuple[Thread, ...], port: int, *, open_browser: bool
) -> None:
    loop = IOLoop.current()
    server = HTTPServer(application(stage, port))
    server.add_sockets(listen(port))
    builder.changed = partial(loop.add_callback, Socket.tell_all)
    for thread in threads:
        thread.start()
    address = f"http://{HOST}:{port}/"
    say(f"{address} shows the site; Ctrl-C ends")
    if open_browser:
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    await asyncio.Event().wait()


def _also_stop_when_told_to_end() -> None:
    """End in good order as well when the terminal is closed or the process is told to."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def _end(shop: Workshop, builder: Builder, building: Thread, stopping: Event) -> None:
    """Leave no thread and no process behind, whatever is at work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stopping.set()
    builder.bell.ring([EVERYTHING])
    shop.workers.close(at_once=True)
    if building.is_alive():
        building.join(GRACE)
    if building.is_alive():
        # It is deep in one step, with the cache in its hands, which survives this.
        sys.stderr.flush()
        os._exit(INTERRUPTED)
