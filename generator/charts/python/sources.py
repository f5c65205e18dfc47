"""Where the charts of an author's Python take their data from."""

from typing import Any

from msgspec import Struct

from generator.blocks.chart import data_names, own_names
from generator.blocks.samples import sample_at
from generator.charts.python.reading import last_spot, spot_of_word
from generator.data.dataset import is_web
from generator.problems.fault import Fault, Path, Spot


class Resolved(Struct, frozen=True):
    """A specification, the datasets that it names, and what is wrong with others."""

    spec: dict[str, Any]
    names: tuple[str, ...]
    faults: tuple[Fault, ...]


def resolve(spec: dict[str, Any], given: frozenset[str], code: str) -> Resolved:
    """Name every dataset of a specification as the site does."""
    own = own_names(spec)
    names: list[str] = []
    faults: list[Fault] = []
    for path, name in list(data_names(spec)):
        wanted = sample_at(name) or name
        if wanted in own:
            continue
        if wanted in given:
            _put(spec, path, wanted)
            names.append(wanted)
        else:
            faults.append(_unknown(name, wanted, spot_of_word(name, code) or last_spot(code)))
    return Resolved(spec, tuple(dict.fromkeys(names)), tuple(faults))


def _put(spec: Any, path: Path, name: str) -> None:
    for step in path[:-1]:
        spec = spec[step]
    spec[path[-1]] = name


def _unknown(name: str, wanted: str, spot: Spot) -> Fault:
    if wanted != name:
        hint = f"sample data are not fetched: save {name} there"
        return Fault(f'there is no "content/{wanted}"', spot, hint)
    if is_web(name):
        hint = "keep a copy beside the post, or write a loader that prints it"
        return Fault(f'"{name}" is on the web, and a build opens no connection', spot, hint)
    hint = f'say so in a line at the head of the block: "#| data: {name}"'
    return Fault(f'this chart is drawn from "{name}", which is not declared', spot, hint)
