"""What an exception in the author's Python tells him: in his own block, at his own line."""

import ast
import builtins
import os
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

from generator.charts.python.guard import DECLARE, Refused
from generator.charts.python.message import Told
from generator.charts.python.misspelt import misspelt
from generator.problems.nearest import suggestion

_BLOCK = "<block "
_LONGEST = 300


class Wrong(Exception):
    """What is wrong with a block that runs, and with which statement of it."""

    def __init__(self, message: str, statement: ast.stmt | None, hint: str) -> None:
        super().__init__(message)
        self.message, self.statement, self.hint = message, statement, hint


def told_of(
    error: BaseException,
    block: int,
    texts: Sequence[str],
    names: Mapping[str, Any],
    last: ast.stmt | None,
) -> Told:
    """Tell of an exception; ``last`` is the statement it belongs to where no line raised it."""
    if isinstance(error, Wrong):
        return Told(error.message, block, *_start(error.statement, texts[block]), error.hint)
    if isinstance(error, SyntaxError) and error.filename in (f"{_BLOCK}{block}>", None):
        return _not_python(error, block, texts[block])
    if isinstance(error, ValueError) and last is None:  # a null character
        return Told(f"not Python: {error}", block, 1, 1)
    block, line, column = _raised(error, texts) or (block, *_start(last, texts[block]))
    if unknown := misspelt(error):
        line, column = unknown.place(texts[block], line) or (line, column)
        return Told(unknown.message, block, line, column, unknown.hint)
    return Told(_message(error), block, line, column, _hint(error, names))


def _start(statement: ast.stmt | None, text: str) -> tuple[int, int]:
    if statement is None:
        return 1, 1
    return statement.lineno, _column(text, statement.lineno, statement.col_offset)


def _column(text: str, line: int, offset: int) -> int:
    """Return a column in characters, from 1, where Python counts bytes."""
    lines = text.split("\n")
    before = lines[line - 1].encode()[:offset] if line <= len(lines) else b""
    return len(before.decode(errors="replace")) + 1


def _not_python(error: SyntaxError, block: int, text: str) -> Told:
    line = error.lineno or 1
    lines = text.split("\n")
    source = lines[line - 1].strip() if line <= len(lines) else ""
    magic = source.startswith(("%", "!"))
    hint = "lines that begin with % or ! are for notebooks: leave them out" if magic else ""
    return Told(f"not Python: {error.msg}", block, line, max(error.offset or 1, 1), hint)


def _raised(error: BaseException, texts: Sequence[str]) -> tuple[int, int, int] | None:
    """Find the innermost line of the author's that an exception came through."""
    passed = traceback.extract_tb(error.__traceback__)
    frames = [frame for frame in passed if frame.filename.startswith(_BLOCK)]
    if not frames:
        return None
    frame = frames[-1]
    block = int(frame.filename[len(_BLOCK) : -1])
    line = frame.lineno or 1
    return block, line, _column(texts[block], line, frame.colno or 0)


def _message(error: BaseException) -> str:
    if isinstance(error, Refused):
        return error.message
    if isinstance(error, FileNotFoundError) and error.filename:
        return f'there is no "{_shown(error.filename)}" for this block'
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    name = type(error).__name__
    return f"{name}: {lines[0]}"[:_LONGEST] if lines else name


def _shown(path: str | bytes) -> str:
    """Return a path as the author may have written it: he does not know the folder it is in."""
    name = os.fsdecode(path)
    home = os.path.join(os.environ.get("HOME", ""), "")
    return f"~/{name.removeprefix(home)}" if name.startswith(home) else name


def _hint(error: BaseException, names: Mapping[str, Any]) -> str:
    match error:
        case Refused():
            return error.hint
        case FileNotFoundError(filename=str() | bytes() as path):
            return DECLARE.format(name=os.path.basename(os.fsdecode(path)))
        case NameError(name=str() as word):
            otherwise = f'a dataset is declared by a line such as "#| data: {word}.csv"'
            return suggestion(word, names) or suggestion(word, dir(builtins), otherwise)
        case AttributeError(name=str() as word, obj=thing) if thing is not None:
            return suggestion(word, dir(thing))
        case ImportError():
            return _hint_of_import(error)
    return ""


def _hint_of_import(error: ImportError) -> str:
    if "vegafusion" in str(error):
        return "leave this line out: a data frame of any length is fine"
    return "a block can use packages that are installed where Postrock is"
