"""Programs of authors in folders of their own: nothing of either outlives its end, or ours."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.engine import programs as module
from generator.engine.programs import remove_scratch, run_program, scratch_folder, scratch_root
from tests.engine.processes import gone

posix = pytest.mark.skipif(sys.platform == "win32", reason="no groups of processes there")


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_a_program_is_given_bytes_and_says_something(tmp_path: Path) -> None:
    code = "import sys, os; print(sys.stdin.read() + os.getcwd()); sys.exit('sorry')"
    ended = run_program(python(code), tmp_path, 60, b"hello ")
    assert (ended.code, ended.errors, ended.timed_out) == (1, "sorry\n", False)
    assert ended.output.decode() == f"hello {os.path.realpath(tmp_path)}\n"


def test_a_program_that_cannot_start_is_told(tmp_path: Path) -> None:
    ended = run_program((str(tmp_path / "nothing"),), tmp_path, 60)
    assert ended.cannot_start.endswith("nothing: no such file or directory")


@posix
def test_what_a_program_leaves_running_is_ended_with_it(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys;"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)"
    )
    assert gone(int(run_program(python(code), tmp_path, 60).output))


@posix
def test_its_time_ends_it_with_all_it_started(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys, time;"
        "left = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "print(left.pid, flush=True); time.sleep(60)"
    )
    ended = run_program(python(code), tmp_path, 1)
    assert (ended.timed_out, ended.code) == (True, -signal.SIGKILL)
    assert gone(int(ended.output))


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells what a process holds")
def test_its_memory_ends_it_too(tmp_path: Path) -> None:
    code = "import time; eaten = b'x' * 200_000_000; time.sleep(60)"
    ended = run_program(python(code), tmp_path, 60, memory=100)
    assert (ended.too_large, ended.timed_out) == (True, False)
    assert run_program(python("print(1)"), tmp_path, 60, memory=100).output == b"1\n"


OURS = """
import sys
from pathlib import Path
from generator.engine.ending import end_on_signals, finish
from generator.engine.programs import run_program
from tests.engine.processes import gone

def main():
    end_on_signals()
    code = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    try:
        run_program((sys.executable, "-c", code), Path(sys.argv[1]), 60)
    except KeyboardInterrupt as interrupt:
        return interrupt.code
    return 0

sys.exit(finish(main()))
"""


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_us_ends_the_program_too(tmp_path: Path, number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", OURS, str(tmp_path)]) as ours:
        deadline = time.monotonic() + 30
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        ours.send_signal(number)
        assert ours.wait(30) == 128 + number
    assert gone(int((tmp_path / "pid").read_text()))


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the temporary directory, and let the folder of other tests be."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(module._Scratch, "root", None)
    monkeypatch.setattr(module._Scratch, "lock", None)
    yield tmp_path
    remove_scratch()


def test_a_folder_is_gone_when_it_is_left(temporary: Path) -> None:
    with scratch_folder("loader-") as folder:
        (folder / "data.csv").write_text("a")
        assert folder.parent == scratch_root()
    assert not folder.exists()
    remove_scratch()
    assert list(temporary.iterdir()) == []


def test_a_folder_that_a_program_closed_is_gone_too(temporary: Path) -> None:
    with scratch_folder("loader-") as folder:
        (folder / "inner").mkdir()
        (folder / "inner" / "data.csv").write_text("a")
        (folder / "inner").chmod(0)
        folder.chmod(0o500)
    assert not folder.exists()


def test_a_folder_that_is_gone_already_leaves_what_it_lay_in_as_it_was(temporary: Path) -> None:
    temporary.chmod(0o1777)
    with scratch_folder("loader-") as folder:
        shutil.rmtree(folder.parent)
    remove_scratch()
    assert stat.S_IMODE(temporary.stat().st_mode) == 0o1777


def test_what_a_link_in_a_folder_leads_to_keeps_its_mode(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    with scratch_folder("loader-") as folder:
        (folder / "link").symlink_to(theirs)
        (folder / "closed").mkdir(mode=0)
    assert not folder.exists()
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o755


KILLED = """
import os, signal, sys
from generator.engine.programs import scratch_folder
with scratch_folder("loader-") as folder:
    (folder / "data.csv").write_text("a")
    print(folder.parent, flush=True)
    {ends}
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is locked there")
def test_what_a_killed_build_left_is_swept_and_what_another_uses_is_not(temporary: Path) -> None:
    theirs = temporary / "postrock-not-ours"
    theirs.mkdir()
    with elsewhere(temporary, "sys.stdin.read()") as at_work:
        assert at_work.stdout is not None
        used = Path(at_work.stdout.readline().strip())
        with elsewhere(temporary, "os.kill(os.getpid(), signal.SIGKILL)") as killed:
            assert killed.wait(30) == -signal.SIGKILL
        assert len(list(temporary.iterdir())) == 3
        left = {used.name, scratch_root().name, theirs.name}
        assert {path.name for path in temporary.iterdir()} == left
        at_work.communicate(timeout=30)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is locked there")
def test_a_link_in_the_temporary_directory_is_not_followed(temporary: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "lock").write_text("precious")
    os.symlink(target, temporary / "postrock-link")
    scratch_root()
    assert (target / "lock").read_text() == "precious"


def elsewhere(temporary: Path, ends: str) -> "subprocess.Popen[str]":
    """Start a process that has a folder and then does something."""
    return subprocess.Popen(
        [sys.executable, "-c", KILLED.format(ends=ends)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
