"""What people write for GitHub, Hugo, Obsidian and others: right in the page, or told."""

from typing import TYPE_CHECKING

import pytest

from tests.markup.soundness import unbalanced

if TYPE_CHECKING:
    from tests.markup.conftest import Convert

RIGHT = [
    ("**强调。**后面", "<strong>强调。</strong>后面"),
    ("<p align=center>\n\n![x](x.png)\n\n</p>", '<div align="center">\n<figure>'),
    ("<p>open\n\nNext *one*.\n\n<ul><li>a<li>b</ul>", "</p>\n<p>Next <em>one</em>.</p>\n<ul>"),
    ("one<BR />two", "one<br>two"),
    ("- a\n  <details><summary>b</summary>\n\n  - *c*\n\n  </details>\n- d", "<li><em>c</em></li>"),
    ("<center>\n\n**b**\n\n</center>", "<center>\n<p><strong>b</strong></p>\n</center>"),
    ('<summary markdown="1">**b**</summary>', "<summary><strong>b</strong></summary>"),
    ("<iframe src='https://e.org/a' allowfullscreen></iframe>\n\n*a*", "</iframe>\n<p><em>a</em>"),
    ("<video controls>\n  <source src=a.mp4>\n\n  Text\n</video>\n\n*a*", "</video>\n<p><em>"),
    ("<style>\n.a {}\n\n.b > .c {}\n</style>\n\n*a*", ".b > .c {}\n</style>\n<p><em>"),
    ("- a\n<!-- b -->\n- c", "</ul>\n<!-- b -->\n<ul>"),
    (
        "<table>\n<tr><td>\n\n**b**\n\n</td></tr>\n</table>",
        "<td>\n<p><strong>b</strong></p>\n</td>",
    ),
    ("<pre>\n\n*a*\n</pre>", "<pre>\n\n*a*\n</pre>"),
    ("<svg>\n  <a-b/>\n  <circle r='1'/>\n</svg>", '<circle r="1"></circle>'),
    ("<my-box>\n\n*a*\n\n</my-box>", "<my-box>\n<p><em>a</em></p>\n</my-box>"),
    ("text\n{: .x #y }", '<p class="x" id="y">text</p>'),
    ('![i](i.png){: width="9"}', '<img src="[L0]" alt="i" width="9"'),
    ('[t](y.md){:target="_blank"}', '<a href="[L0]" target="_blank">t</a>'),
    ("## H\n{: .h #id}", '<h2 class="h" id="id">H</h2>'),
    ("- a\n- b\n  - c\n{: .x }", '<ul class="x">\n<li>a</li>'),
    ("1. a\n   {: .i}\n2. b\n{: start='3'}", '<ol start="3">\n<li class="i">a</li>'),
    ("> a\n{: .q}", '<blockquote class="q">\n<p>a</p>'),
    ("> a\n> {: .p}", '<blockquote>\n<p class="p">a</p>'),
    ("|a|b|\n|-|-|\n|1|2|\n{: .t}", '<table class="t">\n<thead>'),
    ("|a|b|\n|-|-|\n{: .t}\n", "<th>b</th>\n</tr>\n</thead>\n</table>"),
    ("- a\n\n  b\n\n{.x}\n\n{.y}", '<ul class="x y">'),
    ("Term\nTerm *two*\n: Def", "<dt>Term</dt>\n<dt>Term <em>two</em></dt>\n<dd>Def</dd>"),
    ("```math\nx^2\n```", '<div class="math"><math xmlns='),
    ("a $`x_1`$ b", "<msub><mi>x</mi><mn>1</mn></msub></mrow></math> b"),
    (
        "> [!quote]- By *me*, here\n> text *it*",
        '<p class="admonition-title">By <em>me</em>, here</p>\n<p>text <em>it</em></p>\n</div>',
    ),
    ("> [!note]\n> - a", '<p class="admonition-title">Note</p>\n<ul>'),
    ("0. a\n1. b", '<ol start="0">'),
    ("1. a\n```py\nx\n```\n2. b", '<ol start="2">'),
    ("- a\n   - b\n- c\n\t- d", "<li>c\n<ul>\n<li>d</li>\n</ul>\n</li>"),
    ("$$\n- a\n+ b\n= c\n1. d\n$$", '<div class="math">'),
    ("> $$\n> a\n> = b\n> $$", '<blockquote>\n<div class="math">'),
    (
        "$5 to $10, ($5), **$5** and **$6**",
        "<p>$5 to $10, ($5), <strong>$5</strong> and <strong>$6",
    ),
    ("| a | b |\n|---|---|\n| $ | $$ |", "<td>$</td>\n<td>$$</td>"),
    ("`array[[1]]` array[[1]] a == b == c, [[ -f x ]]", "array[[1]] a == b == c, [[ -f x ]]"),
    ("12:30:45, C:\\dir, std::vector, x^2, ~5, 5 % % 3", "x^2, ~5, 5\u00a0% % 3"),
]
SEEN = [
    ("a [[Page]] b", 3, "[[Page]]"),
    ("![[img.png|300]]", 1, "![[img.png|300]]"),
    ("is ==marked== so", 4, "==marked=="),
    ("H~2~O", 2, "~2~"),
    ("x^2^", 2, "^2^"),
    ("hi :smile:", 4, ":smile:"),
    ("[TOC]", 1, "[TOC]"),
    ("\\newpage", 1, "\\newpage"),
    ("\\begin{align}\nx\n\\end{align}", 1, "\\begin{align}"),
    ("a {% raw %} b", 3, "{% raw %}"),
    ("[caption]a[/caption]", 11, "[/caption]"),
    ("a %% hidden %% b", 3, "%% hidden %%"),
    ("a^[a note]", 2, "^[a note]"),
    ('??? note "A"\n    b', 1, "??? note"),
    ('!!! note "Open\n    b', 1, '!!! note "'),
    ("text\n\n::: {.callout}\nb\n:::", 1, "::: {.callout}"),
    ("| a | b |\n| 1 | 2 |", 1, "| a | b |"),
    ("- a\n\n{::options b='c' /}", 1, "{::options b='c' /}"),
    ("* TOC\n{:toc}", 1, "{:toc}"),
    ("f(x) {.wide} b", 6, "{.wide}"),
    ("##Heading", 1, "##Heading"),
    ("a [b] (https://e.org/c) d", 3, "[b] (https://e.org/c)"),
    ("![b] (c.png)", 2, "[b] (c.png)"),
    ("a (b)[https://e.org/c] d", 3, "(b)[https://e.org/c]"),
    ("$$\na\n\nb\n$$", 1, "$$"),
    ("$$\na\n# b\n$$", 1, "$$"),
    ("<p>a *b* c</p>", 6, "*b*"),
    ("<center>**b**</center>", 9, "**b**"),
    ("<div>[a](b.md)</div>", 6, "[a](b.md)"),
]
TOLD = [
    ("<div class='box'>\n\nIn *it*.\n\n## And all the rest", "1:1", "this <div> is never closed"),
    ("Some text.</div>\n\nAnd *more*.", "1:11", "this </div> closes nothing"),
    ("<b>bold\n\nand *more*", "1:1", "this <b> is never closed"),
    ("|a|b|\n|-|-|\n|1|2|3|", "3:6", "readers do not get this cell, which has no head above it"),
    ("|a|b|\n|-|-|\n|$x|y$|1|", "3:8", "readers do not get this cell, which has no head above it"),
    (
        "<ul>\n\n    <li>a</li>\n\n</ul>",
        "3:5",
        "a blank line and four spaces make code of this HTML",
    ),
    (
        '<figure>\n<img src="a.png" alt="open>\n<p><a href="b.md">x</a></p></figure>',
        "2:22",
        "browsers take what follows for a value of this tag",
    ),
    ("[x]({{ site.url }}/a) b", "1:1", "this is no link"),
    ("```py\nx\n```\n{: .x}", "4:1", 'readers see "{: .x}" as it is written'),
    ("```math\n\\frac{1\n```", "1:4", "a { is never closed"),
    ("A List<T> is", "1:7", "no browser knows a <T>: readers see only what is in it"),
    ('<Tweet id="1" />', "1:1", "no browser knows a <Tweet>: readers see only what is in it"),
]


