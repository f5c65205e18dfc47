"""The types of block that a site brings along, known before its documents are read."""

from collections.abc import Mapping

from generator.blocks.makers import READ_KIND
from generator.engine import Blob, Engine, Step
from generator.markup.kinds import OwnKind, OwnSource
from generator.pipeline.step_problems import problems_of
from generator.problems import Problem
from generator.site.folders import BLOCKS

ENDING = ".py"


def read_kinds(
    engine: Engine, files: Mapping[str, Blob]
) -> tuple[tuple[OwnKind, ...], tuple[Problem, ...]]:
    """Read what types of block the site brings along; nothing of them runs."""
    paths = [
        path
        for path in files
        if path.startswith(f"{BLOCKS}/") and path.count("/") == 1 and path.endswith(ENDING)
    ]
    if not paths:
        return (), ()
    sources = (OwnSource(_name(path), path, files[path]) for path in paths)
    made = engine.run("types of blocks", [Step(READ_KIND, source) for source in sources])
    kinds = tuple([each.value for each in made if each.value is not None])
    return engine.recall.same("types of blocks", kinds), problems_of(made)


def _name(path: str) -> str:
    return path[len(BLOCKS) + 1 : -len(ENDING)]


def source_of(kind: str) -> str:
    """Return the path of a type's Python."""
    return f"{BLOCKS}/{kind}{ENDING}"
