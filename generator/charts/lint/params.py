"""Names of params in conditions and expressions that no param has."""

import re
from collections.abc import Iterator
from typing import Any

from generator.charts.authored import suggestion
from generator.charts.vocabulary import Misspelling
from generator.data.fault import Path

_EXPRESSIONS = ("calculate", "filter", "expr", "test")
_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|/(?:\\.|[^/\\\s])+/[a-z]*")
_WORD = re.compile(r"(?<![\w.$])([A-Za-z_$][\w$]*)(?![\w$]|\s*[(:])")
_BUILT_IN = frozenset(
    ("datum", "event", "item", "parent", "width", "height", "padding", "background", "cursor",
     "true", "false", "null", "undefined", "NaN", "Infinity", "PI", "E", "LN2", "LN10", "LOG2E",
     "LOG10E", "SQRT1_2", "SQRT2", "MIN_VALUE", "MAX_VALUE", "child_width", "child_height")
)  # fmt: skip


def word_faults(spec: dict[str, Any]) -> Iterator[Misspelling]:
    """Compare the params that a specification speaks of with those that it has."""
    params = frozenset(_params(spec))
    yield from _faults(spec, params, ())


def _params(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _params(part)
    elif isinstance(value, dict):
        stated = value.get("params")
        for param in stated if isinstance(stated, list) else ():
            if isinstance(param, dict) and isinstance(param.get("name"), str):
                yield param["name"]
        if "extent" in value and isinstance(value.get("param"), str):
            yield value["param"]
        for key, part in value.items():
            if key not in ("values", "datasets"):
                yield from _params(part)


def _faults(value: Any, params: frozenset[str], path: Path) -> Iterator[Misspelling]:
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _faults(part, params, (*path, index))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == "param" and isinstance(part, str):
                yield from _unknown(part, params, (*path, key))
            elif key in _EXPRESSIONS and isinstance(part, str):
                yield from _in_expression(part, params, (*path, key))
            elif key not in ("values", "datasets"):
                yield from _faults(part, params, (*path, key))


def _unknown(name: str, params: frozenset[str], path: Path) -> Iterator[Misspelling]:
    if name not in params:
        listed = f"its params are {', '.join(sorted(params))}" if params else "it has no params"
        yield Misspelling(f'no param "{name}"', path, suggestion(name, params, listed))


def _in_expression(text: str, params: frozenset[str], path: Path) -> Iterator[Misspelling]:
    for match in _WORD.finditer(_QUOTED.sub("''", text)):
        word = match[1]
        is_part = any(word.startswith(f"{param}_") for param in params)
        if word in params or word in _BUILT_IN or is_part:
            continue
        near = suggestion(word, params)
        if near:
            yield Misspelling(f'no param "{word}"', path, near)
