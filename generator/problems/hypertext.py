"""How problems look in a page: the same words and the same caret as in a terminal."""

from collections.abc import Iterable
from html import escape

from generator.problems.excerpt import LINE_BREAK, excerpt, harmless
from generator.problems.problem import Problem


def write(problem: Problem) -> str:
    """Return a problem as HTML.

    ``data-at`` is its place, for a script that knows how to lead there.
    """
    at = f' data-at="{_text(str(problem.place))}"' if problem.place else ""
    parts = (
        f"<p>{_lines(problem.message)}</p>",
        f'<p class="problem-place"><code>{_text(str(problem.place))}</code></p>' if at else "",
        _source(problem),
        f'<p class="problem-hint">{_lines(problem.hint)}</p>' if problem.hint else "",
    )
    return f'<div class="problem problem-{problem.severity}"{at}>{"".join(parts)}</div>'


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


def _lines(text: str) -> str:
    return "<br>".join(_text(line) for line in LINE_BREAK.split(text.strip()))


def _text(text: str) -> str:
    return escape(harmless(text))
