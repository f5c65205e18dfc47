"""Types of block that a site brings along, ``blocks/NAME.py``: what each makes and declares."""

import ast
import warnings
from typing import Any

from generator.engine import Made, Read
from generator.markup.kinds import KINDS, MAKES, OwnKind, OwnSource
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.problems.fault import Fault, Passage
from generator.problems.regex import regex

_NAME = regex(r"[a-z][\w-]*")
_EXAMPLE = "such as: def markdown(text, options, data): return text"


def read_kind(value: OwnSource, read: Read) -> Made[OwnKind]:
    """Read what a type of block makes and declares; nothing of it runs."""
    text = read_text(read(value.source), value.path)
    if isinstance(text, Problem):
        return Made(None, (text,))
    try:
        return Made(_kind(value.name, text))
    except Fault as fault:
        return Made(None, (Passage(value.path, text).problem(fault),))


def _kind(name: str, text: str) -> OwnKind:
    if not _NAME.fullmatch(name):
        hint = "small letters, digits, _ and - make a name"
        raise Fault(f'no block can be called "{name}"', (1, 1), hint)
    if name in KINDS or name == "math":
        raise Fault(f'"{name}" is a block of Postrock already', (1, 1), "give it another name")
    tree = _parsed(text)
    made = [part for part in tree.body if isinstance(part, ast.FunctionDef) and part.name in MAKES]
    if len(made) != 1:
        which = "no function that says" if not made else "two functions that say"
        hint = f"{', '.join(MAKES[:-1])} or {MAKES[-1]}, {_EXAMPLE}"
        where = (made[1].lineno, 1) if made else (1, 1)
        raise Fault(f"this type of block has {which} what it makes", where, hint)
    (function,) = made
    if len(function.args.args) != 3 and not function.args.vararg:
        message = f"{function.name}() is given three things: text, options and data"
        raise Fault(message, (function.lineno, function.col_offset + 1), _EXAMPLE)
    options = _literal(tree, "OPTIONS", dict)
    programs = _literal(tree, "PROGRAMS", list)
    stated = tuple(
        (str(key), None if start is None else str(start)) for key, start in options.items()
    )
    return OwnKind(name, function.name, stated, tuple(map(str, programs)))


def _parsed(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(text)
    except SyntaxError as error:
        spot = (error.lineno or 1, max(error.offset or 1, 1))
        raise Fault(f"not Python: {error.msg}", spot) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Fault(f"not Python: {error}", (1, 1)) from None


def _literal(tree: ast.Module, name: str, kind: type[Any]) -> Any:
    """Return a dict or a list that stands at the head of the code as it is. Raises Fault."""
    for part in tree.body:
        if isinstance(part, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name for target in part.targets
        ):
            try:
                value = ast.literal_eval(part.value)
            except ValueError:
                value = None
            if not isinstance(value, kind):
                example = 'OPTIONS = {"style": "plain"}' if kind is dict else 'PROGRAMS = ["dot"]'
                where = (part.lineno, 1)
                raise Fault(
                    f"{name} must be written out, for nothing runs to read it",
                    where,
                    f"such as {example}",
                )
            return value
    return kind()
