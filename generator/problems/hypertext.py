"""How problems look in a page: the same words and the same caret as in a terminal."""

from collections.abc import Iterable
from html import escape

from generator.problems import Problem
from generator.problems.excerpt import LINE_BREAK, excerpt, harmless
from generator.problems.installing import fitted


def write(problem: Problem) -> str:
    """Return a problem as HTML."""
    place = f'<p class="problem-place">{_place(problem)}</p>' if problem.place else ""
    inside = f"<p>{_lines(problem.message)}</p>{place}{_source(problem)}{_hint(problem)}"
    return f"<div {_attributes(problem)}>{inside}</div>"


def write_folding(problem: Problem) -> str:
    """Return a problem as HTML that can be folded to its message and its place."""
    place = f'<span class="problem-place">{_place(problem)}</span>' if problem.place else ""
    summary = f"<summary>{_lines(problem.message)} {place}</summary>"
    inside = f"{summary}{_source(problem)}{_hint(problem)}"
    return f"<details open {_attributes(problem)}>{inside}</details>"


def write_all(problems: Iterable[Problem]) -> str:
    """Return problems as HTML, in their order."""
    return "".join(map(write, problems))


def _attributes(problem: Problem) -> str:
    """Return what a problem's element has; by ``data-at`` a script leads to its place."""
    at = f' data-at="{_text(str(problem.place))}"' if problem.place else ""
    return f'class="problem problem-{problem.severity}"{at}'


def _place(problem: Problem) -> str:
    return f"<code>{_text(str(problem.place))}</code>"


def _source(problem: Problem) -> str:
    found = excerpt(problem)
    if found is None:
        return ""
    gutter = f"{found.line or '':>4} | "
    lines = [_text(gutter + found.text)]
    if found.caret is not None:
        margin = f"{'|':>{len(gutter) - 1}} {' ' * found.caret}"
        lines.append(f'{margin}<b class="problem-caret">^</b>')
    text = "\n".join(lines)
    return f'<pre class="problem-source" tabindex="0">{text}</pre>'


def _hint(problem: Problem) -> str:
    return f'<p class="problem-hint">{_lines(fitted(problem.hint))}</p>' if problem.hint else ""


def _lines(text: str) -> str:
    return "<br>".join(_text(line) for line in LINE_BREAK.split(text.strip()))


def _text(text: str) -> str:
    return escape(harmless(text))
