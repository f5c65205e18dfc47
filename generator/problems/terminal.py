"""How problems look in a terminal: where, what, the line with a caret, and a hint.

What the operating system refuses is the user's to mend: told with the path and the cure.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from generator.problems import Place, Problem, Severity, many
from generator.problems.excerpt import LINE_BREAK, excerpt, harmless
from generator.problems.installing import fitted

Links = Callable[[Place], str]

_COLORS: dict[str, str] = {"error": "31;1", "warning": "33;1", "place": "1", "quiet": "2"}
_GONE = (errno.EPIPE, errno.EINVAL, errno.EIO)
"""What writing fails with where nobody reads any more: on Windows, and in a closed terminal too."""


def colored(stream: TextIO) -> bool:
    """Tell whether a stream wants colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def replace_unwritable() -> None:
    """Let what a terminal or pipe has no letters for be replaced, whatever its encoding."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def tell(text: str, stream: TextIO | None = None) -> None:
    """Write lines at once; who reads them may stop before the end, as ``head`` does."""
    stream = stream or sys.stdout
    try:
        print(text, file=stream, flush=True)
    except OSError as error:
        # Python flushes once more when it ends.
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
        if error.errno not in _GONE:
            raise


def show(problem: Problem, color: bool, links: Links | None = None) -> str:
    """Return a problem in one to four lines, without a line break at the end."""
    parts = [_headline(problem, color, links), *_excerpt(problem, color)]
    if problem.hint:
        parts.append(_indented(f"{_paint('hint:', 'quiet', color)} ", fitted(problem.hint)))
    return "\n".join(parts)


def show_all(
    problems: Iterable[Problem], color: bool, limit: int = 20, links: Links | None = None
) -> str:
    """Return problems in the order of their places, each once; empty if there are none.

    Errors come last, where a reader looks first, and are the last to be left out. ``links``
    makes an address of a place, which a terminal that can do so leads to.
    """
    distinct = _sorted(problems)
    kept = sorted(distinct, key=lambda problem: problem.severity != "error")[:limit]
    shown = [show(problem, color, links) for problem in distinct if problem in kept]
    if len(distinct) > limit:
        shown.append(_rest([problem for problem in distinct if problem not in kept]))
    return "\n\n".join(shown)


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    distinct = {(each.severity, each.place, each.message): each for each in problems}
    return sorted(distinct.values(), key=_order)


def _order(problem: Problem) -> tuple[bool, Place, str]:
    return problem.severity == "error", problem.place or Place(""), problem.message


def _rest(problems: list[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    named = [many(n, name) for n, name in counts if n]
    return f"and {len(problems)} more: {', '.join(named)}"


def _headline(problem: Problem, color: bool, links: Links | None) -> str:
    place = harmless(str(problem.place)) if problem.place else ""
    severity = _paint(f"{problem.severity}:", problem.severity, color)
    address = links(problem.place) if links and problem.place else ""
    where = _link(_paint(place, "place", color), address) + "  " if place else ""
    first, *others = LINE_BREAK.split(problem.message.strip())
    lines = [f"{where}{severity} {harmless(first)}", *(f"  {harmless(line)}" for line in others)]
    return "\n".join(lines)


def _indented(label: str, text: str) -> str:
    first, *others = LINE_BREAK.split(text.strip())
    lines = [f"  {label}{harmless(first)}", *(" " * 8 + harmless(line) for line in others)]
    return "\n".join(lines)


def _paint(text: str, name: Severity | str, color: bool) -> str:
    return f"\x1b[{_COLORS[name]}m{text}\x1b[0m" if color and text else text


def _link(text: str, address: str) -> str:
    """Make a text lead to an address by OSC 8, which terminals without it do not show."""
    return f"\x1b]8;;{harmless(address)}\x1b\\{text}\x1b]8;;\x1b\\" if address else text


def _excerpt(problem: Problem, color: bool) -> list[str]:
    found = excerpt(problem)
    if found is None:
        return []
    gutter = f"{found.line or '':>4} | "
    lines = [_paint(gutter, "quiet", color) + found.text]
    if found.caret is not None:
        caret = _paint("^", problem.severity, color)
        margin = _paint(f"{'|':>{len(gutter) - 1}} ", "quiet", color)
        lines.append(margin + " " * found.caret + caret)
    return lines


ROOM = "make room, and do it again"
RIGHT = "give yourself the right to it, or name another place; a sudo before may have taken it"
REFUSALS: dict[str, tuple[str, str]] = {
    "ENOSPC": ("no space is left on the disk", ROOM),
    "EDQUOT": ("your share of the disk is used up", ROOM),
    "EFBIG": ("the file would be larger than the disk or a limit allows", ROOM),
    "EACCES": ("permission is denied", RIGHT),
    "EPERM": ("the system does not permit that", RIGHT),
    "EROFS": ("the disk is read-only", "work where you may write, or name another --output"),
    "ENAMETOOLONG": ("the name is too long for the disk", "shorten the name, or slug: of its page"),
    "ELOOP": ("a symbolic link leads to itself", "remove the link"),
    "EBUSY": ("another program holds it", "close that program, and do it again"),
    "ETXTBSY": ("another program runs it", "close that program, and do it again"),
    "EIO": ("the disk cannot be read or written", "look after the disk"),
    "ESTALE": ("the network's disk lost it", "do it again"),
    "EMFILE": ("too many files are open", "raise the limit: ulimit -n 4096"),
    "ENFILE": ("too many files are open on this machine", "close other programs"),
    "EAGAIN": ("no more processes may be started", "allow fewer with --jobs, or raise the limit"),
    "ENOMEM": ("no memory is left", "close other programs, or allow fewer --jobs"),
}
"""What each refusal is in words, and what helps."""
OURS = Path(__file__).resolve().parents[1]


def refused(error: BaseException) -> Problem | None:
    """Return what the system refused; nothing where an error is rather a bug of ours."""
    if not isinstance(error, OSError) or error.errno is None:
        return None
    path, known = _path(error), REFUSALS.get(errno.errorcode.get(error.errno, ""))
    if known is None and (path is None or OURS in path.parents):
        return None
    message, hint = known or ((error.strerror or str(error)).lower(), "mend that, and do it again")
    return Problem(message, Place(_shown(path)) if path else None, hint)


def _path(error: OSError) -> Path | None:
    name = error.filename2 or error.filename
    return Path(os.fsdecode(name)) if isinstance(name, str | bytes | os.PathLike) else None


def _shown(path: Path) -> str:
    """Return a path as who asked would type it."""
    try:
        here = os.path.relpath(path)
    except (OSError, ValueError):  # the folder that we stand in is gone, or on another disk
        here = ".."
    return str(path) if here.startswith("..") else here
