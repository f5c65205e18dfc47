"""Run the loaders: the author's programs that write data files."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.data.dataset import Loading
from generator.data.loaders import Declared, Head, LoaderFile, Running
from generator.data.makers import READ_HEAD, RUN_LOADER
from generator.engine import NO_LIMIT, Blob, Engine, Step
from generator.pipeline.found import problems_of
from generator.pipeline.permission import Code, take_out_code
from generator.problems import Place, Problem
from generator.site.files import find_inputs


class Written(Struct, frozen=True):
    """What loaders wrote, ready to be read; one that failed is only among the problems."""

    loads: Mapping[LoaderFile, Loading]
    problems: tuple[Problem, ...] = ()


def run_loaders(
    engine: Engine, loaders: Iterable[LoaderFile], files: Mapping[str, Blob], *, execute: bool
) -> Written:
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
        one: Loading("", one.output, each.value, types=one.types, sheet=one.sheet, loader=one.path)
        for one, each in made.items()
        if each.value is not None
    }
    return Written(loads, (*problems, *not_run, *problems_of(made.values())))


def _running(
    loader: LoaderFile, head: Declared, files: Mapping[str, Blob]
) -> tuple[Running, tuple[Problem, ...]]:
    found, problems = find_inputs((*head.inputs, *loader.inputs), files)
    inputs = tuple((path, files[path]) for path in found if path != loader.path)
    return Running(loader.path, loader.program, inputs, head.time_limit), problems


def _code(value: Running) -> Code:
    return Code("this loader", Place(value.path))
