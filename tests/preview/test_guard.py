"""A preview that is opened to the network: only when asked, and at our own addresses alone."""

import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from generator.preview.guard import hosts_of, is_open, outward
from tests.preview.conftest import write_site
from tests.preview.running import DEADLINE, REPOSITORY, Preview, run, running

PHONE = outward(("0.0.0.0",))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    if not PHONE:
        pytest.skip("this machine is in no network")
    site = write_site(tmp_path_factory.mktemp("opened") / "site")
    with running(site, "--host", "0.0.0.0") as preview:
        yield preview


def get(preview: Preview, address: str, host: str) -> int:
    connection = HTTPConnection(address, preview.port, timeout=DEADLINE)
    connection.request("GET", "/posts/one/", headers={"Host": f"{host}:{preview.port}"})
    status = connection.getresponse().status
    connection.close()
    return status


def test_it_is_told_that_others_can_read(opened: Preview) -> None:
    told = opened.told()
    assert "whoever is in the same network can read this preview" in told
    assert f"http://{PHONE}:{opened.port}/" in told


def test_each_address_counts_where_it_leads_to(opened: Preview) -> None:
    assert get(opened, PHONE, PHONE) == 200
    assert get(opened, "127.0.0.1", "127.0.0.1") == 200
    assert get(opened, "127.0.0.1", "localhost") == 200
    for address, host in (
        (PHONE, "127.0.0.1"),
        (PHONE, "localhost"),
        (PHONE, "evil.example"),
        (PHONE, "0.0.0.0"),
        ("127.0.0.1", PHONE),
        ("127.0.0.1", "0.0.0.0"),
    ):
        assert get(opened, address, host) == 403, (address, host)


def test_a_phone_gets_its_socket_and_another_page_none(opened: Preview) -> None:
    async def connect(origin: str) -> None:
        address = f"ws://{PHONE}:{opened.port}/.preview/0-0/livereload"
        socket = await websocket_connect(HTTPRequest(address, headers={"Origin": origin}))
        socket.close()
        while await socket.read_message() is not None:
            pass

    run(connect(f"http://{PHONE}:{opened.port}"))
    for origin in ("http://evil.example", f"http://127.0.0.1:{opened.port}"):
        with pytest.raises(HTTPClientError, match="403"):
            run(connect(origin))


@pytest.mark.parametrize(
    ("asked", "hosts", "opens"),
    [
        (None, ("127.0.0.1",), False),
        ("127.0.0.1", ("127.0.0.1",), False),
        ("0.0.0.0", ("0.0.0.0",), True),
        ("192.168.1.5", ("127.0.0.1", "192.168.1.5"), True),
        ("::1", ("127.0.0.1", "::1"), False),
    ],
)
def test_where_is_listened(asked: str | None, hosts: tuple[str, ...], opens: bool) -> None:
    assert hosts_of(asked) == hosts
    assert is_open(hosts) == opens


@pytest.mark.parametrize(
    ("asked", "told"),
    [("home", "is not an address such as"), ("203.0.113.77", "is no address of this machine")],
)
def test_what_is_no_address_of_ours_is_a_usage_error(site: Path, asked: str, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", site, "serve", "--host", asked],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert done.returncode == 2
    assert told in done.stderr
