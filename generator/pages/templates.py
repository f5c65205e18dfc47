"""Jinja over a set of templates: values in, text out, errors at the template's own line."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from msgspec import Struct

from generator.engine import Read
from generator.pages.values import TemplateSet
from generator.problems import Place, Problem, nearest
from generator.problems.encoding import read_text
from generator.problems.fault import spot_at
from generator.problems.jinja import TOO_MUCH, hint_of, line_in, message_of
from generator.problems.sandbox import Sandbox

MONTHS = (
    "January February March April May June July August September October November December"
).split()
MOST_ENVIRONMENTS = 20
PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
HALF = re.compile(r"\\u[dD][89a-fA-F]")
MISSING = re.compile(r"(?:has no attribute|no test named) '(\w+)'")


class Undefined(StrictUndefined):
    """A missing name: says what there is instead."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        owner = self._undefined_obj
        if isinstance(owner, Struct):
            return _missing(name, f" in a {type(owner).__name__}", owner.__struct_fields__)
        if isinstance(owner, Mapping):
            return _missing(name, " in this mapping", [str(key) for key in owner])
        return f'no value "{name}"'


class Unknown(Exception):
    """A function of a template was asked for a name that it does not know."""

    def __init__(self, message: str, name: str, known: Iterable[str]) -> None:
        """Carry the name, and those that are known."""
        super().__init__(message)
        self.name, self.known = name, tuple(known)


class TemplateFailed(Exception):
    """A template could not be rendered; ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        """Carry the problem."""
        super().__init__(problem.message)
        self.problem = problem


def render(templates: TemplateSet, name: str, values: Mapping[str, Any], read: Read) -> str:
    """Render one template of the set; raises TemplateFailed with the template's path and line."""
    environment = environment_for(templates, read)
    try:
        written = environment.get_template(name).render(values)
        written.encode()  # an escape in it may give half of a character
    except Exception as error:  # a template may call any method of its values
        raise TemplateFailed(_problem(error, _texts(templates, read), values)) from error
    return written


_environments: dict[TemplateSet, Environment] = {}
"""Compiled templates of this process: a memo of a pure function, so it changes no result."""


def environment_for(templates: TemplateSet, read: Read) -> Environment:
    """Return the environment of a template set, compiled once in a process."""
    known = _environments.pop(templates, None)
    if known is None and len(_environments) >= MOST_ENVIRONMENTS:
        del _environments[next(iter(_environments))]
    # The one that was used last stands last.
    _environments[templates] = known or _environment(templates, read)
    return _environments[templates]


def _texts(templates: TemplateSet, read: Read) -> dict[str, tuple[str, str]]:
    return {name: (path, _text(path, read(blob))) for name, path, blob in templates.files}


def _text(path: str, content: bytes) -> str:
    text = read_text(content, path)
    if isinstance(text, Problem):
        raise TemplateFailed(text)
    return text


class _Loader(BaseLoader):
    def __init__(self, texts: Mapping[str, tuple[str, str]]) -> None:
        self._texts = texts

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if template not in self._texts:
            raise TemplateNotFound(template)
        path, text = self._texts[template]
        return text, path, lambda: True


def _environment(templates: TemplateSet, read: Read) -> Environment:
    # The sandbox takes a twentieth of a build from nothing.
    environment = (Environment if templates.shipped else Sandbox)(
        loader=_Loader(_texts(templates, read)),
        autoescape=True,
        undefined=Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["date"] = date
    environment.filters["absolute"] = absolute
    return environment


@pass_context
def absolute(values: Context, address: str) -> str:
    """Write a root-relative address with the site's scheme and host before it."""
    return urljoin(str(values["site"]["base_url"]), address)


def date(value: str, form: str = "long") -> str:
    """Write an ISO 8601 date: ``long``, ``short``, ``iso``, or any strftime pattern.

    A month or year alone (``2026-03``) is written as no more than that.
    """
    if PARTIAL.fullmatch(str(value)):
        return _partial(value, form)
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise TemplateRuntimeError(f"this is not a date: {value!r}") from None
    month = MONTHS[moment.month - 1]
    if form == "long":
        return f"{moment.day} {month} {moment.year}"
    if form == "short":
        return f"{moment.day} {month[:3]} {moment.year}"
    if form == "iso":
        return moment.date().isoformat()
    return moment.strftime(form)


def _partial(value: str, form: str) -> str:
    year, _, month = value.partition("-")
    if not month or form not in ("long", "short"):
        return value
    name = MONTHS[int(month) - 1]
    return f"{name if form == 'long' else name[:3]} {year}"


def _problem(
    error: Exception, texts: Mapping[str, tuple[str, str]], values: Mapping[str, Any]
) -> Problem:
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
    if isinstance(error, Unknown):
        return str(error)
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
    elif isinstance(error, Unknown):
        near = nearest(error.name, error.known)
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


def _missing(name: str, where: str, known: "tuple[str, ...] | list[str]") -> str:
    near = nearest(name, known)
    return f'no "{name}"{where}' + (f', did you mean "{near}"?' if near else "")
