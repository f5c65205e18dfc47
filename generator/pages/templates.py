"""Jinja over a set of templates: values in, text out, errors at the template's own line.

Each template is compiled once, in a step of its own: its code is kept as all results are.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, lru_cache, partial
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from msgspec import msgpack

from generator.data.locales import ENGLISH, Locale, locale_of
from generator.data.moments import strftime, write_date
from generator.data.words import Words, words_in
from generator.engine import Blob, Made, Read, encode, keep
from generator.pages.environments import (
    Codes,
    CompiledTemplate,
    TextLoader,
    code_of,
    environment_of,
)
from generator.pages.layouts import Uncompiled
from generator.pages.template_errors import problem_of
from generator.pages.values import TemplateSet
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.problems.regex import regex

MOST_ENVIRONMENTS = 20
MOST_KNOWN = 20_000
"""So many texts and dates of a language are known by heart."""
_PLAIN = frozenset((str, int, Markup))
PARTIAL = regex(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


class TemplateFailed(Exception):
    """A template could not be rendered.

    It carries a problem and no fault: only Jinja's traceback tells which file is wrong.
    """

    def __init__(self, problem: Problem) -> None:
        """Carry the problem."""
        super().__init__(problem.message)
        self.problem = problem


def compile_template(value: Uncompiled, read: Read) -> Made[Blob]:
    """Compile a template, for all languages; what is wrong is told by a page that needs it."""
    text, code = read(value.text), b""
    try:
        source = _text(value.path, text)
        code = code_of(_environment(value.shipped), source, value.name, value.path)
    except Exception:  # a template may be wrong in any way  # noqa: S110
        pass
    blob, content = keep(encode(CompiledTemplate(text, code)))
    return Made(blob, blobs=(content,))


def render(templates: TemplateSet, name: str, values: Mapping[str, Any], read: Read) -> str:
    """Render one template of the set; raises TemplateFailed with the template's path and line."""
    return render_bytes(templates, name, values, read).decode()


def render_bytes(templates: TemplateSet, name: str, values: Mapping[str, Any], read: Read) -> bytes:
    """Render one template of the set for a file."""
    environment = environment_for(templates, read)
    try:
        # What is written may have half of a character, from an escape.
        return environment.get_template(name).render(values).encode()
    except Exception as error:  # a template may call any method of its values
        raise TemplateFailed(problem_of(error, texts_of(templates, read), values)) from error


_environments: dict[TemplateSet, Environment] = {}
"""Compiled templates of this process: a memo of a pure function, so it changes no result."""


def environment_for(templates: TemplateSet, read: Read) -> Environment:
    """Return the environment of a template set, compiled once in a process."""
    known = _environments.pop(templates, None)
    if known is None and len(_environments) >= MOST_ENVIRONMENTS:
        del _environments[next(iter(_environments))]
    # The one that was used last stands last.
    _environments[templates] = known or _speaking(templates, read)
    return _environments[templates]


def _opened(templates: TemplateSet, read: Read) -> dict[str, CompiledTemplate]:
    form = CompiledTemplate
    return {name: msgpack.decode(read(blob), type=form) for name, _, blob in templates.files}


def texts_of(templates: TemplateSet, read: Read) -> dict[str, tuple[str, str]]:
    """Return the path and the text of each template by its name."""
    opened = _opened(templates, read)
    return {name: (path, _text(path, opened[name].text)) for name, path, _ in templates.files}


def _text(path: str, content: bytes) -> str:
    text = read_text(content, path)
    if isinstance(text, Problem):
        raise TemplateFailed(text)
    return text


def _speaking(templates: TemplateSet, read: Read) -> Environment:
    """Return the environment that renders templates in their language."""
    loader, codes = TextLoader(texts_of(templates, read)), Codes(_opened(templates, read))
    environment = _environment(templates.shipped, loader, codes)
    environment.filters["date"] = _dates_in(locale_of(templates.language))
    environment.globals["words"] = _said_in(words_in(templates.words, read))
    return environment


def _environment(shipped: bool, *given: Any) -> Environment:
    environment = environment_of(shipped, *given)
    environment.filters |= {"date": _dates_in(ENGLISH), "absolute": absolute}
    return environment


def _said_in(words: Words) -> Callable[..., Markup]:
    plain = cache(partial(say, words))
    known = lru_cache(MOST_KNOWN, typed=True)(partial(say, words))

    def said(key: str, **values: Any) -> Markup:
        if not values:
            return plain(key)
        # What is equal to another value within, such as (1,) to (True,), may be written otherwise.
        is_plain = _PLAIN.issuperset(map(type, values.values()))
        return known(key, **values) if is_plain else say(words, key, **values)

    return said


def _dates_in(locale: Locale) -> Callable[..., str]:
    known = lru_cache(MOST_KNOWN)(partial(date, locale=locale))

    # What needs a context is never worked out when a template is compiled, in another language.
    @pass_context
    def dated(values: Context, value: str, form: str = "long") -> str:
        is_plain = type(value) is str is type(form)
        return known(value, form) if is_plain else date(value, form, locale=locale)

    return dated


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
