"""Links in the terminal: where it knows them, and nowhere else."""

import sys
from collections.abc import Callable, Mapping
from typing import TextIO

import pytest

from generator.preview.terminal import say_problems
from generator.problems import Place, Problem

PROBLEM = Problem("no column", Place("content/a.md", 3, 4), source="y: totl")
LINK = "\x1b]8;;zed://file/content/a.md\x1b\\"


def address(place: Place) -> str:
    return f"zed://file/{place.path}"


class Terminal:
    """Writes where the test looks, and says that it is a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self.write = stream.write
        self.flush = stream.flush

    def isatty(self) -> bool:
        return True


def told(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    address: Callable[[Place], str] = address,
    environment: Mapping[str, str] = {},
) -> str:
    """Return what a terminal is told."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stderr", Terminal(sys.stderr))
    say_problems((PROBLEM, Problem("no place")), address)
    return capsys.readouterr().err


def test_a_place_leads_to_the_editor(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = told(capsys, monkeypatch)
    assert shown.count(LINK) == 1
    assert f"{LINK}\x1b[1mcontent/a.md:3:4\x1b[0m\x1b]8;;\x1b\\  " in shown


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb"), ("TERM", "")])
def test_no_link_where_none_is_wanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert "\x1b]8" not in told(capsys, monkeypatch, environment={name: value})


def test_no_link_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    say_problems((PROBLEM,), address)
    assert "\x1b" not in capsys.readouterr().err


def test_what_no_editor_opens_is_plain(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b]8" not in told(capsys, monkeypatch, lambda place: "")
