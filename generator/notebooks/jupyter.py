"""Jupyter's notebooks: JSON of the third or fourth format into cells."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.markup.parts import Origin
from generator.notebooks.cells import Cell, CellKind
from generator.problems import CELL
from generator.problems.fault import Fault

_OLD_NAMES: Final = {
    "png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml", "text": "text/plain",
    "html": "text/html", "latex": "text/latex", "javascript": "application/javascript",
}  # fmt: skip
"""What outputs of the third format are called in the fourth."""
_OLD_KINDS: Final = {
    "pyout": "execute_result",
    "pyerr": "error",
    "display_data": "display_data",
    "stream": "stream",
}
_KINDS: Final[dict[str, CellKind]] = {"markdown": "markdown", "code": "code", "raw": "raw"}
_LINE = re.compile("\r\n|\r|\n")
LOST = "save it again in Jupyter, or take up an older copy"


def read_notebook(text: str) -> tuple[Cell, ...]:
    """Read a notebook's cells. Raises Fault."""
    try:
        written = json.loads(text)
    except json.JSONDecodeError as error:
        why = error.msg.removesuffix(" starting at")
        what = f"this notebook is not JSON: {why[0].lower()}{why[1:]}"
        hint = LOST
        if text.startswith("<<<<<<<") or "\n<<<<<<<" in text:
            hint = "two versions of it were merged line by line: take one of the two"
        raise Fault(what, (error.lineno, error.colno), hint) from None
    except RecursionError:
        raise Fault("this notebook is nested too deeply", (1, 1), LOST) from None
    if not isinstance(written, dict):
        raise Fault("this is no notebook: it has no cells", (1, 1), LOST)
    sheets = _listed(written.get("worksheets")) or [written]
    found = [cell for sheet in sheets for cell in _listed(_mapping(sheet).get("cells"))]
    language = _language(_mapping(written.get("metadata")))
    return tuple([_cell(_mapping(cell), at, language) for at, cell in enumerate(found, 1)])


def _language(about: Mapping[str, Any]) -> str:
    """Return the language of the kernel, as far as it is said."""
    info, kernel = _mapping(about.get("language_info")), _mapping(about.get("kernelspec"))
    said = info.get("name") or kernel.get("language") or kernel.get("name") or "python"
    return re.sub(r"\d+$", "", str(said).lower().split("-")[0]) or "python"


def _cell(written: Mapping[str, Any], number: int, language: str) -> Cell:
    kind, text = written.get("cell_type"), joined(written.get("source", written.get("input")))
    if kind == "heading":
        level = written.get("level")
        text = f"{'#' * (level if isinstance(level, int) else 1)} {text}"
    lines = _LINE.split(text) if text else []
    return Cell(
        _KINDS.get(str(kind), "markdown" if kind == "heading" else "raw"),
        tuple(lines),
        Origin(number * CELL),
        tuple([Origin(number * CELL + line) for line in range(1, len(lines) + 1)]),
        frozenset(_tags(_mapping(written.get("metadata")))),
        [_output(_mapping(each)) for each in _listed(written.get("outputs"))],
        _mapping(written.get("attachments")),
        str(written.get("language") or language),
    )


def _tags(about: Mapping[str, Any]) -> Iterator[str]:
    """Give a cell's tags, and what Jupyter's own interface hides, as if it were tags."""
    for tag in _listed(about.get("tags")):
        yield str(tag).lower().replace("_", "-")
    hidden = _mapping(about.get("jupyter"))
    if hidden.get("source_hidden") is True or about.get("hide_input") is True:
        yield "hide-input"
    if hidden.get("outputs_hidden") is True:
        yield "hide-output"
    mime = str(about.get("raw_mimetype") or about.get("format") or "")
    if mime:
        yield f"raw:{mime}"


def _output(written: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an output as the fourth format says it."""
    kind = str(written.get("output_type"))
    if "data" in written or kind in ("stream", "error"):
        return written
    data = {_OLD_NAMES.get(key, key): value for key, value in written.items()}
    return {**written, "output_type": _OLD_KINDS.get(kind, kind), "data": data}


def joined(text: Any) -> str:
    """Return a text that may be written as the list of its lines."""
    if isinstance(text, list):
        return "".join(each for each in text if isinstance(each, str))
    return text if isinstance(text, str) else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
