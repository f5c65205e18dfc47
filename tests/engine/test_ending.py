"""The end of a process: signals are never lost, and never waited in."""

import signal
import subprocess
import sys
import textwrap

import pytest

from generator.engine import ending
from generator.engine.ending import SIGNALS, Interrupted
from tests.engine.processes import gone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")


def run(code: str) -> "subprocess.CompletedProcess[str]":
    """Run code in a process whose signals are handled."""
    whole = "import os, signal, sys, time\nfrom generator.engine.ending import *\n"
    return subprocess.run(
        [sys.executable, "-c", whole + "end_on_signals()\n" + textwrap.dedent(code)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_raises_and_tells_the_exit_code(number: int) -> None:
    done = run(
        f"""
        try:
            os.kill(os.getpid(), {int(number)})
            time.sleep(30)
        except Interrupted as interrupt:
            sys.exit(finish(interrupt.code))
        """
    )
    assert (done.returncode, done.stderr) == (128 + number, "")
    assert Interrupted(number).code == 128 + number


def test_a_signal_waits_while_something_is_started() -> None:
    done = run(
        """
        try:
            with signals_held():
                os.kill(os.getpid(), signal.SIGTERM)
                print("started")
            print("not reached")
        except Interrupted as interrupt:
            print(interrupt.number)
        """
    )
    assert done.stdout.split() == ["started", str(int(signal.SIGTERM))]


def test_what_does_not_end_in_time_is_ended_all_the_same() -> None:
    done = run(
        """
        import subprocess
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        watch_process(child.pid)
        at_exit(lambda: print(child.pid, flush=True))
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            while True:
                time.sleep(1)
        """
    )
    assert done.returncode == 128 + signal.SIGTERM
    assert gone(int(done.stdout))


def test_a_second_signal_changes_nothing() -> None:
    done = run(
        """
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except Interrupted as interrupt:
            os.kill(os.getpid(), signal.SIGTERM)
            print("in good order")
            sys.exit(finish(interrupt.code))
        """
    )
    assert (done.returncode, done.stdout) == (130, "in good order\n")


def test_ignored_signals_stay_ignored_but_for_those_that_are_the_only_end() -> None:
    done = run(
        """
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        end_on_signals(signal.SIGINT)
        os.kill(os.getpid(), signal.SIGHUP)
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except Interrupted as interrupt:
            print(interrupt.number)
        """
    )
    assert done.stdout.strip() == str(int(signal.SIGINT))


def test_who_gives_up_in_the_middle_of_cleaning_cleans_once_more() -> None:
    begun: list[str] = []

    def remove() -> None:
        begun.append("begun")
        if len(begun) == 1:
            ending.clean_up()

    ending.at_exit(remove)
    ending.clean_up()
    ending.clean_up()
    assert len(begun) == 2


def test_a_signal_in_the_middle_of_cleaning_leaves_nothing_uncleaned() -> None:
    done = run(
        """
        def remove():
            print("begun", flush=True)
            os.kill(os.getpid(), signal.SIGINT)
            print("done", flush=True)

        at_exit(remove)
        try:
            clean_up()
        except Interrupted as interrupt:
            sys.exit(finish(interrupt.code))
        """
    )
    assert (done.returncode, done.stdout.split()) == (130, ["begun", "begun", "done"])
