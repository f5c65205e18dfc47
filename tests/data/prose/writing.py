"""Values of a small page, written as a build writes them."""

from typing import Any

from msgspec import Struct, json

from generator.data.dataset import Column, Dataset
from generator.data.prose.render import write_values
from generator.data.prose.values import Movable, Param, Prose, WrittenValue
from generator.engine import Made, keep
from generator.markup.parts import Expression
from generator.problems import Place

FEES: list[dict[str, Any]] = [
    {"fee": 0.2, "year": 0, "value": 100, "kind": "fund", "day": "2020-01-15", "cheap": True},
    {"fee": 0.2, "year": 25, "value": 95.1, "kind": "fund", "day": "2020-02-15", "cheap": True},
    {"fee": 1, "year": 0, "value": 100, "kind": "bank", "day": "2020-03-15", "cheap": False},
    {"fee": 1, "year": 25, "value": 77.8, "kind": "bank", "day": "2020-04-15", "cheap": False},
    {"fee": 2, "year": 0, "value": 100, "kind": "bank", "day": "2020-05-15", "cheap": False},
    {"fee": 2, "year": 25, "value": None, "kind": "bank", "day": "2020-06-15", "cheap": False},
]
TYPES: dict[str, Any] = {
    "fee": "number",
    "year": "number",
    "value": "number",
    "kind": "text",
    "day": "date",
    "cheap": "boolean",
}
PARAMS = (
    Param("fee", "1", 0, 3),
    Param("years", "25", 0, 30),
    Param("kind", '"bank"', options=('"bank"', '"fund"')),
    Param("on", "true", options=("true", "false")),
)
FIGURES = (Movable("curve", PARAMS, live=True), Movable("gone", drawn=False))


class Page(Struct, frozen=True):
    """What became of some expressions, and the files that they need."""

    made: Made[tuple[WrittenValue, ...]]

    @property
    def told(self) -> list[tuple[int, str, str]]:
        """Return the columns, messages and hints of all problems."""
        problems = self.made.problems
        return [(p.place.column if p.place else 0, p.message, p.hint) for p in problems]


def written(*texts: str, figures: tuple[Movable, ...] = FIGURES) -> Page:
    """Write expressions; the text of each begins in column 1."""
    blob, raw = keep(json.encode(FEES))
    columns = tuple(Column(name, kind) for name, kind in TYPES.items())
    datasets = tuple(Dataset(name, columns, blob, len(FEES)) for name in ("fees", "my fees.csv"))
    expressions = tuple(Expression(text, Place("a.md", 7, 1), text) for text in texts)
    return Page(write_values(Prose(expressions, datasets, figures), lambda _: raw))


def text_of(text: str) -> str:
    """Write one expression that has a value."""
    page = written(text)
    assert page.told == [], page.told
    assert page.made.value is not None
    return page.made.value[0].text
