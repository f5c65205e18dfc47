"""The visible text of a page's blocks: its marks set, its words counted."""

from random import Random
from typing import TYPE_CHECKING

import pytest

from generator.markup.runs import Runs, count_words, plain
from generator.markup.tree import PIECE, Node, node, to_html

if TYPE_CHECKING:
    from tests.markup.conftest import Convert


def paragraph(before: str, inner: Node, after: str) -> Node:
    root = node("p", text=before)
    root.append(inner)
    inner.tail = after
    return root


def setting(root: Node, *, typography: bool = True) -> tuple[str, int]:
    words = Runs("en", typography=typography).set([root])
    return to_html(root), words


def test_marks_know_their_neighbours_across_elements() -> None:
    root = paragraph('He said "', node("em", text="no"), '" -- twice')
    assert setting(root) == ("He said “<em>no</em>” – twice", 4)


def test_marks_stay_where_typography_is_off() -> None:
    assert setting(node("p", text='"a"'), typography=False) == ('"a"', 1)


@pytest.mark.parametrize("tag", ["code", "pre", "kbd", "script"])
def test_what_is_verbatim_keeps_its_marks(tag: str) -> None:
    root = paragraph("a ", node(tag, text='"x"'), ' "b"')
    assert setting(root)[0] == f'a <{tag}>"x"</{tag}> “b”'


@pytest.mark.parametrize(
    ("inner", "words"),
    [(node("pre", text="a b"), 2), (node("em", text="a b"), 4), (node(PIECE, text="<!--a b-->"), 2),
     (node(PIECE, text="\x02V0\x03"), 3), (node(PIECE, text="\x02F0\x03"), 2)],
)  # fmt: skip
def test_words_are_those_that_readers_see(inner: Node, words: int) -> None:
    assert setting(paragraph("one ", inner, " two"))[1] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("one – two", 2), ("• a", 1), ("a&b 5", 2), ("日本語。", 2), ("слово и ещё", 3), ("", 0)],
)
def test_a_mark_alone_is_no_word_and_two_dense_characters_are_one(text: str, words: int) -> None:
    assert count_words(text) == words


def test_words_are_counted_alike_in_every_script() -> None:
    random = Random(7)
    alphabet = [*map(chr, range(128)), "\ufffc", *"   \n\n--ab"]
    for _ in range(2000):
        text = "".join(random.choices(alphabet, k=40))
        # Of another script, characters are looked at one by one.
        assert count_words(f"{text} \u00e9") == count_words(text) + 1, repr(text)


def test_the_words_of_a_title_are_one_line_without_comments_and_holes() -> None:
    root = paragraph("a\n ", node(PIECE, text="\x02V0\x03"), " b ")
    root.append(node(PIECE, text="<!--no-->"))
    assert plain(root) == "a b"
    assert plain(root, "V") == "a \x02V0\x03 b"


def test_the_words_of_a_page_are_those_of_its_prose(converted: "Convert") -> None:
    text = "It's one – two-three.\n\n    a b c\n\n```\nx y\n```\n\n`d` four $x$ *f*i**ve**"
    assert converted(text).markup.words == 5


def test_notes_count(converted: "Convert") -> None:
    assert converted("one two[^1]\n\n[^1]: three\n").markup.words == 3
