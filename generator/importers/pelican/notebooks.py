"""A Jupyter notebook as Markdown: its cells, what they put out, and the pictures among it."""

import json
import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.importers.markdown import fenced, image, in_prose

ENDINGS: Mapping[str, str] = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/svg+xml": "svg",
}
OLD_NAMES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml", "text": "text/plain"}
"""What outputs of the third format are called in the fourth."""
NESTED = re.compile(r"^( {2,})(?:[-*+]|\d{1,9}[.)]) ", re.MULTILINE)
COLOURS = re.compile(r"\x1b\[[\d;]*[A-Za-z]")
ATTACHED = re.compile(r"attachment:(?P<name>[^)\s\"'>]+)")


class Notebook(Struct, frozen=True):
    """A notebook as Markdown, with the pictures that it shows by their names."""

    text: str
    pictures: Mapping[str, bytes]
    changes: tuple[str, ...]


class _NotebookWriter:
    def __init__(self, stem: str, language: str) -> None:
        self.stem = stem
        self.language = language
        self.pictures: dict[str, bytes] = {}
        self.changes: list[str] = []

    def keep(self, kind: str, data: str) -> str:
        """Keep a picture, and return its name."""
        raw = data.encode() if kind == "image/svg+xml" else b64decode(data)
        name = f"{self.stem}-{len(self.pictures) + 1}.{ENDINGS[kind]}"
        self.pictures[name] = raw
        return name


def notebook_of(text: str, stem: str, first: int | None, end: int | None) -> Notebook | None:
    """Return the cells of a notebook from one to before another; nothing where it is none."""
    try:
        written = json.loads(text)
        sheets = written.get("worksheets") or [written]
        cells = [cell for sheet in sheets for cell in sheet["cells"]][first:end]
        about = written.get("metadata", {})
        language = about.get("language_info", about.get("kernelspec", {})).get("name", "python")
        writer = _NotebookWriter(stem, re.sub(r"\d+$", "", str(language).split("-")[0]) or "python")
        parts = [part for cell in cells for part in _cell(cell, writer) if part.strip()]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, Error):
        return None
    body = "\n\n".join(part.strip("\n") for part in parts)
    return Notebook(body, writer.pictures, tuple(dict.fromkeys(writer.changes)))


def _cell(cell: Mapping[str, Any], writer: _NotebookWriter) -> Iterator[str]:
    kind = cell.get("cell_type")
    text = _joined(cell.get("source", cell.get("input", "")))
    if kind == "heading":
        yield f"{'#' * int(cell.get('level', 1))} {text}"
    elif kind == "code":
        yield fenced(text, writer.language) if text.strip() else ""
        for output in cell.get("outputs", []):
            yield _output(output, writer)
    elif kind == "markdown":
        text = in_prose(text, _by_four)
        yield _with_attachments(text, cell.get("attachments", {}), writer)
    else:
        yield fenced(text, "text") if text.strip() else ""


def _by_four(text: str) -> str:
    """Indent nested lists by four spaces, as Python-Markdown reads what comes from Pelican."""
    steps = [len(found[1]) for found in NESTED.finditer(text)]
    if not steps or min(steps) >= 4:
        return text
    step = min(steps)
    return re.sub(r"^ +(?=\S)", lambda m: " " * (4 * (len(m[0]) // step)), text, flags=re.MULTILINE)


def _with_attachments(text: str, attached: Mapping[str, Any], writer: _NotebookWriter) -> str:
    def named(match: re.Match[str]) -> str:
        data = attached.get(match["name"], {})
        kind = next((each for each in data if each in ENDINGS), "")
        return writer.keep(kind, _joined(data[kind])) if kind else match[0]

    return ATTACHED.sub(named, text) if attached else text


def _output(output: Mapping[str, Any], writer: _NotebookWriter) -> str:
    if output.get("output_type") in ("error", "pyerr"):
        return _printed("\n".join(output.get("traceback", [])))
    data = output.get("data") or {OLD_NAMES.get(key, key): each for key, each in output.items()}
    shown = next((kind for kind in ENDINGS if kind in data), "")
    if shown:
        return image(writer.keep(shown, _joined(data[shown])))
    for kind in ("text/markdown", "text/latex", "latex"):
        if kind in data:
            return _joined(data[kind])
    if "text/html" in data or "html" in data:
        writer.changes.append("what its notebook shows by HTML is its plain text here")
    return _printed(_joined(data.get("text/plain", output.get("text", ""))))


def _printed(text: str) -> str:
    text = COLOURS.sub("", text)
    return fenced(text, "text") if text.strip() else ""


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)
