from typing import TYPE_CHECKING

from generator.markup.runs import count_words

if TYPE_CHECKING:
    from tests.markup.conftest import Convert


def test_words_are_those_of_the_prose(converted: "Convert") -> None:
    text = "It's one – two-three.\n\n    a b c\n\n```\nx y\n```\n\n`d` four $x$ *f*i**ve**"
    assert converted(text).markup.words == 5


def test_scripts_without_spaces_count_by_characters() -> None:
    assert count_words("日本語の文章です。") == 4
    assert count_words("слово и ещё") == 3


def test_notes_count(converted: "Convert") -> None:
    assert converted("one two[^1]\n\n[^1]: three\n").markup.words == 3


def test_an_excerpt_is_the_plain_first_paragraph(converted: "Convert") -> None:
    text = "It's [a < b](c.md)[^1].\n\n## No\n\nMore.\n\n[^1]: x"
    assert converted(text).markup.excerpt == "It’s a < b."


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
