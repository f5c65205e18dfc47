"""The sandbox of templates: what reaches Python, changes values or is huge is refused."""

from typing import Any

import pytest
from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from markupsafe import Markup
from msgspec import Struct

from generator.problems.jinja import Sandbox, hint_of


class Post(Struct, frozen=True):
    title: str
    tags: tuple[str, ...] = ()


VALUES: dict[str, Any] = {
    "post": Post("Tea", ("a", "b")),
    "entries": [1, 2],
    "named": {"a": 1},
    "html": Markup("<b>{}</b>"),
    "asset": lambda name: name,
}


def rendered(text: str) -> str:
    return Sandbox(autoescape=True).from_string(text).render(VALUES)


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ joiner['__init__'] }}",
        "{{ namespace.__class__ }}",
        "{{ post.__class__ }}",
        "{{ post['__struct_fields__'] }}",
        "{{ asset.__globals__ }}",
        "{{ asset.__closure__ }}",
        "{{ self.__init__ }}",
        "{{ self._TemplateReference__context }}",
        "{% macro m() %}{% endmacro %}{{ m._func }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ [1] | map(attribute='__class__') | list }}",
        "{{ [post] | map('attr', '__class__') | list }}",
        "{{ post | attr('__class__') }}",
        "{{ [post] | sort(attribute='__class__') }}",
        "{{ [post] | groupby('__class__') }}",
        "{{ [post] | sum(attribute='__class__') }}",
        "{{ [post] | selectattr('__class__') | list }}",
        "{{ '{0.__class__}'.format(post) }}",
        "{{ '{0[__class__]}'.format(post) }}",
        "{{ '{x.__class__}'.format_map({'x': post}) }}",
        "{{ html.format(post.__class__) }}",
        "{{ (html ~ '{0.__class__}').format(post) }}",
        "{{ '{0.__class__}' | attr('format') }}{{ ('{0.__class__}' | attr('format'))(post) }}",
        "{% set f = '{0.__class__}'.format %}{{ f(post) }}",
        "{{ (['{0.__class__}'] | map('attr', 'format') | first)(post) }}",
    ],
)
def test_nothing_leads_into_python(text: str) -> None:
    with pytest.raises(SecurityError, match="cannot reach"):
        rendered(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ entries.append(3) }}",
        "{{ entries.clear() }}",
        "{{ named.update({'b': 2}) }}",
        "{{ named.pop('a') }}",
        "{{ (entries | attr('append'))(3) }}",
    ],
)
def test_values_stay_as_they_are(text: str) -> None:
    with pytest.raises(SecurityError, match="cannot change a value") as caught:
        rendered(text)
    assert hint_of(caught.value) == "count in a namespace(), or build another list with +"
    assert VALUES["entries"] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 10**10 }}",
        "{{ 10**9 * 'x' }}",
        "{{ [0] * 10**9 }}",
        "{{ (0,) * 10**9 }}",
        "{% set s = 'x' * 9000000 %}{{ s + s }}",
        "{{ 10**5000 }}",
        "{{ 2 ** (10**9) }}",
        "{% set n = 2**13000 %}{{ n * n }}",
        "{{ range(10**9) | list }}",
        "{{ range(10**30) }}",
        "{{ range(0, 10**9, 2) }}",
        "{{ 'x' | center(10**9) }}",
        "{{ 'x' | indent(10**9) }}",
        "{{ 'x' | indent(width=10**9, first=true) }}",
        "{{ [1] | batch(10**9, 0) | list }}",
        "{{ [1] | slice(10**9) | list }}",
        "{{ [1] | tojson(10**9) }}",
        "{{ 1.5 | round(10**8, 'ceil') }}",
        "{{ 'x'.center(10**9) }}",
        "{{ 'x'.ljust(10**9) }}",
        "{{ 'x'.rjust(10**9) }}",
        "{{ '1'.zfill(10**9) }}",
        "{{ '\\t'.expandtabs(10**9) }}",
        "{{ '\\t'.expandtabs(tabsize=10**9) }}",
        "{{ (1).to_bytes(10**9, 'big') }}",
        "{{ lipsum(10**9) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%*d' % (10**9, 1) }}",
        "{{ '%.1000000000f' % 1 }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ '{:{}}'.format(1, 10**9) }}",
        "{{ '{x:1000000000}'.format_map({'x': 1}) }}",
    ],
)
def test_what_would_be_huge_at_one_stroke_is_refused(text: str) -> None:
    with pytest.raises(SecurityError, match=r"large|at most|more than|so wide"):
        rendered(text)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("\n{{ " + "9" * 5000 + " }}", "a number here is too long to be read", 2),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "this template is nested too deeply", 1),
        ("{% if 1 %}" * 3000 + "{% endif %}" * 3000, "this template is nested too deeply", 1),
        ("{% for a in b %}" * 30 + "{% endfor %}" * 30, "this template is nested too deeply", 1),
    ],
)
def test_what_python_cannot_read_has_a_line(text: str, message: str, line: int) -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        rendered(text)
    assert message in str(caught.value.message)
    assert caught.value.lineno == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ post.title }} {{ post.tags | join(', ') }}", "Tea a, b"),
        ("{{ post.title.upper() }}", "TEA"),
        ("{{ 'ab' * 3 }}{{ 2**10 }}{{ 2**0.5 > 1 }}{{ 2**-1 }}", "ababab1024True0.5"),
        ("{{ entries + [3] }} {{ 1.5 + 2 }} {{ 'a' + 'b' }}", "[1, 2, 3] 3.5 ab"),
        ("{{ range(3) | list }} {{ range(2026, 2028) | list }}", "[0, 1, 2] [2026, 2027]"),
        ("{{ '{:>8,}'.format(1234567) }} {{ '{0.title}'.format(post) }}", "1,234,567 Tea"),
        (
            "{{ 'order 123456: %s' % 'x' }} {{ '%s' | format(12345678) }}",
            "order 123456: x 12345678",
        ),
        ("{{ html.format('<') }}", "<b>&lt;</b>"),
        ("{{ 20000000 | round }} {{ 20000000 | tojson }}", "20000000 20000000"),
        ("{{ 'x' | center(5) }}| {{ [1, 2, 3] | batch(2) | list }}", "  x  | [[1, 2], [3]]"),
        ("{% set n = namespace(count=0) %}{% set n.count = n.count + 1 %}{{ n.count }}", "1"),
    ],
)
def test_what_themes_do_goes_on(text: str, expected: str) -> None:
    assert rendered(text) == expected


def test_a_name_that_is_missing_is_no_attack() -> None:
    with pytest.raises(TemplateError) as caught:
        rendered("{{ post.titel.x }}")
    assert not isinstance(caught.value, SecurityError)
