"""The table of commands: each line leads to two functions, and loads them only when called."""

import argparse
import inspect
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.arguments import COMMANDS, function_of, parse

ROOT = Path(__file__).parents[2]
FEW = 30
"""So many modules of ours at most are loaded to tell a version, or to help."""
COUNT = (
    "import sys\nfrom generator.__main__ import run\n"
    "try:\n    run()\nexcept SystemExit:\n    pass\n"
    "print(*(name for name in sys.modules if name.startswith('generator')), file=sys.stderr)"
)


def loaded(*words: str) -> set[str]:
    """Return the modules of ours that a call loads."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT, *words],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout
    return set(done.stderr.split())


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_the_version_and_help_wait_for_few_modules(word: str) -> None:
    assert len(loaded(word)) < FEW


def test_the_version_waits_for_no_other_package() -> None:
    """For msgspec would load one that loads ``inspect``, and works as well without."""
    program = COUNT.replace("name.startswith('generator')", "name in ('inspect', 'msgspec')")
    program += "\nimport typing_extensions\nassert typing_extensions.Annotated"
    done = subprocess.run(
        [sys.executable, "-c", program, "--version"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.split() == ["msgspec"]


def test_help_with_a_command_loads_it_and_no_other() -> None:
    found = loaded("completion", "--help")
    assert "generator.cli.completing" in found
    assert not {f"generator.cli.{each.module}" for each in COMMANDS.values()} & (
        found - {"generator.cli.completing"}
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_a_line_of_the_table_leads_to_two_functions(name: str) -> None:
    taken = inspect.signature(function_of(name, "run_{}")).parameters
    assert list(taken) == ["given", *(["root"] if COMMANDS[name].in_a_site else [])]
    command = argparse.ArgumentParser()
    function_of(name, "{}_arguments")(command)
    assert len(command._actions) > 1, "it takes nothing but --help"


def test_a_command_is_known_where_another_ones_name_stands_before_it() -> None:
    given = parse(["--root", "build", "list", "posts", "--json"])
    assert (given.command, given.root, given.kind, given.json) == (
        "list", Path("build"), "posts", True,
    )  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_tells_what_it_does_with_examples_that_can_be_called(name: str) -> None:
    command = argparse.ArgumentParser()
    function_of(name, "{}_arguments")(command)
    assert len(command.description or "") > len(COMMANDS[name].help) + 40
    head, *lines = (command.epilog or "").split("\n")
    assert head == "examples:"
    for line in lines:
        words = re.split(r"  +", line.strip())[0].removeprefix("python -m generator ")
        given = parse(shlex.split(words.partition(" > ")[0]))
        assert given.command == name


def test_help_names_the_command_that_was_called(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for called, name in (
        ("/usr/bin/postrock", "postrock"),
        ("a/__main__.py", "python -m generator"),
    ):
        monkeypatch.setattr(sys, "argv", [called])
        with pytest.raises(SystemExit):
            parse(["build", "--help"])
        told = capsys.readouterr().out
        assert told.startswith(f"usage: {name} build")
        assert f"  {name} build --drafts" in told
