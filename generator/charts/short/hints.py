"""What an author meant who wrote something else than a column: the cure for the usual slips."""

import re

from generator.charts.schema import words
from generator.charts.short.parts import KnownColumns
from generator.charts.spec import PAINTS
from generator.site.colors import is_color

_OPEN = re.compile(r"([a-z]+)\(([^()]*)\Z")
_BINNED = re.compile(r"bin\(([^(),]+),\s*(\d+)\)\Z")
_BEFORE = re.compile(r"([a-z]+)\s+(.+)\Z")
_BEHIND = re.compile(r"(.+?)\s*[,;]\s*([a-z]+)\Z")


def slip(name: str, text: str, known: KnownColumns) -> tuple[str, str] | None:
    """Return what is wrong with a channel's text, and how it is written; None if it may be right.

    Nothing is told of columns that nobody knows, as of rows that a specification makes up.
    """
    if not known.types or known.called(text) in known.types:
        return None
    if name in PAINTS and text.strip() and is_color(text):
        return (
            f'"{text}" is a colour, not a column',
            f"mark: {{type: …, color: {text!r}}} paints all of them",
        )
    if match := _BINNED.match(text):
        return "bin() takes a column alone", f"{{field: {match[1]}, bin: {{maxbins: {match[2]}}}}}"
    if match := _OPEN.match(text):
        return f'"{text}" is not closed', f"{match[1]}({match[2]})"
    return _unbracketed(text, known)


def _unbracketed(text: str, known: KnownColumns) -> tuple[str, str] | None:
    operations = words("NonArgAggregateOp")
    if text in operations:
        example = "count() counts rows" if text == "count" else f"{text}(a column)"
        return f'no column "{text}"', example
    before, behind = _BEFORE.match(text), _BEHIND.match(text)
    pairs = [(before[1], before[2])] if before else []
    pairs += [(behind[2], behind[1])] if behind else []
    for operation, column in pairs:
        if operation in operations and known.called(column) in known.types:
            return f'no column "{text}"', f"{operation}({column})"
    return None
