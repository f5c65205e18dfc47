"""A fault: where it is in a text or a tree, and what becomes of it in a file."""

import re
from pathlib import Path as Folder

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Place, Problem
from generator.problems.fault import (
    At,
    AtWord,
    Fault,
    Margin,
    Passage,
    Path,
    Spot,
    fault_of,
    spot_at,
)

PASSAGE = Passage("a.md", "one\ntwo", 5, (Margin("  "),), "  ```chart")


class Tree:
    """Knows where its values and keys stand."""

    def spot(self, path: Path, /) -> Spot:
        return 2, len(path)

    def key_spot(self, path: Path, /) -> Spot:
        return 1, len(path)


@given(st.text("ab\n"), st.data())
def test_an_offset_has_the_line_and_the_column_that_lead_back_to_it(
    text: str, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = spot_at(text, offset)
    before = text.split("\n")[: line - 1]
    assert sum(len(each) + 1 for each in before) + column - 1 == offset


@pytest.mark.parametrize(
    ("spot", "place", "source"),
    [
        ((2, 3), Place("a.md", 6, 5), "  two"),
        ((2, 0), Place("a.md", 6), "  two"),
        ((9, 1), Place("a.md", 13, 3), ""),
        ((0, 0), Place("a.md", 4), "  ```chart"),
        ((0, 4), Place("a.md", 4, 6), "  ```chart"),
    ],
)
def test_a_spot_is_translated_into_the_file_around_it(
    spot: Spot, place: Place, source: str
) -> None:
    fault = Fault("wrong", spot, "mend it", "warning")
    assert PASSAGE.problem(fault) == Problem("wrong", place, "mend it", source, "warning")


def test_an_offset_is_translated_too() -> None:
    found = PASSAGE.problem_at(4, "wrong")
    assert (found.place, found.source) == (Place("a.md", 6, 3), "  two")


@pytest.mark.parametrize(("is_key", "spot"), [(False, (2, 2)), (True, (1, 2))])
def test_a_path_is_translated_by_its_tree(is_key: bool, spot: Spot) -> None:
    fault = Fault("wrong", At(("mark", "type"), is_key), "mend it", "warning")
    found = fault.located(Tree())
    assert (found.spot, found.message, found.hint, found.severity) == (
        spot,
        "wrong",
        "mend it",
        "warning",
    )


@pytest.mark.parametrize(("word", "spot"), [("two", (2, 1)), ("three", (1, 1))])
def test_a_word_stands_where_it_is_found_first(word: str, spot: Spot) -> None:
    assert Fault("wrong", AtWord(word)).found_in("one\ntwo two").spot == spot


def test_what_has_a_spot_keeps_it() -> None:
    fault = Fault("wrong", (3, 1))
    assert fault.located(Tree()).spot == fault.found_in("wrong").spot == (3, 1)


def test_a_fault_in_a_part_of_a_tree_is_one_of_the_whole() -> None:
    fault = Fault("wrong", At((2, "year"), is_key=True), "mend it", "warning").below(("data",))
    assert fault.where == At(("data", 2, "year"), is_key=True)
    assert (fault.hint, fault.severity) == ("mend it", "warning")


@pytest.mark.parametrize("where", [At(("mark",)), AtWord("mark")])
def test_what_nobody_located_is_a_bug_and_says_so(where: At | AtWord) -> None:
    with pytest.raises(TypeError, match="not located"):
        PASSAGE.problem(Fault("wrong", where))


def test_a_problem_in_the_text_itself_is_a_fault_of_it() -> None:
    problem = Problem("wrong", Place("", 2, 3), "mend it", "two", "warning")
    assert PASSAGE.problem(fault_of(problem)) == Problem(
        "wrong", Place("a.md", 6, 5), "mend it", "  two", "warning"
    )


def test_no_other_module_turns_an_offset_into_a_line() -> None:
    generator = Folder(__file__).parents[2] / "generator"
    written = re.compile(r"""count\(b?"\\n", 0, |before\.count\("\\n""")
    found = [path.name for path in generator.rglob("*.py") if written.search(path.read_text())]
    assert found == ["fault.py"]
