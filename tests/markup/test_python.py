"""The grammar ``python`` reads as Python-Markdown does, and tells places as ours does."""

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.inlinepatterns import EscapeInlineProcessor

from generator.markup.convert import convert
from generator.markup.parts import GRAMMARS, Grammar, MarkupSource
from generator.markup.python.parse import _instance
from generator.markup.python.placeholders import CUT
from tests.markup.pathological import MANY
from tests.markup.soundness import faults

if TYPE_CHECKING:
    from tests.markup.conftest import Convert, Converted

POSTS = Path(__file__).parents[2] / "content"


@pytest.fixture
def grammar() -> Grammar:
    return "python"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Four spaces make a part of an item, two do not.
        ("- a\n\n    b", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>"),
        ("- a\n\n  b", "<ul>\n<li>a</li>\n</ul>\n<p>b</p>"),
        ("- a\n  - b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        # Where a list begins and what its numbers are.
        ("a\n- b", "<p>a\n- b</p>"),
        ("3. a", "<ol>\n<li>a</li>\n</ol>"),
        ("1) a", "<p>1) a</p>"),
        # Each item is tight or loose by itself.
        (
            "- a\n- b\n\n- c",
            "<ul>\n<li>a</li>\n<li>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>",
        ),
        ("&copy;", "<p>\u00a9</p>"),
        ("#a", '<h1 id="a">a</h1>'),
        ("https://x.org a@b.org", "<p>https://x.org a@b.org</p>"),
        ("<https://x.org>", '<p><a href="https://x.org">https://x.org</a></p>'),
        ("a_b_c __d__", "<p>a_b_c <strong>d</strong></p>"),
        ("<div>\n*a*\n\n*b*\n</div>", "<div>\n*a*\n\n*b*\n</div>"),
        ('<div markdown="1">\n*a*\n</div>', "<div>\n<p><em>a</em></p>\n</div>"),
        ("a &copy; &amp; `&amp;` \\* \\$b$", "<p>a \u00a9 &amp; <code>&amp;amp;</code> * $b$</p>"),
        ("    $a$ &lt;\n\n    b", "<pre><code>$a$ &amp;lt;\n\nb\n</code></pre>"),
        ("a\n:   b\n:   c", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dd>c</dd>\n</dl>"),
        ("a  \nb ~~c~~", "<p>a<br>\nb <del>c</del></p>"),
        (
            '!!! note "B *c*"',
            '<div class="admonition note">\n<p class="admonition-title">B <em>c</em></p>\n</div>',
        ),
        (
            "> [!TIP]\n> a",
            '<div class="admonition tip">\n<p class="admonition-title">Tip</p>\n<p>a</p>\n</div>',
        ),
        ("a {: .b}\n\nc\n{: .d}", '<p>a {: .b}</p>\n<p class="d">c</p>'),
        ("*[HTML]: b\n\nHTML", '<p><abbr title="b">HTML</abbr></p>'),
        ("\t- a\tb", "<pre><code>- a\tb\n</code></pre>"),
        ("-\ta\tb\n\n\tc", "<ul>\n<li>\n<p>a\tb</p>\n<p>c</p>\n</li>\n</ul>"),
    ],
)  # fmt: skip
def test_it_reads_as_python_markdown_does(converted: "Convert", text: str, expected: str) -> None:
    assert converted(text).html == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n```\nx\n```\nb", "<p>a</p>\n[C0]\n<p>b</p>"),
        ("- a\n    ```\n    x\n    ```\n- b", "<ul>\n<li>a\n[C0]\n</li>\n<li>b</li>\n</ul>"),
        (
            "1. a\n\n    ```\n    x\n    ```\n2. b",
            "<ol>\n<li>\n<p>a</p>\n[C0]\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>",
        ),
        ("> a\n> ```\n> x\n> ```", "<blockquote>\n<p>a</p>\n[C0]\n</blockquote>"),
        ('!!! note ""\n    ```\n    x\n    ```', '<div class="admonition note">\n[C0]\n</div>'),
        ('<div markdown="1">\n```\nx\n```\n</div>', "<div>\n[C0]\n</div>"),
        ("<div>\n</div>\n```\nx\n```", "<div>\n</div>\n[C0]"),
        ("<p>\n```\nx\n```\n</p>\n", None),
        ("a\n:   b\n\n    ```\n    x\n    ```", None),
    ],
)  # fmt: skip
def test_fences_stand_where_they_belong(
    converted: "Convert", text: str, expected: str | None
) -> None:
    page = converted(text)
    (code,) = page.markup.codes
    assert page.text(code.text) == "x\n"
    assert page.html == expected or (expected is None and page.html.count("[C0]") == 1)


