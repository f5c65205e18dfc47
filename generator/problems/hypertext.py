"""How problems look in a page: the same words and the same caret as in a terminal."""

from collections.abc import Iterable
from html import escape

from generator.problems import Problem
from generator.problems.excerpt import LINE_BREAK, excerpt, harmless


def write(problem: Problem) -> str:
    """Return a problem as HTML.

    ``data-at`` is its place, for a script that knows how to lead there.
    """
    at = f' data-at="{_text(str(problem.place))}"' if problem.place else ""
    parts = (
        f"<p>{_lines(problem.message)}</p>",
        f'<p class="problem-place"><code>{_text(str(problem.place))}</code></p>' if at else "",
        _source(problem),
        _hint(problem),
    )
    return f'<div class="problem problem-{problem.severity}"{at}>{"".join(parts)}</div>'


def write_folding(problem: Problem) -> str:
    """Return a problem as HTML that can be folded to its message and its place."""
    at = f' data-at="{_text(str(problem.place))}"' if problem.place else ""
    place = f'<span class="problem-place"><code>{_text(str(problem.place))}</code></span>'
    inside = f"{_source(problem)}{_hint(problem)}"
    summary = f"<summary>{_lines(problem.message)} {place if at else ''}</summary>"
    return (
        f'<details open class="problem problem-{problem.severity}"{at}>{summary}{inside}</details>'
    )


def write_all(problems: Iterable[Problem]) -> str:
    """Return problems as HTML, in their order."""
    return "".join(map(write, problems))


def _source(problem: Problem) -> str:
    found = excerpt(problem)
    if found is None:
        return ""
    gutter = f"{found.line:>4} | "
    lines = [_text(gutter + found.text)]
    if found.caret is not None:
        margin = f"{'|':>{len(gutter) - 1}} {' ' * found.caret}"
        lines.append(f'{margin}<b class="problem-caret">^</b>')
    text = "\n".join(lines)
    return f'<pre class="problem-source" tabindex="0">{text}</pre>'


def _hint(problem: Problem) -> str:
    return f'<p class="problem-hint">{_lines(problem.hint)}</p>' if problem.hint else ""


def _lines(text: str) -> str:
    return "<br>".join(_text(line) for line in LINE_BREAK.split(text.strip()))


def _text(text: str) -> str:
    return escape(harmless(text))
