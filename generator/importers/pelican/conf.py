"""pelicanconf.py, read without running it: constants, and what is made of them alone."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.importers.found import ReportNote
from generator.importers.texts import open_text
from generator.problems import Problem

NAMES = ("pelicanconf.py", "publishconf.py")
"""The second lies over the first where a site is published."""


class _NotPlain(Exception):
    """A value that only running the file would tell."""


def read_conf(
    root: Path, wanted: frozenset[str]
) -> tuple[dict[str, Any] | Problem, list[ReportNote]]:
    """Read the settings that are ``wanted``; what cannot be told is a note."""
    values: dict[str, Any] = {}
    notes: list[ReportNote] = []
    found = [name for name in NAMES if (root / name).is_file()]
    for name in found:
        text = open_text(root / name, name)
        if isinstance(text, Problem):
            return text, notes
        for key in _read(text, values):
            if key in wanted:
                why = f"{key} is computed, and nothing is run here: Pelican's own value was taken"
                notes.append(ReportNote("changed", name, why))
    if not found:
        notes.append(
            ReportNote("changed", NAMES[0], "there is none, so Pelican's own settings were taken")
        )
    return values, notes


def _read(text: str, values: dict[str, Any]) -> list[str]:
    """Take the settings of a file, and return those that cannot be told."""
    unknown = []
    for statement in _statements(text):
        for name, value in _assigned(statement):
            try:
                values[name] = _plain(value, values)
            except _NotPlain:
                unknown.append(name)
    return unknown


def _statements(text: str) -> Iterator[ast.stmt]:
    """Yield the statements of a file; those of Python 2 one by one, as far as they are both."""
    try:
        yield from ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        for line in text.split("\n"):
            try:
                yield from ast.parse(line).body if line[:1].isupper() else []
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(statement, ast.Assign):
        targets: list[ast.expr] = statement.targets
    else:
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else []
    value = getattr(statement, "value", None)
    if isinstance(value, ast.expr):
        yield from ((target.id, value) for target in targets if isinstance(target, ast.Name))


def _plain(value: ast.expr, known: Mapping[str, Any]) -> Any:
    if isinstance(value, ast.Constant):
        return value.value
    if isinstance(value, ast.Name) and value.id in known:
        return known[value.id]
    if isinstance(value, ast.List | ast.Tuple | ast.Set):
        return [_plain(each, known) for each in value.elts]
    if isinstance(value, ast.Dict):
        pairs = zip(value.keys, value.values)
        return {_plain(k, known): _plain(v, known) for k, v in pairs if isinstance(k, ast.expr)}
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        return _joined(_plain(value.left, known), _plain(value.right, known))
    raise _NotPlain


def _joined(left: Any, right: Any) -> Any:
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(left, list) and isinstance(right, list):
        return left + right
    raise _NotPlain
