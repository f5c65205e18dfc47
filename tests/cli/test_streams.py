"""Where the commands write: pipes that nobody reads any more, and terminals without our letters."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_sites import Small, small_site, source

ROOT = Path(__file__).parents[2]
WRITES = re.compile(r"\bprint\(|\bsys\.std(?:out|err)\.write\(")
COMMANDS = [
    ["build"],
    ["build", "--json"],
    ["list", "posts"],
    ["list", "posts", "--json"],
    ["why", "/posts/a/"],
    ["clean"],
    ["new", "post", "Tee ☕"],
    ["completion", "bash"],
    ["--help"],
    ["--version"],
]


@pytest.fixture
def site(tmp_path: Path) -> Small:
    site = small_site(tmp_path / "site", {"content/posts/a.md": source("One.", title="お茶 🍵")})
    site.made()
    return site


def run(
    site: Small, *arguments: str, encoding: str = "utf-8", **streams: int
) -> subprocess.CompletedProcess[bytes]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "generator", "--root", str(site.root), *arguments]
    asked = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run(command, env=variables, check=False, timeout=120, **asked)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def unread() -> int:
    """Give a pipe whose reader is gone, as behind ``| head -0``."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes that close so")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nobody_reads(site: Small, unread: int, arguments: list[str]) -> None:
    done = run(site, *arguments, stdout=unread)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes that close so")
@pytest.mark.parametrize("arguments", [["build"], ["list", "posts"]], ids=" ".join)
def test_nobody_reads_of_problems(site: Small, unread: int, arguments: list[str]) -> None:
    site.write("content/posts/a.md", source("```chart\n", title="A"))
    assert run(site, *arguments, stdout=unread, stderr=unread).returncode == 1


def test_a_full_device_is_no_reader_that_stopped(site: Small) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = run(site, "build", stdout=full.fileno())
    assert done.returncode not in (0, 120)
    assert b"no space" in done.stderr.lower()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_what_cannot_be_written_is_replaced(
    site: Small, encoding: str, arguments: list[str]
) -> None:
    done = run(site, *arguments, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_problems_in_letters_that_cannot_be_written(site: Small, encoding: str) -> None:
    site.write("content/posts/a.md", source("Look: [τσάι](δεν.md)", title="A"))
    done = run(site, "build", encoding=encoding)
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    lines = done.stderr.decode(encoding).splitlines()
    assert lines[1].index("???.md") == lines[2].index("^")


def test_all_that_is_written_goes_one_way() -> None:
    found = {
        path.relative_to(ROOT / "generator").as_posix()
        for path in (ROOT / "generator").rglob("*.py")
        if WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"problems/terminal.py"}
