"""The columns that a Vega specification speaks of: by fields, and in its expressions."""

import re
from collections.abc import Iterator
from typing import Any

from generator.charts.fields import EVERY, LITERAL, SAID, steps_of, text_of_literal
from generator.charts.spec import walk
from generator.problems.fault import Path

_EXPRESSIONS = frozenset(("signal", "expr", "test", "update", "init"))
_FIELDS = frozenset(("field", "fields", "groupby", "key"))
_WORDS = frozenset(("type", "op", "ops", "as", "method", "units", "timezone", "order", "from",
                    "offset", "projection"))  # fmt: skip
"""What names no column within a transform."""
_OF_ROW = re.compile(r"\b(?:datum|parent)\s*\[(?!\s*(?:" + LITERAL + r")\s*\])\s*([\w$]+\s*\])?")
"""A column of a row whose name is computed, or that of a signal."""
_ASKED = re.compile(rf"(?:({LITERAL})|\.\s*([\w$]+))(?=(\s*\]?\s*(?:[\[.]|&&))?)", re.DOTALL)
_OF_SHAPES = ("type", "geometry", "features", "geometries", "coordinates")
"""What a shape is drawn from."""


WHOLE = "\2"
"""Before a column that is meant as it is."""


class Mentions:
    """The columns that something speaks of."""

    def __init__(self, spec: Any) -> None:
        self._names = frozenset(_named(spec))
        self._texts = (
            frozenset(part for _, part in walk(spec, frozenset()) if isinstance(part, str))
            if SAID in self._names
            else frozenset()
        )

    def __contains__(self, name: str) -> bool:
        """Tell whether a column may be meant."""
        return EVERY in self._names or name in self._names or name in self._texts

    def holds_whole(self, name: str) -> bool:
        """Tell whether a column is meant as it is, and not only what lies in it."""
        return not self._names.isdisjoint((EVERY, SAID, WHOLE + name))


def _named(spec: Any) -> Iterator[str]:
    """Yield the columns of a specification without its rows."""
    for path, part in walk(spec, frozenset()):
        if not isinstance(part, str):
            continue
        keys = [key for key in path if isinstance(key, str)]
        if keys[-1:] and keys[-1] in _EXPRESSIONS:
            yield from _in_expression(part)
        elif _is_field(path, keys):
            first, *inner = steps_of(part) or (part,)
            yield from (first, *inner, *(() if inner else (WHOLE + first,)))
        if part == "geoshape":
            yield from (*_OF_SHAPES, *(WHOLE + name for name in _OF_SHAPES))


def _is_field(path: Path, keys: list[str]) -> bool:
    if not _FIELDS.isdisjoint(keys[-1:]):
        return True
    at = max((n for n, key in enumerate(path) if key == "transform"), default=len(path))
    return at < len(path) - 2 and _WORDS.isdisjoint(keys[-1:])


def _in_expression(text: str) -> Iterator[str]:
    if text.strip() == "datum":
        yield EVERY
    for match in _OF_ROW.finditer(text):
        yield SAID if match[1] else EVERY
    for literal, member, goes_on in _ASKED.findall(text):
        name = text_of_literal(literal) if literal else member
        yield from (name,) if goes_on else (name, WHOLE + name)
