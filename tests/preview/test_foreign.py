"""Foreign Hosts and Origins, spelled in every way: neither a page nor the socket is theirs."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.preview.guard import names_of
from tests.preview.conftest import write_site
from tests.preview.running import Preview, running
from tests.preview.trial import ask, exchange, status
from tests.serving import ServeFolder

HOSTS = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1",
    "127.0.0.1:",
    "127.0.0.1:80",
    "127.0.0.1:{port}0",
    "127.0.0.1:0{port}",
    "127.0.0.1:+{port}",
    "127.0.0.1.:{port}",
    "127.0.0.1:{port}.evil.example",
    "127.0.0.1:{port}@evil.example",
    "evil.example@127.0.0.1:{port}",
    "user:word@127.0.0.1:{port}",
    "127.0.0.1:{port}#evil.example",
    "127.0.0.1:{port}/evil.example",
    "127.0.0.1:{port},evil.example",
    "127.0.0.1:{port} evil.example",
    "http://127.0.0.1:{port}",
    "127.0.0.1.nip.io:{port}",
    "7f000001.rbndr.example:{port}",
    "localhost.evil.example:{port}",
    "localhost.:{port}",
    "localhost.localdomain:{port}",
    "sub.localhost:{port}",
    "127.1:{port}",
    "127.0.0.2:{port}",
    "2130706433:{port}",
    "0x7f000001:{port}",
    "0177.0.0.1:{port}",
    "0.0.0.0:{port}",
    "[::1]:{port}",
    "[::ffff:127.0.0.1]:{port}",
    "::1:{port}",
    "[127.0.0.1]:{port}",
    "１２７.0.0.1:{port}",
    "127.0.0.1:{port}\x00",
    "",
)
ORIGINS = (
    "http://evil.example",
    "http://evil.example:{port}",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1:{port}@evil.example",
    "http://user@127.0.0.1:{port}",
    "http://127.0.0.1.:{port}",
    "http://localhost.:{port}",
    "http://[::1]:{port}",
    "http://http://127.0.0.1:{port}",
    "https://127.0.0.1:{port}",
    "ws://127.0.0.1:{port}",
    "file://",
    "null",
    "chrome-extension://abcdef",
    "http://192.168.1.5:{port}",
    "",
)
PATHS = (
    b"/",
    b"/posts/one/",
    b"/livereload.js",
    b"/nowhere",
    b"/posts/one",
    b"/.preview/0-0/livereload",
)
REFUSED = {400, 403}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with running(write_site(tmp_path_factory.mktemp("foreign") / "site")) as preview:
        yield preview


def fill(text: str, preview: Preview) -> bytes:
    return text.format(port=preview.port).encode()


def upgrade() -> tuple[bytes, ...]:
    key = base64.b64encode(os.urandom(16))
    return (b"Upgrade: websocket", b"Sec-WebSocket-Version: 13", b"Sec-WebSocket-Key: " + key)


def open_socket(preview: Preview, *headers: bytes) -> bytes:
    """Ask for the socket; what would follow its opening is never sent."""
    lines = (b"GET /.preview/0-0/livereload HTTP/1.1", *headers, *upgrade(), b"Connection: Upgrade")
    return exchange(preview.port, b"\r\n".join(lines) + b"\r\n\r\n")


def refused(answer: bytes) -> bool:
    body = answer.partition(b"\r\n\r\n")[2]
    known = b"Small" in answer or b"livereload" in answer or b"posts" in answer
    return status(answer) in REFUSED and len(body) < 40 and not known


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_host_gets_neither_page_nor_socket(preview: Preview, host: str) -> None:
    line = b"Host: " + fill(host, preview)
    answers = [ask(preview.port, path, line) for path in PATHS]
    answers.append(open_socket(preview, line))
    answers.append(open_socket(preview, line, b"Origin: http://" + fill(host, preview)))
    assert all(refused(answer) for answer in answers), answers


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_foreign_origin_gets_neither_page_nor_socket(preview: Preview, origin: str) -> None:
    lines = (b"Host: 127.0.0.1:%d" % preview.port, b"Origin: " + fill(origin, preview))
    answers = [*(ask(preview.port, path, *lines) for path in PATHS), open_socket(preview, *lines)]
    assert all(refused(answer) for answer in answers), answers


def test_headers_that_stand_there_twice_are_refused(preview: Preview) -> None:
    host, evil = b"Host: 127.0.0.1:%d" % preview.port, b"Host: evil.example"
    origin, theirs = b"Origin: http://127.0.0.1:%d" % preview.port, b"Origin: http://evil.example"
    for lines in (
        (host, evil),
        (evil, host),
        (host, host),
        (host, origin, theirs),
        (host, theirs, origin),
    ):
        assert refused(ask(preview.port, b"/", *lines)), lines
        assert refused(open_socket(preview, *lines)), lines


def test_no_host_at_all_is_refused(preview: Preview) -> None:
    for version in (b"1.0", b"1.1"):
        assert refused(
            exchange(preview.port, b"GET / HTTP/" + version + b"\r\nAccept: */*\r\n\r\n")
        )


@pytest.mark.parametrize(
    "target", ["http://evil.example/", "http://127.0.0.1:{port}/", "evil.example:80"]
)
def test_a_whole_address_as_target_leads_to_nothing(preview: Preview, target: str) -> None:
    own = ask(preview.port, fill(target, preview))
    assert status(own) in {400, 404}
    foreign = ask(preview.port, fill(target, preview), b"Host: evil.example")
    assert refused(foreign)


def test_our_own_page_gets_its_socket(preview: Preview) -> None:
    for name in (b"127.0.0.1", b"localhost", b"LocalHost"):
        host = name + b":%d" % preview.port
        answer = open_socket(preview, b"Host: " + host, b"Origin: http://" + host)
        assert status(answer) == 101, answer


@pytest.mark.parametrize(
    "path", [b"/forcereload", b"/forcereload?path=/", b"/.preview/forcereload"]
)
def test_nobody_can_make_others_reload(preview: Preview, path: bytes) -> None:
    assert status(ask(preview.port, path)) == 404


def test_nothing_tells_what_serves(preview: Preview) -> None:
    requests = (
        ask(preview.port, b"/"),
        ask(preview.port, b"/nowhere"),
        ask(preview.port, b"/", b"Host: evil.example"),
        ask(preview.port, b"/", method=b"BREW"),
        ask(preview.port, b"/", method=b"POST"),
        ask(preview.port, b"/.preview/0-0/livereload"),
        exchange(preview.port, b"nonsense\r\n\r\n"),
    )
    for answer in requests:
        assert b"tornado" not in answer.lower(), answer
        assert b"Server:" not in answer, answer
        assert str(preview.site.parent).encode() not in answer


@pytest.mark.parametrize(
    ("address", "port", "names"),
    [
        ("127.0.0.1", 8000, {"127.0.0.1:8000", "localhost:8000"}),
        ("127.0.0.1", 80, {"127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost"}),
        ("192.168.1.5", 8000, {"192.168.1.5:8000"}),
        ("fe80::1%eth0", 8000, {"[fe80::1]:8000"}),
        ("::1", 8000, {"[::1]:8000", "localhost:8000"}),
    ],
)
def test_the_names_of_an_address(address: str, port: int, names: set[str]) -> None:
    assert names_of(address, port) == names


def test_a_page_is_framed_by_pages_of_the_preview_alone(
    preview: Preview, browser: Browser, serve_folder: ServeFolder, tmp_path: Path
) -> None:
    frame = f'<iframe src="{preview.address}/posts/one/"></iframe>'
    (tmp_path / "index.html").write_text(frame)
    refused = "chrome-error://chromewebdata/"
    assert framed(browser, serve_folder(tmp_path), "") == refused
    assert framed(browser, preview.address, frame) == f"{preview.address}/posts/one/"


def framed(browser: Browser, address: str, adding: str) -> str:
    """Return what stands in the frame of a page, after something was added to the page."""
    with browser.new_page() as page:
        page.goto(address, wait_until="load")
        page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", adding)
        page.wait_for_load_state("networkidle")
        return page.frames[-1].url
