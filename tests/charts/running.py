"""Runs the Python of a post as a build does, for the tests of this room."""

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from generator.charts.python.execute import Executed, Execution, Outcome, PythonInput
from generator.charts.python.message import PythonCode
from generator.charts.python.process import execute
from generator.data.dataset import Dataset, Loading
from generator.data.decoding import load
from generator.engine import Made, keep
from generator.problems import Problem

CHART = "\nalt.Chart(alt.Data(values=[{'a': 1}])).mark_point().encode(x='a:Q')"
"""A last line that makes some chart."""


class Ran(Struct, frozen=True):
    """What came of the blocks of a post."""

    made: Made[Executed]
    store: dict[str, bytes]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        assert self.made.value
        return self.made.value.outcomes

    @property
    def told(self) -> list[Problem]:
        """Return what is told, of all blocks."""
        return [each for outcome in self.outcomes for each in outcome.problems]

    @property
    def messages(self) -> list[str]:
        return [told.message for told in self.told]

    def spec(self, index: int = 0) -> dict[str, Any]:
        """Return the specification that a block made."""
        spec = self.outcomes[index].spec
        assert spec, self.told
        found: dict[str, Any] = json.loads(self.store[spec.digest])
        return found

    def rows(self, index: int = 0) -> list[dict[str, Any]]:
        """Return the rows of a specification that has one dataset inside."""
        ((rows),) = self.spec(index)["datasets"].values()
        assert isinstance(rows, list)
        return rows


def ran(
    *codes: str,
    files: Mapping[str, str] | None = None,
    tables: Mapping[str, str] | None = None,
    time_limit: int = 60,
) -> Ran:
    """Run blocks one after another; ``files`` can be opened, ``tables`` are data frames."""
    store: dict[str, bytes] = {}
    given = [
        PythonInput(name, file=_kept(text.encode(), store)) for name, text in (files or {}).items()
    ]
    given += [
        PythonInput(name, _dataset(name, text, store)) for name, text in (tables or {}).items()
    ]
    blocks = tuple(PythonCode(code, tuple(tables or ())) for code in codes)
    value = Execution(blocks, tuple(given), time_limit)
    made = execute(value, lambda blob: store[blob.digest])
    for raw in made.blobs:
        _kept(raw, store)
    return Ran(made, store)


def _dataset(name: str, text: str, store: dict[str, bytes]) -> Dataset:
    loading = Loading(name, f"content/{name}.csv", _kept(text.encode(), store))
    made = load(loading, lambda blob: store[blob.digest])
    for raw in made.blobs:
        _kept(raw, store)
    assert made.value, made.problems
    return made.value


def _kept(raw: bytes, store: dict[str, bytes]) -> Any:
    blob, _ = keep(raw)
    store[blob.digest] = raw
    return blob
