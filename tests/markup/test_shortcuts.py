"""The short cuts change the work that python-markdown does, never its output."""

from functools import lru_cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.markup.instance import PageMarkdown

PIECES = [
    "plain words, and more of them",
    "*emphasis* **strong** ***both*** _a_ __b__ a_b_c 2*3*4",
    "`code` ``a ` b`` `open \\` \\\\`",
    "[link](a.md) [t](<b c> \"T\") [ref] [ref][] [x][ref] [no][where] ![i](p.png 'q')![ref]",
    "<https://x.org> <a@b.org> <b>raw</b> <br/> a < b & c &amp; &copy; &#65; &nbsp;",
    "two spaces  \nat the end",
    '\\*escaped\\* \\[x\\] \\" \\$',
    "# Heading",
    "## Heading ## {#id .cls}",
    "Setext\n======",
    "Setext\n---",
    "---",
    "* * *",
    "- a\n- b\n- c",
    "- a\n\n- b\n\n    more\n\n        code",
    "1. one\n2. two\n    - nested\n    - [x] done\n    - [ ] open",
    "> quoted\n> more\n\n> again",
    "> [!NOTE]\n> alert",
    "    indented code\n\n    more <b>",
    "| a | b |\n|---|:-:|\n| 1 | `|` |",
    "Term\n:   Definition\n\n    second",
    "*[HTML]: Hyper Text\n\nHTML and HTML",
    "note[^1] again[^1] none[^2]\n\n[^1]: The *note*\n\n    more",
    '!!! note "Title"\n    text\n\n    - list',
    '<div markdown="1">\n# in *html*\n\n- a\n</div>',
    "<div>\n*raw*\n</div>",
    "<!-- comment -->",
    "~~gone~~ ~sub~",
    "$a_1 * b_2$ and $5 and $10 \\(x\\) \\[y\\]",
    "[ref]: http://x.org 'Title'",
    "[o]: <a b>",
    "(in brackets) \"quoted\" 'single'",
    "\u00c9t\u00e9 \u4e2d\u6587 \u0416",
    "text{.cls}",
    "*a*{: .b #c title='d'}",
    "\ttabbed",
    "+ plus\n* star",
    ": colon",
    "a\n: b",
    "[TOC]",
    "1986\\. A year\n1986. A list",
    "___",
    "a | b\n--|--\n1 | 2",
    "hard\\\nbreak",
    "1. alone\nlazy words",
    "words\n1. not a list",
    "words\n# a heading\nwords",
    "words\n> quoted",
]
BREAKS = ["\n", "\n\n", "\n\n\n", " ", "\n    ", "\n\n    ", "\n> ", "\n- "]


@lru_cache(maxsize=4)
def markdown(*, math: bool, quick: bool) -> PageMarkdown:
    return PageMarkdown(math=math, quick=quick)


def render(text: str, *, math: bool, quick: bool) -> str:
    md = markdown(math=math, quick=quick)
    md.start()
    return md.render(text)


def assert_same(text: str, *, math: bool = True) -> None:
    try:
        usual = render(text, math=math, quick=False)
    # python-markdown raises IndexError and others on some malformed HTML.
    except Exception:
        markdown.cache_clear()
        return
    assert render(text, math=math, quick=True) == usual


@pytest.mark.parametrize("piece", PIECES)
def test_each_construct_is_the_same_by_the_short_way(piece: str) -> None:
    assert_same(piece)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BREAKS)), max_size=9))
@example([("[ref]: a", "\n\n"), ("[ref] ![ref]", "\n")])
def test_any_mixture_is_the_same_by_the_short_way(parts: list[tuple[str, str]]) -> None:
    assert_same("".join(piece + gap for piece, gap in parts))


@given(
    st.text(alphabet="ab1 \n\n*_`[]()<>!#&\\~^:|-+=.\"'{}$/x", max_size=120),
    st.booleans(),
)
def test_any_text_is_the_same_by_the_short_way(text: str, math: bool) -> None:
    assert_same(text, math=math)


def test_the_usual_way_takes_no_short_cut() -> None:
    usual, quick = markdown(math=True, quick=False), markdown(math=True, quick=True)
    assert type(usual.parser) is not type(quick.parser)
    assert type(usual.treeprocessors["inline"]) is not type(quick.treeprocessors["inline"])
