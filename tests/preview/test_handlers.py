"""What a page is answered with while another version is on its way."""

import asyncio
from contextlib import closing
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from tornado.httpserver import HTTPServer

from generator.engine import Blob, BlobLost
from generator.preview import handlers
from generator.preview.handlers import application
from generator.preview.ports import listen
from generator.preview.state import PreviewState, StateHolder
from generator.site.snapshot import SourceChanged
from tests.preview.running import free_port, run


@pytest.mark.parametrize("gone", [KeyError, SourceChanged])
def test_bytes_that_are_gone_are_waited_for(gone: type[Exception]) -> None:
    holder, asked = StateHolder(), []

    def read(blob: Blob) -> bytes:
        asked.append(blob)
        if len(asked) < 4:
            raise gone("x")
        return b"the next version"

    holder.state = PreviewState({"a.txt": Blob("0" * 32)}, read)
    assert run(answer(holder, "a.txt")) == b"the next version"


@pytest.mark.parametrize(("gone", "told"), [(BlobLost, 1), (SourceChanged, 0)])
def test_bytes_that_do_not_come_back_are_told_to_who_can_make_them(
    gone: type[Exception], told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder, calls = StateHolder(), []

    def read(blob: Blob) -> bytes:
        raise gone("x")

    monkeypatch.setattr(handlers, "TRIES", 2)
    holder.state = PreviewState({"a.txt": Blob("0" * 32)}, read)
    holder.lost = lambda: calls.append("lost")
    with pytest.raises(HTTPError, match="503") as raised:
        run(answer(holder, "a.txt"))
    raised.value.close()
    assert len(calls) == told


async def answer(holder: StateHolder, path: str) -> bytes:
    port = free_port()
    server = HTTPServer(application(holder, port))
    server.add_sockets(listen(port))
    try:
        return await asyncio.to_thread(fetch, f"http://127.0.0.1:{port}/{path}")
    finally:
        server.stop()
        await server.close_all_connections()


def fetch(address: str) -> bytes:
    with closing(urlopen(address)) as opened:
        return bytes(opened.read())