def test_what_stands_in_a_fence_is_as_it_was_written(converted: "Convert") -> None:
    page = converted("```\n<b>\n\n> <i> \ue000\n```\n\n<pre>\n```\n</pre>\n\n<!--\n```\n-->\n")
    (code,) = page.markup.codes
    assert page.text(code.text) == "<b>\n\n> <i> \ue000\n"
    assert page.problems == ()


def test_notes_are_those_of_the_package(converted: "Convert") -> None:
    page = converted("a[^1] ![b [^1]](c.png) [^2]\n\n[^1]: d\n    e\n\n    - f\n\ng\n")
    assert [note.html for note in page.markup.notes] == ["<p>d\ne</p>\n<ul>\n<li>f</li>\n</ul>"]
    assert page.html.startswith('<p>a[N0] <img src="[L0]"[S0] alt="b [^1]"')
    assert page.html.endswith("<p>g</p>")
    assert page.told() == ['a.md:1:24  no note is called "2"']


def test_broken_references_are_told(converted: "Convert") -> None:
    page = converted("a\n\n- b [c][nope] [d][]\n")
    assert page.told() == [
        'a.md:3:5  nothing says where "[nope]" leads',
        'a.md:3:15  nothing says where "[d]" leads',
    ]


def test_markdown_in_html_is_told_with_what_helps(converted: "Convert") -> None:
    (problem,) = converted("<div>\n\n*a*\n\n</div>").problems
    assert problem.hint == 'markdown="1" in the tag around it has it read'


def test_addresses_of_references_have_the_place_of_their_definition(converted: "Convert") -> None:
    page = converted("[a][b] [b] ![c][d]\n\n[b]: x.md\n[d]: <y.png> 'T'\n")
    places = [(link.href, link.place.line, link.place.column) for link in page.markup.links]
    assert places == [("x.md", 3, 6), ("x.md", 3, 6), ("y.png", 4, 7)]


WORDS = ["a ", "p ", "`p1.md` ", "*a* ", "1 ", "&amp; ", "\\* ", "b\t"]


def things(count: random.Random) -> tuple[str, str]:
    """Return something that is found by its place, and its kind."""
    number = count.randrange(1000)
    return count.choice(
        [
            (f"[a *b*](p{number}.md)", "link"),
            (f"![a](p{number}.png 'p')", "link"),
            (f"<a title='p' href=\"p{number}.md\">a</a>", "link"),
            (f"{{{{ p{number} + 1 }}}}", "value"),
            (f"$\\p{'x' * (number % 9)}$", "formula"),
        ]
    )


def document(seed: int) -> tuple[str, list[tuple[int, int]]]:
    """Write a text with things at places that are known."""
    count = random.Random(seed)
    lines: list[str] = []
    planted: list[tuple[int, int]] = []

    def sentence(before: str) -> None:
        parts = [before]
        for _ in range(count.randint(1, 4)):
            parts.append(
                count.choice(["a ", "p ", "`p1.md` ", "*a* ", "1 ", "&amp; ", "\\* ", "b\t"])
            )
            if count.random() < 0.5:
                thing, kind = things(count)
                at = {"link": thing.find("p", thing.rfind("=") + 1 if "=" in thing else 4)}
                where = {"link": at["link"], "value": 2, "formula": 1}[kind]
                planted.append((len(lines) + 1, len("".join(parts)) + where + 1))
                parts.append(f"{thing} ")
        lines.append("".join(parts) + ".")

    for _ in range(count.randint(2, 6)):
        around = count.choice(["", "> ", "- ", "1. ", "## ", "!!! note\n    ", "- a\n\n    "])
        *whole, before = around.split("\n")
        lines += whole
        sentence(before)
        if around in ("", "> ") and count.random() < 0.5:
            sentence(before)
        lines.append("")
        if count.random() < 0.3:
            lines.extend(["```", "[p](p1.md) $\\p$", "```", ""])
        if count.random() < 0.3:
            lines.extend(["| p | a |", "|---|---|"])
            sentence("| ")
            lines[-1] += " | b |"
            lines.append("")
        if count.random() < 0.3:
            lines.extend(['<div class="p" markdown="1">', ""])
            sentence("")
            lines.extend(["", "</div>", ""])
    lines.append("a[^1]")
    lines.append("")
    sentence("[^1]: ")
    lines.append("")
    sentence("    ")
    return "\n".join(lines), planted


def told(page: "Converted") -> list[tuple[int, int]]:
    places = [each.place for each in page.markup.links]
    places += [each.place for each in page.markup.values]
    places += [each.place for each in page.problems if each.place]
    return sorted((place.line, place.column) for place in places)


def test_all_is_told_at_its_exact_place(converted: "Convert") -> None:
    for seed in range(500):
        text, planted = document(seed)
        assert told(converted(text)) == sorted(planted), f"seed {seed}:\n{text}"


