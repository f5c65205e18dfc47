import re
from typing import Any

import pygments
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name
from pygments.token import STANDARD_TYPES, Token

from generator.engine import Blob, Made, digest, keep
from generator.markup.code import PLAIN, SURE, highlight, is_language, spans
from generator.markup.parts import CodeBlock

FORMATTER = HtmlFormatter[str](nowrap=True)


def made(text: str, language: str = "python", **options: object) -> tuple[str, Made[Blob]]:
    blob, raw = keep(text)
    code = structs.replace(CodeBlock(language, blob), **options)
    result = highlight(code, lambda asked: {blob.digest: raw}[asked.digest])
    assert result.value is not None
    kept = {digest(content): content for content in result.blobs}
    return kept[result.value.digest].decode(), result


def test_code_is_highlighted_into_classes() -> None:
    html, result = made("def f():\n    return 'x'\n")
    assert html.startswith('<figure class="code" data-language="python"><pre tabindex="0"><code>')
    assert '<span class="k">def</span>' in html
    assert '<span class="s1">' in html
    assert "style=" not in html
    assert result.problems == ()


def test_no_line_is_lost_or_added() -> None:
    text = "\n\na = 1\n\n\nb = '''x\n\ny'''\n\n"
    html, _ = made(text)
    assert re.sub(r"<[^>]*>", "", html).replace("&#39;", "'") == text


def test_titles_numbers_and_marked_lines() -> None:
    html, _ = made("a\nb\nc\n", title="<a>.py", marked=(2, 3), numbered=True, anchor="x")
    assert ' id="x"' in html
    assert "<figcaption>&lt;a&gt;.py</figcaption>" in html
    assert html.count('<span class="hll">') == 2
    number = '<span class="linenos">2</span>'
    assert f'<span class="hll">{number}<span class="n">b</span>\n</span>' in html


def test_marked_lines_inside_a_long_token_are_well_formed() -> None:
    html, _ = made('x = """a\nb\nc"""\n', marked=(2,))
    depth = 0
    for tag in re.findall(r"</?span", html.partition("hll")[2].partition("\n</span>")[0]):
        depth += -1 if tag.startswith("</") else 1
    assert depth == 0


@pytest.mark.parametrize("language", ["", "text", "plain", "none"])
def test_plain_text_is_escaped_without_a_warning(language: str) -> None:
    html, result = made("a < b & 'c'\n", language)
    assert "a &lt; b &amp; 'c'\n</code>" in html
    assert result.problems == ()


def test_an_unknown_language_is_as_plain_text() -> None:
    assert not is_language("pyhton")
    assert "x &lt; 1\n" in made("x < 1\n", "pyhton")[0]


@pytest.mark.parametrize("word", ["", "C++", "Python", "vue", "altair", "console-output", "make"])
def test_a_language_is_known_by_every_name_of_it(word: str) -> None:
    assert is_language(word)


def test_what_is_known_without_pygments_is_known_to_it() -> None:
    for name in SURE - PLAIN:
        assert find_lexer_class_by_name(name)


def test_a_language_cannot_leave_its_attribute() -> None:
    html, _ = made("x\n", 'a"><b>')
    assert 'data-language="ab"' in html


def test_an_empty_block_stays_empty() -> None:
    html, _ = made("")
    assert html.endswith('<pre tabindex="0"><code></code></pre></figure>')


KINDS = st.sampled_from([*STANDARD_TYPES, Token.Own, Token.Name.Own.More, Token.Keyword.Own])


@given(st.lists(st.tuples(KINDS, st.text("a<>&\"' \n\r\x85\u2028é", max_size=4)), max_size=12))
def test_spans_are_those_of_pygments(tokens: list[tuple[Any, str]]) -> None:
    assert "".join(f"{line}\n" for line in spans(tokens)) == pygments.format(tokens, FORMATTER)
