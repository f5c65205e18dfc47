"""Jinja over a set of templates: values in, text out, errors at the template's own line."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from msgspec import Struct

from generator.engine import Read
from generator.pages.values import TemplateSet
from generator.problems import Place, Problem, nearest

MONTHS = (
    "January February March April May June July August September October November December"
).split()
MOST_ENVIRONMENTS = 32
MISSING = re.compile(r"(?:has no attribute|no filter named|No filter named|no test named) '(\w+)'")


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
        return environment.get_template(name).render(values)
    except Exception as error:  # a template may call any method of its values
        texts = {name: (path, read(blob).decode()) for name, path, blob in templates.files}
        raise TemplateFailed(_problem(error, texts, values)) from error


_environments: dict[TemplateSet, Environment] = {}
"""Compiled templates of this process: a memo of a pure function, so it changes no result."""


def environment_for(templates: TemplateSet, read: Read) -> Environment:
    """Return the environment of a template set, compiled once in a process."""
    if templates not in _environments:
        if len(_environments) > MOST_ENVIRONMENTS:
            _environments.clear()
        texts = {name: (path, read(blob).decode()) for name, path, blob in templates.files}
        _environments[templates] = _environment(texts)
    return _environments[templates]


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


def _environment(texts: Mapping[str, tuple[str, str]]) -> Environment:
    environment = Environment(
        loader=_Loader(texts),
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
    """Write an ISO 8601 date: ``long``, ``short``, ``iso``, or any strftime pattern."""
    moment = datetime.fromisoformat(value)
    month = MONTHS[moment.month - 1]
    if form == "long":
        return f"{moment.day} {month} {moment.year}"
    if form == "short":
        return f"{moment.day} {month[:3]} {moment.year}"
    if form == "iso":
        return moment.date().isoformat()
    return moment.strftime(form)


def _problem(
    error: Exception, texts: Mapping[str, tuple[str, str]], values: Mapping[str, Any]
) -> Problem:
    path, line = _where(error, texts)
    lines = next((text for where, text in texts.values() if where == path), "").splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    message = _message(error)
    word = _word(message)
    column = source.find(word) + 1 if word else 0
    return Problem(message, Place(path, line, column), _hint(error, message, values, texts), source)


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f'no template "{error.name}"'
    if isinstance(error, TemplateError):
        return (error.message or type(error).__name__).removesuffix(".")
    return f"{type(error).__name__}: {error}"


def _hint(
    error: Exception,
    message: str,
    values: Mapping[str, Any],
    texts: Mapping[str, tuple[str, str]],
) -> str:
    if isinstance(error, TemplateNotFound):
        near = nearest(str(error.name), texts)
    elif message.startswith("no value "):
        near = nearest(_word(message), values)
    else:
        return ""
    return f'did you mean "{near}"?' if near else ""


def _word(message: str) -> str:
    found = re.search(r'"([^"]+)"', message) or MISSING.search(message)
    return found[1] if found else ""


def _where(error: Exception, texts: Mapping[str, tuple[str, str]]) -> tuple[str, int]:
    paths = {path for path, _ in texts.values()}
    if isinstance(error, TemplateSyntaxError):
        return error.filename or texts.get(error.name or "", ("", ""))[0], error.lineno
    found = ("", 0)
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in paths:
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _missing(name: str, where: str, known: "tuple[str, ...] | list[str]") -> str:
    near = nearest(name, known)
    return f'no "{name}"{where}' + (f', did you mean "{near}"?' if near else "")
