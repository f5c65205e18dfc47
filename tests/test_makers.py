"""Makers go by name: each name is that of a function that makes what it says."""

import inspect
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import generator
from generator.blocks.reading import Names, Said
from generator.charts.figure import AnyFigure
from generator.engine import Blob, Made, Maker
from generator.engine.step import function_of, named
from generator.markup.kinds import FIGURES, Kind

ROOMS = sorted(path.parent.name for path in Path(generator.__file__).parent.glob("*/makers.py"))
OFFERED = [
    pytest.param(each, id=f"{room}.{name}")
    for room in ROOMS
    for name, each in vars(import_module(f"generator.{room}.makers")).items()
    if isinstance(each, Maker)
]


def complaint(maker: Maker) -> str:
    """Say what is wrong with a maker, nothing if all is well."""
    try:
        function = function_of(maker)
    except (ImportError, AttributeError) as error:
        return str(error)
    if not inspect.isfunction(function) or function.__qualname__ != maker.name.partition(":")[2]:
        return "no top-level function"
    if list(inspect.signature(function).parameters) != ["value", "read"]:
        return "it does not take a value and read"
    made = get_type_hints(function)["return"]
    form: Any = Made
    return "" if made == form[maker.result] else f"it makes {made}"


@pytest.mark.parametrize("maker", OFFERED)
def test_every_maker_is_what_its_name_says(maker: Maker) -> None:
    assert complaint(maker) == ""


@pytest.mark.parametrize("kind", FIGURES, ids=lambda kind: kind.words[0])
def test_every_kind_of_figure_is_read_and_drawn_by_what_it_names(kind: Kind) -> None:
    assert complaint(Maker(kind.draw, AnyFigure)) == ""
    assert get_type_hints(named(kind.read)) == {"text": str, "names": Names, "return": Said}


def test_every_room_that_has_steps_is_looked_at() -> None:
    assert {"charts", "data", "markup", "pages", "site"} <= set(ROOMS)


@pytest.mark.parametrize(
    "maker",
    [
        Maker("generator.markup.kode:highlight", Blob),
        Maker("generator.markup.code:hilight", Blob),
        Maker("generator.markup.code:Lexer", Blob),
        Maker("generator.markup.code:highlight", str),
        Maker("generator.markup.addresses:refused", str),
    ],
)
def test_a_maker_that_is_not_is_caught(maker: Maker) -> None:
    assert complaint(maker)
