from typing import TYPE_CHECKING

import pytest

from generator.markup.rewriting import rewrite

if TYPE_CHECKING:
    from tests.markup.conftest import Convert

DEFINITIONS = {
    "a\n\n:tada: b": "<p>a</p>\n<p>:tada: b</p>",
    "a\n::b\nc\n::": "<p>a\n::b\nc\n::</p>",
    "> a\n> :-) b": "<blockquote>\n<p>a\n:-) b</p>\n</blockquote>",
    "- a\n  :b": "<ul>\n<li>a\n:b</li>\n</ul>",
    "a\n:\tb": "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>",
    "a\n: b": "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>",
    "`a\n:b`": "<p><code>a :b</code></p>",
}


@pytest.mark.parametrize("text", DEFINITIONS)
def test_a_definition_has_a_space_behind_its_colon(converted: "Convert", text: str) -> None:
    page = converted(text)
    assert page.html == DEFINITIONS[text]
    assert page.told() == ['a.md:3:1  readers see ":tada:" as it is written'] * (":tada:" in text)


def test_a_tag_in_code_closes_nothing(converted: "Convert") -> None:
    html = converted('<div markdown="1">\n\n`</div>` *a*\n\n</div>\n\n*b*').html
    shown = "<div>\n<p><code>&lt;/div&gt;</code> <em>a</em></p>\n</div>\n<p><em>b</em></p>"
    assert html == shown


def test_the_colons_of_a_table_are_no_definitions(converted: "Convert") -> None:
    assert '<td class="align-right">d</td>' in converted("a | b\n:--|--:\nc | d").html


def test_an_empty_definition_is_told(converted: "Convert") -> None:
    page = converted("Term\n:\n\n  <div>b</div>\n")
    assert page.told() == ["a.md:2:1  this definition is empty"]
    assert "<div>b</div>" in page.html


TABS = {
    "a \t\nb": "<p>a\nb</p>",
    "a\t  \nb": "<p>a<br>\nb</p>",
    "a\\\nb": "<p>a<br>\nb</p>",
    "#\tA\t##": '<h1 id="a">A</h1>',
    "# A #\t": '<h1 id="a">A</h1>',
    "```\n\tx\t\n```\t\na": "[C0]\n<p>a</p>",
}


@pytest.mark.parametrize("text", TABS)
def test_tabs_that_end_a_line_are_spaces_that_break_none(converted: "Convert", text: str) -> None:
    page = converted(text)
    assert page.html == TABS[text]
    assert [page.text(code.text) for code in page.markup.codes] == ["\tx\t\n"] * ("`" in text)


def test_a_table_may_have_tabs_behind_its_rows(converted: "Convert") -> None:
    assert "<td>b</td>" in converted("| a |\t\n|---| \t\n| b |\t\n").html


TILDES = {
    "~a~ ~~b~~": "<del>a</del> <del>b</del>",
    "H~2~O and 5~10, 3~4": "H~2~O and 5~10, 3~4",
    "~5 and ~10": "~5 and ~10",
    "~~~a~~~": "~~~a~~~",
}


@pytest.mark.parametrize("text", TILDES)
def test_lone_tildes_in_words_stay(converted: "Convert", text: str) -> None:
    assert converted(f"x {text}").html == f"<p>x {TILDES[text]}</p>"


# What stands in square brackets is to be bold.
BOLD = [
    "[文字。]文字",
    "文字[（注）]文字，[文字]。",
    "[“강조”]는",
    "[文。]b",
    "。[文]字",
    "（[文]）字",
    "字[文]。[文]。",
    "[文(注)]文字[(注)]字",
    "字[`c`]字，`c`[文]字",
]


@pytest.mark.parametrize("text", BOLD)
def test_words_without_spaces_between_them_are_bold(converted: "Convert", text: str) -> None:
    html = converted(text.replace("[", "**").replace("]", "**")).html
    shown = text.replace("`c`", "<code>c</code>")
    assert html == f"<p>{shown.replace('[', '<strong>').replace(']', '</strong>')}</p>"


def test_a_link_beside_stars_stays_one(converted: "Convert") -> None:
    page = converted("**[文](a(b).md)**文字和**[*文。*字](c.md)**文字")
    assert [link.href for link in page.markup.links] == ["a(b).md", "c.md"]
    assert page.html.count("<strong><a ") == 2


VERBATIM = ["`**文。**文`", "[a](文。**文)", '<b title="**文。**文">c</b>', "```\n**文。**文\n```"]


@pytest.mark.parametrize("text", VERBATIM)
def test_what_is_no_text_is_left_alone(text: str) -> None:
    assert rewrite(text) is text or rewrite(text) == text
    assert rewrite(f"{text}\n\n**文。**文")[: len(text)] == text


@pytest.mark.parametrize("text", [*BOLD, *DEFINITIONS, *TABS])
def test_no_place_is_shifted(text: str) -> None:
    text = text.replace("[", "**").replace("]", "**")
    changed = rewrite(text)
    assert [len(char.encode()) for char in changed] == [len(char.encode()) for char in text]


@pytest.mark.parametrize(
    "text", ["- [ ] [h](b.md)\n\n  a", "- [ ] [h](b.md)\n  ===", "- [ ] [h](b.md)"]
)
def test_what_stands_behind_a_task_s_box_has_its_place(converted: "Convert", text: str) -> None:
    (link,) = converted(text).markup.links
    assert f"{link.place}" == "a.md:1:11"
    html = converted(text).html.replace(' aria-label="Task_open"', "")
    assert '<input type="checkbox" disabled> <a href' in html


@pytest.mark.parametrize("head", ["!!!\u4e2d\u6587c d---", '!!! \u6ce8 "x"', '!!! \u00e9t "x"'])
def test_a_box_of_another_script_loses_nothing_and_is_told(converted: "Convert", head: str) -> None:
    page = converted(f"Before\n\n{head}\n\nLast words")
    assert page.html.endswith("<p>Last words</p>")
    (problem,) = page.problems
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (3, 1)


def test_a_head_is_one_line(converted: "Convert") -> None:
    assert converted("Before\n!!!a\nta\nLast").html == "<p>Before\n!!!a\nta\nLast</p>"
