"""Where one thing stands in a page over and over, the work for it grows with the page."""

import sys
from types import FrameType

import pytest
from repeats import REPEATS

from generator.markup.convert import convert
from generator.markup.parts import MarkupSource
from tests.markup.soundness import faults

MANY = 10_000
FEW = 300


@pytest.mark.slow
@pytest.mark.parametrize("name", REPEATS)
def test_very_many_give_a_page_or_are_refused(name: str) -> None:
    source = MarkupSource("a.md", REPEATS[name](MANY))
    assert list(faults(source, convert(source))) == []


def calls(text: str) -> int:
    """Count the functions that are called to convert a page."""
    count = 0

    def called(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        convert(MarkupSource("a.md", text))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", REPEATS)
def test_twice_as_many_are_twice_the_work(name: str) -> None:
    repeat = REPEATS[name]
    # What is remembered of a first time is no work for a page.
    for count in (FEW, 2 * FEW):
        calls(repeat(count))
    once, twice = calls(repeat(FEW)), calls(repeat(2 * FEW))
    assert twice < 2.3 * once + 1_000
