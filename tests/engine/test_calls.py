"""Calls for each key: those are made again that saw something else."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from generator.engine import Recall
from generator.engine.calls import Looked

CALLS: list[str] = []


class Word(Struct, frozen=True):
    text: str


def explain(word: Word, looked: Looked, mark: Word) -> str:
    """Look a word's parts up; a star asks for all there is."""
    meanings: Mapping[str, Word] = looked[0]
    CALLS.append(word.text)
    if word.text == "*":
        return "".join(sorted(meanings))
    if word.text == "#":
        return str(len(meanings))
    found = [meanings[each].text if each in meanings else "?" for each in word.text]
    return mark.text.join(found) + meanings.get(word.text[:1], Word("-")).text


@pytest.fixture(autouse=True)
def no_calls() -> None:
    CALLS.clear()


MARK, A, B, X, SEVEN = Word(","), Word("ab"), Word("b"), Word("x"), Word("7")


def test_a_call_hangs_on_what_it_saw_alone() -> None:
    recall, words = Recall(), {"one": A, "two": B, "three": X}
    meanings = {"a": Word("1"), "b": Word("2"), "c": Word("3")}
    first = recall.for_each(explain, (words,), Looked((meanings,)), MARK)
    assert first == {"one": "1,21", "two": "22", "three": "?-"}
    CALLS.clear()
    recall.begin()
    assert recall.for_each(explain, (words,), Looked(({**meanings, "c": X},)), MARK) is first
    assert CALLS == []
    for other, again in (
        ({**meanings, "a": SEVEN}, ["ab"]),
        ({**meanings, "a": SEVEN, "x": A}, ["x"]),
        ({"b": meanings["b"]}, ["ab", "x"]),
        ({"b": SEVEN}, ["ab", "b"]),
    ):
        CALLS.clear()
        recall.begin()
        recall.for_each(explain, (words,), Looked((other,)), MARK)
        assert sorted(CALLS) == again


def test_an_equal_result_is_the_one_of_before_and_sees_the_new_things() -> None:
    recall, words = Recall(), {"one": B}
    first = recall.for_each(explain, (words,), Looked(({"b": Word("2")},)), MARK)
    new = {"b": Word("2")}
    for _ in "12":
        recall.begin()
        assert recall.for_each(explain, (words,), Looked((new,)), MARK) is first
    assert CALLS == ["b", "b"]


@pytest.mark.parametrize("sign", ["*", "#"])
def test_who_sees_all_hangs_on_all(sign: str) -> None:
    recall, words = Recall(), {"one": Word(sign)}
    recall.for_each(explain, (words,), Looked(({"b": B},)), MARK)
    recall.begin()
    recall.for_each(explain, (words,), Looked(({"b": B, "c": B},)), MARK)
    assert [sign, sign] == CALLS


def test_another_shared_value_calls_for_all_keys() -> None:
    recall, words, meanings = Recall(), {"one": A, "two": B}, {"a": A}
    recall.for_each(explain, (words,), Looked((meanings,)), MARK)
    recall.begin()
    assert recall.for_each(explain, (words,), Looked((meanings,)), Word(";"))["one"] == "ab;?ab"
    assert len(CALLS) == 4


WORDS = st.dictionaries(st.sampled_from("klmn"), st.sampled_from(["a", "ab", "abc", "*", "#"]))
MEANINGS = st.dictionaries(st.sampled_from("abc"), st.sampled_from("123"))


@given(st.lists(st.tuples(WORDS, MEANINGS), max_size=6))
def test_what_is_recalled_is_what_would_be_made(
    builds: list[tuple[dict[str, str], dict[str, str]]],
) -> None:
    recall = Recall()
    known: dict[str, Word] = {}
    for words, meanings in builds:
        recall.begin()
        given_words = {key: known.setdefault(text, Word(text)) for key, text in words.items()}
        seen = {key: known.setdefault(text, Word(text)) for key, text in meanings.items()}
        expected = {key: explain(word, Looked((seen,)), MARK) for key, word in given_words.items()}
        assert recall.for_each(explain, (given_words,), Looked((seen,)), MARK) == expected
        recall.turn(whole=True)
