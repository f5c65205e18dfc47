"""Where a notebook's file has a line of a cell: what an editor that shows JSON has to open."""

import json
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # the typeshed lacks it
from typing import Any

from generator.problems import CELL
from generator.problems.fault import spot_at


class _TextAt(str):
    """A text of JSON, and the offset behind it."""

    __slots__ = ("end",)
    end: int


def file_line(text: str, line: int) -> int:
    """Return the line of a notebook's file in which a line of a cell stands, 1 where unknown."""
    number, inner = divmod(line, CELL)
    try:
        written = _decoder().decode(text)
        sheets = written.get("worksheets") or [written]
        cell = [each for sheet in sheets for each in sheet["cells"]][number - 1]
        source = cell.get("source", cell.get("input"))
        parts = source if isinstance(source, list) else [source]
        found = parts[min(max(inner, 1), len(parts)) - 1]
        return spot_at(text, found.end)[0]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return 1


def _decoder() -> json.JSONDecoder:
    decoder: Any = json.JSONDecoder()
    scan = decoder.parse_string

    def placed(*given: Any) -> tuple[_TextAt, int]:
        value, end = scan(*given)
        text = _TextAt(value)
        text.end = end
        return text, end

    decoder.parse_string = placed
    decoder.scan_once = py_make_scanner(decoder)
    made: json.JSONDecoder = decoder
    return made
