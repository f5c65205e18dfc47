"""What a person sees: a progress bar, problems, and tables that are aligned."""

import sys
from collections.abc import Container, Sequence
from typing import TextIO

from generator.problems import Problem
from generator.problems.terminal import colored, show_all, tell

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
    "compile": "compiling templates",
    "compose": "composing pages",
    "compress": "compressing texts",
    "publish": "publishing files",
}
GAP = "  "
LEAST = 16
"""So many columns of the screen a text keeps that is cut."""


class Bar:
    """A progress bar that is only there while there is long work and somebody to see it."""

    def __init__(self, stream: TextIO) -> None:
        """Draw on a stream, or nowhere where it is no terminal."""
        self._stream = stream
        self._shown = False
        self._silent = not colored(stream)

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


def show_problems(problems: Sequence[Problem]) -> None:
    """Write all problems, if there are any, to standard error."""
    if problems:
        tell(show_all(problems, colored(sys.stderr)), sys.stderr)


def table(
    rows: Sequence[Sequence[str]], room: int | None, *, cut: int, right: Container[int] = ()
) -> str:
    """Align rows of the same length, those columns to the right that are named.

    With ``room`` no line is wider; the column ``cut`` gives way first.
    """
    # Its tables of widths are only needed here.
    from wcwidth import width

    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - room if room is not None else 0
    if over > 0:
        widths[cut] = max(widths[cut] - over, min(widths[cut], LEAST))
    lines = (_line(row, widths, right) for row in rows)
    return "\n".join(lines if room is None else (clipped(line, room) for line in lines))


def clipped(text: str, room: int) -> str:
    """Cut a text that is wider than there is room; an ellipsis stands for the rest."""
    from wcwidth import clip, width

    return text if width(text) <= room else f"{clip(text, 0, max(room - 1, 0)).rstrip()}…"


def _line(row: Sequence[str], widths: Sequence[int], right: Container[int]) -> str:
    from wcwidth import ljust, rjust

    cells = (
        (rjust if index in right else ljust)(clipped(text, room), room)
        for index, (text, room) in enumerate(zip(row, widths, strict=True))
    )
    return GAP.join(cells).rstrip()
