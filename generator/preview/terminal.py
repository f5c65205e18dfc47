"""What the author's terminal is told while the preview runs."""

import os
import sys
import traceback
from collections.abc import Sequence

from generator.problems import Problem
from generator.problems.terminal import show_all


def say(text: str) -> None:
    """Write a line at once, also where the output is a pipe."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def say_problems(problems: Sequence[Problem]) -> None:
    """Show problems, each with its line and a caret."""
    colored = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    say(f"\n{show_all(problems, colored)}\n")


def say_bug() -> None:
    """Show the error that is being handled as one of ours."""
    say(traceback.format_exc())
    say("This is a bug of the generator's, not of your site. The last good site stays.")
