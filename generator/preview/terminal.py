"""Messages in the author's terminal while the preview runs."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence

from generator.problems import Place, Problem
from generator.problems.terminal import colored, refused, show, show_all, tell

BUG = Problem("the generator failed; the terminal tells more")


def say(text: str) -> None:
    """Write a line at once, also where the output is a pipe."""
    tell(text, sys.stderr)


def say_problems(problems: Sequence[Problem], address: Callable[[Place], str]) -> None:
    """Show problems, each with its line and a caret; a place leads to the author's editor."""
    is_colored = colored(sys.stderr)
    is_dumb = os.environ.get("TERM") in (None, "", "dumb") and sys.platform != "win32"
    links = address if is_colored and not is_dumb else None
    say(f"\n{show_all(problems, is_colored, links=links)}\n")


def say_failure(error: Exception) -> Problem:
    """Show what the system refused, or a bug of ours; return what browsers show of it."""
    if problem := refused(error):
        say(f"\n{show(problem, color=False)}\n  The last good site stays.")
        return problem
    say(traceback.format_exc())
    say("This is a bug of the generator's, not of your site. The last good site stays.")
    return BUG


class Reporter:
    """Says what is wrong when that changes; a warning that was said already is not said again."""

    def __init__(self) -> None:
        self._said: tuple[Problem, ...] = ()
        self._warned: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """Forget what was said last: something else was said since."""
        self._said = ()

    def report(self, problems: tuple[Problem, ...], address: Callable[[Place], str]) -> None:
        """Say what is wrong now, or that nothing is any longer."""
        before, self._said = self._said, problems
        if problems == before:
            return
        has_failed, had_failed = any(map(_is_error, problems)), any(map(_is_error, before))
        fresh = [each for each in problems if _is_error(each) or _gist(each) not in self._warned]
        if fresh:
            say_problems(fresh, address)
        elif not problems or (had_failed and not has_failed):
            say("all mended, but for warnings" if problems else "all mended")
        # After an error nobody knows which warnings are still true.
        kept = self._warned if has_failed else set()
        self._warned = kept | set(map(_gist, problems))


def _is_error(problem: Problem) -> bool:
    return problem.severity == "error"


def _gist(problem: Problem) -> tuple[str, str]:
    """Return what stays of a problem while the lines above it come and go."""
    return problem.place.path if problem.place else "", problem.message
