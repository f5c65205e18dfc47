"""What a blog makes of Markdown's elements, and leaves of an author's own HTML."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.markup.conftest import Convert


def test_an_image_that_stands_alone_is_a_figure(converted: "Convert") -> None:
    page = converted('![alt](a.png "It\'s *so*"){.wide #fig}\n\n![b](b.png)\n')
    assert page.html == (
        '<figure class="wide" id="fig">'
        '<img src="[L0]"[S0] alt="alt" decoding="async">\n'
        "<figcaption>It’s *so*</figcaption></figure>\n"
        '<figure><img src="[L1]"[S1] alt="b" loading="lazy" decoding="async"></figure>'
    )


def test_an_image_that_is_a_link_is_a_figure(converted: "Convert") -> None:
    assert converted("[![a](b.png 'T')](c.md)").html == (
        '<figure><a href="[L0]"><img src="[L1]"[S1] alt="a" decoding="async"></a>\n'
        "<figcaption>T</figcaption></figure>"
    )


@pytest.mark.parametrize("text", ["a ![b](c.png)", "![b](c.png) a", "![a](b.png) ![c](d.png)"])
def test_an_image_in_a_line_is_none(converted: "Convert", text: str) -> None:
    page = converted(text)
    assert "<figure" not in page.html
    assert 'decoding="async"' in page.html


def test_an_image_of_an_author_s_own_stays(converted: "Convert") -> None:
    assert converted('<p><img src="a.png"></p>\n').html == '<p><img src="[L0]"[S0]></p>'


def test_a_formula_with_lines_of_its_own_parts_its_paragraph(converted: "Convert") -> None:
    html = converted("a\n$$x$$\nb\n").html
    assert html.startswith('<p>a</p>\n<div class="math"><math')
    assert html.endswith("</math></div>\n<p>b</p>")


def test_alerts_become_admonitions(converted: "Convert") -> None:
    page = converted("> [!WARNING]\n> Hot *stuff*.\n>\n> More.\n")
    assert page.html == (
        '<div class="admonition warning">\n<p class="admonition-title">Warning</p>\n'
        "<p>Hot <em>stuff</em>.</p>\n<p>More.</p>\n</div>"
    )


def test_alerts_in_a_row_stay_apart(converted: "Convert") -> None:
    page = converted("> quote\n\n> [!NOTE] Mine\n> a\n\n> [!TIP]\n> b\n")
    assert page.html.count('<div class="admonition') == 2
    assert page.html.startswith("<blockquote>\n<p>quote</p>\n</blockquote>")
    assert '<p class="admonition-title">Mine</p>' in page.html


def test_a_quotation_of_brackets_is_no_alert(converted: "Convert") -> None:
    assert "<blockquote>" in converted("> [other] a").html


def test_tables_scroll_and_have_no_style(converted: "Convert") -> None:
    page = converted("| a | b |\n|--:|:-:|\n| 1 | 2 |\n")
    assert page.html.startswith('<div class="table">\n<table>')
    assert page.html.endswith("</table>\n</div>")
    assert '<td class="align-right">1</td>' in page.html
    assert "style=" not in page.html


def test_markdowns_other_features(converted: "Convert") -> None:
    page = converted(
        "~~gone~~ HTML\n\n- [x] done\n- [ ] open\n\nTerm\n:   Def\n\n"
        '*[HTML]: Hyper\n\n!!! tip "Do"\n    it\n\n<div markdown="1">*in*</div>\n'
    )
    for part in (
        "<del>gone</del>",
        '<abbr title="Hyper">HTML</abbr>',
        '<input type="checkbox" disabled checked aria-label="Task_done"> done',
        "<dt>Term</dt>",
        '<div class="admonition tip">',
        "<em>in</em>",
    ):
        assert part in page.html


def test_raw_html_passes_and_content_is_no_template(converted: "Convert") -> None:
    page = converted('<video controls src="a.mp4"></video>\n\n`{{ 7 * 7 }}` {% raw %}\n')
    assert '<video controls src="[L0]"></video>' in page.html
    assert "<code>{{ 7 * 7 }}</code> {% raw %}" in page.html


def test_only_tasks_of_a_list_are_told_by_a_class(converted: "Convert") -> None:
    html = converted("- [ ] a\n- b\n").html
    assert html.startswith(
        '<ul class="task-list">\n<li class="task-list-item"><input type="checkbox"'
    )
    assert html.endswith("<li>b</li>\n</ul>")


def test_a_list_of_tasks_keeps_the_class_that_its_author_gave(converted: "Convert") -> None:
    page = converted("- [x] a\n- [ ] b\n{: .plan}\n")
    assert '<ul class="plan task-list">' in page.html


def test_notes_that_notes_refer_to_come_in_the_order_of_their_references(
    converted: "Convert",
) -> None:
    page = converted("x[^a]\n\n[^a]: to [^c] and [^b]\n[^b]: to [^d]\n[^c]: c\n[^d]: d\n")
    assert [(note.number, note.html[:8]) for note in page.markup.notes] == [
        (1, "<p>to <s"),
        (2, "<p>c</p>"),
        (3, "<p>to <s"),
        (4, "<p>d</p>"),
    ]
    assert page.problems == ()
