from typing import TYPE_CHECKING

from generator.markup.words import count_words, excerpt

if TYPE_CHECKING:
    from tests.markup.conftest import Convert


def test_words_are_those_of_the_prose() -> None:
    html = "<p>It’s one – two-three.</p>\n<pre><code>a b c</code></pre>"
    html += "\x02C0\x03 <code>d</code> four"
    assert count_words(html) == 4


def test_scripts_without_spaces_count_by_characters() -> None:
    assert count_words("<p>日本語の文章です。</p>") == 4
    assert count_words("<p>слово и ещё</p>") == 3


def test_an_element_that_is_never_closed_hides_nothing() -> None:
    assert count_words("<p>a b</p><pre>c d") == 4


def test_notes_count(converted: "Convert") -> None:
    assert converted("one two[^1]\n\n[^1]: three\n").markup.words == 3


def test_an_excerpt_is_the_plain_first_paragraph() -> None:
    html = '<p>It’s <a href="\x02L0\x03">a &lt; b</a>\x02N0\x03.</p>\n<h2>No</h2>\n<p>More.</p>'
    assert excerpt(html) == "It’s a < b."


def test_a_short_first_paragraph_takes_the_next_along() -> None:
    assert excerpt("<p>One.</p>\n<p>Two.</p>\n<ul></ul><p>Three.</p>") == "One. Two."


def test_an_excerpt_is_cut_at_a_word() -> None:
    text = excerpt(f"<p>{'word, ' * 60}</p>")
    assert text.endswith("word…")
    assert len(text) <= 201


def test_a_text_without_spaces_is_cut_as_well() -> None:
    assert len(excerpt(f"<p>{'字' * 500}</p>")) == 201


def test_figures_come_before_prose_without_harm(converted: "Convert") -> None:
    assert converted("```chart\n```\n\n# T\n\nText *here*.\n").markup.excerpt == "Text here."
