"""What the author's terminal is told while the preview runs."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence

from generator.problems import Place, Problem
from generator.problems.system import refused
from generator.problems.terminal import show, show_all, tell

BUG = Problem("the generator failed; the terminal tells more")


def say(text: str) -> None:
    """Write a line at once, also where the output is a pipe."""
    tell(text, sys.stderr)


def say_problems(problems: Sequence[Problem], address: Callable[[Place], str]) -> None:
    """Show problems, each with its line and a caret; a place leads to the author's editor."""
    colored = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    is_dumb = os.environ.get("TERM") in (None, "", "dumb") and sys.platform != "win32"
    links = address if colored and not is_dumb else None
    say(f"\n{show_all(problems, colored, links=links)}\n")


def say_failure(error: Exception) -> Problem:
    """Show what the system refused, or a bug of ours; return what browsers show of it."""
    if problem := refused(error):
        say(f"\n{show(problem, color=False)}\n  The last good site stays.")
        return problem
    say(traceback.format_exc())
    say("This is a bug of the generator's, not of your site. The last good site stays.")
    return BUG
