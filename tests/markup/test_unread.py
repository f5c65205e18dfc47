from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.markup.conftest import Convert

TABLE = "this table is shown as text"
LIST = "this list is shown as text"
TOLD = {
    "Text:\nName | Age\n--- | ---\nA | 1": (f"a.md:3:1  {TABLE}", "leave a line free"),
    "> Text:\n> a | b\n> :-- | --:": (f"a.md:3:3  {TABLE}", "leave a line free"),
    "| a | b |\n|---|\n": (
        f"a.md:2:1  {TABLE}",
        "its head and this line need as many columns: they have 2 and 1",
    ),
    "| a \\| b |\n|---|---|\n": (
        f"a.md:2:1  {TABLE}",
        "its head and this line need as many columns: they have 1 and 2",
    ),
    "T:\n2. a\n3. b\n4. c": (f"a.md:2:1  {LIST}", "leave a line free"),
    "T:\\\n2) a\n3) b": (f"a.md:2:1  {LIST}", "leave a line free"),
    "T:\n    - a\n    - b": (f"a.md:2:5  {LIST}", "indent it no deeper"),
    "- a\n       * b": (f"a.md:2:8  {LIST}", "indent it no deeper"),
    "-ab\n-bc\n-c": (f"a.md:1:1  {LIST}", "a space parts"),
    "T:\n+ä, a\n+b": (f"a.md:2:1  {LIST}", "a space parts"),
    "> 1.第一\n> 2.第二": (f"a.md:1:3  {LIST}", "a space parts"),
    "T:  \n     + b": (f"a.md:2:6  {LIST}", "indent it no deeper"),
}
PLAIN = [
    "born in\n1984. And",
    "T:\n1. a\n2. b",
    "T:\n- a\n- b",
    "T:\n\nName | Age\n--- | ---\nA | 1",
    "a --\n-- b | c",
    "```\na\n2. b\n3. c\n|-|\n```",
    "a `b\n--- | ---` c",
    "T\n\n    - a\n    - b",
    "-a b\n-c d",
    "-5\n-6 degrees\n1.5\n2.5 kg",
    "1.a\n1.b\n-c\n+d",
    "on the\n2. of May and the\n4. of June",
]


@pytest.mark.parametrize("text", TOLD)
def test_what_looks_like_more_than_text_is_told(converted: "Convert", text: str) -> None:
    (problem,) = converted(text).problems
    told, hint = TOLD[text]
    assert f"{problem.place}  {problem.message}" == told
    assert problem.hint.startswith(hint)
    assert problem.severity == "warning"


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_read_as_it_was_meant_is_not_told(converted: "Convert", text: str) -> None:
    assert converted(text).problems == ()


def test_each_paragraph_is_told_once(converted: "Convert") -> None:
    assert len(converted("a\n2. b\n3. c\n4. d\n\na\n2. b\n3. c").problems) == 2


LOST = {
    "| a |\n|---|\n| b | c | d |\n": ["a.md:3:7"],
    "> | a |\n> |---|\n> | b | c\n> | b | |\n": ["a.md:3:9"],
    "a | b\n--|--\n`c|d` | e\n": ["a.md:3:9"],
    "| a |\n|---|\n| b \\| c | |\n| d\n": [],
}


@pytest.mark.parametrize("text", LOST)
def test_a_cell_that_is_in_no_column_is_told(converted: "Convert", text: str) -> None:
    message = "readers do not get this cell, which has no head above it"
    assert converted(text).told() == [f"{place}  {message}" for place in LOST[text]]
