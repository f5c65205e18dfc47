"""What a block's Python made: its chart, and where its words and its data come from."""

import re
from typing import Any

import msgspec
from msgspec import Struct

from generator.blocks.altair import column, parse
from generator.blocks.chart import data_names, own_names
from generator.charts.authored import Authored, with_embedded
from generator.data.dataset import is_web, sample_at
from generator.problems.fault import Fault, Path, Spot, spot_at


def read_python(code: str, made: bytes) -> Authored:
    """Return the specification that a block's Python made, with the places of its words."""
    spec = with_embedded(msgspec.json.decode(made))

    def spot(path: Path) -> Spot:
        words = (_word(_part(spec, path[:length])) for length in range(len(path), 0, -1))
        spots = (spot_of_word(word, code) for word in words)
        return next(filter(None, spots), None) or last_spot(code)

    return Authored(spec, spot, spot)


def identifier(name: str) -> str:
    """Return the Python name of a dataset: ``data/fee-curves.csv`` is ``fee_curves``."""
    stem = re.sub(r"\.[A-Za-z0-9]+\Z", "", name.rpartition("/")[2])
    word = re.sub(r"\W", "_", stem)
    return f"_{word}" if word[:1].isdigit() else word


def last_spot(code: str) -> Spot:
    """Return where the last statement of some code begins, which is the chart."""
    tree = parse(code)
    if tree is None or not tree.body:
        return 1, 1
    last = tree.body[-1]
    return last.lineno, column(code.split("\n"), last)


def spot_of_word(word: Any, text: str) -> Spot | None:
    """Find where the author's code has a word of the specification in quotes."""
    if not isinstance(word, str) or not word:
        return None
    match = re.search(rf"""["'][^"'\n]*?(?<!\w)({re.escape(word)})(?!\w)""", text)
    if match is None:
        return None
    return spot_at(text, match.start(1))


def _word(part: Any) -> Any:
    """Return what the author most likely wrote of a part: itself, or the column it shows."""
    return part.get("field") if isinstance(part, dict) else part


def _part(spec: Any, path: Path) -> Any:
    for step in path:
        inside = isinstance(spec, list) and isinstance(step, int) and step < len(spec)
        spec = spec[step] if inside else spec.get(step) if isinstance(spec, dict) else None
    return spec


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
