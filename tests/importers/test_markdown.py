"""Markdown as importers read and write it."""

import pytest

from generator.importers.markdown import (
    TextStash,
    arguments_of,
    behind_text,
    embedded,
    fenced,
    film,
    image,
    in_prose,
    link,
    outside_blocks,
    picture_with,
    shown,
    unknown,
    words_of,
)

CAPTION = '<figure>\n<img src="a.png" alt="b c">\n<figcaption>\n\n*d*\n\n</figcaption>\n</figure>'


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a `a` a", "A `a` A"),
        ("a ``a ` a`` a", "A ``a ` a`` A"),
        ("```a\na\n```\na", "```a\na\n```\nA"),
        ("> ~~~\n> a\n> ~~~\na", "> ~~~\n> a\n> ~~~\nA"),
        ("- ```\n  a\n  ```\na", "- ```\n  a\n  ```\nA"),
        ("a `a\n\na` a", "A `A\n\nA` A"),
        ("```\na", "```\na"),
        ("a \\`a` a", "A \\`A` A"),
    ],
)
def test_only_prose_changes(text: str, changed: str) -> None:
    assert in_prose(text, str.upper) == changed


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a `a`", "A `A`"),
        ("a\n<pre>\na\n</pre>\na", "A\n<pre>\na\n</pre>\nA"),
        ("a\n```\na\n```\n", "A\n```\na\n```\n"),
        ("<script>a", "<script>a"),
    ],
)
def test_all_but_blocks_changes(text: str, changed: str) -> None:
    assert outside_blocks(text, str.upper) == changed


@pytest.mark.parametrize(
    ("code", "block"),
    [
        ("\na\n\n", "```go\na\n```"),
        ("```\na\n```", "````go\n```\na\n```\n````"),
        ("", "```go\n\n```"),
    ],
)
def test_a_block_of_code_is_closed_by_nothing_in_it(code: str, block: str) -> None:
    assert fenced(code, "go").strip() == block


@pytest.mark.parametrize(("written", "code"), [("a\n b", "`a b`"), ("`a`", "`` `a` ``")])
def test_a_span_of_code(written: str, code: str) -> None:
    assert shown(written) == code


@pytest.mark.parametrize(
    ("before", "made", "changes"),
    [
        ("a ", "<!-- not imported: {{ b }} -->", []),
        ('<a href="', "", ["left out of an address: {{ b }}"]),
        ("[a](", "", ["left out of an address: {{ b }}"]),
        ("[a]: ", "", ["left out of an address: {{ b }}"]),
        ("<div ", "", ["left out of a tag: {{ b }}"]),
        ("a < b ", "<!-- not imported: {{ b }} -->", []),
    ],
)
def test_what_nobody_knows_is_a_comment(before: str, made: str, changes: list[str]) -> None:
    found: list[str] = []
    assert unknown("{{ b\n}}", before, found) == made
    assert found == changes


def test_comments_stand_behind_text() -> None:
    one, two = "<!-- not imported: a -->", "<!-- not imported: b -->"
    assert behind_text(f"- {one}{two} c\n{one}\n{one}<p>") == f"- c {one}{two}\n{one}\n{one}<p>"


@pytest.mark.parametrize(
    ("made", "markdown"),
    [
        (image("a.png", "b [c]", 'd "e"'), '![b \\[c\\]](a.png "d &quot;e&quot;")'),
        (image("a (b).png"), "![](<a (b).png>)"),
        (link("a", "b c"), "[a](<b c>)"),
        (picture_with("a.png", "b", "c"), '![b](a.png "c")'),
        (picture_with("a.png", "b", "c", "d"), '[![b](a.png "c")](d)'),
        (picture_with("a.png", "b", "", "a.png"), "![b](a.png)"),
        (picture_with("a.png", "b [c](d)", "*d*"), CAPTION),
        (words_of("a [b](c) *d* `e` f_g <b>h</b>"), "a b d e f_g h"),
        (film("a.mp4"), '<video controls src="a.mp4"></video>'),
        (film("a.mp4", "b.png"), '<video controls src="a.mp4" poster="b.png"></video>'),
        (embedded("vimeo", "7"), "[Video](https://vimeo.com/7)"),
        (embedded("gist", "https://a.example/7"), "[Gist](https://a.example/7)"),
        (embedded("gist", ""), ""),
    ],
)
def test_forms(made: str, markdown: str) -> None:
    assert made == markdown


def test_arguments() -> None:
    assert arguments_of("x a=1 B = 'c d' e=\"f\" g") == {"a": "1", "b": "c d", "e": "f"}


def test_parts_are_put_aside_and_back() -> None:
    kept = TextStash("\ue002\ue003")
    inner = kept.keep("a")
    outer = kept.keep(f"({inner})")
    assert inner + outer == "\ue0020\ue003\ue0021\ue003"
    assert kept.restore(f"{outer}, {inner}") == "(a), a"


def test_a_mark_that_was_there_already_stays() -> None:
    assert TextStash("\ue002\ue003").restore("\ue0027\ue003") == "\ue0027\ue003"
