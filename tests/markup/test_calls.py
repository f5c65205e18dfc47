"""Calls among values: which end belongs to which call, and which stand within a line."""

from typing import TYPE_CHECKING

import pytest

from generator.markup.holes import Holes, fill

if TYPE_CHECKING:
    from tests.markup.conftest import Convert, Converted


def marks(page: "Converted") -> list[tuple[str, bool, int]]:
    return [(each.text.strip(), each.inline, each.closes) for each in page.markup.values]


def test_an_end_closes_the_nearest_call_of_its_name(converted: "Convert") -> None:
    page = converted("{{ box() }}\n\n{{ box() }}\n\n{{ a() }}\n\n{{ /box }}\n\n{{ /box }}")
    begun = [("box()", False, -1), ("box()", False, -1), ("a()", False, -1)]
    assert marks(page) == [*begun, ("/box", False, 1), ("/box", False, 0)]
    assert page.told() == []


@pytest.mark.parametrize(
    ("text", "inline"),
    [
        ("{{ a() }}\n{{ b() }}", [False, False]),
        ("So {{ a() }}.", [True]),
        ("# {{ a() }}", [True]),
        ("- {{ a() }}", [False]),
        ("- *{{ a() }}*", [True]),
        ("> {{ a() }}", [False]),
        ("{{ a() }} {{ fees.count() }}", [True, True]),
        ("| a |\n| - |\n| {{ a() }} |", [False]),
    ],
)
def test_what_stands_among_words_is_inline(
    converted: "Convert", text: str, inline: list[bool]
) -> None:
    assert [each.inline for each in converted(text).markup.values] == inline


def test_content_may_be_words_of_a_line(converted: "Convert") -> None:
    page = converted("So {{ b() }}it is{{ /b }}, *{{ c() }}too*{{ /c }}.")
    assert [closes for _, _, closes in marks(page)] == [-1, 0, -1, -1]
    assert page.told() == ['a.md:1:42  no snippet "c" begins before this end of one']


def test_the_beginning_of_a_text_is_none_of_its_snippets(converted: "Convert") -> None:
    assert converted('{{ film("x") }}\n\nThe first words.').markup.excerpt == "The first words."
    assert converted("{{ fees.count() }}\n\nWords.").markup.excerpt == "\x02V0\x03 Words."


@pytest.mark.parametrize(
    ("made", "html"),
    [
        (("<div>a</div>", "<aside>"), "<div>a</div>\n<aside>"),
        (("", "</div>"), "\n</div>"),
        (("<kbd>a</kbd>", "<b>b</b>"), "<p><kbd>a</kbd>\n<b>b</b></p>"),
        (("<div>a</div>", "<b>b</b>"), "<p><div>a</div>\n<b>b</b></p>"),
    ],
)
def test_a_paragraph_around_nothing_but_blocks_is_taken_off(
    made: tuple[str, str], html: str
) -> None:
    assert fill("<p>\x02V0\x03\n\x02V1\x03</p>", Holes(values=made)) == html
