"""Imports go one way between the rooms, and heavy packages load only when they are needed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = [
    "problems",
    "engine",
    "markup",
    "data",
    "blocks",
    "notebooks",
    "site",
    "charts",
    "images",
    "pages",
    "search",
    "pipeline",
    "hosting",
    "scaffolds",
    "importers",
    "preview",
    "cli",
    "__main__",
]
HEAVY = {"altair", "babel", "duckdb", "pandas", "psycopg", "sqlalchemy", "vl_convert"}
HEAVY_ROOMS = {"charts", "data"}
GENERATOR = Path(__file__).parents[1] / "generator"

Import = tuple[int, str, bool]
"""Line, dotted name, and whether it stands inside a function."""


def imports_of(tree: ast.AST, inside: bool = False) -> Iterator[Import]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Import):
            yield from ((child.lineno, alias.name, inside) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            module = "." * child.level + (child.module or "")
            yield from ((child.lineno, f"{module}.{alias.name}", inside) for alias in child.names)
        elif not is_for_types_alone(child):
            in_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from imports_of(child, inside or in_function)


def is_for_types_alone(tree: ast.AST) -> bool:
    return isinstance(tree, ast.If) and ast.unparse(tree.test).endswith("TYPE_CHECKING")


def complaints(path: str, source: str) -> list[str]:
    """Say what is wrong with a module's imports; ``path`` is relative to generator/."""
    room = path.split("/", 1)[0].removesuffix(".py")
    if room not in (*ROOMS, "__init__"):
        return [f"{path}: the room {room!r} has no place in the order"]
    found = imports_of(ast.parse(source))
    judged = [(line, complaint(room, name, inside)) for line, name, inside in found]
    return [f"{path}:{line}: {wrong}" for line, wrong in judged if wrong]


def complaint(room: str, name: str, inside: bool) -> str:
    package, _, rest = name.partition(".")
    if name.startswith("."):
        return f"{name} is relative; write generator.…"
    if package in HEAVY and not (room in HEAVY_ROOMS and inside):
        return f"{package} loads in {room}, outside a function of {' or '.join(HEAVY_ROOMS)}"
    target = rest.split(".")[0]
    if package != "generator" or target not in ROOMS or target == room:
        return ""
    allowed = ROOMS[: ROOMS.index(room)] if room in ROOMS else []
    return "" if target in allowed else f"{room} imports {target}"


MODULES = sorted(path.relative_to(GENERATOR).as_posix() for path in GENERATOR.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES)
def test_imports_go_one_way(path: str) -> None:
    assert complaints(path, (GENERATOR / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("engine/step.py", "from generator.pages.values import SiteValue"),
        ("engine/step.py", "from generator import site"),
        ("site/urls.py", "def links():\n    import generator.charts.draw"),
        ("problems/place.py", "try:\n    import generator.engine\nfinally:\n    print()"),
        ("pipeline.py", "from generator.cli.main import main"),
        ("cli.py", "import generator.__main__"),
        ("__init__.py", "from generator.pipeline import build"),
        ("site/urls.py", "from ..charts import draw"),
        ("helpers/things.py", ""),
        ("charts/draw.py", "import altair"),
        ("charts/draw.py", "if True:\n    from pandas import DataFrame"),
        ("pages/body.py", "def draw():\n    import vl_convert"),
    ],
)
def test_a_wrong_import_is_caught(path: str, source: str) -> None:
    assert len(complaints(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("pages/values.py", "from generator.engine import Blob\nfrom generator import __version__"),
        ("pages/body.py", "from generator.pages.values import SiteValue\nimport json"),
        ("charts/draw.py", "def draw():\n    import altair as alt"),
        ("charts/draw.py", "if TYPE_CHECKING:\n    import pandas"),
        ("__main__.py", "from generator.cli.main import main"),
    ],
)
def test_a_right_import_passes(path: str, source: str) -> None:
    assert complaints(path, source) == []
