"""A Pelican site: its settings, read without running them, its files and its addresses."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from generator.importers.files import open_text, text_of
from generator.importers.old_site import ReportNote
from generator.problems import Problem

MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
RST = (".rst",)
OTHER_TEXTS = (".html", ".htm", ".adoc", ".asc", ".org")


class PelicanSite(Struct, frozen=True):
    """A Pelican site: its settings and its files by their path in the content."""

    conf: Mapping[str, Any]
    files: Mapping[str, Path]
    content: str
    """The folder of the content, from the site's."""

    def paths(self, key: str, default: list[str]) -> list[str]:
        """Return a setting that is a list of folders."""
        value = self.conf.get(key, default)
        values = value if isinstance(value, list) else [value]
        return [text_of(each).strip("/").removeprefix("./") for each in values]

    def text(self, key: str) -> str:
        """Return a setting as a text."""
        return text_of(self.conf.get(key))


def is_within(path: str, folders: list[str]) -> bool:
    """Tell whether a path is one of some folders, or in one."""
    return any(
        folder in ("", ".") or path == folder or path.startswith(f"{folder}/") for folder in folders
    )


NAMES = ("pelicanconf.py", "publishconf.py")
"""The second lies over the first where a site is published."""


class _NotPlain(Exception):
    """A value that only running the file would tell."""


def read_conf(
    root: Path, wanted: frozenset[str]
) -> tuple[dict[str, Any] | Problem, list[ReportNote]]:
    """Read the settings that are ``wanted``; note those that only running the file would give."""
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
    """Take the settings of a file, and return those that only running it would give."""
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


FIELD = re.compile(r"\{(?P<name>\w+)(?::(?P<form>[^}]*))?\}")
OURS: Final = {
    ("date", "%Y"): "{year}",
    ("date", "%m"): "{month}",
    ("date", "%d"): "{day}",
    ("slug", ""): "{slug}",
}
DEFAULTS: Final = {
    "ARTICLE": ("{slug}.html", "{slug}.html"),
    "PAGE": ("pages/{slug}.html", "pages/{slug}.html"),
}


class ArticleAddress(Struct, frozen=True):
    """What the address of an article is made of; the date is ISO 8601."""

    slug: str
    date: str = ""
    category: str = ""
    author: str = ""
    language: str = ""


def pattern_of(kind: str, conf: Mapping[str, Any]) -> str:
    """Return the pattern of the addresses of articles or pages."""
    written = conf.get(f"{kind}_URL") or conf.get(f"{kind}_SAVE_AS") or DEFAULTS[kind][0]
    return str(written) if isinstance(written, str) else DEFAULTS[kind][0]


def address(pattern: str, parts: ArticleAddress) -> str:
    """Return an address; nothing where its pattern asks for what is not known."""
    values = {
        "slug": parts.slug,
        "category": parts.category,
        "author": parts.author,
        "lang": parts.language,
    }

    def filled(match: re.Match[str]) -> str:
        if match["name"] == "date":
            return _moment(parts.date, match["form"] or "%Y-%m-%d")
        return values.get(match["name"], match[0])

    made = FIELD.sub(filled, pattern)
    made = re.sub(r"(?:^|(?<=/))index\.html?$", "", made)
    return "" if "{" in made else re.sub("/+", "/", f"/{made}")


def _moment(date: str, form: str) -> str:
    try:
        return datetime.fromisoformat(date).strftime(form)
    except ValueError:
        return "{date}"


def our_pattern(pattern: str) -> str:
    """Return Postrock's pattern of the same addresses, or nothing where it has none."""
    fields = {(match["name"], match["form"] or "") for match in FIELD.finditer(pattern)}
    if not fields <= OURS.keys():
        return ""
    ours = FIELD.sub(lambda match: OURS[match["name"], match["form"] or ""], pattern)
    ours = "/" + re.sub(r"/index\.html?$", "/", ours).lstrip("/")
    return ours if "{slug}" in ours and ours.endswith(("/", ".html")) else ""
