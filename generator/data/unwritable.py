"""What nothing can write down: letters that no text has, numbers beyond all, depths without end."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.data.dataset import ColumnType
from generator.problems.encoding import UNFIT, named
from generator.problems.fault import At, Fault

LARGEST = 1.7976931348623157e308
DEEPEST = 100
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_HINT = "does an escape such as \\u0000, or half a pair such as \\ud83d, stand there?"


def unwritable(name: str, kind: ColumnType, values: Sequence[Any]) -> Fault | None:
    """Find what cannot be written down in a column's name, or its first value of that kind.

    A fault among rows stands at a row, from 0, and a column.
    """
    if not name:
        return Fault("a column has no name", At((0, name)), 'its key is ""')
    if found := UNFIT.search(name):
        return Fault(f"a column's name holds {_named(found[0])}", At((0, name)), _HINT)
    if kind == "number":
        return _too_large(name, values)
    return _wrong_text(name, values) if kind == "text" else None


def _too_large(name: str, values: Sequence[Any]) -> Fault | None:
    present = [value for value in values if value is not None]
    # What is none (NaN) compares with nothing, and is left out by every chart.
    if not present or (min(present) >= -LARGEST and max(present) <= LARGEST):
        return None
    for row, value in enumerate(values):
        if value is not None and abs(value) > LARGEST:
            message = f'the column "{name}" has a number that is too large'
            return Fault(message, At((row, name)), "as a text it would stand in quotes")
    return None


def _wrong_text(name: str, values: Sequence[Any]) -> Fault | None:
    is_clean = _is_clean("\n".join([each for each in values if type(each) is str]))
    for row, value in enumerate(values):
        if value is None or (is_clean and type(value) is str):
            continue
        for text, depth in _texts_in(value):
            if depth > DEEPEST:
                message = f'in the column "{name}" values lie more than {DEEPEST} deep'
                return Fault(message, At((row, name)))
            if found := UNFIT.search(text):
                message = f'a text in the column "{name}" holds {_named(found[0])}'
                return Fault(message, At((row, name)), _HINT)
    return None


def _is_clean(text: str) -> bool:
    """Look at a whole column at once, which costs a tenth of looking at each value."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return False
    is_plain = len(raw.translate(None, _CONTROLS)) == len(raw)
    return is_plain and not any(each in raw for each in _NONCHARACTERS)


def _texts_in(value: Any) -> Iterator[tuple[str, int]]:
    """Yield the texts and keys within a value, and how deep they lie."""
    waiting = [(value, 0)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, dict):
            yield "\n".join(part), depth
            waiting += [(each, depth + 1) for each in part.values()]
        elif isinstance(part, list):
            yield "", depth
            waiting += [(each, depth + 1) for each in part]
        elif isinstance(part, str):
            yield part, depth


def _named(character: str) -> str:
    half = "half a character, " if "\ud800" <= character <= "\udfff" else ""
    return f"{half}{named(character)}, which no text can hold"
