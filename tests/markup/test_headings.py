from typing import TYPE_CHECKING

import pytest

from generator.markup.headings import slug

if TYPE_CHECKING:
    from tests.markup.conftest import Convert


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("It’s “quoted” – and more…", "its-quoted-and-more"),
        ("Über die Größe", "über-die-größe"),
        ("日本語の 見出し", "日本語の-見出し"),
        ("C++ & snake_case: 2.5 %", "c-snake_case-25"),
        ("  --  ", "section"),
        ("e\u0301", "é"),
    ],
)
def test_slugs(text: str, anchor: str) -> None:
    assert slug(text) == anchor


def test_anchors_are_unique_in_the_page(converted: "Convert") -> None:
    text = '# A\n\n## A\n\n## A\n\n<p id="b">\n</p>\n\n## B\n\n'
    text += "```chart {#fees}\n```\n\n## Fees\n\n## A 2\n"
    page = converted(text)
    assert [heading.anchor for heading in page.markup.headings] == [
        "a", "a-2", "a-3", "b-2", "fees-2", "a-2-2",
    ]  # fmt: skip
    assert {"a", "b", "fees", "b-2"} <= set(page.markup.anchors)


def test_an_anchor_of_ones_own_comes_first(converted: "Convert") -> None:
    page = converted("## Method\n\n## Other {#method .wide}\n")
    assert [heading.anchor for heading in page.markup.headings] == ["method-2", "method"]
    assert '<h2 id="method" class="wide">Other</h2>' in page.html


def test_smart_marks_do_not_change_an_anchor(converted: "Convert") -> None:
    text = '# It\'s "so" -- or... not\n'
    smart = converted(text).markup.headings[0]
    plain = converted(text, typography=False).markup.headings[0]
    assert smart.anchor == plain.anchor
    assert smart.text != plain.text


def test_a_heading_for_the_contents_has_no_links_notes_or_images(converted: "Convert") -> None:
    page = converted("## *A* [b](c.md) `d`[^1] ![e](f.png) $x$\n\n[^1]: n\n")
    (heading,) = page.markup.headings
    assert heading.level == 2
    assert heading.html.startswith("<em>A</em> b <code>d</code>")
    assert heading.text == "A b d x"
    for gone in ("<a", "<img", "\x02"):
        assert gone not in heading.html


def test_two_anchors_of_one_name_are_a_problem(converted: "Convert") -> None:
    page = converted("# A {#x}\n\n# B {#x}\n\n```chart {#y}\n```\n\n# C {#y}\n")
    assert page.told() == [
        'a.md:3:7  two things on this page are called "x": one is in line 1',
        'a.md:8:7  two things on this page are called "y": one is in line 5',
    ]


def test_raw_headings_are_the_authors_own(converted: "Convert") -> None:
    page = converted("<h2>Raw</h2>\n\n## Own\n")
    assert "<h2>Raw</h2>" in page.html
    assert [heading.text for heading in page.markup.headings] == ["Own"]


def test_an_excerpt_is_the_plain_first_paragraph(converted: "Convert") -> None:
    text = "It's [a < b](c.md)[^1].\n\n## No\n\nMore.\n\n[^1]: x"
    assert converted(text).markup.excerpt == "It’s a < b."


def test_an_excerpt_keeps_the_places_of_what_links_without_text_say(converted: "Convert") -> None:
    page = converted("As [](#x) and [y](b.md).\n\n<!--more-->\n\n## In [](c.md)\n")
    assert page.markup.excerpt == "As \x02T0\x03 and y."
    assert [each.html for each in page.markup.headings] == ["In \x02T2\x03"]


def test_a_short_first_paragraph_takes_the_next_along(converted: "Convert") -> None:
    assert converted("One.\n\nTwo.\n\n- x\n\nThree.").markup.excerpt == "One. Two."


def test_an_excerpt_is_cut_at_a_word(converted: "Convert") -> None:
    text = converted("word, " * 60).markup.excerpt
    assert text.endswith("word…")
    assert len(text) <= 201


def test_a_text_without_spaces_is_cut_as_well(converted: "Convert") -> None:
    assert len(converted("字" * 500).markup.excerpt) == 201


def test_figures_come_before_prose_without_harm(converted: "Convert") -> None:
    assert converted("```chart\n```\n\n# T\n\nText *here*.\n").markup.excerpt == "Text here."
