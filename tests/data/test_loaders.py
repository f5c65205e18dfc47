"""What a loader says about itself."""

import pytest

from generator.data.loaders import TIME_LIMIT, Declared, Head, Input, read_head
from generator.engine import Made, keep
from generator.problems import Place


def head(program: str | bytes) -> Made[Declared]:
    blob, raw = keep(program)
    return read_head(Head("content/a.csv.py", blob), {blob: raw}.__getitem__)


def declared(program: str | bytes) -> Declared:
    made = head(program)
    assert made.value is not None
    assert made.problems == ()
    return made.value


def test_inputs_have_their_places() -> None:
    line = "# inputs: a.csv,  raw/my file.json ,"
    found = declared(f'#!/usr/bin/env python3\n"""Print."""\n{line}\n# inputs: b\nprint()\n')
    assert found == Declared(
        (
            Input("a.csv", Place("content/a.csv.py", 3, 11), line),
            Input("raw/my file.json", Place("content/a.csv.py", 3, 19), line),
            Input("b", Place("content/a.csv.py", 4, 11), "# inputs: b"),
        ),
        TIME_LIMIT,
    )


@pytest.mark.parametrize("mark", ["#", "//", "--", "%", "  #"])
def test_comments_of_many_languages(mark: str) -> None:
    found = declared(f"{mark} inputs: a\n{mark} time_limit: 7\n")
    assert ([each.pattern for each in found.inputs], found.time_limit) == (["a"], 7)


@pytest.mark.parametrize(
    "program",
    ["inputs: a\n", "x = '# inputs: a'\n", "# my inputs: a\n", b"\x7fELF\0\n# inputs: a\n", b""],
)
def test_what_declares_nothing(program: str | bytes) -> None:
    assert declared(program) == Declared()


@pytest.mark.parametrize("limit", ["0", "-1", "1.5", "a minute", "999999", ""])
def test_a_time_limit_that_is_none(limit: str) -> None:
    (problem,) = head(f"# time_limit: {limit}\n").problems
    assert (problem.message, problem.hint) == (
        f'time_limit cannot be "{limit}"',
        "a number of seconds, such as 300",
    )
