"""``completion``: a script for a shell that completes our commands."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import shtab

from generator.cli import DONE
from generator.cli.arguments import describe, parser
from generator.problems.terminal import tell

MODULES = {"bash": "bash.sh", "zsh": "zsh.sh", "fish": "fish.fish"}
"""How ``python -m generator`` is completed as the command ``postrock`` is."""
FOLDERS, FILES = ("DIR",), ("PATH",)
"""The words that stand for a folder or a file in what a command takes."""


def completion_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``completion`` takes."""
    describe(
        command,
        "Print a script that has your shell complete commands, options and files at Tab. Write it"
        " into a file that the shell reads as it starts.",
        ("completion bash > ~/.postrock-completion", "then: source it in ~/.bashrc"),
    )
    command.add_argument("shell", choices=tuple(MODULES), metavar="SHELL", help=", ".join(MODULES))


def run_completion(given: argparse.Namespace) -> int:
    """Print the script for a shell."""
    tell(script(given.shell))
    return DONE


def script(shell: str) -> str:
    """Return a script that completes ``postrock`` and ``python -m generator``."""
    ours = parser()
    ours.prog = "postrock"
    for action in _actions(ours):
        if action.metavar in FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.metavar in FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    module = Path(__file__).parent / "completion" / MODULES[shell]
    return (
        f"{shtab.complete(ours, shell).rstrip()}\n\n{module.read_text(encoding='utf-8').rstrip()}"
    )


def _actions(given: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in given._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from _actions(each)
