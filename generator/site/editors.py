"""Editors that an address opens at a line: which there are, and what theirs look like."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import quote

from generator.problems import suggestion
from generator.problems.regex import regex

EDITORS: Final = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "windsurf": "windsurf://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "sublime": "subl://open?url=file:///{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file:///{path}&line={line}&column={column}",
    "idea": "idea://open?file=/{path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file=/{path}&line={line}&column={column}",
}
"""What each editor calls a place; ``{path}`` is the whole path without its first slash."""
PROGRAMS: Final = {
    "code": "vscode",
    "code-insiders": "vscode",
    "codium": "vscodium",
    "subl": "sublime",
    "sublime_text": "sublime",
    "mate": "textmate",
    "zeditor": "zed",
    "charm": "pycharm",
}
"""Editors by the names of their programs, where those differ."""

_ADDRESS = regex(r"[a-z][a-z0-9+.-]*:[^\s<>\"]*\{path\}[^\s<>\"]*")
_LEAVES = regex(r"(https?|wss?|ftps?|data|javascript|vbscript|blob|about|mailto):")


def template_of(name: str) -> str:
    """Return the address of an editor by its name, or of its own form; empty where it has none."""
    is_address = _ADDRESS.fullmatch(name) and not _LEAVES.match(name)
    return name if is_address else EDITORS.get(name, "")


def template_of_program(command: str) -> str:
    """Return the address of the editor that a command such as ``code --wait`` starts."""
    words = command.split()
    program = re.split(r"[/\\]", words[0])[-1].lower().removesuffix(".exe") if words else ""
    return EDITORS.get(PROGRAMS.get(program, program), "")


def address_in(template: str, path: Path, line: int, column: int) -> str:
    """Return the address that opens a file at a line and a column."""
    values = {
        "{path}": quote(path.as_posix().lstrip("/")),
        "{line}": str(max(line, 1)),
        "{column}": str(max(column, 1)),
    }
    for name, value in values.items():
        template = template.replace(name, value)
    return template


def editor(written: str) -> str | tuple[str, str]:
    """Take an editor's name or the form of the addresses that open it, or say what is wrong."""
    written = written.strip()
    if not written or template_of(written):
        return written
    hint = suggestion(written, EDITORS, f"known are {', '.join(EDITORS)}")
    if ":" in written:
        hint = f"write it as {EDITORS['vscode']}; it must not lead to the web"
    return f'"{written}" is no editor', hint
