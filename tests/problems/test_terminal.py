"""Problems in a terminal: readable, aligned and harmless.

What the system refuses is the user's to mend; what fails within us is a bug.
"""

import errno
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Place, Problem
from generator.problems.excerpt import WIDEST, harmless
from generator.problems.terminal import OURS, REFUSALS, refused, show, show_all


def caret_column(shown: str) -> int:
    """Return how many characters stand before the caret, behind the gutter."""
    line = next(line for line in shown.splitlines() if line.rstrip().endswith("^"))
    return line.index("^") - len("   1 | ")


def test_a_whole_problem() -> None:
    place = Place("content/posts/sales/index.md", 17, 6)
    problem = Problem('no column "totl" in sales.csv', place, 'did you mean "total"?', "y:   totl")
    assert show(problem, color=False) == (
        'content/posts/sales/index.md:17:6  error: no column "totl" in sales.csv\n'
        "  17 | y:   totl\n"
        "     |      ^\n"
        '  hint: did you mean "total"?'
    )


def test_without_place_hint_and_source() -> None:
    assert show(Problem("broken"), color=False) == "error: broken"
    whole = Problem("broken", Place("a.md"), severity="warning")
    assert show(whole, color=False) == "a.md  warning: broken"
    line = Problem("broken", Place("a.md", 3), source="x")
    assert show(line, color=False) == "a.md:3  error: broken\n   3 | x"


def test_colour_adds_nothing_but_colour() -> None:
    problem = Problem("x", Place("a", 1, 1), "h", "line")
    colored = show(problem, color=True)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == show(problem, color=False)


@pytest.mark.parametrize(
    ("source", "column", "before"),
    [
        ("\tx", 2, 4),
        ("a\tx", 3, 4),
        ("日本x", 3, 4),
        ("e\u0301x", 3, 1),
        ("abc", 4, 3),
        ("abc", 99, 3),
    ],
)
def test_the_caret_stands_under_its_column(source: str, column: int, before: int) -> None:
    shown = show(Problem("m", Place("a", 1, column), source=source), color=False)
    assert caret_column(shown) == before


@pytest.mark.parametrize("column", [1, 40, 500, 1000])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    source = "".join(chr(97 + index % 26) for index in range(1000))
    shown = show(Problem("m", Place("a", 1, column), source=source), color=False)
    excerpt = shown.splitlines()[1].removeprefix("   1 | ")
    assert len(excerpt) <= WIDEST + 2
    assert excerpt[caret_column(shown)] == source[column - 1]
    assert excerpt.startswith("…") == (column > WIDEST)
    assert excerpt.endswith("…") == (column < 1000 - WIDEST)


def test_what_an_author_writes_cannot_act_on_the_terminal() -> None:
    problem = Problem("m\x1b[2J", Place("p\x07", 1, 1), "h\x9b31m\u202e", "s\x1b]0;t\x07")
    shown = show(problem, color=False)
    assert shown == ("p␇:1:1  error: m␛[2J\n   1 | s␛]0;t␇\n     | ^\n  hint: h�31m�")


@given(st.text(), st.text(), st.integers(0, 50))
def test_no_text_breaks_out(text: str, source: str, column: int) -> None:
    shown = show(Problem(text, Place("p", 1, column), text, source), color=False)
    assert harmless(shown.replace("\n", "")) == shown.replace("\n", "")
    shown.encode()


def test_lines_of_a_message_are_indented() -> None:
    shown = show(Problem("one\ntwo", hint="three\r\nfour"), color=False)
    assert shown == "error: one\n  two\n  hint: three\n        four"


def test_all_problems_once_by_place_errors_last() -> None:
    early, late = Problem("e", Place("a", 2)), Problem("l", Place("a", 10))
    warning = Problem("w", Place("b", 1), severity="warning")
    shown = show_all([late, warning, early, late], color=False)
    assert shown.split("\n\n") == [show(each, color=False) for each in (warning, early, late)]


def test_too_many_are_counted_and_warnings_left_out_first() -> None:
    errors = [Problem(f"e{index}", Place("a", index + 1)) for index in range(4)]
    warnings = [Problem(f"w{index}", severity="warning") for index in range(3)]
    shown = show_all([*warnings, *errors], color=False, limit=3)
    assert shown.endswith("\n\nand 4 more: 1 error, 3 warnings")
    assert shown.count("error:") == 3
    assert "w0" not in shown


def test_none() -> None:
    assert show_all([], color=False) == ""


@pytest.mark.parametrize("name", REFUSALS)
def test_every_refusal_has_a_sentence_a_path_and_a_cure(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = getattr(errno, name, None)
    if code is None:
        pytest.skip("no error of this system's")
    problem = refused(OSError(code, os.strerror(code), str(tmp_path / "build/a.html")))
    assert problem is not None
    assert (problem.message, problem.hint) == REFUSALS[name]
    assert problem.place == Place("build/a.html")
    assert problem.severity == "error"


def test_a_path_elsewhere_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    problem = refused(PermissionError(errno.EACCES, "", os.fsencode(tmp_path / "there")))
    assert problem is not None
    assert problem.place == Place(str(tmp_path / "there"))


def test_where_we_stood_may_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(os, "getcwd", gone)
    problem = refused(PermissionError(errno.EACCES, "", str(tmp_path)))
    assert problem is not None
    assert problem.place == Place(str(tmp_path))


def test_of_two_paths_the_second_is_the_one_that_was_not_had(tmp_path: Path) -> None:
    problem = refused(OSError(errno.ENOTEMPTY, "Directory not empty", "a", None, str(tmp_path)))
    assert problem is not None
    assert (problem.message, problem.place) == ("directory not empty", Place(str(tmp_path)))


def test_a_refusal_without_a_path_has_no_place() -> None:
    problem = refused(OSError(errno.ENOSPC, "No space left on device"))
    assert problem is not None
    assert problem.place is None


@pytest.mark.parametrize(
    "error",
    [
        KeyError("a"),
        OSError("of some library"),
        FileNotFoundError(errno.ENOENT, "No such file or directory"),
        FileNotFoundError(errno.ENOENT, "No such file or directory", str(OURS / "a/lost.css")),
    ],
)
def test_what_is_a_bug_of_ours_stays_one(error: Exception) -> None:
    assert refused(error) is None
