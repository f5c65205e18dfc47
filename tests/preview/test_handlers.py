"""What a page is answered with while another edition is on its way."""

import asyncio
from contextlib import closing
from urllib.request import urlopen

import pytest
from tornado.httpserver import HTTPServer

from generator.engine import Blob
from generator.preview.handlers import application
from generator.preview.ports import listen
from generator.preview.shown import Shown, Stage
from generator.site.snapshot import SourceChanged
from tests.preview.running import free_port, run


@pytest.mark.parametrize("gone", [KeyError, SourceChanged])
def test_bytes_that_are_gone_are_waited_for(gone: type[Exception]) -> None:
    stage, asked = Stage(), []

    def read(blob: Blob) -> bytes:
        asked.append(blob)
        if len(asked) < 4:
            raise gone("x")
        return b"the next edition"

    stage.shown = Shown({"a.txt": Blob("0" * 32)}, read)
    assert run(answer(stage, "a.txt")) == b"the next edition"


async def answer(stage: Stage, path: str) -> bytes:
    port = free_port()
    server = HTTPServer(application(stage, port))
    server.add_sockets(listen(port))
    try:
        return await asyncio.to_thread(fetch, f"http://127.0.0.1:{port}/{path}")
    finally:
        server.stop()
        await server.close_all_connections()


def fetch(address: str) -> bytes:
    with closing(urlopen(address)) as opened:
        return bytes(opened.read())
