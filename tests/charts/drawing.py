"""Draws blocks as a build does, for the tests of this room."""

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from generator.blocks.contents import Contents, File
from generator.blocks.reading import read_block
from generator.charts.draw import draw
from generator.charts.figure import AnyFigure, Chart, Drawing
from generator.charts.python.execute import Executed, Execution, Outcome, PythonInput
from generator.charts.python.message import PythonCode
from generator.charts.python.process import execute
from generator.charts.shared import shared_of
from generator.data.dataset import Dataset, Loading
from generator.data.decoding import load
from generator.data.words import IN_CHARTS
from generator.engine import Blob, Made, keep
from generator.markup.parts import Block, Dialect
from generator.problems import Problem
from generator.problems.fault import Margin
from generator.site.look import Look
from tests.spoken import spoken

FILES = {
    "fees.csv": "year,fee,value,day\n"
    "2001,low,100,2020-01-15\n2002,low,110,2020-02-15\n"
    "2001,high,100,2020-03-15\n2002,high,105,2020-04-15\n",
}
LOOK = Look(
    colors=(
        ("chart-1", "#17737a", "#7bd6da"),
        ("chart-2", "#c57213", "#e2a445"),
        ("text", "#1c2625", "#e2e4dc"),
        ("text-muted", "#56615e", "#a1aba6"),
        ("grid", "#d9dbd2", "#2e393a"),
        ("page", "#f5f5f1", "#141a1b"),
    )
)


class Drawn(Struct, frozen=True):
    made: Made[AnyFigure]
    store: dict[str, bytes]

    @property
    def figure(self) -> Chart:
        assert isinstance(self.made.value, Chart), self.made.problems
        return self.made.value

    @property
    def svg(self) -> str:
        return self.store[self.figure.svg.digest].decode()

    @property
    def spec(self) -> bytes:
        assert self.figure.spec
        return self.store[self.figure.spec.digest]

    @property
    def told(self) -> list[tuple[str, str, str]]:
        return [(str(p.place), p.message, p.hint) for p in self.made.problems]


def drawn(
    kind: str,
    text: str,
    name: str = "c",
    files: Mapping[str, str] = FILES,
    look: Look = LOOK,
    *,
    shared: tuple[str, ...] = (),
    art: Mapping[str, str] | None = None,
    language: str = "en",
    timezone: str = "",
) -> Drawn:
    """Draw a block whose first line is line 10 of content/a.md."""
    block = Block(kind, name, text, "content/a.md", 10, (Margin(),), f"```{kind} {{#{name}}}")
    store: dict[str, bytes] = {}
    contents, raws = read_block(block, Dialect(language))
    _keep(raws, store)
    datasets = tuple(
        _load(reference.name, files[reference.name], store)
        for reference in contents.datasets
        if reference.name in files
    )
    outcome = Outcome()
    told: tuple[Problem, ...] = ()
    if kind == "altair":
        outcome, told = executed(block, contents, datasets, store)
        if outcome.spec is None:
            return Drawn(Made(None, told), store)
    given = tuple(
        File(each.name, f"content/{each.name}", _blob((art or {})[each.name], store))
        for each in contents.files
    )
    cut = tuple(shared_of(each, (text,)) for each in datasets if each.name in shared)
    drawing = Drawing(
        block, contents, datasets, look, spec=outcome.spec, files=given, shared=cut,
        words=spoken(language)[0].words.only(IN_CHARTS), timezone=timezone,
    )  # fmt: skip
    made = draw(drawing, lambda blob: store[blob.digest])
    _keep(made.blobs, store)
    return Drawn(structs.replace(made, problems=(*told, *made.problems)), store)


def executed(
    block: Block, contents: Contents, datasets: tuple[Dataset, ...], store: dict[str, bytes]
) -> tuple[Outcome, tuple[Problem, ...]]:
    """Run the Python of one block as a build does."""
    assert contents.script
    code = PythonCode(contents.script.text, tuple(each.name for each in datasets))
    given = tuple(PythonInput(each.name, each) for each in datasets)
    done = _execute(Execution((code,), given), store)
    assert done.made.value
    return done.outcomes[0], done.made.value.problems([block])


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
    """Run the Python of a post, block after block.

    ``files`` can be opened, ``tables`` are data frames.
    """
    store: dict[str, bytes] = {}
    given = [PythonInput(name, file=_blob(text, store)) for name, text in (files or {}).items()]
    given += [PythonInput(name, _load(name, text, store, ".csv"))
              for name, text in (tables or {}).items()]  # fmt: skip
    blocks = tuple(PythonCode(code, tuple(tables or ())) for code in codes)
    return _execute(Execution(blocks, tuple(given), time_limit), store)


def _execute(value: Execution, store: dict[str, bytes]) -> Ran:
    made = execute(value, lambda blob: store[blob.digest])
    _keep(made.blobs, store)
    return Ran(made, store)


def load_problems(name: str, text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a file of data."""
    blob, raw = keep(text)
    return load(Loading(name, f"content/{name}", blob), lambda _: raw).problems


def _load(name: str, text: str, store: dict[str, bytes], ending: str = "") -> Dataset:
    blob, raw = keep(text)
    made = load(Loading(name, f"content/{name}{ending}", blob), lambda _: raw)
    _keep(made.blobs, store)
    assert made.value, made.problems
    return made.value


def _blob(text: str, store: dict[str, bytes]) -> Blob:
    blob, raw = keep(text)
    store[blob.digest] = raw
    return blob


def _keep(blobs: tuple[bytes, ...], store: dict[str, bytes]) -> None:
    for raw in blobs:
        name: Blob = keep(raw)[0]
        store[name.digest] = raw
