"""Values in prose: holes where they are prose, their own text where they are code."""

import time
from typing import TYPE_CHECKING

import pytest

from generator.markup.convert import convert
from generator.markup.holes import Holes, as_quoted, fill
from generator.markup.parts import MarkupSource

if TYPE_CHECKING:
    from tests.markup.conftest import Convert

HOLES = {
    "It leaves {{ x | money }}.": "<p>It leaves [V0].</p>",
    "*{{ a }}* **{{ b }}**{{ c }} _{{ d_e_f }}_": (
        "<p><em>[V0]</em> <strong>[V1]</strong>[V2] <em>[V3]</em></p>"
    ),
    "[{{ x }}](a.md)": '<p><a href="[L0]">[V0]</a></p>',
    "# Left {{ x }}": '<h1 id="left">Left [V0]</h1>',
    "# {{ x }}": '<h1 id="section">[V0]</h1>',
    "- {{ x\n  + 1 }}": "<ul>\n<li>[V0]</li>\n</ul>",
    "> {{ x }}": "<blockquote>\n<p>[V0]</p>\n</blockquote>",
    "<div>{{ x }}</div>": "<div>[V0]</div>",
    "\"{{ x }}\" and '{{ y }}'": "<p>\u201c[V0]\u201d and \u2018[V1]\u2019</p>",
    "{{ x }} %": "<p>[V0]\u00a0%</p>",
    "{{ x }}'s": "<p>[V0]\u2019s</p>",
    '![a {{ x }}](a.svg "The {{ y }}")': (
        '<figure><img src="[L0]"[S0] alt="a {{ x }}" decoding="async">\n'
        "<figcaption>The [V0]</figcaption></figure>"
    ),
    "*[x]: {{ y }}\n\nx {{ x }}": '<p><abbr title="{{ y }}">x</abbr> [V0]</p>',
    "costs $5, {{ x }} or $6": "<p>costs $5, [V0] or $6</p>",
    '{{ money("$") }} {{ money("$") }}': "<p>[V0] [V1]</p>",
    # What is code, a tag or a formula stays as it is.
    "`{{ x }}`": "<p><code>{{ x }}</code></p>",
    "``a ` {{ x }} b``": "<p><code>a ` {{ x }} b</code></p>",
    "`{{` and `}}`": "<p><code>{{</code> and <code>}}</code></p>",
    "    {{ x < 1 }}": "<pre><code>{{ x &lt; 1 }}\n</code></pre>",
    "    a {{ never": "<pre><code>a {{ never\n</code></pre>",
    "<pre>{{ x }}</pre>": "<pre>{{ x }}</pre>",
    "<style>f({{ 1 < 2 }})</style>": "<style>f({{ 1 < 2 }})</style>",
    "<!-- {{ x }} -->": "<!-- {{ x }} -->",
    '<b title="{{ x }}">b</b>': '<p><b title="{{ x }}">b</b></p>',
    "[a](b?c={{x}}.md)": '<p><a href="[L0]">a</a></p>',
    r"\{{ x }} and \\\{{ x": "<p>{{ x }} and \\{{ x</p>",
}


@pytest.mark.parametrize("text", HOLES)
def test_a_value_is_a_hole_in_prose_alone(converted: "Convert", text: str) -> None:
    page = converted(text)
    assert page.html == HOLES[text]
    assert page.problems == ()
    assert len(page.markup.values) == page.html.count("[V")


def test_a_formula_keeps_its_braces(converted: "Convert") -> None:
    page = converted("$e^{{x}}$ and {{ y }}")
    assert "[V0]" in page.html
    assert "<msup>" in page.html
    assert [each.text for each in page.markup.values] == [" y "]


@pytest.mark.parametrize(
    "text", ['$5,000 for {{ x | money("$", 2) }} and', '$5 a {{ m("$") }} b {{ n("$") }}']
)
def test_a_price_before_a_value_with_dollars_is_no_formula(converted: "Convert", text: str) -> None:
    page = converted(text)
    assert page.problems == ()
    assert len(page.markup.values) == text.count("{{") == page.html.count("[V")
    assert "<math" not in page.html


