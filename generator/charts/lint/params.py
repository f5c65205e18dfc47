"""Params and expressions: names that no param has, and what is too much or never ends."""

import math
import re
from collections.abc import Iterator
from typing import Any

from generator.charts.lint.values import MOST_LETTERS, MOST_ROWS, of_sequence
from generator.charts.short.params import RESERVED
from generator.charts.spec import EXPRESSIONS, Node, Spec, is_number, mappings, walk
from generator.problems import suggestion
from generator.problems.fault import At, Fault, Path

_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|/(?:\\.|[^/\\\s])+/[a-z]*")
_WORD = re.compile(r"(?<![\w.$])([A-Za-z_$][\w$]*)(?![\w$]|\s*[(:])")
_BUILT_IN = frozenset(
    ("datum", "event", "item", "parent", "width", "height", "padding", "background", "cursor",
     "true", "false", "null", "undefined", "NaN", "Infinity", "PI", "E", "LN2", "LN10", "LOG2E",
     "LOG10E", "SQRT1_2", "SQRT2", "MIN_VALUE", "MAX_VALUE", "child_width", "child_height")
)  # fmt: skip


def word_faults(spec: Spec) -> Iterator[Fault]:
    """Compare the params that a specification speaks of with those that it has."""
    for path, node in mappings(spec):
        for index, param in _stated(node):
            yield from _one_param(param, (*path, "params", index))
    params = frozenset(_params(spec))
    for path, text in walk(spec):
        if isinstance(text, str) and path[-1:] == ("param",):
            yield from _unknown(text, params, path)
        elif isinstance(text, str) and path and path[-1] in EXPRESSIONS:
            yield from expression_faults(text, path)
            yield from _in_expression(text, params, path)


def _stated(node: Node) -> Iterator[tuple[int, Node]]:
    stated = node.get("params")
    for index, param in enumerate(stated if isinstance(stated, list) else ()):
        if isinstance(param, dict):
            yield index, param


def _one_param(param: Node, path: Path) -> Iterator[Fault]:
    name, bind = param.get("name"), param.get("bind")
    if name in RESERVED:
        yield Fault(f'no param can be called "{name}"', At((*path, "name")), "give it another")
    if not isinstance(bind, dict) or bind.get("input") != "range":
        return
    low, high = _end(bind.get("min"), -math.inf), _end(bind.get("max"), math.inf)
    step, start = _end(bind.get("step"), math.inf), _end(param.get("value"), low)
    if low >= high:
        yield Fault(f"a slider from {low:g} to {high:g} has nowhere to go", At((*path, "bind")))
    elif step <= 0:
        yield Fault(f"a slider cannot go by {step:g}", At((*path, "bind", "step")))
    elif not low <= start <= high:
        hint = f"the slider goes from {low:g} to {high:g}"
        yield Fault(f"value cannot be {start:g}", At((*path, "value")), hint)


def _end(value: Any, otherwise: float) -> float:
    return value if is_number(value) else otherwise


def _params(spec: Spec) -> Iterator[str]:
    for _, node in mappings(spec):
        yield from (p["name"] for _, p in _stated(node) if isinstance(p.get("name"), str))
        if "extent" in node and isinstance(node.get("param"), str):
            yield node["param"]


def _unknown(name: str, params: frozenset[str], path: Path) -> Iterator[Fault]:
    if name not in params:
        listed = f"its params are {', '.join(sorted(params))}" if params else "it has no params"
        yield Fault(f'no param "{name}"', At(path), suggestion(name, params, listed))


def _in_expression(text: str, params: frozenset[str], path: Path) -> Iterator[Fault]:
    for match in _WORD.finditer(_QUOTED.sub("''", text)):
        word = match[1]
        is_part = any(word.startswith(f"{param}_") for param in params)
        if word in params or word in _BUILT_IN or is_part:
            continue
        near = suggestion(word, params)
        if near:
            yield Fault(f'no param "{word}"', At(path), near)


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
