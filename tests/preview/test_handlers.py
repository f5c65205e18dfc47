"""What a page is answered with while another version is on its way; the way to the author's editor.

That is open to a click on a page of the preview, and to nothing else.
"""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from tornado.httpserver import HTTPServer

from generator.engine import Blob, BlobLost
from generator.preview import handlers
from generator.preview.guard import listen
from generator.preview.handlers import application
from generator.preview.state import PreviewState, StateHolder
from generator.site.snapshot import SourceChanged
from tests.preview.running import Answer, Preview, run, running, write_post
from tests.serving import free_port


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


CLICK = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
PLACE = "content/posts/one.md:6:10"


@pytest.fixture(scope="module")
def broken_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Give the preview of a site with a broken link, whose author uses Zed."""
    site = tmp_path_factory.mktemp("opened") / "site"
    site.mkdir()
    (site / "site.yaml").write_text("title: Small\nbase_url: https://example.org/\neditor: zed\n")
    write_post(site, "one", "[broken](nowhere.md)")
    with running(site) as preview:
        yield preview


def ask(preview: Preview, at: str = PLACE, **headers: str) -> Answer:
    return preview.get(f"/.preview/open?at={at}", {**CLICK, **headers})


def test_a_click_on_a_problem_leads_to_its_place_in_the_editor(broken_preview: Preview) -> None:
    answer = ask(broken_preview)
    path = (Path(broken_preview.site) / "content/posts/one.md").as_posix()
    assert (answer.status, answer.headers["location"]) == (302, f"zed://file{path}:6:10")
    assert answer.body == b""


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Mode": "no-cors"},
        {"Origin": "http://evil.example"},
        {"Host": "evil.example"},
    ],
    ids=str,
)
def test_what_is_no_click_on_a_page_of_ours_gets_403(
    broken_preview: Preview, headers: dict[str, str]
) -> None:
    answer = ask(broken_preview, **headers)
    assert answer.status == 403
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    "place",
    ["", "/etc/passwd", "../secret.txt", "content/posts/one.md", "content/posts/one.md:1:1", "%ff"],
)
def test_only_places_of_problems_are_known(broken_preview: Preview, place: str) -> None:
    assert ask(broken_preview, place).status in (400, 404)


def test_nothing_can_be_opened_by_another_method(broken_preview: Preview) -> None:
    for method in ("POST", "PUT", "HEAD"):
        answer = broken_preview.get(f"/.preview/open?at={PLACE}", CLICK, method)
        assert answer.status == 405


def test_no_page_tells_where_the_file_lies(broken_preview: Preview) -> None:
    page = broken_preview.get("/posts/one/").text
    assert PLACE in page
    assert str(Path(broken_preview.site).parent) not in page
    assert "data-opens" in page
