"""Themes: ``theme.yaml`` with values that nobody means, and templates that are wrong."""

from collections.abc import Iterator

from tests.inputs.case import SITE, Case, Files, keyed
from tests.inputs.values import VALUES

MINE = f"{SITE}theme: mine\n"
LOOK = "width wide full narrow height font_size palette grid".split()
ODD = "nothing true number negative 1e999 digits-5000 list-of-list map nul deep".split()
THEMES = {
    "empty": "",
    "noparent": "name: m",
    "list": "- a\n",
    "text": "hello",
    "parent-missing": "name: m\nparent: nowhere\n",
    "parent-self": "name: m\nparent: mine\n",
    "parent-up": "name: m\nparent: ../../x\n",
    "parent-map": "name: m\nparent: {a: b}\n",
    "parent-nul": 'name: m\nparent: "a\\0"\n',
    "styles-missing": "name: m\nparent: default\nstyles: [no.css]\n",
    "styles-up": "name: m\nparent: default\nstyles: [../../../etc/passwd]\n",
    "styles-map": "name: m\nparent: default\nstyles: {a: b}\n",
    "unknown": "name: m\nparent: default\nfonts: x\n",
    "colors-inj": 'name: m\nparent: default\ncolors: {chart-1: ["red;}</style><script>", "#fff"]}',
    "colors-one": 'name: m\nparent: default\ncolors: {chart-1: ["#fff"]}',
    "colors-word": 'name: m\nparent: default\ncolors: {chart-1: [zzz, "#fff"]}',
    "colors-name": "name: m\nparent: default\ncolors: {'x\"><script>': ['#000', '#fff']}",
    "palette-unknown": "name: m\nparent: default\ncharts: {palette: [nothing]}",
    "palette-nothing": "name: m\nparent: default\ncharts: {palette: []}",
    "width-huge": "name: m\nparent: default\ncharts: {width: 100000000}",
    "height-huge": "name: m\nparent: default\ncharts: {height: 1000000000}",
    "font-huge": "name: m\nparent: default\ncharts: {font_size: 1000000}",
    "charts-list": "name: m\nparent: default\ncharts: [a]\n",
    "charts-unknown": "name: m\nparent: default\ncharts: {depth: 3}\n",
    "deep": "name: m\nparent: " + "[" * 5000,
}
TEMPLATES = {
    "empty": "",
    "comment": "{# open",
    "tag-open": "{% if x %}",
    "tag-close": "{% endif %}",
    "tag-unknown": "{% foo %}",
    "brace": "{{ ",
    "raw": "{% raw %}",
    "filter": "{{ 1 | nothing }}",
    "test": "{{ 1 is nothing }}",
    "undefined": "{{ nothing }}",
    "undefined-deep": "{{ nothing.at.all }}",
    "attribute": "{{ page.nothing }}",
    "call": "{{ page.title() }}",
    "divide": "{{ 1 // 0 }}",
    "type": "{{ 1 + 'x' }}",
    "index": "{{ [][5] }}",
    "extends-self": "{% extends 'post.html' %}",
    "extends-missing": "{% extends 'nothing.html' %}",
    "extends-up": "{% extends '../../../etc/passwd' %}",
    "include-missing": "{% include 'nothing.html' %}",
    "include-self": "{% include 'post.html' %}",
    "import-missing": "{% from 'nothing.html' import x %}",
    "macro-recursive": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "block-twice": "{% block a %}{% endblock %}{% block a %}{% endblock %}",
    "exit": "{{ cycler.__init__.__globals__.os._exit(7) }}",
    "sysexit": "{{ cycler.__init__.__globals__.__builtins__.exit(7) }}",
    "keyint": '{{ cycler.__init__.__globals__.__builtins__.exec("raise KeyboardInterrupt") }}',
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "format": "{{ '{0.__class__}'.format(page) }}",
    "intstr": "{{ 10**5000 }}",
    "power": "{{ 10**10**10 }}",
    "multiply": '{{ "x" * 10**10 }}',
    "center": '{{ "x" | center(10**10) }}',
    "loop": "{% for i in range(10**9) %}{% endfor %}",
    "loop-nested": "{% for i in range(90000) %}{% for j in range(90000) %}x{% endfor %}{% endfor %}",
    "lipsum": "{{ lipsum(100000) }}",
    "deep-brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "deep-if": "{% if true %}" * 300 + "{% endif %}" * 300,
    "surrogate": '{{ "\\ud800" }}',
    "nul": '{{ "\\0" }}',
    "long-line": "x" * 2_000_000,
    "escape": "{{ '\\N{nothing}' }}",
    "set": "{% set page = 5 %}{{ page.title }}",
    "do": "{% do page %}",
    "with-wrong": "{% with %}{{ x }}",
    "autoescape": "{% autoescape false %}{{ page.title }}{% endautoescape %}",
    "asset-missing": "{{ asset('nothing.css') }}",
}


def cases() -> Iterator[Case]:
    yield from keyed("theme", ((name, _theme(text)) for name, text in THEMES.items()))
    yield from keyed("theme charts", _looks())
    yield from keyed("template", ((name, _template(text)) for name, text in TEMPLATES.items()))
    for form, raw in (("latin1", b"\xe9"), ("utf16", "x".encode("utf-16")), ("nul", b"a\0b")):
        yield Case(
            "template", f"file-{form}", {**_template(""), "themes/mine/templates/post.html": raw}
        )


def _looks() -> Iterator[tuple[str, Files]]:
    for key in LOOK:
        for name in ODD:
            yield (
                f"{key}-{name}",
                _theme(f"name: m\nparent: default\ncharts:\n  {key}: {VALUES[name]}\n"),
            )


def _theme(text: str) -> Files:
    return {"site.yaml": MINE, "themes/mine/theme.yaml": text}


def _template(text: str) -> Files:
    return {
        **_theme("name: mine\nparent: default\n"),
        "themes/mine/templates/post.html": text,
    }
