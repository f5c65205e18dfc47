"""What is wrong with a template, as a problem at its own line with the nearest known name."""

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.filters import FILTERS
from msgspec import Struct

from generator.problems import Place, Problem, nearest
from generator.problems.fault import Fault, spot_at
from generator.problems.jinja import TOO_MUCH, hint_of, line_in, message_of
from generator.problems.regex import regex

HALF = regex(r"\\u[dD][89a-fA-F]")
MISSING = regex(r"(?:has no attribute|no test named) '(\w+)'")


class Undefined(StrictUndefined):
    """A missing name: says what there is instead."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        owner = self._undefined_obj
        if isinstance(owner, Struct):
            return _no_such(name, f" in a {type(owner).__name__}", owner.__struct_fields__)
        if isinstance(owner, Mapping):
            return _no_such(name, " in this mapping", [str(key) for key in owner])
        return f'no value "{name}"'


def problem_of(
    error: Exception, texts: Mapping[str, tuple[str, str]], values: Mapping[str, Any]
) -> Problem:
    """Say what an error of a template means, from its texts and the values that it was given."""
    path, line = _where(error, texts)
    lines = next((text for where, text in texts.values() if where == path), "").splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    message, _, near = _message(error).partition(", did you mean ")
    word = _word(message)
    written = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", source) if word else None
    found = written or re.search(r"\{[{%]", source)
    column = found.start() + 1 if found else 0
    owner = re.search(r"([\w.]+)\.$", source[: max(column - 1, 0)])
    message = message.replace(" in this mapping", f" in {owner[1]}") if owner else message
    hint = f"did you mean {near}" if near else _hint(error, message, values, texts)
    return Problem(message, Place(path, line, column), hint, source)


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f'no template "{error.name}"'
    if isinstance(error, Fault):
        return error.message
    if isinstance(error, RecursionError | MemoryError):
        itself = "this template extends or includes itself"
        return itself if isinstance(error, RecursionError) else TOO_MUCH
    if isinstance(error, UnicodeEncodeError):
        return f"U+{ord(error.object[error.start]):04X} is half of a character: no text can hold it"
    if isinstance(error, TemplateError):
        return message_of(error)
    return f"{type(error).__name__}: {error}"


def _hint(
    error: Exception,
    message: str,
    values: Mapping[str, Any],
    texts: Mapping[str, tuple[str, str]],
) -> str:
    if isinstance(error, TemplateNotFound):
        near = nearest(str(error.name), texts)
    elif isinstance(error, RecursionError):
        return 'a parent\'s template is named with its theme, such as "default/post.html"'
    elif isinstance(error, Fault):
        return error.hint
    elif message.startswith("no value "):
        near = nearest(_word(message), values)
    else:
        near = (
            nearest(_word(message), [*FILTERS, "date", "absolute"])
            if "no filter " in message
            else None
        )
    return f'did you mean "{near}"?' if near else hint_of(error)


def _word(message: str) -> str:
    found = re.search(r'"([^"]+)"', message) or MISSING.search(message)
    return found[1] if found else ""


def _where(error: Exception, texts: Mapping[str, tuple[str, str]]) -> tuple[str, int]:
    paths = {path for path, _ in texts.values()}
    if isinstance(error, TemplateSyntaxError):
        # Jinja's lexer has a path where the other errors have a name.
        name = error.filename or error.name or ""
        return texts.get(name, (name, ""))[0], error.lineno
    if isinstance(error, UnicodeEncodeError):
        # What is written is known as a whole alone, so its escape is looked for.
        found = ((path, HALF.search(text), text) for path, text in texts.values())
        each = ((path, spot_at(text, half.start())[0]) for path, half, text in found if half)
        return next(each, next(iter(sorted((path, 1) for path in paths)), ("", 0)))
    return line_in(error, paths)


def _no_such(name: str, where: str, known: "tuple[str, ...] | list[str]") -> str:
    near = nearest(name, known)
    return f'no "{name}"{where}' + (f', did you mean "{near}"?' if near else "")
