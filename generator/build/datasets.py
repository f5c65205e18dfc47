"""LOAD: every dataset that something on a page asks for."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.build.found import problems_of
from generator.data.dataset import Dataset
from generator.data.load import Loading, load
from generator.engine import Blob, Engine, Step
from generator.problems import Problem
from generator.site.catalogue import Page
from generator.site.datasets import find_dataset


class Loaded(Struct, frozen=True):
    """The datasets of each figure, by page and index; figures that miss one are not there."""

    datasets: Mapping[tuple[str, int], tuple[Dataset, ...]]
    problems: tuple[Problem, ...]


def load_datasets(engine: Engine, pages: Sequence[Page], files: Mapping[str, Blob]) -> Loaded:
    """LOAD: every dataset that some figure asks for."""
    found = {
        (page.path, index): tuple(
            find_dataset(reference, page.document, files) for reference in references
        )
        for page in pages
        for index, references in enumerate(page.document.references)
    }
    missing = [one for each in found.values() for one in each if isinstance(one, Problem)]
    wanted = list(
        dict.fromkeys(one for each in found.values() for one in each if isinstance(one, Loading))
    )
    made = dict(zip(wanted, engine.run("load", [Step(load, one) for one in wanted]), strict=True))
    ready = {}
    for figure, each in found.items():
        datasets = [made[one].value for one in each if isinstance(one, Loading)]
        if len(datasets) == len(each) and None not in datasets:
            ready[figure] = tuple(dataset for dataset in datasets if dataset is not None)
    return Loaded(ready, (*missing, *problems_of(made.values())))
