"""The commands: exit 0 done, 1 the author's problem, 2 usage, 3 our bug, 128 and more a signal."""

import argparse
import sys
from pathlib import Path

from generator.cli import BUG, INTERRUPTED, PROBLEM, USAGE, command
from generator.cli.arguments import COMMANDS, function_of, parse
from generator.cli.screen import show_problems
from generator.engine import Busy
from generator.engine.ending import Interrupted
from generator.problems.terminal import refused, replace_unwritable, tell
from generator.site.snapshot import SourceChanged


def main(arguments: list[str] | None = None) -> int:
    """Run the command that words name, and return its exit code."""
    replace_unwritable()
    return run(parse(arguments))


def run(given: argparse.Namespace) -> int:
    """Run a command and return its exit code."""
    try:
        return _run(given)
    except KeyboardInterrupt as interrupt:
        notes = getattr(interrupt, "__notes__", ["build/ holds the last whole site"])
        tell("; ".join(("interrupted", *notes)), sys.stderr)
        return interrupt.code if isinstance(interrupt, Interrupted) else INTERRUPTED
    except Busy:
        tell("another build of this site is at work; wait for it to end", sys.stderr)
        return PROBLEM
    except SourceChanged as changed:
        tell(f"{changed} keeps changing; build again when it holds still", sys.stderr)
        return PROBLEM
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> int:
    if problem := refused(error):
        show_problems([problem])
        for note in getattr(error, "__notes__", ()):
            tell(note, sys.stderr)
        return PROBLEM
    # Nearly every build ends without it.
    import traceback

    tell(traceback.format_exc(), sys.stderr)
    tell("This is a bug of the generator's, not of your site.", sys.stderr)
    return BUG


def _run(given: argparse.Namespace) -> int:
    function = function_of(given.command, "run_{}")
    if not COMMANDS[given.command].in_a_site:
        return int(function(given))
    root = _root(given.root)
    return _usage(given.root) if root is None else int(function(given, root))


def _root(given: Path | None) -> Path | None:
    if given is not None:
        return given.resolve() if given.is_dir() else None
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if _is_site(folder)), None)


def _is_site(folder: Path) -> bool:
    return (folder / "site.yaml").is_file()


def _usage(given: Path | None) -> int:
    if given is not None:
        tell(f"--root: there is no folder {given}", sys.stderr)
    else:
        tell(
            "no site.yaml here or in any folder above; name the site with --root,"
            f" or begin one: {command()} init my-notes",
            sys.stderr,
        )
    return USAGE
