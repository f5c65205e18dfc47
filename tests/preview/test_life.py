"""How a preview begins and ends."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from generator.preview.guard import choose_port
from tests.preview.running import (
    DEADLINE,
    REPOSITORY,
    Preview,
    run,
    running,
    wait_until,
    write_post,
)

SLEEPS = """```altair
import pathlib, time
pathlib.Path("at-work").touch()
time.sleep(50)
alt.Chart().mark_point()
```"""


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which the Python of posts works, each post in a folder of its own."""
    folder = tmp_path / "desks"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def at_work(desks: Path) -> bool:
    return any(desks.glob("*/python-*/desk/at-work"))


def test_ctrl_c_ends_with_an_open_page_too(preview: Preview) -> None:
    async def end_with_open_page() -> int:
        async with preview.connect("0-0"):
            return preview.end()

    assert run(end_with_open_page()) == 130
    wait_until(lambda: not preview.left_behind(), preview.told)  # killed, and counted soon
    assert preview.told().split("Ctrl-C ends")[1].strip() == ""


def test_ctrl_c_ends_the_workers_too(site: Path) -> None:
    for number in range(20):
        write_post(site, f"post-{number}", "Enough of them to need a pool.")
    with running(site) as preview:
        assert preview.end() == 130
        wait_until(lambda: not preview.left_behind(), preview.told)  # killed, and counted soon
        assert "Traceback" not in preview.told()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to handle")
def test_being_told_to_end_leaves_nothing_either(site: Path) -> None:
    for number in range(20):
        write_post(site, f"post-{number}", "Enough of them to need a pool.")
    with running(site) as preview:
        preview.process.send_signal(signal.SIGTERM)
        preview.process.wait(DEADLINE)
        wait_until(lambda: not preview.left_behind(), preview.told)  # killed, and counted soon


def test_ctrl_c_does_not_wait_for_a_build(desks: Path, preview: Preview) -> None:
    write_post(preview.site, "one", SLEEPS)
    wait_until(lambda: at_work(desks), preview.told)
    assert preview.get("/posts/one/").status == 200  # and serves while it builds
    assert preview.end() == 130
    wait_until(lambda: not preview.left_behind(), preview.told)  # killed, and counted soon
    assert "Traceback" not in preview.told()
    wait_until(lambda: not any(desks.iterdir()), preview.told)  # the post's Python ended too


def test_ctrl_c_ends_the_first_build(desks: Path, site: Path) -> None:
    write_post(site, "one", SLEEPS)
    with running(site, answers=False) as preview:
        wait_until(lambda: at_work(desks), preview.told)
        assert preview.end() == 130
        wait_until(lambda: not preview.left_behind(), preview.told)  # killed, and counted soon
        wait_until(lambda: not any(desks.iterdir()), preview.told)
        assert "Traceback" not in preview.told()


def test_a_port_that_was_asked_for_and_is_taken_is_told_with_one_that_is_free(site: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "generator", "--root", site, "serve", "--port", str(port)],
            cwd=REPOSITORY,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=DEADLINE,
            check=False,
        )
    assert done.returncode == 2
    assert f"port {port} is taken" in done.stderr
    assert "is free: --port" in done.stderr


def test_where_no_port_is_asked_for_the_next_one_is_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        chosen = choose_port(port, only=False)
        assert chosen is not None
        assert port < chosen < port + 100
        assert capsys.readouterr().err == f"port {port} is taken, so this is at {chosen}\n"
        assert choose_port(port, only=True) is None
        assert f"--port {chosen}" in capsys.readouterr().err


def test_a_preview_is_only_to_be_had_on_this_machine(preview: Preview) -> None:
    others = {str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), preview.port)}
    for address in others - {"127.0.0.1", "::1"}:
        with pytest.raises(OSError, match=r"refused|unreachable|denied"):
            socket.create_connection((address, preview.port), timeout=5).close()