@pytest.mark.parametrize("post", sorted(POSTS.rglob("*.md")), ids=lambda post: post.stem)
def test_a_post_that_both_grammars_read_is_the_same_page(post: Path) -> None:
    text = post.read_text(encoding="utf-8").split("---\n", 2)[2]
    ours, theirs = (convert(MarkupSource("a.md", text, grammar=each)) for each in GRAMMARS)
    assert ours.value is not None
    assert theirs.value is not None
    assert theirs.blobs[0].split() == ours.blobs[0].split()
    assert theirs.problems == ours.problems
    for name in ("links", "headings", "codes", "figures", "data", "values", "anchors", "words"):
        assert getattr(theirs.value, name) == getattr(ours.value, name)


@pytest.mark.parametrize(
    "text", ['[a](b"c(1))\\\\] d', "a [b](c 'd (e and f", "![a](b 'c (d)", '[a](b"c( d\n\n']
)
def test_a_link_whose_title_is_half_takes_no_text_along(converted: "Convert", text: str) -> None:
    page = converted(text)
    assert page.markup.links == ()
    assert page.markup.words == text.replace("\\\\", "\\").count(" ") + 1
    assert page.told() == [f"a.md:1:{text.index('](') + 1}  this is no link"]


def test_elements_of_one_name_that_never_end_are_read(converted: "Convert") -> None:
    page = converted('<div markdown="1">\n\n*a*\n\n<div markdown="1">\n\nb')
    assert page.html == "<div>\n<p><em>a</em></p>\n<div>\n<p>b</p>\n</div></div>"
    message = "this <div> is never closed"
    assert page.told() == [f"a.md:1:1  {message}", f"a.md:5:1  {message}"]


def test_a_break_at_the_end_of_a_text_is_read(converted: "Convert") -> None:
    page = converted('b<br>\n\n[^1]: [^1]c  \n<div markdown="1">d  \ne')
    assert page.html.count("<br>") == 2


@pytest.mark.parametrize("kept", ["\x02klzzwxh:00", "zzwxh:0000\x03", "\x0292"])
def test_half_a_placeholder_is_never_shown(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(_: object, match: re.Match[str], data: str) -> tuple[str, int, int]:
        return kept, match.start(), match.end()

    monkeypatch.setattr(EscapeInlineProcessor, "handleMatch", cut)
    _instance.cache_clear()
    for text in ("a\n\nb \\*", "[a](b\\*)", "![a\\*](b)", '<b c="\\*">'):
        made = convert(MarkupSource("a.md", text, grammar="python"))
        assert made.value is None, text
        assert made.problems[0].message == CUT
    _instance.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "[a](b.md) " * 1500,
        "| *a* | `b` |\n|---|---|\n" + "| *c* | [d](e.md) |\n" * 1500,
        "- *a* `b` [c](d.md) [e]\n" * 1500,
    ],
)
def test_what_is_only_long_is_read(text: str) -> None:
    assert convert(MarkupSource("a.md", text, grammar="python")).value is not None


def test_a_paragraph_that_would_take_too_long_is_told_where_it_is() -> None:
    made = convert(MarkupSource("a.md", "a\n\n" + "![" * MANY, grammar="python"))
    assert made.value is None
    (problem,) = made.problems
    assert (str(problem.place), problem.message) == ("a.md:3:1", "this takes too long to convert")


def test_a_fault_of_the_package_is_told_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = MarkupSource("a.md", "a[^1]\n\n```\nb\n```\n\n[^1]: c", grammar="python")
    before = convert(source)
    with monkeypatch.context() as patched:
        patched.setattr(FootnoteBlockProcessor, "detab", lambda *_: 1 / 0)
        refused = convert(source)
    assert refused.value is None
    (problem,) = refused.problems
    assert problem.message == "python-markdown cannot read this page (ZeroDivisionError)"
    assert convert(source) == before


PARTS = [
    *"abc \n>-*_`[]()<!#&\\~^:|+=.\"'{}$",
    *("\n\n", "    ", "```", "[^1]", "[^1]: ", "<div>", "</div>", '<div markdown="1">', "$$"),
    *("[!NOTE]", "!!! a\n    ", "<!--", "-->", "{#a}", "](b)", "<pre>", "</p>", "| a |", "\t"),
    *("\x02F0\x03", "<p>", "&amp;", "<b>", "</b>", "- a\n", "~~~\n", "[a]: b\n"),
]


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_whatever_the_marks_the_page_is_whole(parts: list[str]) -> None:
    source = MarkupSource("a.md", "".join(parts), grammar="python")
    assert list(faults(source, convert(source))) == []


@pytest.mark.parametrize("text", [".\n- a\n\t```", "a\n\n\t```b\n\tc\n\t```\n\n\td {{ e }}\n"])
def test_a_fence_that_is_indented_code_leaves_no_placeholder(text: str) -> None:
    source = MarkupSource("a.md", text, grammar="python")
    assert list(faults(source, convert(source))) == []
