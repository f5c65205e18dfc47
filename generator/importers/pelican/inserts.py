"""What Pelican's Markdown has of its own: references, code, and tags that bring files in."""

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from generator.importers.files import open_text
from generator.importers.markdown import TextStash, fenced
from generator.importers.old_site import SOURCE
from generator.importers.pelican.notebooks import notebook_of
from generator.importers.pelican.site import PelicanSite
from generator.problems import Problem
from generator.site.slug import slugify

REFERENCE = re.compile(
    r"(?:\{|%7B|\|)(?P<kind>filename|attach|static)(?:\}|%7D|\|)(?P<path>[^\s)\"'>#?]*)",
    re.IGNORECASE,
)
GATHERED = re.compile(
    r"(?:\{|%7B|\|)(?P<kind>tag|category|author|index)(?:\}|%7D|\|)(?P<name>[^\s)\"'>#?]*)",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"^(?P<indent>[ ]{4,}|\t)(?::::|#!)(?P<word>[\w+#-]+)[ \t]*$")
CELLS = re.compile(r"cells\[(?P<first>-?\d*):(?P<end>-?\d*)\]")
LANG = re.compile(r"\blang:(?P<language>\S+)")
LINES = re.compile(r"\b(?P<kind>start|end|range|lines):(?P<first>\d+)(?:-(?P<last>\d+))?")
OPTION = re.compile(r":hide\w+:|\bcodec:\S+")


def to_source(match: re.Match[str], source: str, content: str) -> str:
    """Return the address of a source that a reference names, from the folder of the content."""
    path = unquote(match["path"])
    base = content if path.startswith("/") else posixpath.dirname(source)
    return SOURCE + quote(posixpath.normpath(posixpath.join(base, path.lstrip("/"))))


def to_list(match: re.Match[str]) -> str:
    """Return the address of the list that a reference names; ours are of tags alone."""
    if match["kind"].lower() in ("tag", "category") and match["name"]:
        return f"/tags/{slugify(unquote(match['name']))}/"
    return "/"


def coloured(body: str) -> str:
    """Turn indented code that names its language into fences."""
    lines, at = body.split("\n"), 0
    made: list[str] = []
    while at < len(lines):
        match = LANGUAGE.match(lines[at])
        if match is None or (made and made[-1].strip()):
            made.append(lines[at])
            at += 1
            continue
        code, at = _indented(lines, at + 1, match["indent"])
        made.append(fenced(code, match["word"]).strip("\n"))
        made.append("")
    return "\n".join(made)


def _indented(lines: list[str], at: int, indent: str) -> tuple[str, int]:
    code = []
    while at < len(lines) and (lines[at].startswith(indent) or not lines[at].strip()):
        code.append(lines[at].removeprefix(indent))
        at += 1
    return "\n".join(code).rstrip(), at


class Inserts:
    """Brings texts in; they are put aside until nothing else is changed any more."""

    def __init__(self, site: PelicanSite) -> None:
        self._site = site
        self._kept = TextStash("\ue008\ue009")
        self.pictures: dict[str, bytes] = {}
        self.changes: list[str] = []
        self.tags: Mapping[str, Callable[[str], str]] = {
            "notebook": self._notebook,
            "include_code": self._code,
        }

    def filled(self, text: str) -> str:
        """Return a text with what was put aside."""
        return self._kept.restore(text)

    def _notebook(self, args: str) -> str:
        name, text = self._text(args, ("NOTEBOOK_DIR", "notebooks"))
        if not text:
            return ""
        cells = CELLS.search(args)
        first, end = (_number(cells[key]) if cells else None for key in ("first", "end"))
        done = notebook_of(text, posixpath.basename(name).rpartition(".")[0], first, end)
        if done is None:
            self.changes.append(f"{name} cannot be read as a notebook")
            return ""
        self.pictures |= done.pictures
        self.changes += done.changes
        self.changes.append(f"the cells of {name} stand in the text")
        return self._hold(done.text)

    def _code(self, args: str) -> str:
        name, text = self._text(args, ("CODE_DIR", "code"))
        if not text:
            return ""
        self.changes.append(f"the code of {name} stands in the text")
        words = OPTION.sub("", LINES.sub("", LANG.sub("", args))).split()[1:]
        title = " ".join(words).strip("\"'").replace('"', "'") or name
        language = LANG.search(args)
        word = language["language"] if language else posixpath.splitext(name)[1][1:]
        return self._hold(fenced(_lines(text, args), word or "text", f'title="{title}"'))

    def _text(self, args: str, folders: tuple[str, str]) -> tuple[str, str]:
        """Return the name and the text of a file that a tag names, where it is at hand."""
        name = args.split(maxsplit=1)[0].strip("\"'").lstrip("/") if args.split() else ""
        place = self._place(name, *folders)
        text = open_text(place, name) if place else ""
        if isinstance(text, Problem):
            self.changes.append(f"{name} cannot be brought in: {text.message}")
            return name, ""
        return name, text

    def _place(self, name: str, setting: str, usual: str) -> Path | None:
        folders = (self._site.text(setting) or usual, "")
        paths = (posixpath.normpath(posixpath.join(folder, name)) for folder in folders)
        return next(filter(None, map(self._site.files.get, paths)), None)

    def _hold(self, text: str) -> str:
        return f"\n\n{self._kept.keep(text)}\n\n"


def _number(written: str) -> int | None:
    return int(written) if written.lstrip("-") else None


def _lines(text: str, args: str) -> str:
    """Return the lines that a tag asks for, counted from one."""
    first, last = 1, None
    for part in LINES.finditer(args):
        number = int(part["first"])
        first = number if part["kind"] != "end" else first
        last = number if part["kind"] == "end" else int(part["last"] or 0) or last
    return "\n".join(text.split("\n")[max(first, 1) - 1 : last])
