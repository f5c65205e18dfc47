"""What a person sees: a progress bar, problems, and a summary."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TextIO

from msgspec import to_builtins

from generator.pipeline.request import Counts, Report
from generator.problems import Problem
from generator.problems.terminal import show_all, tell
from generator.site.catalogue import Held

WIDTH = 24
WAVES = {
    "read": "reading documents",
    "loaders": "running loaders",
    "load": "loading datasets",
    "ask": "asking databases",
    "query": "answering queries",
    "execute": "running Python",
    "draw": "drawing figures",
    "highlight": "colouring code",
    "runtime": "bundling the charts' runtime",
    "compose": "composing pages",
}
REASONS = {"draft": "draft", "scheduled": "scheduled", "expired": "expired"}


class Bar:
    """A progress bar that is only there while there is long work and somebody to see it."""

    def __init__(self, stream: TextIO) -> None:
        """Draw on a stream, or nowhere where it is no terminal."""
        self._stream = stream
        self._shown = False
        self._silent = not stream.isatty() or bool(os.environ.get("NO_COLOR"))

    def __call__(self, wave: str, done: int, total: int) -> None:
        """Show how far a wave has come."""
        if self._silent or total < 2:
            return
        filled = WIDTH * done // total
        bar = "━" * filled + "╌" * (WIDTH - filled)
        self._shown = True
        self._write(f"\r\x1b[2K{bar} {done}/{total} {WAVES.get(wave, wave)}")

    def clear(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._write("\r\x1b[2K")
        self._shown = False

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # the terminal was closed: nobody sees how far it is
            self._silent = True


def colored(stream: TextIO) -> bool:
    """Tell whether a stream wants colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def show_problems(problems: Sequence[Problem]) -> None:
    """Write all problems, if there are any, to standard error."""
    if problems:
        tell(show_all(problems, colored(sys.stderr)), sys.stderr)


def summary(report: Report) -> str:
    """Say in a few lines what a build did."""
    if report.assembly.failed or report.published is None:
        return _failure(report)
    counts = report.assembly.counts
    lines = [
        f"{_inventory(counts)} → {report.output.name}/ ({_many(counts.outputs, 'file')})",
        f"{_work(report)} in {report.seconds:.2f} s",
        *_held(report.assembly.held),
        *_foreign(report),
        *_in_place(report),
    ]
    warnings = sum(problem.severity == "warning" for problem in report.assembly.problems)
    return "\n".join([*lines, *([_many(warnings, "warning") + ", see above"] if warnings else [])])


def as_json(report: Report) -> str:
    """Say the same as one JSON object."""
    published = report.published
    whole = {
        "ok": not report.assembly.failed,
        "output": str(report.output),
        "seconds": round(report.seconds, 3),
        **to_builtins(report.assembly.counts),
        "made": _made(report),
        "reused": _reused(report),
        "waves": to_builtins(dict(report.tallies)),
        "written": published.written if published else 0,
        "removed": published.removed if published else 0,
        "foreign": list(published.foreign) if published else [],
        "in_place": published.in_place if published else "",
        "held": to_builtins(report.assembly.held),
        "problems": [_problem(problem) for problem in report.assembly.problems],
    }
    return json.dumps(whole, indent=2)


def _problem(problem: Problem) -> Mapping[str, object]:
    return {**to_builtins(problem), "where": str(problem.place) if problem.place else ""}


def _failure(report: Report) -> str:
    errors = sum(problem.severity == "error" for problem in report.assembly.problems)
    kept = f"; {report.output.name}/ is as it was" if report.output.is_dir() else ""
    return f"{_many(errors, 'problem')} to mend{kept}"


def _inventory(counts: Counts) -> str:
    parts = ("posts", "pages", "figures", "images")
    return ", ".join(_many(getattr(counts, part), part.removesuffix("s")) for part in parts)


def _work(report: Report) -> str:
    published = report.published
    made, reused = _made(report), _reused(report)
    if not made and published and not published.written and not published.removed:
        return f"nothing changed, {reused} steps reused"
    written = f", {_many(published.written, 'file')} written" if published else ""
    removed = f", {published.removed} removed" if published and published.removed else ""
    return f"{_many(made, 'step')} made, {reused} reused{written}{removed}"


def _made(report: Report) -> int:
    return sum(tally.made for tally in report.tallies.values())


def _reused(report: Report) -> int:
    return sum(tally.reused for tally in report.tallies.values())


def _held(held: tuple[Held, ...]) -> list[str]:
    lines = [f"{REASONS[each.reason]}: {each.title}{_until(each)}" for each in held[:6]]
    return lines + ([f"… and {len(held) - 6} more not published"] if len(held) > 6 else [])


def _until(held: Held) -> str:
    if not held.until:
        return ""
    moment = datetime.fromisoformat(held.until)
    word = "until" if held.reason == "scheduled" else "since"
    return f" ({word} {moment:%Y-%m-%d %H:%M %z})"


def _foreign(report: Report) -> list[str]:
    foreign = report.published.foreign if report.published else ()
    if not foreign:
        return []
    shown = ", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else "")
    name = report.output.name
    return [f"kept in {name}/, though no build wrote {_them(len(foreign))}: {shown}"]


def _in_place(report: Report) -> list[str]:
    why = report.published.in_place if report.published else ""
    name = report.output.name
    told = f"{name}/ was filled file by file, not exchanged in one step, for {why}"
    return [f"{told}; readers could see old and new pages side by side"] if why else []


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
