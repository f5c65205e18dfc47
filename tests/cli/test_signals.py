"""Signals at any moment of a build: it ends at once, says so, and leaves nothing behind."""

import os
import pty
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_sites import Small, small_site, source

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
]

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("SIGNALS", "15"))
"""So many builds are ended; SIGNALS=300 asks for more of them."""
STARTED = 0.15
"""Seconds after which Python has surely come to us: what it says before is not ours."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOADER = "import time\ntime.sleep(0.3)\nprint('a,b\\n1,2')\n"
PYTHON = """```altair {{#c}}
#| data: s.csv
#| alt: One dot.
import time
time.sleep(0.3)
alt.Chart(pd.read_csv("s.csv"), title="{name}").mark_point().encode(x="a:Q", y="b:Q")
```
"""
CHART = "```chart {#d}\ndata: s.csv\nmark: bar\nx: a:O\ny: b\nalt: A bar.\n```\n"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    """Give a site whose build has workers, loaders, the Python of posts, and charts."""
    files: dict[str, str | bytes] = {}
    for number in range(12):
        folder = f"content/posts/p{number}"
        text = PYTHON.format(name=number) if number % 2 else CHART
        files[f"{folder}/index.md"] = source(text, title=f"P{number}")
        files[f"{folder}/s.csv.py"] = f"# {number}\n{LOADER}"
    return small_site(tmp_path / "site", files)


def build(site: Small, temporary: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "--root", str(site.root), "build", "--quiet"],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip


def relatives(build: int, temporary: Path) -> set[int]:
    """Return the processes of a build, and those of its loaders and Python, that still run."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                words = (entry / "stat").read_text().rpartition(")")[2].split()
                where = os.readlink(entry / "cwd")
            except OSError:
                continue
            if words[0] != "Z" and (int(words[3]) == build or where.startswith(str(temporary))):
                found.add(int(entry.name))
    return found


def left_behind(build: int, temporary: Path) -> set[int]:
    """Return the processes that are still there after a while."""
    until = time.monotonic() + 5
    while (left := relatives(build, temporary)) and time.monotonic() < until:
        time.sleep(0.01)
    return left


def moments(longest: float) -> Iterator[tuple[signal.Signals, bool, float]]:
    chance = random.Random(11)
    for _ in range(ROUNDS):
        group = chance.random() < 0.5
        yield chance.choice(SIGNALS), group, chance.uniform(STARTED, longest)


def test_a_build_ends_at_any_moment(site: Small, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    started = time.monotonic()
    with build(site, temporary) as whole:
        assert whole.wait(600) == 0, whole.stdout and whole.stdout.read()
    longest = time.monotonic() - started
    slowest = 0.0
    for number, group, moment in moments(longest):
        shutil.rmtree(site.root / ".postrock")
        shutil.rmtree(site.root / "build", ignore_errors=True)
        with build(site, temporary) as running:
            time.sleep(moment)
            sent = time.monotonic()
            (os.killpg if group else os.kill)(running.pid, number)
            said, _ = running.communicate(timeout=60)
            slowest = max(slowest, time.monotonic() - sent)
            where = f"{number.name} after {moment:.2f} s: {said}"
            assert running.returncode in (128 + number, 0), where
            assert said in ("", "interrupted; build/ holds the last whole site\n"), where
            assert left_behind(running.pid, temporary) == set(), where
        assert list(temporary.iterdir()) == [], where
        if (site.root / "build").exists():
            assert (site.root / "build/posts/p11/index.html").exists(), where
    sys.stderr.write(f"{ROUNDS} signals, the slowest end after {slowest:.2f} s\n")
    with build(site, temporary) as whole:
        assert whole.wait(600) == 0


def test_a_worker_that_is_killed_is_named_with_what_it_made(tmp_path: Path) -> None:
    endless = f"transform: [{{filter: \"test(/(a+)+$/, '{'a' * 40}b')\"}}]"
    text = CHART.replace("data: s.csv", f"data: [{{a: 1, b: 2}}]\n{endless}")
    site = small_site(tmp_path / "site", {"content/posts/p.md": source(text)})
    with build(site, tmp_path) as running:
        until = time.monotonic() + 120
        while (worker := busy_worker(running.pid)) is None and time.monotonic() < until:
            time.sleep(0.1)
        assert worker is not None
        os.kill(worker, signal.SIGKILL)
        said, _ = running.communicate(timeout=120)
    assert running.returncode == 1
    told = "this chart was not made: its process was killed (SIGKILL), perhaps for want of memory"
    assert said.startswith(f"content/posts/p.md:5  error: {told}\n   5 | ```chart {{#d}}\n")


def test_a_terminal_that_is_closed_ends_its_build(site: Small) -> None:
    ours, theirs = pty.openpty()
    begin = (
        "import fcntl, os, sys, termios\n"
        "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'generator', *sys.argv[1:]])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", begin, "--root", str(site.root), "build"],
        cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    ) as running:  # fmt: skip
        os.close(theirs)
        assert os.read(ours, 1)  # the bar is drawn: there is long work
        os.close(ours)
        assert running.wait(60) == 128 + signal.SIGHUP


def busy_worker(build: int) -> int | None:
    """Return the worker of a build, once it has computed for three seconds."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            seconds = (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
            if int(words[1]) == build and seconds > 3:
                return int(entry.name)
    return None
