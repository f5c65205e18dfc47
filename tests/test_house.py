"""The house stands as it is to stand: no circles, few imports within functions, short functions."""

from itertools import chain
from pathlib import Path

import pytest

from tests.house import (
    LONGEST,
    Module,
    circles,
    figures,
    functions,
    modules_of,
    shared_names,
    with_one_importer,
    without_reason,
)
from tests.recipes import ROOT, recipes, span

HOUSE = modules_of(ROOT / "generator")
MOST_INSIDE = 40
"""So many imports of ours may stand within functions, each with its reason."""
MOST_UNNAMED = 20
"""So many mappings may go through the charts' room that no type has a name for."""
MOST_SHARED = 10
"""So many names may stand for more than one class."""


@pytest.fixture
def small(tmp_path: Path) -> dict[str, Module]:
    """Read a package of three modules, two of which import each other."""
    texts = {
        "__init__": "",
        "a": "from generator import b\nclass Page: ...\n",
        "b": "def f():\n    from generator.a import Page\nclass _Page: ...\n",
        "c": "import generator.b\n",
    }
    for name, text in texts.items():
        path = tmp_path / f"generator/{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return modules_of(tmp_path / "generator")


def test_a_mapping_by_another_name_is_counted(tmp_path: Path) -> None:
    (tmp_path / "generator/charts").mkdir(parents=True)
    text = "Node = dict[str, Any]\nSpec = Node\ndef f(one: Spec, other: Node) -> None: ...\n"
    (tmp_path / "generator/charts/a.py").write_text(text)
    counted = figures(modules_of(tmp_path / "generator"))
    assert (counted["dict[str, Any] in charts"], counted["the same by other names"]) == (1, 3)


def test_no_modules_import_each_other() -> None:
    assert circles(HOUSE) == []


def test_few_imports_of_ours_stand_within_functions() -> None:
    inside = [
        (name, each.target)
        for name, module in HOUSE.items()
        for each in module.imports
        if each.inside
    ]
    assert len(inside) < MOST_INSIDE, inside


def test_each_of_them_has_its_reason_above() -> None:
    bare = {name: list(without_reason(module)) for name, module in HOUSE.items()}
    assert {name: lines for name, lines in bare.items() if lines} == {}


def test_an_import_without_a_reason_is_seen(small: dict[str, Module]) -> None:
    assert list(without_reason(small["generator.b"])) == [2]


def test_a_circle_through_a_function_is_seen(small: dict[str, Module]) -> None:
    assert circles(small) == [("generator.a", "generator.b")]


def test_what_one_module_imports_and_what_two_classes_are_called(small: dict[str, Module]) -> None:
    assert with_one_importer(small) == ["generator.a"]
    assert shared_names(small) == ["Page"]


def test_a_class_has_its_name_for_itself() -> None:
    shared = shared_names(HOUSE)
    assert len(shared) < MOST_SHARED, shared


def test_nearly_every_mapping_of_a_chart_has_a_name() -> None:
    assert figures(HOUSE)["dict[str, Any] in charts"] < MOST_UNNAMED


def test_few_modules_serve_one_other_alone() -> None:
    """A module that one other imports is nearly always a part of that one, or of its twin."""
    assert len(with_one_importer(HOUSE)) < len(HOUSE) / 3


def test_changes_that_are_asked_for_often_find_their_places() -> None:
    """``tests/test_contributing.py`` makes them and builds with them."""
    places = chain.from_iterable(recipes((ROOT / "CONTRIBUTING.md").read_text("utf-8")).values())
    for place in places:
        assert place.old or not (ROOT / place.path).exists()
        assert not place.old or span(place, (ROOT / place.path).read_text("utf-8"))


def test_no_function_is_longer_than_a_screen() -> None:
    assert [name for name, lines in functions(HOUSE) if lines > LONGEST] == []