@pytest.mark.parametrize(("text", "part"), RIGHT)
def test_what_is_read(converted: "Convert", text: str, part: str) -> None:
    page = converted(text)
    assert part in page.html
    assert page.problems == ()
    assert unbalanced(page.html) == ""


@pytest.mark.parametrize(("text", "column", "part"), SEEN)
def test_what_readers_would_see_is_told(
    converted: "Convert", text: str, column: int, part: str
) -> None:
    page = converted(f"{text}\n\nonce more:\n\n{text}\n" if "<" not in text else text)
    told = [problem for problem in page.problems if "as it is written" in problem.message]
    assert [f'readers see "{part}" as it is written' in each.message for each in told] == [True]
    assert told[0].place is not None
    assert told[0].place.column == column
    assert told[0].hint
    assert unbalanced(page.html) == ""


@pytest.mark.parametrize(
    "part", [text for text, _, part in SEEN if "\n" not in text and "<" not in text]
)
def test_what_is_code_or_escaped_is_not_told(converted: "Convert", part: str) -> None:
    escaped = "".join(
        f"\\{char}" if char.isascii() and not char.isalnum() else char for char in part
    )
    page = converted(f"`` {part} ``\n\n    {part}\n\n{escaped.replace(chr(92) + ' ', ' ')}\n")
    assert page.problems == ()


@pytest.mark.parametrize(("text", "place", "message"), TOLD)
def test_what_is_told(converted: "Convert", text: str, place: str, message: str) -> None:
    page = converted(text)
    assert page.told() == [f"a.md:{place}  {message}"]
    assert unbalanced(page.html) == ""
