"""LOAD: run the loaders, then read every dataset that something on a page asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from generator.data.dataset import SAID, Dataset, Loading, Querying, Reference, SqlBlock
from generator.data.formats import BINARY_FORMS, form_of_file
from generator.data.loaders import Declared, Head, LoaderFile, Running
from generator.data.makers import LOAD, QUERY, READ_HEAD, RUN_LOADER
from generator.engine import FEW, NO_LIMIT, Blob, Engine, Step
from generator.pipeline.cutting import cut_datasets
from generator.pipeline.graph import Name, trace
from generator.pipeline.step_problems import AuthorCode, problems_of, take_out_code
from generator.problems import Place, Problem
from generator.site.files import find_inputs
from generator.site.placing import Page


class LoaderResults(Struct, frozen=True):
    """What loaders wrote, ready to be read; one that failed is only among the problems."""

    loads: Mapping[LoaderFile, Loading]
    problems: tuple[Problem, ...] = ()


def run_loaders(
    engine: Engine, loaders: Iterable[LoaderFile], files: Mapping[str, Blob], *, execute: bool
) -> LoaderResults:
    """Run every loader whose program or inputs are new."""
    wanted = tuple(dict.fromkeys(loaders))
    heads = engine.run("heads", [Step(READ_HEAD, Head(one.path, one.program)) for one in wanted])
    steps: dict[LoaderFile, Step] = {}
    problems = list(problems_of(heads))
    for loader, head in zip(wanted, heads, strict=True):
        running, wrong = _running(loader, head.value or Declared(), files)
        problems += wrong
        if not wrong and not head.problems:
            steps[loader] = Step(RUN_LOADER, running)
    not_run = () if execute else take_out_code(engine, steps, _code)
    made = dict(
        zip(steps, engine.run("loaders", list(steps.values()), limit=NO_LIMIT), strict=True)
    )
    loads = {
        one: Loading(
            "", one.output, each.value, loader=one.path, **{key: getattr(one, key) for key in SAID}
        )
        for one, each in made.items()
        if each.value is not None
    }
    return LoaderResults(loads, (*problems, *not_run, *problems_of(made.values())))


def _running(
    loader: LoaderFile, head: Declared, files: Mapping[str, Blob]
) -> tuple[Running, tuple[Problem, ...]]:
    found, problems = find_inputs((*head.inputs, *loader.inputs), files)
    inputs = tuple((path, files[path]) for path in found if path != loader.path)
    return Running(loader.path, loader.program, inputs, head.time_limit), problems


def _code(value: Running) -> AuthorCode:
    return AuthorCode("this loader", Place(value.path))


class Loaded(Struct, frozen=True):
    """Every dataset under the name that a document uses; ``problems`` are those of others.

    ``files`` are those that a document names, read as rows or not.
    """

    datasets: Mapping[Name, Dataset]
    problems: tuple[Problem, ...] = ()
    files: Mapping[Name, Loading] = {}
    loads: Mapping[Name, Loading] = {}
    """What was read from files and blocks: where their rows stand."""

    def of(self, path: str, references: Sequence[Reference]) -> tuple[Dataset, ...] | None:
        """Return what a document's references mean, nothing where one of them is missing."""
        names = [(path, reference.name) for reference in references]
        if any(name not in self.datasets for name in names):
            return None
        return tuple(self.datasets[name] for name in names)

    @property
    def written(self) -> dict[str, Blob]:
        """Return what loaders wrote, by the path of the file that it would be."""
        return {one.path: one.blob for one in self.files.values() if one.loader}


Ask = Callable[[Mapping[Name, SqlBlock]], Loaded]
"""Puts questions to the connections that they name."""


def load_datasets(
    engine: Engine,
    pages: Sequence[Page],
    files: Mapping[str, Blob],
    ask: Ask,
    timezone: str = "",
    *,
    execute: bool = True,
) -> Loaded:
    """LOAD: loaders, then files and blocks, then queries, each after those it asks for.

    Times with an offset are shown in the time zone. Without ``execute`` what loaders write comes
    from the cache alone.
    """
    graph = trace(pages, files)
    loaders = graph.loaders()
    written = run_loaders(engine, loaders.values(), files, execute=execute)
    loads = graph.loads() | {
        name: written.loads[one] for name, one in loaders.items() if one in written.loads
    }
    loads = {name: structs.replace(one, timezone=timezone) for name, one in loads.items()}
    problems = [*graph.problems, *written.problems]
    wanted = {name: one for name, one in loads.items() if name in graph.means}
    whole = graph.rows() | dict(_loaded(engine, wanted, problems))
    datasets = cut_datasets(engine, graph.cuts, whole, problems) if graph.cuts else whole
    answered = ask(graph.questions())
    datasets |= answered.datasets
    problems += answered.problems
    for level in graph.levels():
        datasets |= dict(_answered(engine, level, datasets, problems, timezone))
    named = {name: structs.replace(one, name=name[1]) for name, one in datasets.items()}
    opened = {name: one for name, one in loads.items() if not one.name}
    return Loaded(named, tuple(dict.fromkeys(problems)), opened, loads)


def load_more(engine: Engine, loaded: Loaded, names: Iterable[Name]) -> Loaded:
    """Read files as rows that only an author's Python named before."""
    more = dict.fromkeys(name for name in names if name not in loaded.datasets)
    problems: list[Problem] = []
    found = _loaded(engine, {name: loaded.files[name] for name in more}, problems)
    named = {name: structs.replace(one, name=name[1]) for name, one in found}
    return Loaded(
        {**loaded.datasets, **named}, (*loaded.problems, *dict.fromkeys(problems)), loaded.files
    )


def _loaded(
    engine: Engine, loads: Mapping[Name, Loading], problems: list[Problem]
) -> Iterator[tuple[Name, Dataset]]:
    steps = [Step(LOAD, one) for one in loads.values()]
    # What unpacks binary files is foreign, and what is packed may be any size.
    is_binary = any((one.form or form_of_file(one.path)) in BINARY_FORMS for one in loads.values())
    made = engine.run("load", steps, few=0 if is_binary else FEW)
    for name, each in zip(loads, made, strict=True):
        problems += each.problems
        if each.value is not None:
            yield name, each.value


def _answered(
    engine: Engine,
    level: Mapping[Name, SqlBlock],
    datasets: Mapping[Name, Dataset],
    problems: list[Problem],
    timezone: str,
) -> Iterator[tuple[Name, Dataset]]:
    """Answer the queries whose tables are all there."""
    asked = {
        name: Step(QUERY, Querying(question.block.text, tables, timezone))
        for name, question in level.items()
        if (tables := _tables(name[0], question, datasets)) is not None
    }
    made = engine.run("query", list(asked.values()), few=0)
    for name, each in zip(asked, made, strict=True):
        problems += level[name].block.told(each.problems)
        if each.value is not None:
            yield name, each.value


def _tables(
    path: str, question: SqlBlock, datasets: Mapping[Name, Dataset]
) -> tuple[Dataset, ...] | None:
    found = [datasets.get((path, table.name)) for table in question.tables]
    named = [
        structs.replace(one, name=table.name)
        for one, table in zip(found, question.tables, strict=True)
        if one is not None
    ]
    return tuple(named) if len(named) == len(found) else None
