"""How problems look in a terminal: where, what, the line with a caret, and a hint."""

import re
import unicodedata
from collections.abc import Iterable

from generator.problems.problem import Place, Problem, Severity

WIDEST = 96
TAB = 4

_COLORS: dict[str, str] = {"error": "31;1", "warning": "33;1", "place": "1", "quiet": "2"}
# Controls, and characters that reorder or hide what follows them.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\n\u2028\u2029]")


def show(problem: Problem, color: bool) -> str:
    """Return a problem in one to four lines, without a line break at the end."""
    parts = [_headline(problem, color), *_excerpt(problem, color)]
    if problem.hint:
        parts.append(_indented(f"{_paint('hint:', 'quiet', color)} ", problem.hint))
    return "\n".join(parts)


def show_all(problems: Iterable[Problem], color: bool, limit: int = 20) -> str:
    """Return problems in the order of their places, each once; empty if there are none.

    Errors come last, where a reader looks first, and are the last to be left out.
    """
    distinct = _sorted(problems)
    kept = sorted(distinct, key=lambda problem: problem.severity != "error")[:limit]
    shown = [show(problem, color) for problem in distinct if problem in kept]
    if len(distinct) > limit:
        shown.append(_rest([problem for problem in distinct if problem not in kept]))
    return "\n\n".join(shown)


def harmless(text: str) -> str:
    """Replace every character that could act on the terminal by one that shows it."""
    return _HARMFUL.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x7F:
        return "␡"
    return chr(0x2400 + code) if code < 0x20 else "�"


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    distinct = {(each.severity, each.place, each.message): each for each in problems}
    return sorted(distinct.values(), key=_order)


def _order(problem: Problem) -> tuple[bool, Place, str]:
    return problem.severity == "error", problem.place or Place(""), problem.message


def _rest(problems: list[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    named = [f"{n} {name}{'s' * (n != 1)}" for n, name in counts if n]
    return f"and {len(problems)} more: {', '.join(named)}"


def _headline(problem: Problem, color: bool) -> str:
    place = harmless(str(problem.place)) if problem.place else ""
    severity = _paint(f"{problem.severity}:", problem.severity, color)
    where = _paint(place, "place", color) + "  " if place else ""
    first, *others = _LINE_BREAK.split(problem.message.strip())
    lines = [f"{where}{severity} {harmless(first)}", *(f"  {harmless(line)}" for line in others)]
    return "\n".join(lines)


def _indented(label: str, text: str) -> str:
    first, *others = _LINE_BREAK.split(text.strip())
    lines = [f"  {label}{harmless(first)}", *(" " * 8 + harmless(line) for line in others)]
    return "\n".join(lines)


def _paint(text: str, name: Severity | str, color: bool) -> str:
    return f"\x1b[{_COLORS[name]}m{text}\x1b[0m" if color and text else text


def _excerpt(problem: Problem, color: bool) -> list[str]:
    place, source = problem.place, _LINE_BREAK.split(problem.source)[0]
    if place is None or not place.line or not source.strip():
        return []
    gutter = f"{place.line:>4} | "
    text, offset = _window(source, place.column)
    lines = [_paint(gutter, "quiet", color) + text]
    if place.column:
        caret = _paint("^", problem.severity, color)
        lines.append(_paint(f"{'|':>{len(gutter) - 1}} ", "quiet", color) + " " * offset + caret)
    return lines


def _window(source: str, column: int) -> tuple[str, int]:
    """Return the part of a line around a column, and how far from its start that column shows."""
    cells = _cells(source)
    at = min(max(column - 1, 0), len(cells))
    widths = [width for _, width in cells]
    start = _start(widths, at)
    end = _end(widths, start)
    text = "".join(shown for shown, _ in cells[start:end])
    left, right = "…" * (start > 0), "…" * (end < len(cells))
    return left + text.rstrip() + right, len(left) + sum(widths[start:at])


def _start(widths: list[int], at: int) -> int:
    if sum(widths) <= WIDEST:
        return 0
    start, before = at, 0
    while start > 0 and before + widths[start - 1] <= WIDEST // 2:
        start -= 1
        before += widths[start]
    # At the end of a line the room behind the caret is given to what stands before it.
    spare = WIDEST // 2 - sum(widths[at:])
    while start > 0 and widths[start - 1] <= spare:
        start -= 1
        spare -= widths[start]
    return start


def _end(widths: list[int], start: int) -> int:
    end, room = start, WIDEST
    while end < len(widths) and widths[end] <= room:
        room -= widths[end]
        end += 1
    return end


def _cells(source: str) -> list[tuple[str, int]]:
    """Return each character as it is shown, with the columns that it takes."""
    cells: list[tuple[str, int]] = []
    filled = 0
    for character in source:
        if character == "\t":
            width = TAB - filled % TAB
            cells.append((" " * width, width))
        else:
            shown = harmless(character)
            width = _width(shown)
            cells.append((shown, width))
        filled += width
    return cells


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
