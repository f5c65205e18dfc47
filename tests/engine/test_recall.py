"""What a process recalls changes nothing but the work."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from generator.engine import Blob, Cache, Engine, Recall, Workers
from tests.engine import makers
from tests.engine.makers import Order, step_of

CALLS: list[str] = []


class Word(Struct, frozen=True):
    text: str


class Lengths(Struct, frozen=True):
    longest: int


def shout(word: Word) -> Word:
    CALLS.append(word.text)
    return Word(word.text.upper())


def join(word: Word, other: Word | None, mark: Word) -> str:
    CALLS.append(word.text)
    return f"{word.text}{mark.text}{other.text if other else '-'}"


def letters(word: Word) -> tuple[str, ...]:
    return tuple(word.text)


def counted(words: Mapping[str, Word]) -> Lengths:
    CALLS.append("counted")
    return Lengths(max((len(word.text) for word in words.values()), default=0))


@pytest.fixture(autouse=True)
def no_calls() -> None:
    CALLS.clear()


def test_the_same_object_is_not_asked_about_twice() -> None:
    recall, word = Recall(), Word("tea")
    first = recall(shout, word)
    assert recall(shout, word) is first == Word("TEA")
    assert recall(shout, Word("tea")) is not first
    assert CALLS == ["tea", "tea"]


def test_what_nobody_asks_for_in_a_whole_build_is_forgotten() -> None:
    recall, word = Recall(), Word("tea")
    recall(shout, word)
    for whole in (False, True):  # a build that ended early has not asked for all that it will
        recall.turn(whole=whole)
    recall(shout, word)
    assert CALLS == ["tea"]
    for _ in range(2):
        recall.turn(whole=True)
    recall(shout, word)
    assert CALLS == ["tea", "tea"]


def test_an_equal_value_becomes_the_one_of_before() -> None:
    recall, word = Recall(), Word("tea")
    assert recall.same("drink", word) is word
    assert recall.same("drink", Word("tea")) is word
    assert recall.same("drink", Word("milk")) == Word("milk")


def test_equal_values_of_a_mapping_become_those_of_before() -> None:
    recall = Recall()
    before = recall.same_each("words", {"a": Word("tea"), "b": Word("milk")})
    assert recall.same_each("words", {"a": Word("tea"), "b": Word("milk")}) is before
    after = recall.same_each("words", {"a": Word("tea"), "b": Word("water")})
    assert after == {"a": Word("tea"), "b": Word("water")}
    assert after["a"] is before["a"]


def test_only_what_changed_is_called_again() -> None:
    recall, mark = Recall(), Word("+")
    words = {name: Word(name) for name in "abc"}
    others = {"a": Word("x")}
    first = recall.for_each(join, (words, others), mark)
    assert first == {"a": "a+x", "b": "b+-", "c": "c+-"}
    CALLS.clear()
    assert recall.for_each(join, (words, others), mark) is first
    recall.begin()
    assert recall.for_each(join, ({**words}, {**others}), mark) is first
    assert CALLS == []
    recall.begin()
    second = recall.for_each(join, ({**words, "b": Word("bb")}, {**others, "c": Word("y")}), mark)
    assert second == {"a": "a+x", "b": "bb+-", "c": "c+y"}
    assert sorted(CALLS) == ["bb", "c"]
    recall.begin()
    assert recall.for_each(join, (words, others), Word("*"))["a"] == "a*x"


def test_a_value_that_goes_from_a_second_mapping_is_noticed() -> None:
    recall, mark, words = Recall(), Word("+"), {"a": Word("a")}
    recall.for_each(join, (words, {"a": Word("x")}), mark)
    recall.begin()
    assert recall.for_each(join, (words, {}), mark) == {"a": "a+-"}
    recall.begin()
    assert recall.for_each(join, ({}, {}), mark) == {}


def test_a_function_that_goes_over_two_mappings_in_one_build_is_refused() -> None:
    recall, mark, words = Recall(), Word("+"), {"a": Word("a")}
    recall.for_each(join, (words, words), mark)
    for others, sign in ((({"a": Word("b")}, words), mark), ((words, words), Word("*"))):
        with pytest.raises(TypeError, match="goes over other mappings already"):
            recall.for_each(join, others, sign)
    with pytest.raises(TypeError, match="goes over other mappings already"):
        recall.gathered(join, (words, {}), mark)
    engine(Cache(None), recall)  # another build begins
    assert recall.for_each(join, ({"a": Word("b")}, words), mark) == {"a": "b+a"}


def test_a_function_that_each_build_makes_anew_is_refused() -> None:
    def within(word: Word) -> Word:
        return shout(word)

    for function in (lambda word: word, within, partial(shout)):
        with pytest.raises(TypeError, match="is made anew in each build"):
            Recall().for_each(function, ({},))


def test_where_all_comes_out_as_before_what_is_made_from_it_rests() -> None:
    recall = Recall()

    def count(words: Mapping[str, Word]) -> Lengths:
        recall.begin()
        return recall(counted, recall.for_each(shout, (words,)))

    milk = Word("milk")
    first = count({"a": Word("tea"), "b": milk})
    assert count({"a": Word("Tea"), "b": milk}) is first
    assert sorted(CALLS) == ["Tea", "counted", "milk", "tea"]


NAMES = st.sampled_from("abcdef")
WORDS = st.dictionaries(NAMES, st.sampled_from("xyz"), max_size=6)


@given(st.lists(st.tuples(WORDS, WORDS, st.sampled_from("+*"), st.booleans()), max_size=12))
def test_whatever_changes_the_results_are_those_of_plain_calls(
    builds: list[tuple[dict[str, str], dict[str, str], str, bool]],
) -> None:
    recall = Recall()
    for first, second, sign, whole in builds:
        recall.begin()
        one = recall.same_each("one", {name: Word(text) for name, text in first.items()})
        other = recall.same_each("other", {name: Word(text) for name, text in second.items()})
        mark = recall.same("mark", Word(sign))
        joined = recall.for_each(join, (one, other), mark)
        wanted = {name: join(word, other.get(name), mark) for name, word in one.items()}
        assert list(joined.items()) == list(wanted.items())
        assert list(one) == list(first)
        spelt = recall.gathered(letters, (one,))
        assert spelt == tuple(letter for word in one.values() for letter in word.text)
        recall.turn(whole=whole)


def engine(cache: Cache, recall: Recall) -> Engine:
    def no_source(blob: Blob) -> bytes:
        raise AssertionError(blob)

    return Engine(cache, Workers(1), no_source, recall=recall)


def test_a_step_with_the_same_value_is_not_even_looked_up() -> None:
    cache, recall = Cache(None), Recall()
    steps = [step_of(makers.shout, Order(text=text)) for text in ("tea", "milk")]
    first = engine(cache, recall).run("work", steps)
    cache.close()
    assert engine(cache, recall).run("work", steps) is first
    turned = engine(cache, recall).run("work", [*steps[::-1], steps[0]])
    assert turned == [first[1], first[0], first[0]]


def test_an_equal_step_is_found_by_its_key() -> None:
    cache, recall = Cache(None), Recall()
    (first,) = engine(cache, recall).run("work", [step_of(makers.shout, Order(text="tea"))])
    again = engine(cache, recall)
    assert again.run("work", [step_of(makers.shout, Order(text="tea"))])[0] is first
    assert again.ran.tallies["work"].made == 0


def test_one_value_of_two_makers_is_two_results() -> None:
    cache, recall, order = Cache(None), Recall(), Order(text="Tea")
    steps = [step_of(makers.shout, order), step_of(makers.whisper, order)]
    for _ in range(2):
        made = engine(cache, recall).run("work", list(steps))
        assert [each.value and each.value.text for each in made] == ["TEA", "tea"]


def test_steps_of_every_key_come_back_by_their_keys() -> None:
    cache, recall = Cache(None), Recall()
    steps = {"a": (step_of(makers.shout, Order(text="x")),), "b": (), "c": (
        step_of(makers.shout, Order(text="y")), step_of(makers.shout, Order(text="z")),
    )}  # fmt: skip
    made = engine(cache, recall).run_each("work", steps)
    assert {key: len(each) for key, each in made.items()} == {"a": 1, "b": 0, "c": 2}
    assert engine(cache, recall).run_each("work", steps) is made


def test_what_does_not_last_is_not_recalled(tmp_path: Path) -> None:
    cache, recall = Cache(None), Recall()
    step = step_of(makers.fail_this_time, Order(str(tmp_path)))
    for _ in range(2):
        ran = engine(cache, recall)
        ran.run("work", [step])
        assert ran.ran.tallies["work"].made == 1


@pytest.mark.parametrize("changes", [True, False])
def test_results_that_no_wave_asks_for_any_more_are_let_go(
    monkeypatch: pytest.MonkeyPatch, changes: bool
) -> None:
    """Also where each build makes the same value anew: one result for all of them is enough."""
    monkeypatch.setattr("generator.engine.memory.ROOM", 0)
    cache, recall = Cache(None), Recall()
    for number in range(20):
        order = Order(number=number if changes else 0)
        engine(cache, recall).run("work", [step_of(makers.shout, order)])
        recall.turn(whole=True)
    assert len(recall.results._found) <= 6
