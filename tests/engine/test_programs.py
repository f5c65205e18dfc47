"""Programs of authors: what they say, and that nothing of them outlives their end or ours."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.engine.programs import run_program
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
