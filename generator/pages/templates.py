"""Jinja over a set of templates: values in, text out, errors at the template's own line."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin

from jinja2 import (
    BaseLoader,
    Environment,
    TemplateNotFound,
    TemplateRuntimeError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator.data.locales import ENGLISH, Locale, locale_of
from generator.data.moments import strftime, write_date
from generator.data.words import Words, words_in
from generator.engine import Read
from generator.pages.template_errors import Undefined, problem_of
from generator.pages.values import TemplateSet
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.problems.jinja import Sandbox

MOST_ENVIRONMENTS = 20
PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


class TemplateFailed(Exception):
    """A template could not be rendered.

    It carries a problem and no fault: only Jinja's traceback tells which file is wrong.
    """

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
        raise TemplateFailed(problem_of(error, _texts(templates, read), values)) from error
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


class _TemplateLoader(BaseLoader):
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
        loader=_TemplateLoader(_texts(templates, read)),
        autoescape=True,
        undefined=Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["date"] = partial(date, locale=locale_of(templates.language))
    environment.filters["absolute"] = absolute
    environment.globals["words"] = partial(say, words_in(templates.words, read))
    return environment


def say(words: Words, key: str, **values: str | int) -> Markup:
    """Say something in the language of the page; HTML among the values stays what it is."""
    return Markup(words.filled(key, values, escape))  # noqa: S704


@pass_context
def absolute(values: Context, address: str) -> str:
    """Write a root-relative address with the site's scheme and host before it."""
    return urljoin(str(values["site"]["base_url"]), address)


def date(value: str, form: str = "long", *, locale: Locale = ENGLISH) -> str:
    """Write an ISO 8601 date: ``long``, ``short``, ``day``, ``iso``, or any strftime pattern.

    A month or year alone (``2026-03``) is written as no more than that.
    """
    if PARTIAL.fullmatch(str(value)):
        return _partial(value, form, locale)
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise TemplateRuntimeError(f"this is not a date: {value!r}") from None
    if form == "iso":
        return moment.date().isoformat()
    own = {"long": locale.date, "short": locale.short_date, "day": locale.day}
    return write_date(moment, own[form], locale) if form in own else strftime(moment, form, locale)


def _partial(value: str, form: str, locale: Locale) -> str:
    pattern = {"long": locale.month, "short": locale.short_month}.get(form)
    if "-" not in value or pattern is None:
        return value
    year, _, month = value.partition("-")
    # Its year may be one that no calendar has.
    return write_date(datetime(2000, int(month), 1), pattern.replace("%Y", year), locale)  # noqa: DTZ001
