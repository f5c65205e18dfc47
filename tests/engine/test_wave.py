"""A wave: a step whose key was seen before is not run again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from msgspec import Struct

from generator.engine import (
    Blob,
    Cache,
    Engine,
    Made,
    MakerCrashed,
    Tally,
    Workers,
    keep,
    key_of,
)
from tests.engine import makers
from tests.engine.makers import Function, Order, Spoken, step_of
from tests.engine.test_step import ORDERS

NewEngine = Callable[[], Engine]


def no_sources(blob: Blob) -> bytes:
    raise AssertionError(f"asked for a source {blob.digest}")


def engine_over(cache: Cache, read_source: Callable[[Blob], bytes] = no_sources) -> Engine:
    return Engine(cache, Workers(1), read_source)


@pytest.fixture
def new_engine(tmp_path: Path) -> NewEngine:
    """Give engines over one cache, as one build has after the other."""
    cache = Cache(tmp_path / "cache.sqlite")
    return lambda: engine_over(cache)


@given(ORDERS, ORDERS)
def test_equal_values_have_equal_keys(one: Order, other: Order) -> None:
    keys = [key_of(step_of(makers.shout, value)) for value in (one, other)]
    assert (keys[0] == keys[1]) == (one == other)


def test_the_key_covers_the_maker() -> None:
    assert key_of(step_of(makers.shout, Order())) != key_of(step_of(makers.whisper, Order()))


def test_the_key_covers_the_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(step_of(makers.shout, Order()))
    monkeypatch.setattr("generator.engine.step.salt", lambda: b"of another version")
    assert key_of(step_of(makers.shout, Order())) != before


def test_what_does_not_last_is_made_again(new_engine: NewEngine, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    step = step_of(makers.fail_this_time, Order(str(marks)))
    for count in (1, 2):
        engine = new_engine()
        (made,) = engine.run("work", [step])
        assert [problem.message for problem in made.problems] == ["nobody answered"]
        assert len(list(marks.iterdir())) == count
        assert not engine.was_made(step)


def test_results_come_in_the_order_of_the_steps(new_engine: NewEngine) -> None:
    orders = [Order(text=text) for text in ("one", "two", "one", "three")]
    made = new_engine().run("shout", [step_of(makers.shout, order) for order in orders])
    assert [each.value and each.value.text for each in made] == ["ONE", "TWO", "ONE", "THREE"]


def test_a_step_seen_before_is_not_run_again(new_engine: NewEngine, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    steps = [step_of(makers.sign, Order(text=str(marks), number=number)) for number in (1, 2)]
    first, second = new_engine(), new_engine()
    assert first.run("sign", steps) == second.run("sign", steps)
    assert sorted(mark.name for mark in marks.iterdir()) == ["1-0", "2-1"]
    assert first.ran.tallies == {"sign": Tally(made=2, reused=0)}
    assert second.ran.tallies == {"sign": Tally(made=0, reused=2)}


def test_a_step_that_is_asked_for_twice_is_made_once(new_engine: NewEngine, tmp_path: Path) -> None:
    engine = new_engine()
    engine.run("sign", [step_of(makers.sign, Order(text=str(tmp_path)))] * 3)
    assert engine.ran.tallies["sign"] == Tally(made=1)


def test_only_the_changed_step_is_made(new_engine: NewEngine) -> None:
    new_engine().run("shout", [step_of(makers.shout, Order(number=i)) for i in range(5)])
    engine = new_engine()
    engine.run("shout", [step_of(makers.shout, Order(number=i)) for i in (0, 1, 2, 3, 9)])
    assert engine.ran.tallies["shout"] == Tally(made=1, reused=4)


def test_a_result_is_the_same_made_or_kept(new_engine: NewEngine) -> None:
    step = step_of(makers.shout, Order(text="hey", parts=("a", "b")))
    page, _ = keep("<p>hey</p>")
    expected = [Made(Spoken("HEY", ("a", "b"), page))]
    assert new_engine().run("shout", [step]) == expected
    assert new_engine().run("shout", [step]) == expected


@pytest.mark.parametrize("maker", [makers.warn, makers.refuse])
def test_problems_come_back_on_a_cached_build(new_engine: NewEngine, maker: Function) -> None:
    step = step_of(maker, Order(text="a line", number=4))
    (first,), (second,) = new_engine().run("w", [step]), new_engine().run("w", [step])
    assert first == second
    assert first.problems == makers_problems(maker)


def makers_problems(maker: Function) -> object:
    return maker(Order(text="a line", number=4), no_sources).problems


def test_what_a_step_brought_can_be_read_in_a_later_build(new_engine: NewEngine) -> None:
    step = step_of(makers.shout, Order(text="hey"))
    (made,) = new_engine().run("shout", [step])
    later = new_engine()
    later.run("shout", [step])
    assert made.value is not None
    assert later.read(made.value.page) == b"<p>hey</p>"


def test_a_maker_reads_what_its_value_holds_from_the_source() -> None:
    source, raw = keep("a source")
    engine = engine_over(Cache(None), {source: raw}.__getitem__)
    assert engine.run("quote", [step_of(makers.quote, Order(source=source))]) == [Made(raw)]


def test_a_maker_reads_what_another_step_made() -> None:
    engine = engine_over(Cache(None))
    (made,) = engine.run("shout", [step_of(makers.shout, Order(text="hey"))])
    assert made.value is not None
    (quoted,) = engine.run("quote", [step_of(makers.quote, Order(source=made.value.page))])
    assert quoted.value == b"<p>hey</p>"


def test_sources_of_known_steps_are_not_opened() -> None:
    source, raw = keep("a source")
    cache = Cache(None)
    steps = [step_of(makers.quote, Order(source=source))]
    engine_over(cache, {source: raw}.__getitem__).run("quote", steps)
    assert engine_over(cache, no_sources).run("quote", steps) == [Made(raw)]


def test_a_source_that_many_steps_hold_is_read_once() -> None:
    source, raw = keep("a source")
    asked: list[Blob] = []

    def read_source(blob: Blob) -> bytes:
        asked.append(blob)
        return raw

    steps = [step_of(makers.quote, Order(number=i, source=source)) for i in range(5)]
    engine_over(Cache(None), read_source).run("quote", steps)
    assert asked == [source]


def test_a_blob_that_the_value_does_not_hold_is_refused() -> None:
    with pytest.raises(MakerCrashed, match="KeyError"):
        engine_over(Cache(None)).run("pry", [step_of(makers.pry, Order())])


def test_nothing_is_kept_of_a_step_that_crashed(new_engine: NewEngine) -> None:
    good, bad = (
        step_of(makers.crash, Order(text="a")),
        step_of(makers.crash, Order(flag=True)),
    )
    with pytest.raises(MakerCrashed):
        new_engine().run("crash", [good, bad])
    engine = new_engine()
    assert engine.run("crash", [good]) == [Made("a")]
    assert engine.ran.tallies["crash"] == Tally(reused=1)
    with pytest.raises(MakerCrashed):
        engine.run("crash", [bad])


def test_the_keys_of_a_build_are_noted_as_used(new_engine: NewEngine) -> None:
    steps = [step_of(makers.shout, Order(number=i)) for i in range(3)]
    for engine in (new_engine(), new_engine()):
        engine.run("shout", steps[:2])
        engine.run("more", steps[1:])
        assert engine.ran.keys_of() == {key_of(step) for step in steps}
        assert engine.ran.keys_of("more") == {key_of(step) for step in steps[1:]}


def test_progress_is_told_of_what_has_to_be_made_alone() -> None:
    cache, told = Cache(None), []
    steps = [step_of(makers.shout, Order(number=i)) for i in range(3)]
    engine_over(cache).run("shout", steps[:1])
    engine = Engine(cache, Workers(1), no_sources, lambda *now: told.append(now))
    engine.run("shout", steps)
    engine.run("shout", steps)
    assert told == [("shout", 1, 2), ("shout", 2, 2)]


class Loose(Struct):
    """A struct that can be changed."""

    text: str = ""


@pytest.mark.parametrize("value", [["a"], {"a": 1}, {"a"}, Loose(), (1, ("a", ["b"]))])
def test_a_value_that_is_not_frozen_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="not plain and frozen"):
        engine_over(Cache(None)).run("loose", [step_of(makers.mutable, value)])


def test_a_rehearsal_calls_each_maker_once_and_keeps_nothing(
    new_engine: NewEngine, tmp_path: Path
) -> None:
    engine = new_engine()
    engine.run(
        "work", [step_of(makers.sign, Order(text=str(tmp_path), number=n)) for n in range(3)]
    )
    engine.run("play", [step_of(makers.sign, Order(text=str(tmp_path), number=9))])
    before = len(list(tmp_path.glob("*-*")))
    engine.warm_up({"work"})
    assert len(list(tmp_path.glob("*-*"))) == before + 1
    assert engine.ran.tallies == {"work": Tally(made=3), "play": Tally(made=1)}