def test_a_bar_in_a_value_divides_no_cells(converted: "Convert") -> None:
    page = converted("| a | {{ h }} |\n|---|---:|\n| {{ x | money }} | 2 |\n")
    assert "<td>[V1]</td>" in page.html
    assert '<td class="align-right">2</td>' in page.html


def test_a_bar_may_be_escaped_as_github_has_it(converted: "Convert") -> None:
    page = converted("| a | b |\n|---|---|\n| {{ x \\| money }} | 2 |\n")
    assert "<td>[V0]</td>" in page.html
    assert [each.text for each in page.markup.values] == [" x  | money "]
    assert page.problems == ()


def test_each_value_has_its_place_and_lines(converted: "Convert") -> None:
    page = converted("{{ a }} `{{ a }}`\n\n```\n{{ a }}\n```\n\n  {{ a }} {{ b\n+ c }}\n", 5)
    told = [(each.text, str(each.place), each.source) for each in page.markup.values]
    assert told == [
        (" a ", "a.md:5:3", "{{ a }} `{{ a }}`"),
        (" a ", "a.md:11:5", "  {{ a }} {{ b"),
        (" b\n+ c ", "a.md:11:13", "  {{ a }} {{ b\n+ c }}"),
    ]


@pytest.mark.parametrize("before", ["> ", "- > ", "1. "])
def test_a_value_over_lines_keeps_the_columns_of_each(converted: "Convert", before: str) -> None:
    rest = before.replace("-", " ").replace("1.", "  ")
    (value,) = converted(f"{before}a {{{{ b\n{rest}.c }}}}\n").markup.values
    assert value.text == f" b\n{' ' * len(before)}.c "


def test_a_value_between_abbreviations_has_its_place(converted: "Convert") -> None:
    page = converted("*[A]: b\nA {{ c }}\n*[D]: e\n{{ f }}\n\n<p></p>g\n")
    assert [str(each.place) for each in page.markup.values] == ["a.md:2:5", "a.md:4:3"]
    assert page.html.endswith("<p></p>g")


def test_a_note_with_a_value_stays_in_the_margin(converted: "Convert") -> None:
    page = converted("A[^1].\n\n[^1]: It is {{ x | money }}.\n")
    (note,) = page.markup.notes
    assert note.simple
    assert note.html == "<p>It is \x02V0\x03.</p>"


def test_what_opens_must_close(converted: "Convert") -> None:
    page = converted("`{{` a {{ b }\n\nc\n\n{{ d }} {{ e\n")
    assert page.told() == [
        'a.md:1:8  "{{" is never closed by "}}"',
        'a.md:5:9  "{{" is never closed by "}}"',
    ]
    assert page.problems[0].hint == r"write \{{ where braces are meant"


def test_excerpt_words_and_headings_know_of_values(converted: "Convert") -> None:
    page = converted("# Of {{ x }}\n\nIt is *{{ y | money }}* in all.\n")
    markup = page.markup
    assert markup.words == 7
    assert as_quoted(markup.excerpt, ("1", "$2")) == "It is $2 in all."
    assert as_quoted(markup.headings[0].text, ("1",)) == "Of 1"
    assert as_quoted(markup.headings[0].html, ()) == "Of "
    assert markup.headings[0].anchor == "of"


def test_a_long_excerpt_never_ends_within_a_hole(converted: "Convert") -> None:
    for length in range(190, 204):
        excerpt = converted("\u4e00" * length + "{{ x }}{{ y }}").markup.excerpt
        assert "\x02" not in as_quoted(excerpt, ("", ""))


def test_values_are_filled_as_html() -> None:
    html = "<p>\x02V0\x03 \x02N0\x03</p>"
    assert fill(html, Holes(values=("<b>1</b>", "2"), notes=("\x02V1\x03",))) == "<p><b>1</b> 2</p>"
    assert fill("\x02V3\x03", Holes()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "{{" * 50_000,
        "{{ a " * 20_000,
        "{{ a }}" * 10_000,
        "{{ $a \\( ` " * 20_000,
        "$a {{" * 20_000,
    ],
)
def test_many_braces_take_no_time(text: str) -> None:
    start = time.process_time()
    convert(MarkupSource("a.md", text))
    assert time.process_time() - start < 20
