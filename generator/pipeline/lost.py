"""Notebooks that nobody sees: they are no posts, and no page offers them as files."""

from collections.abc import Collection, Iterable, Mapping

from generator.engine import Blob
from generator.pages.outputs import Output
from generator.problems import Place, Problem
from generator.site.slug import CELLS, SOURCES, is_source

_NOTEBOOK = CELLS[0]


def notebooks_in(files: Mapping[str, Blob]) -> tuple[str, ...]:
    """Return the paths of notebooks that stand alone, and in no folder of a post."""
    paths = [path for path in files if path.endswith(_NOTEBOOK) and is_source(path, SOURCES)]
    return tuple([path for path in paths if not _is_beside(path, files)])


def _is_beside(path: str, files: Mapping[str, Blob]) -> bool:
    """Tell whether a post's folder holds it: there an author may keep what made the post."""
    folder, _, name = path.rpartition("/")
    others = (f"{folder}/index{ending}" for ending in SOURCES)
    return not name.startswith("index.") and any(other in files for other in others)


def lost_notebooks(
    notebooks: Iterable[str], read: Collection[str], outputs: Iterable[Output]
) -> tuple[Problem, ...]:
    """Tell of each notebook that is neither read as a source nor published as a file."""
    lost = [path for path in notebooks if path not in read]
    offered = {output.origin for output in outputs} if lost else set()
    return tuple([_problem(path) for path in lost if path not in offered])


def _problem(path: str) -> Problem:
    message = "this notebook is published nowhere: its first cell has no front matter"
    hint = (
        "write ---, title: My first post, date: 2024-05-01, --- into a first cell of Markdown;"
        " or link to it from a post to offer it as a file"
    )
    return Problem(message, Place(path), hint, severity="warning")
