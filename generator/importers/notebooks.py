"""Notebooks that were posts elsewhere: they stay notebooks, with front matter of ours in front."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.importers.files import SplitSource, open_text, split_source
from generator.importers.markdown import in_prose
from generator.problems import Place, Problem

ENDING = ".ipynb"
BESIDE = (".nbdata", ".ipynb-meta")
"""What Pelican's plug-in for notebooks calls the file that tells of one."""
_LISTED = re.compile(r"(?:[-*+][ ]+)?(?P<key>[A-Za-z_]+)[ ]*:[ ]*(?P<value>.*)")
_BRACES = re.compile(r"(?<!\\)\{\{")


def open_notebook(place: Path, path: str) -> SplitSource | Problem:
    """Read a notebook as front matter and itself without that."""
    text = open_text(place, path)
    if isinstance(text, Problem):
        return text
    try:
        written = json.loads(text)
        cells = _cells(written)
        found = _front(cells, path) or SplitSource("", {}, "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return Problem(f"this is no notebook: {error}", Place(path))
    if isinstance(found, Problem):
        return found
    beside = {key: value for ending in BESIDE for key, value in _beside(place, ending)}
    escaped = _in_markdown(written, lambda text: in_prose(text, _without_values))
    return SplitSource("yaml", {**found.front, **beside}, "", escaped)


def _cells(written: Mapping[str, Any]) -> list[Any]:
    """Return the cells of a notebook, those of the first sheet in the third format."""
    sheets = written.get("worksheets")
    cells = sheets[0]["cells"] if sheets else written["cells"]
    if not isinstance(cells, list):
        raise TypeError("its cells are no list")
    return cells


def _front(cells: list[Any], path: str) -> SplitSource | Problem | None:
    """Take what the first cell tells of the whole out of it, in any of the ways that are known."""
    first = next((cell for cell in cells if _source(cell).strip()), None)
    if first is None or first.get("cell_type") not in ("markdown", "raw"):
        return None
    text = _source(first).lstrip("\n")
    if text.startswith("---"):
        found = split_source(f"{text}\n", path)
        if isinstance(found, SplitSource):
            _put(first, found.body)
        return found
    lines = text.split("\n")
    values = dict(_values(lines))
    if not values:
        return None
    _put(first, "\n".join(line for line in lines if _value(line) is None))
    return SplitSource("", values, "")


def _values(lines: list[str]) -> Iterator[tuple[str, str | list[str]]]:
    """Give what a cell says in lines: a heading, a quotation, and ``- key: value``."""
    listed = [line for line in lines if _LISTED.fullmatch(line)]
    if not listed:
        return
    for line in lines:
        found = _value(line)
        if found:
            yield found


def _value(line: str) -> tuple[str, str | list[str]] | None:
    if line.startswith("# "):
        return "title", _unquoted(line[2:])
    if line.startswith("> "):
        return "description", _unquoted(line[2:])
    match = _LISTED.fullmatch(line)
    return (match["key"].lower(), _listed(match["value"])) if match else None


def _listed(text: str) -> str | list[str]:
    """Return a value; in brackets it is a list."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(part) for part in text[1:-1].split(",") if part.strip()]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] + text[-1] in ('""', "''") else text


def _beside(place: Path, ending: str) -> Iterator[tuple[str, str]]:
    """Give what a file beside a notebook tells of it."""
    file = place.with_suffix(ending)
    text = open_text(file, file.name) if file.is_file() else ""
    for line in text.split("\n") if isinstance(text, str) else ():
        match = _LISTED.fullmatch(line)
        if match:
            yield match["key"].lower(), match["value"].strip()


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _put(cell: dict[str, Any], text: str) -> None:
    cell["source"] = text.splitlines(keepends=True)


def _without_values(text: str) -> str:
    return _BRACES.sub(r"\\{{", text)


def in_markdown(notebook: str, change: Callable[[str], str]) -> str:
    """Change the text of all Markdown in a notebook."""
    return _in_markdown(json.loads(notebook), change)


def _in_markdown(written: dict[str, Any], change: Callable[[str], str]) -> str:
    for cell in _cells(written):
        if cell.get("cell_type") == "markdown":
            _put(cell, change(_source(cell)))
    return _written(written)


def with_front(notebook: str, front: str) -> str:
    """Put front matter into a first cell of a notebook."""
    written = json.loads(notebook)
    cell: dict[str, Any] = {"cell_type": "raw", "metadata": {}, "source": []}
    _put(cell, f"---\n{front}---")
    _cells(written).insert(0, cell)
    return _written(written)


def _written(notebook: Mapping[str, Any]) -> str:
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
