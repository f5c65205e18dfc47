"""Files of an old site: its texts, and their front matter in YAML, TOML or JSON."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from generator.problems import Place, Problem
from generator.problems.encoding import read_text

LEFT_OUT = frozenset({"node_modules", "__pycache__", "vendor"})
MOST_BYTES = 8_000_000
"""No post is as long as this."""
MOST_VALUES = 20_000
"""How many values one file may have: aliases let a few lines of YAML stand for billions."""
DEEPEST = 50


class _TextDateLoader(yaml.SafeLoader):
    """YAML as other generators read it, but dates stay as they are written."""


_TextDateLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def open_text(place: Path, path: str) -> str | Problem:
    """Read a file as text with plain line feeds; ``path`` is what a problem calls it."""
    try:
        if place.stat().st_size > MOST_BYTES:
            return Problem("too large to be a text", Place(path))
        text = read_text(place.read_bytes(), path)
    except OSError as error:
        return Problem(f"cannot be read: {(error.strerror or str(error)).lower()}", Place(path))
    return text if isinstance(text, Problem) else plain_lines(text)


def plain_lines(text: str) -> str:
    """Return a text with plain line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def walk_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Find the files under a folder by their paths; dot files and what links lead to stay out."""
    for place in sorted(root.iterdir()) if root.is_dir() else ():
        if place.name.startswith(".") or place.name in LEFT_OUT or place.is_symlink():
            continue
        if place.is_dir():
            yield from ((f"{place.name}/{path}", file) for path, file in walk_files(place))
        elif place.is_file() and not place.name.endswith("~"):
            yield place.name, place


def read_mapping(text: str, form: str, path: str, first_line: int = 1) -> dict[str, Any] | Problem:
    """Read a mapping; ``form`` is ``yaml``, ``toml`` or ``json``, places count from a line."""
    try:
        value = _READ[form](text)
    except yaml.MarkedYAMLError as error:
        return _yaml_problem(error, text, path, first_line)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError) as error:
        return Problem(f"not {form.upper()}: {error}", Place(path, first_line))
    except RecursionError:
        return Problem("values lie too deep in one another", Place(path, first_line))
    if value is None:
        return {}
    if not isinstance(value, dict):
        return Problem(f"{form.upper()} without keys", Place(path, first_line), "write key: value")
    return _within_limits(value, path, first_line)


def _read_yaml(text: str) -> Any:
    # The loader is SafeLoader but for its dates.
    return yaml.load(text, _TextDateLoader)  # noqa: S506


_READ: Mapping[str, Callable[[str], Any]] = {
    "yaml": _read_yaml,
    "toml": tomllib.loads,
    "json": json.loads,
}


def _yaml_problem(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = error.problem_mark
    what = error.problem or error.context or "it cannot be read"
    if mark is None:
        return Problem(f"not YAML: {what}", Place(path, first_line))
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    return Problem(
        f"not YAML: {what}", Place(path, first_line + mark.line, mark.column + 1), "", line
    )


def _within_limits(value: dict[str, Any], path: str, line: int) -> dict[str, Any] | Problem:
    try:
        plain = _plain(value, [0], 0)
    except OverflowError:
        return Problem("aliases stand for too many values", Place(path, line))
    return dict(plain)


def _plain(value: Any, count: list[int], depth: int) -> Any:
    count[0] += 1
    if count[0] > MOST_VALUES or depth > DEEPEST:
        raise OverflowError
    if isinstance(value, Mapping):
        return {str(key): _plain(each, count, depth + 1) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(each, count, depth + 1) for each in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def text_of(value: Any) -> str:
    """Return a value as a text, on one line and without spaces around it; lists are joined."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(text_of, value)))
    if value is None or isinstance(value, dict):
        return ""
    return " ".join(str(value).split()) if not isinstance(value, bool) else str(value).lower()


def name_of(person: Any) -> str:
    """Return the name of a person, who may be a mapping that has one."""
    return text_of(person.get("name") if isinstance(person, Mapping) else person)


def texts_of(value: Any, separator: str | None = None) -> tuple[str, ...]:
    """Return a value as a list of texts; one text may hold several between separators."""
    if isinstance(value, str) and separator is not None:
        parts = value.split() if separator == " " else value.split(separator)
        return tuple(part.strip() for part in parts if part.strip())
    values = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(text_of, values)))


def is_true(value: Any) -> bool:
    """Tell whether a value means yes."""
    return value is True or (isinstance(value, str) and value.strip().lower() in ("true", "yes"))


def folded_keys(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping with its keys in lower case, as generators compare them."""
    return {key.lower(): value for key, value in values.items()}


YAML = re.compile(r"\A---[ \t]*\n(?P<front>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<front>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
FENCES = (("yaml", YAML), ("toml", TOML))
OPENING = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n")


class SplitSource(Struct, frozen=True):
    """Front matter and body; ``form`` is empty where there is no front matter.

    Of a notebook the body is empty, and ``notebook`` is itself without its front matter.
    """

    form: str
    front: Mapping[str, Any]
    body: str
    notebook: str = ""


def split_source(text: str, path: str) -> SplitSource | Problem:
    """Part a text with plain line feeds."""
    for form, pattern in FENCES:
        if match := pattern.match(text):
            front = read_mapping(match["front"], form, path, 2)
            body = text[match.end() :]
            return front if isinstance(front, Problem) else SplitSource(form, front, body)
    if text.startswith("{") and text[1:].lstrip()[:1] in ('"', "}"):
        return _json(text, path)
    if OPENING.match(text):
        return Problem("this front matter is never closed", Place(path, 1, 1))
    return SplitSource("", {}, text)


def open_source(place: Path, path: str) -> SplitSource | Problem:
    """Read a file as front matter and body; ``path`` is what a problem calls it."""
    text = open_text(place, path)
    return text if isinstance(text, Problem) else split_source(text, path)


def _json(text: str, path: str) -> SplitSource | Problem:
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return Problem(f"not JSON: {error}", Place(path, 1, 1))
    front = read_mapping(text[:end], "json", path)
    return (
        front if isinstance(front, Problem) else SplitSource("json", front, text[end:].lstrip("\n"))
    )
