"""EXECUTE: the Python of every post that has some, each post in a process of its own."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.charts.makers import EXECUTE
from generator.charts.python.execute import Execution, Outcome, PythonInput
from generator.charts.python.message import PythonCode
from generator.data.dataset import Dataset, Reference
from generator.engine import NO_LIMIT, Blob, Engine, Step
from generator.markup.parts import Block
from generator.pipeline.datasets import Loaded, load_more
from generator.pipeline.step_problems import not_run
from generator.problems import Place, Problem
from generator.site.document import Document
from generator.site.placing import Page

FigureAt = tuple[str, int]
"""The path of a page, and which of its figures."""


class Run(Struct, frozen=True):
    """What the Python of all posts came to, and all datasets, also those that only it named."""

    outcomes: Mapping[FigureAt, Outcome]
    loaded: Loaded
    problems: tuple[Problem, ...] = ()
    own: Mapping[FigureAt, Blob | None] = {}
    """What blocks of the site's own types drew, None where one failed."""

    def spec(self, page: Page, figure: int) -> Blob | None:
        """Return the specification that a block's Python made."""
        at = (page.path, figure)
        outcome = self.outcomes.get(at)
        return outcome.spec if outcome else self.own.get(at)

    def datasets(self, page: Page, figure: int) -> tuple[Dataset, ...] | None:
        """Return what a figure is drawn from; nothing where it cannot be drawn."""
        contents, at = page.document.contents[figure], (page.path, figure)
        if at in self.own and self.own[at] is None:
            return None
        if contents.script is None:
            return self.loaded.of(page.path, contents.datasets)
        outcome = self.outcomes.get(at)
        if outcome is None or outcome.spec is None:
            return None
        found = [self.loaded.datasets.get((page.path, name)) for name in outcome.names]
        return None if None in found else tuple(each for each in found if each is not None)


def execute_posts(
    engine: Engine, pages: Sequence[Page], loaded: Loaded, *, execute: bool = True
) -> Run:
    """Run every post's Python, and load what its charts name.

    Without ``execute`` all comes from the cache.
    """
    posts = [(page.document, step) for page in pages if (step := _step(page.document, loaded))]
    problems = []
    if not execute:
        unmade = [post for post in posts if not engine.was_made(post[1])]
        posts = [post for post in posts if post not in unmade]
        problems += [_not_run(_blocks(document)[0]) for document, _ in unmade]
    made = engine.run("execute", [step for _, step in posts], few=1, limit=NO_LIMIT)
    outcomes: dict[FigureAt, Outcome] = {}
    for (document, _), each in zip(posts, made, strict=True):
        if each.value is not None:
            pairs = zip(_scripted(document), each.value.outcomes, strict=True)
            outcomes |= {(document.path, figure): outcome for figure, outcome in pairs}
            problems += each.value.problems(_blocks(document))
    named = [(path, name) for (path, _), outcome in outcomes.items() for name in outcome.names]
    return Run(outcomes, load_more(engine, loaded, named), tuple(problems))


def _blocks(document: Document) -> list[Block]:
    return [document.markup.figures[figure] for figure in _scripted(document)]


def _scripted(document: Document) -> list[int]:
    """Return which figures of a document are made by Python."""
    return [at for at, each in enumerate(document.contents) if each.script is not None]


def _step(document: Document, loaded: Loaded) -> Step | None:
    """Return the step that runs a post's Python, nothing where it has none or lacks data."""
    declared = [each.datasets for each in document.contents if each.script is not None]
    if not declared or any(loaded.of(document.path, each) is None for each in declared):
        return None
    scripts = [each.script for each in document.contents if each.script is not None]
    codes = tuple(
        PythonCode(script.text, tuple(_tables(document.path, (*said, *script.noticed), loaded)))
        for script, said in zip(scripts, declared, strict=True)
    )
    every = (*(one for each in declared for one in each), *document.noticed)
    given = _given(document.path, every, loaded)
    return Step(EXECUTE, Execution(codes, tuple(given)))


def _tables(path: str, references: Sequence[Reference], loaded: Loaded) -> Iterator[str]:
    """Give the datasets that a block's code has under a name of their own."""
    for name in dict.fromkeys(reference.name for reference in references):
        if (path, name) in loaded.datasets:
            yield name


def _given(path: str, references: Sequence[Reference], loaded: Loaded) -> Iterator[PythonInput]:
    for name in dict.fromkeys(reference.name for reference in references):
        dataset, file = loaded.datasets.get((path, name)), loaded.files.get((path, name))
        if dataset is not None or file is not None:
            yield PythonInput(name, dataset, file.blob if file else None)


def _not_run(block: Block) -> Problem:
    return not_run("this block's Python", Place(block.path, block.line - 1), block.fence)
