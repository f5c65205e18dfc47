"""Jinja in fewer steps: what is written and where errors are is as in Jinja itself."""

from collections.abc import Mapping

import pytest
from jinja2 import DictLoader, Environment, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator.pages.environments import environment_of
from generator.problems.jinja import line_in


def shout(text: str, mark: str = "?") -> str:
    return text + mark


@pass_context
def known(values: Context, name: str) -> bool:
    return name in values


VALUES = {
    "name": "<a> & 'b'",
    "items": ["<", ">", "&"],
    "safe": Markup("<b>"),
    "number": 1,
    "none": None,
    "shout": shout,
    "known": known,
}
PARTS = {
    "base": "<{% block head %}{{ name }}{% endblock %}|{% block main %}{% endblock %}>\n",
    "part": "[{{ name is defined and name }}{{ item is defined and item }}]",
    "shadows": "{% set name = 'mine' %}{{ name }}{% include 'part' %}",
    "macros": "{% macro twice(x) %}{{ x }}<{{ x }}{% endmacro %}{% set y = '<' %}",
    "tree": "{% for i in t recursive %}<{{ i.n }}{{ loop(i.c) if i.c }}>{% endfor %}",
}
TEXTS = (
    "{{ name }} {{ safe }} {{ number }} {{ none }} {{ name | e }} {{ name | safe }}\n",
    (
        "{% extends 'base' %}{% block head %}{{ super() }}!{% endblock %}"
        "{% block main %}{{ self.head() }}{% for item in items %}{% include 'part' %}"
        "{% if loop.first %},{% endif %}{% endfor %}{% endblock %}"
    ),
    "{% for i in items %}{% set z = i %}{{ shout(z, mark='!') }}{{ known('z') }}{% endfor %}",
    "{% block main %}{% set z = '<' %}{{ shout(z) }}{{ known('z') }}{{ range(3) }}{% endblock %}",
    "{% if number %}{% extends 'base' %}{% endif %}out{% block main %}in{{ name }}{% endblock %}",
    "{% if none %}{% extends 'base' %}{% endif %}out{% block main %}in{{ name }}{% endblock %}",
    "a{% include 'part' without context %}b{{ name }}{% set x %}{{ name }}{% endset %}{{ x }}",
    "a{% for item in items %}{% include 'part' without context %}{{ item }}{% endfor %}b",
    "a{% include 'missing' ignore missing %}b{% include ['missing', 'part'] %}",
    "{% include 'shadows' %}{{ name }}{% with name = 'other' %}{% include 'part' %}{% endwith %}",
    "{% import 'macros' as m %}{{ m.twice(name) }}{{ m.y }}",
    "{% from 'macros' import twice with context %}{{ twice(safe) }}",
    "{% macro box() %}({{ caller() }}){% endmacro %}{% call box() %}{{ name }}{% endcall %}",
    "{% filter upper %}{{ name }}x{% endfilter %}",
    "{% autoescape false %}{{ name }}{% endautoescape %}{{ name }}",
    "{% set t = [{'n': '<', 'c': [{'n': 2, 'c': []}]}] %}{% include 'tree' %}",
    "{% for item in items if item != '>' %}{{ loop.index }}{{ item }}{% else %}none{% endfor %}",
    "{% set a = namespace(n=0) %}{% for i in items %}{% set a.n = a.n + 1 %}{% endfor %}{{ a.n }}",
    "{{ name if number else 'x' }}{{ [1, name] }}{{ name ~ safe }}{{ 'x' if not number }}",
)


def environments(texts: Mapping[str, str], *, shipped: bool) -> tuple[Environment, Environment]:
    """Return our environment and Jinja's own, with the same settings."""
    loader = DictLoader(dict(texts))
    ours = environment_of(shipped=shipped, loader=loader)
    jinja = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return ours, jinja.overlay(keep_trailing_newline=True)


@pytest.mark.parametrize("shipped", [True, False])
@pytest.mark.parametrize("text", TEXTS)
def test_templates_write_what_they_write_in_jinja(text: str, shipped: bool) -> None:
    ours, jinja = environments({**PARTS, "page": text}, shipped=shipped)
    expected = jinja.get_template("page").render(VALUES)
    for _ in range(2):
        assert ours.get_template("page").render(VALUES) == expected


@pytest.mark.parametrize("shipped", [True, False])
def test_what_is_gathered_fails_at_its_own_line(shipped: bool) -> None:
    texts = {"page": "{{ name }}\n{{ name }} {{ safe }}\n{{\n gone }}\n{{ name }}\n"}
    (ours, _) = environments(texts, shipped=shipped)
    template = ours.get_template("page")
    with pytest.raises(UndefinedError) as raised:
        template.render(VALUES)
    assert line_in(raised.value, {template.filename or ""}) == (template.filename, 4)


@pytest.mark.parametrize("value", ["", "a", "<&>\"'", "é<", Markup("<b>"), 1, None, [1, "<"], 2.5])
def test_what_is_written_is_escaped_as_jinja_does(value: object) -> None:
    ours = environment_of(shipped=True, loader=DictLoader({"page": "{{ value }}"}))
    assert ours.get_template("page").render(value=value) == str(escape(value))


def test_a_template_yields_once() -> None:
    ours, _ = environments({**PARTS, "page": TEXTS[1]}, shipped=True)
    assert len(list(ours.get_template("part").generate(VALUES))) == 1
