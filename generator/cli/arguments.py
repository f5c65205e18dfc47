"""The table of commands, and what can be said on the command line."""

import argparse
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, datetime
from importlib import import_module
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

from generator import __version__
from generator.cli import command as called_as
from generator.problems.terminal import tell


class Command(NamedTuple):
    """A command: the module of its two functions, what helps with it, and whether it needs a site.

    ``build_arguments(parser)`` says what ``build`` takes, ``run_build(given, root)`` runs it and
    returns an exit code; without a site it is ``run_init(given)``.
    """

    module: str
    help: str
    in_a_site: bool = True


WIDTH = 78
COMMANDS: Mapping[str, Command] = {
    "build": Command("building", "make the site"),
    "serve": Command("serving", "show the site while you write"),
    "publish": Command("publishing", "bring the finished site to a target of site.yaml"),
    "clean": Command("building", "remove what builds wrote, and the cache"),
    "policy": Command("policy", "print the content security policy that the site needs"),
    "why": Command("inspection", "tell what an output was made from, and what changed"),
    "list": Command("inspection", "list posts, or what is held back"),
    "new": Command("creating", "begin a post or a page"),
    "init": Command("creating", "begin a site: a small one that builds at once", in_a_site=False),
    "completion": Command("completing", "print a script that completes commands", in_a_site=False),
    "import": Command("creating", "bring over a blog of another generator", in_a_site=False),
}
"""A command's module is loaded when it is called: ``--help`` waits for none of them."""


def function_of(name: str, kind: str) -> Callable[..., Any]:
    """Return one of a command's two functions, ``"run_{}"`` or ``"{}_arguments"``."""
    module = import_module(f"generator.cli.{COMMANDS[name].module}")
    function: Callable[..., Any] = getattr(module, kind.format(name))
    return function


class CommandParser(argparse.ArgumentParser):
    """A parser whose help may be piped to a reader that stops early, such as ``head``."""

    def _print_message(self, message: str, file: Any = None) -> None:
        tell(message.removesuffix("\n"), file or sys.stderr)


def parse(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; ends the process where it is wrong, or asks for help alone."""
    words = sys.argv[1:] if words is None else words
    return parser([name for name in COMMANDS if name in words]).parse_args(words)


def parser(called: Collection[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of all commands; only those that are called know what they take."""
    top = CommandParser(
        prog=called_as(),
        description="A static site generator for blogs that argue with data.",
        epilog=_examples(
            ("init my-notes", "begin a site"),
            ("serve --open", "in its folder: look at it while you write"),
            ("build", "make what you publish, in build/"),
            ("build --help", "tell more of a command"),
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"Postrock {__version__}")
    top.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="the site's folder (default: the nearest one upwards that holds site.yaml)",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, each in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=each.help,
            description=f"{each.help[0].upper()}{each.help[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name in called:
            function_of(name, "{}_arguments")(command)
    return top


def describe(command: argparse.ArgumentParser, text: str, *examples: tuple[str, str]) -> None:
    """Say in ``--help`` what a command does, with examples and what each is for."""
    command.description = "\n".join(wrap(text, WIDTH))
    command.epilog = _examples(*examples)


def _examples(*examples: tuple[str, str]) -> str:
    lines = [(f"{called_as()} {words}", why) for words, why in examples]
    width = max(len(words) for words, _ in lines)
    return "\n".join(["examples:", *(f"  {words:{width}}  {why}" for words, why in lines)])


def count(text: str) -> int:
    """Read a whole number from 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def address(text: str) -> str:
    """Read an address of this machine."""
    from ipaddress import ip_address

    try:
        return str(ip_address(text))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an address such as 192.168.1.5, or 0.0.0.0 for all of the machine's"
        ) from None


def moment(text: str) -> datetime:
    """Read a time."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    # At the ends of time the clocks of other zones would show a year that there is not.
    if read is None or not MINYEAR < read.year < MAXYEAR:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a time such as 2026-05-01 or 2026-05-01T12:00+02:00"
        )
    return read
