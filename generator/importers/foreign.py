"""Values of foreign YAML, TOML and JSON, brought to what JSON can say."""

import json
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

import yaml

from generator.problems import Place, Problem

MOST_VALUES = 20_000
"""How many values one file may have: aliases let a few lines of YAML stand for billions."""
DEEPEST = 50


class _TextDateLoader(yaml.SafeLoader):
    """YAML as other generators read it, but dates stay as they are written."""


_TextDateLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


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
