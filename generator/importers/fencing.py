"""Part a foreign source: its front matter, in YAML, TOML or JSON, and its body."""

import json
import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from generator.importers.foreign import read_mapping
from generator.problems import Place, Problem

YAML = re.compile(r"\A---[ \t]*\n(?P<front>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<front>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
FENCES = (("yaml", YAML), ("toml", TOML))
OPENING = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n")


class SplitSource(Struct, frozen=True):
    """Front matter and body; ``form`` is empty where there is no front matter."""

    form: str
    front: Mapping[str, Any]
    body: str


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


def _json(text: str, path: str) -> SplitSource | Problem:
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return Problem(f"not JSON: {error}", Place(path, 1, 1))
    front = read_mapping(text[:end], "json", path)
    return (
        front if isinstance(front, Problem) else SplitSource("json", front, text[end:].lstrip("\n"))
    )
