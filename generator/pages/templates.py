"""Jinja over a set of templates: values in, text out, errors at the template's own line.

Each template is compiled once, in a step of its own: its code is kept as all results are.
"""

import marshal
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from typing import Any
from urllib.parse import urljoin

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    TemplateNotFound,
    TemplateRuntimeError,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape
from msgspec import Struct, msgpack

from generator.data.locales import ENGLISH, Locale, locale_of
from generator.data.moments import strftime, write_date
from generator.data.words import Words, words_in
from generator.engine import Blob, Made, Read, encode, keep
from generator.pages.layouts import Uncompiled
from generator.pages.template_errors import Undefined, problem_of
from generator.pages.values import TemplateSet
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.problems.jinja import Sandbox

MOST_ENVIRONMENTS = 20
_MARSHALLED = 2
"""The last of marshal's forms in which equal code has equal bytes."""
PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


class TemplateFailed(Exception):
    """A template could not be rendered.

    It carries a problem and no fault: only Jinja's traceback tells which file is wrong.
    """

    def __init__(self, problem: Problem) -> None:
        """Carry the problem."""
        super().__init__(problem.message)
        self.problem = problem


class CompiledTemplate(Struct, frozen=True):
    """A template's text and its code; there is none where the text is wrong."""

    text: bytes
    code: bytes = b""


def compile_template(value: Uncompiled, read: Read) -> Made[Blob]:
    """Compile a template, for all languages; what is wrong is told by a page that needs it."""
    text, code = read(value.text), b""
    try:
        source = _text(value.path, text)
        made = _environment(value.shipped).compile(source, value.name, value.path)
        code = marshal.dumps(made, _MARSHALLED)
    except Exception:  # a template may be wrong in any way  # noqa: S110
        pass
    blob, content = keep(encode(CompiledTemplate(text, code)))
    return Made(blob, blobs=(content,))


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
    _environments[templates] = known or _speaking(templates, read)
    return _environments[templates]


def _opened(templates: TemplateSet, read: Read) -> dict[str, CompiledTemplate]:
    form = CompiledTemplate
    return {name: msgpack.decode(read(blob), type=form) for name, _, blob in templates.files}


def _texts(templates: TemplateSet, read: Read) -> dict[str, tuple[str, str]]:
    opened = _opened(templates, read)
    return {name: (path, _text(path, opened[name].text)) for name, path, _ in templates.files}


def _text(path: str, content: bytes) -> str:
    text = read_text(content, path)
    if isinstance(text, Problem):
        raise TemplateFailed(text)
    return text


class _Codes(BytecodeCache):
    """The code of templates by their names; a wrong one has none, and Jinja says why."""

    def __init__(self, templates: Mapping[str, CompiledTemplate]) -> None:
        self._templates = templates

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        # Blobs are compared with their digests, and these are signed: nobody else wrote this code.
        code = self._templates[bucket.key].code
        bucket.code = marshal.loads(code) if code else None  # noqa: S302

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep nothing: a step does."""


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


_OF_MAPPINGS = frozenset(dir(dict))


class _Plain(Environment):
    """Jinja for templates that are ours: what they ask for most often is found at once."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute, or what a mapping has under that name."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_MAPPINGS:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


def _speaking(templates: TemplateSet, read: Read) -> Environment:
    """Return the environment that renders templates in their language."""
    loader, codes = _TemplateLoader(_texts(templates, read)), _Codes(_opened(templates, read))
    environment = _environment(templates.shipped, loader, codes)
    environment.filters["date"] = _dates_in(locale_of(templates.language))
    environment.globals["words"] = _said_in(words_in(templates.words, read))
    return environment


def _environment(
    shipped: bool, loader: BaseLoader | None = None, compiled: BytecodeCache | None = None
) -> Environment:
    """Return an environment that compiles templates, for whatever language."""
    # The sandbox takes a twentieth of a build from nothing.
    environment = (_Plain if shipped else Sandbox)(
        loader=loader,
        bytecode_cache=compiled,
        cache_size=-1,
        auto_reload=False,
        autoescape=True,
        undefined=Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"date": _dates_in(ENGLISH), "absolute": absolute}
    return environment


def _said_in(words: Words) -> Callable[..., Markup]:
    plain = cache(partial(say, words))
    return lambda key, **values: say(words, key, **values) if values else plain(key)


def _dates_in(locale: Locale) -> Callable[..., str]:
    # What needs a context is never worked out when a template is compiled, in another language.
    @pass_context
    def dated(values: Context, value: str, form: str = "long") -> str:
        return date(value, form, locale=locale)

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
