"""Expressions of Vega's that surely make more than anyone can draw, or never end."""

import re
from collections.abc import Iterator

from generator.charts.lint.values import MOST_LETTERS, MOST_ROWS, of_sequence
from generator.problems.fault import At, Fault, Path

_NUMBER = r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*"
_SEQUENCE = re.compile(rf"\bsequence\({_NUMBER}(?:,{_NUMBER})?(?:,{_NUMBER})?\)")
_PADDED = re.compile(rf"\bpad\([^()]*,{_NUMBER}[,)]")
_PATTERN = re.compile(r"\bregexp\(\s*(?:'((?:\\.|[^'\\])*)'|\"((?:\\.|[^\"\\])*)\")")
_NESTED = re.compile(r"\((?:\?:)?(?:\\.|\[(?:\\.|[^\]\\])*\]|[^()\\])*[+*]\)[+*{]")
"""A group that ends in a quantifier and has another: each letter more doubles its ways."""


def expression_faults(text: str, path: Path) -> Iterator[Fault]:
    """Find what in an expression is too much, as far as its text alone tells it."""
    for match in _SEQUENCE.finditer(text):
        count = of_sequence(_given(match.groups()))
        if count > MOST_ROWS:
            message = f"sequence makes {count:,.0f} numbers, too many to draw"
            yield Fault(message, At(path), f"{MOST_ROWS:,} are the most")
    for match in _PADDED.finditer(text):
        if float(match[1]) > MOST_LETTERS:
            message = f"pad makes a text of {float(match[1]):,.0f} letters"
            yield Fault(message, At(path), f"{MOST_LETTERS:,} are the most")
    for match in _PATTERN.finditer(text):
        if _NESTED.search(match[1] or match[2] or ""):
            hint = "take one of the two away: (a+)+ finds what a+ finds"
            yield Fault("this regular expression may never end", At(path), hint)


def _given(numbers: tuple[str | None, ...]) -> dict[str, float]:
    """Name the numbers of a sequence: where one stands alone, it is the end."""
    stated = [float(each) for each in numbers if each is not None]
    names = ("stop",) if len(stated) == 1 else ("start", "stop", "step")
    return dict(zip(names, stated, strict=False))
