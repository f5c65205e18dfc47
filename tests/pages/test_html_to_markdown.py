"""HTML as Markdown: read again it is the same HTML, and broken HTML loses no text."""

from collections.abc import Iterator
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine import Made, digest
from generator.markup.convert import convert
from generator.markup.holes import Holes, fill
from generator.markup.parts import Markup, MarkupSource
from generator.pages.html_to_markdown import inline_of, markdown_of, plain

TEXTS = [
    "# One\n\n## Two *em* and `code`",
    "A *b* **c** ~~d~~ ***e***, [f](https://g.example/h_(i)) and ![j](https://k.example/l.png).",
    "1. a\n2. b\n   - c\n   - d\n3. e",
    "3. three\n4. four",
    "- a\n\n  b\n\n- c",
    "> a\n> > b\n>\n> c",
    "```python\nif a < b:\n    print('*')\n```",
    "````\n```\n````",
    "`` a`b `` and `<x>`",
    "| a | b |\n| --- | --- |\n| *c* | d \\| e |",
    "a\\\nb",
    "---",
    "- [x] done\n- [ ] not yet",
    "1\\. no list, \\# no head, \\* no \\*em\\*, snake_case and \\_em\\_, a \\[b\\](c), \\<b>",
    "5 < 6 & 7 > 3",
    "Term\n:   What it is.",
]


BOX = '<div class="admonition note"><p class="admonition-title">Note</p><p>a</p></div>'
NUMBERED = (
    '<figure class="code" data-language="py"><figcaption>a.py</figcaption><pre><code>'
    '<span class="linenos">1</span><span class="k">if</span> 1\n</code></pre></figure>'
)


def codes(made: Made[Markup]) -> Iterator[str]:
    known = {digest(raw): raw for raw in made.blobs}
    for block in made.value.codes if made.value else ():
        text = escape(known[block.text.digest].decode())
        shown = f'data-language="{block.language}"'
        yield f'<figure class="code" {shown}><pre><code>{text}</code></pre></figure>'


def html_of(text: str) -> str:
    made = convert(MarkupSource("a.md", text, 1))
    assert made.value is not None
    html = next(raw for raw in made.blobs if digest(raw) == made.value.html.digest)
    links = tuple(link.href for link in made.value.links)
    return fill(html.decode(), Holes(links=links, codes=tuple(codes(made))))


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_written_reads_the_same(text: str) -> None:
    html = html_of(text)
    assert html_of(markdown_of(html)) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<div><p>a</p>b<i>c</i></div>", "a\n\nb*c*"),
        ("<details><summary>More</summary><p>a</p></details>", "**More**\n\na"),
        (BOX, "> **Note**\n>\n> a"),
        ('<iframe src="https://a.example/"></iframe>', "<https://a.example/>"),
        ('<video><source src="/a.webm"></video>', "</a.webm>"),
        ("<script>a()</script><style>b</style><svg><text>c</text></svg>", ""),
        ('<math alttext="x^2"><mi>x</mi></math>', "$x^2$"),
        ('<div class="math"><math alttext="x^2"><mi>x</mi></math></div>', "$$\nx^2\n$$"),
        ("<p>a</b></i> <b>c", "a **c**"),
        ("a < b<!-- c --> d", "a < b d"),
        (NUMBERED, "a.py\n\n```py\nif 1\n```"),
    ],
)  # fmt: skip
def test_html_of_other_kinds(html: str, text: str) -> None:
    assert markdown_of(html) == text


def test_what_is_ready_stands_in_its_place() -> None:
    html = '<p>a<hole n="1"></hole></p><hole n="0"></hole>'
    assert markdown_of(html, ("| b |", "[^1]")) == "a[^1]\n\n| b |"


PIECES = st.sampled_from("<p> </p> <b> </ul> <li> > < Q * </table> <ol> <pre> <h1> _".split())


@given(st.lists(PIECES))
def test_nothing_breaks_it(pieces: list[str]) -> None:
    html = " ".join(pieces)
    assert markdown_of(html).count("Q") == html.count("Q")
    assert "\n" not in inline_of(html)


def test_plain_text_is_no_markup() -> None:
    assert plain("*a* [b]\n`c` | d", table=True) == "\\*a\\* \\[b\\] \\`c\\` \\| d"
