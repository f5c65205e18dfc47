"""What the author's terminal is told while the preview runs."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence

from generator.problems import Place, Problem
from generator.problems.terminal import show_all, tell


def say(text: str) -> None:
    """Write a line at once, also where the output is a pipe."""
    tell(text, sys.stderr)


def say_problems(problems: Sequence[Problem], address: Callable[[Place], str]) -> None:
    """Show problems, each with its line and a caret; a place leads to the author's editor."""
    colored = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    is_dumb = os.environ.get("TERM") in (None, "", "dumb") and sys.platform != "win32"
    links = address if colored and not is_dumb else None
    say(f"\n{show_all(problems, colored, links=links)}\n")


def say_bug() -> None:
    """Show the error that is being handled as one of ours."""
    say(traceback.format_exc())
    say("This is a bug of the generator's, not of your site. The last good site stays.")
