"""What a type of block declares in its Python, of which nothing runs."""

import pytest

from generator.blocks.own_kinds import read_kind
from generator.engine import Made, keep
from generator.markup.kinds import OwnKind, OwnSource

SAY = "def markdown(text, options, data):\n    return text\n"


def read(text: str, name: str = "say") -> Made[OwnKind]:
    blob, raw = keep(text)
    return read_kind(OwnSource(name, f"blocks/{name}.py", blob), lambda _: raw)


def test_a_type_says_what_it_makes_takes_and_starts() -> None:
    text = f'PROGRAMS = ["dot"]\nOPTIONS = {{"a": None, "b": 2}}\nraise SystemExit\n{SAY}'
    assert read(text).value == OwnKind("say", "markdown", (("a", None), ("b", "2")), ("dot",))


@pytest.mark.parametrize(
    ("text", "name", "place", "message"),
    [
        (
            "x = 1",
            "say",
            "1:1",
            "has no function that says what it makes",
        ),
        (
            SAY + SAY.replace("markdown", "html"),
            "say",
            "3:1",
            "has two functions that say what it makes",
        ),
        ("def svg(text):\n    pass", "say", "1:1", "svg() is given three things"),
        ("def svg(text:\n    pass", "say", "1:8", "not Python: "),
        (f"OPTIONS = dict(a=1)\n{SAY}", "say", "1:1", "OPTIONS must be written out"),
        (f"PROGRAMS = 'dot'\n{SAY}", "say", "1:1", "PROGRAMS must be written out"),
        (SAY, "chart", "1:1", '"chart" is a block of Postrock already'),
        (SAY, "Say it", "1:1", 'no block can be called "Say it"'),
    ],
)
def test_a_wrong_type_is_told_with_its_place(
    text: str, name: str, place: str, message: str
) -> None:
    made = read(text, name)
    (problem,) = made.problems
    assert made.value is None
    assert str(problem.place) == f"blocks/{name}.py:{place}"
    assert message in problem.message
