"""The table has a language, a text and what readers see.

An underscore stands for a narrow no-break space, a tilde for a wide one, ⏎ for a line break.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup.quotation import OBJECT
from generator.markup.typography import replacements, smart

if TYPE_CHECKING:
    from tests.markup.conftest import Convert

TABLE = Path(__file__).with_suffix("").with_name("typography.txt").read_text(encoding="utf-8")
LANGUAGES = ("en", "de", "fr", "it", "nl", "ja", "sv")
TEXTS = st.text(alphabet=f"ab5 \"'-.%«»?:\n\t\x01\x1c中。({OBJECT}", max_size=40)


@pytest.mark.parametrize("row", TABLE.splitlines())
def test_marks_follow_the_rules_of_a_language(row: str) -> None:
    language, text, seen = row.replace("⏎", "\n").split(" | ")
    assert smart(text, language) == seen.replace("_", "\u202f").replace("~", "\u00a0")


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_replacements_lie_in_order_and_on_marks(text: str, language: str) -> None:
    at = 0
    for start, end, mark in replacements(text, language):
        assert at <= start < end <= len(text)
        assert mark != text[start:end]
        assert set(text[start:end]) <= set("\"'-. ")
        at = end


@given(st.text(alphabet="ab5 .,-!(\n中é", max_size=40), st.sampled_from(LANGUAGES))
def test_a_text_without_marks_is_left(text: str, language: str) -> None:
    text = text.replace("--", "-").replace("...", ".").replace(". . .", ".")
    if language != "fr" and "--" not in text and "..." not in text:
        assert smart(text, language) == text


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_no_straight_quote_stays_beside_a_letter(text: str, language: str) -> None:
    told = smart(text, language)
    for at, character in enumerate(told):
        if character in "\"'":
            assert not told[max(0, at - 1)].isalnum()
            assert not told[at + 1 : at + 2].isalnum()


@given(TEXTS)
def test_a_single_quote_that_opens_is_closed(text: str) -> None:
    told = smart(text, "de")
    depth = 0
    for character in told:
        depth += (character == "‚") - (character == "‘")
        assert depth >= 0
    assert not depth


def test_a_mark_that_is_to_stay_is_a_letter_to_its_neighbours() -> None:
    assert smart('6\x01 2\x1c it\'s "\x1c"') == "6\x01 2\x1c it’s “\x1c”"


def test_authors_can_keep_a_mark_straight_or_all_of_them(converted: "Convert") -> None:
    assert converted("6\\' 2\\\" it's").html == "<p>6' 2&quot; it’s</p>"
    assert converted('it\'s "so"', typography=False).html == '<p>it\'s "so"</p>'


def test_code_and_attributes_stay_as_they_are(converted: "Convert") -> None:
    page = converted('`"a" -- b` ![it\'s](a.png) [x](http://y.org "it\'s")')
    assert '<code>"a" -- b</code>' in page.html
    assert 'alt="it\'s"' in page.html
    assert 'title="it\'s"' in page.html
