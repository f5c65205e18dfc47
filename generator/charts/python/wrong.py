"""What an exception in the author's Python tells him: in his own block, at his own line."""

import ast
import builtins
import inspect
import os
import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.charts.python.guard import DECLARE, Refused
from generator.charts.python.message import block_of, file_of
from generator.problems import Problem, suggestion
from generator.problems.fault import Fault, Passage, Spot

_LONGEST = 300
_PARAMETER = re.compile(r"`(\w+)` has no parameter named '(\w+)'")
_VALUE = re.compile(r"'([^'\n]+)' is an invalid value for `(\w+)`")
_KEYWORD = re.compile(r"\.encode\(\) got an unexpected keyword argument '(\w+)'")
_TYPELESS = re.compile(r'Unable to determine data type for the field "(([a-z]+)\(.*\))"')
_LISTED = ("Existing parameter names are:", "Valid values are")


def problem_of(
    error: BaseException,
    block: int,
    texts: Sequence[str],
    names: Mapping[str, Any],
    last: ast.stmt | None,
) -> Problem:
    """Return an exception as a problem in the code of the block that it came from.

    ``last`` is the statement it belongs to where no line raised it.
    """
    fault = _in_whole(error, block, texts[block], last)
    if fault is None:
        block, spot = _raised(error, texts) or (block, start_of(last, texts[block]))
        fault = _misspelt(error, texts[block], spot) or Fault(
            _message(error), spot, _hint(error, names)
        )
    return Passage(file_of(block), "").problem(fault)


def start_of(statement: ast.stmt | None, text: str) -> Spot:
    """Return where a statement begins in the author's code."""
    if statement is None:
        return 1, 1
    return statement.lineno, _column(text, statement.lineno, statement.col_offset)


def _in_whole(error: BaseException, block: int, text: str, last: ast.stmt | None) -> Fault | None:
    """Return what is wrong with code before any line of it raises."""
    if isinstance(error, Fault):
        return error
    if isinstance(error, SyntaxError) and error.filename in (file_of(block), None):
        return _not_python(error, text)
    if isinstance(error, ValueError) and last is None:  # a null character
        return Fault(f"not Python: {error}", (1, 1))
    return None


def _column(text: str, line: int, offset: int) -> int:
    """Return a column in characters, from 1, where Python counts bytes."""
    lines = text.split("\n")
    before = lines[line - 1].encode()[:offset] if line <= len(lines) else b""
    return len(before.decode(errors="replace")) + 1


def _not_python(error: SyntaxError, text: str) -> Fault:
    line = error.lineno or 1
    lines = text.split("\n")
    source = lines[line - 1].strip() if line <= len(lines) else ""
    magic = source.startswith(("%", "!"))
    hint = "lines that begin with % or ! are for notebooks: leave them out" if magic else ""
    return Fault(f"not Python: {error.msg}", (line, max(error.offset or 1, 1)), hint)


def innermost(
    error: BaseException, is_authors: Callable[[str], bool]
) -> traceback.FrameSummary | None:
    """Return the innermost frame of the author's files that an exception came through."""
    found, step = None, error.__traceback__
    # One frame is read, not all: a recursion without end has a million of them.
    while step is not None:
        found = step if is_authors(step.tb_frame.f_code.co_filename) else found
        step = step.tb_next
    return traceback.extract_tb(found, limit=1)[0] if found else None


def _raised(error: BaseException, texts: Sequence[str]) -> tuple[int, Spot] | None:
    """Find the innermost line of the author's that an exception came through."""
    frame = innermost(error, lambda name: block_of(name) is not None)
    block = block_of(frame.filename) if frame else None
    if frame is None or block is None:
        return None
    line = frame.lineno or 1
    return block, (line, _column(texts[block], line, frame.colno or 0))


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


def _misspelt(error: BaseException, text: str, spot: Spot) -> Fault | None:
    """Read what Altair says of a word that it does not know; None if it says something else."""
    said = str(error)
    if match := _PARAMETER.search(said):
        spot = _keyword(match[2], text, spot)
        return Fault(f'{match[1]} has no "{match[2]}"', spot, suggestion(match[2], _words(said)))
    if match := _VALUE.search(said):
        spot = _quoted(match[1], text, spot)
        return Fault(
            f'no {match[2]} "{match[1]}"', spot, suggestion(match[1], _listed_values(said))
        )
    if match := _KEYWORD.search(said):
        spot = _keyword(match[1], text, spot)
        return Fault(f'no channel "{match[1]}"', spot, suggestion(match[1], _channels()))
    if match := _TYPELESS.search(said):
        message = f'no aggregate or time unit "{match[2]}"'
        return Fault(message, _quoted(match[1], text, spot), suggestion(match[2], _calls()))
    return None


def _keyword(word: str, text: str, spot: Spot) -> Spot:
    return _searched(rf"\b({re.escape(word)})\s*=", text, spot)


def _quoted(word: str, text: str, spot: Spot) -> Spot:
    return _searched(rf"[\"']({re.escape(word)})[:\"']", text, spot)


def _searched(pattern: str, text: str, spot: Spot) -> Spot:
    """Return where a word stands from the line of a spot on, or else the spot."""
    for number, line in enumerate(text.split("\n")[spot[0] - 1 :], spot[0]):
        if match := re.search(pattern, line):
            return number, match.start(1) + 1
    return spot


def _listed(text: str) -> str:
    return next((text.partition(head)[2] for head in _LISTED if head in text), "")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _listed(text).partition("\n\n")[0])


def _listed_values(text: str) -> list[str]:
    return re.findall(r"'([^'\n]+)'", _listed(text))


def _channels() -> list[str]:
    import altair as alt

    return list(inspect.signature(alt.Chart.encode).parameters)


def _calls() -> list[str]:
    from altair.utils import core

    return [*core.AGGREGATES, *core.TIMEUNITS]
