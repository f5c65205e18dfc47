"""An author's SVG template into SVG: Jinja in a sandbox, with rows as its values."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from math import isfinite
from typing import Any

from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.environment import Template
from jinja2.ext import Extension
from jinja2.filters import FILTERS
from jinja2.lexer import Token, TokenStream

from generator.data.locales import Locale
from generator.data.moments import read_moment, unknown_directive, write_moment
from generator.data.numbers import compact, money, number, percent
from generator.problems import nearest
from generator.problems.fault import Fault, Spot
from generator.problems.jinja import TOO_MUCH, Sandbox, hint_of, line_in, message_of

_FILE = "template"
_OPEN, _CLOSE = "\ue000", "\ue001"
_PARTS = re.compile(f"({_OPEN}[0-9]+{_CLOSE})")


def render(text: str, values: Mapping[str, Any], locale: Locale) -> str:
    """Render a template; ``values`` are rows by the names of their datasets. Raises Fault."""
    try:
        return _compiled(text, locale).render(values)
    except Exception as error:  # a template may make anything of its values
        raise _fault(error, text, values) from error


def origin(text: str, values: Mapping[str, Any], locale: Locale, spot: Spot) -> int:
    """Return the template's line that a line and column of its result come from."""
    marked = _compiled(text, locale, (_Lines,)).render(values)
    found, line, column = 1, 1, 1
    for part in _PARTS.split(marked):
        if part[:1] == _OPEN:
            found = int(part[1:-1])
            continue
        line, column = _moved(line, column, part)
        if (line, column) > spot:
            break
    return found


def _moved(line: int, column: int, text: str) -> Spot:
    lines = text.split("\n")
    return (line + len(lines) - 1, len(lines[-1]) + (column if len(lines) == 1 else 1))


class _Lines(Extension):
    """Writes the number of each line of a template into its result."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            if token.type != "data":
                yield token
                continue
            lines = enumerate(token.value.split("\n"), token.lineno)
            text = "\n".join(f"{_OPEN}{number}{_CLOSE}{line}" for number, line in lines)
            yield Token(token.lineno, "data", text)


class _Missing(StrictUndefined):
    """A missing name or column: says what there is instead."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if isinstance(self._undefined_obj, Mapping):
            return f'no column "{name}"'
        return f'no value "{name}"'


class _Environment(Sandbox):
    """Jinja in which a row's column goes before a method of the same name."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@lru_cache(maxsize=4)  # one may be for the wide and for the narrow drawing
def _compiled(text: str, locale: Locale, extensions: tuple[type[Extension], ...] = ()) -> Template:
    environment = _Environment(
        autoescape=True,
        undefined=_Missing,
        finalize=_written,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=extensions,
    )
    in_language = {name: partial(form, locale=locale) for name, form in _FORMATS.items()}
    environment.filters |= in_language | {"mean": _mean}
    code = environment.compile(text, name=_FILE, filename=_FILE)
    return Template.from_code(environment, code, environment.make_globals(None))


def _written(value: Any) -> Any:
    """Write what stands between braces: no more digits than a drawing shows."""
    if value is None:
        raise TemplateRuntimeError("there is no value here")
    if isinstance(value, float):
        if not isfinite(value):
            raise TemplateRuntimeError(f"{value} is no number that can be drawn")
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return value


def _date(value: Any, pattern: str | None = None, *, locale: Locale) -> str:
    moment = read_moment(str(value))
    if moment is None:
        raise TemplateRuntimeError(f'"{value}" is no date')
    if odd := unknown_directive(pattern or ""):
        raise TemplateRuntimeError(f'a date has no "{odd}"')
    return write_moment(moment, pattern, locale)


def _of_number(form: Callable[..., str]) -> Callable[..., str]:
    def write(value: Any, *given: Any, locale: Locale) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TemplateRuntimeError(f"{form.__name__} needs a number, and this is {value!r}")
        return form(float(value), *given, locale=locale)

    return write


def _mean(values: Iterable[Any], attribute: str = "") -> float:
    every = [value[attribute] if attribute else value for value in values]
    if not every:
        raise TemplateRuntimeError("there is no row to take the mean of")
    return float(sum(every) / len(every))


_FORMATS: dict[str, Callable[..., Any]] = {
    **{form.__name__: _of_number(form) for form in (number, money, percent, compact)},
    "date": _date,
}


def _fault(error: Exception, text: str, values: Mapping[str, Any]) -> Fault:
    line = error.lineno if isinstance(error, TemplateSyntaxError) else line_in(error, {_FILE})[1]
    message = _message(error)
    word = re.search(r'"([^"]+)"', message)
    return Fault(
        message, spot_of(text, line, word[1] if word else ""), _hint(error, message, values)
    )


def spot_of(text: str, line: int, word: str) -> Spot:
    """Return where a word stands in a line of a template, or else the line's first tag."""
    lines = text.splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", source) if word else None
    found = found or re.search(r"\{[{%]|<", source)
    return max(line, 1), found.start() + 1 if found else 1


def _message(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f'no column "{error.args[0]}"'
    if isinstance(error, ZeroDivisionError):
        return "a division by zero"
    if isinstance(error, MemoryError):
        return TOO_MUCH
    return message_of(error) if isinstance(error, TemplateError) else f"{error}"


def _columns(values: Mapping[str, Any]) -> set[str]:
    tables = [rows[0] for rows in values.values() if isinstance(rows, list) and rows]
    return {str(key) for row in tables if isinstance(row, dict) for key in row}


def _hint(error: Exception, message: str, values: Mapping[str, Any]) -> str:
    word = re.search(r'"([^"]+)"', message)
    known: Iterable[str] = ()
    if message.startswith("no value"):
        known = values
    elif message.startswith("no column"):
        known = _columns(values)
    elif "no filter" in message:
        known = [*FILTERS, *_FORMATS, "mean"]
    near = nearest(word[1], known) if word else None
    if near:
        return f'did you mean "{near}"?'
    listed = f"there are {', '.join(known)}" if isinstance(error, UndefinedError) and known else ""
    return listed or hint_of(error)
