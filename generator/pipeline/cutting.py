"""CUT: of each dataset the rows that a page asks for, so that a page hangs on them alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import json

from generator.data.cutting import Cutting, key_of_values
from generator.data.dataset import ROW, Column, Dataset
from generator.data.makers import CUT
from generator.engine import Engine, Step
from generator.pipeline.graph import Cut, Name
from generator.pipeline.step_problems import problems_of
from generator.problems import Problem, suggestion
from generator.site.front_readers import RowCondition

WORDS = {"number": "numbers", "date": "dates", "text": "texts", "boolean": "true and false"}


def cut_datasets(
    engine: Engine,
    cuts: Mapping[Name, Cut],
    datasets: Mapping[Name, Dataset],
    problems: list[Problem],
) -> dict[Name, Dataset]:
    """Give each page its rows; each dataset is parted once for all pages."""
    kept, asked = dict(datasets), dict[Name, Step]()
    for name, cut in cuts.items():
        whole = kept.pop(name, None)
        wrong = [] if whole is None else list(_wrong(cut, name[1], whole))
        problems += wrong
        if whole is not None and not wrong:
            asked[name] = Step(CUT, Cutting(whole, tuple([each.column for each in cut.where])))
    steps = dict.fromkeys(asked.values())
    made = engine.run("cut", list(steps))
    problems += problems_of(made)
    parted = {step: dict(each.value or ()) for step, each in zip(steps, made, strict=True)}
    missing = _Unmatched()
    for name, step in asked.items():
        found = parted[step].get(_key(cuts[name]))
        if found is None:
            missing.note(name, cuts[name])
        else:
            kept[name] = found
    problems += missing.told()
    return kept


def _key(cut: Cut) -> str:
    record = json.decode(cut.row.record) if cut.row else {}
    return key_of_values([_wanted(each, record) for each in cut.where])


def _wanted(condition: RowCondition, record: Mapping[str, Any]) -> Any:
    return record.get(condition.row) if condition.row else json.decode(condition.value)


def _wrong(cut: Cut, name: str, dataset: Dataset) -> Iterator[Problem]:
    """Say what keeps conditions from holding for any row whatever."""
    known = {each.name: each for each in dataset.columns}
    row = {each.name: each for each in cut.row.table.columns} if cut.row else {}
    for each in cut.where:
        if each.column not in known:
            hint = suggestion(each.column, known, f"it has {', '.join(known)}")
            yield Problem(f'no column "{each.column}" in {name}', each.at, hint, each.source)
        elif each.row and cut.row is None:
            message = "row is that of a data page, and this page is none"
            hint = "pages: in the front matter says which rows pages are made of"
            yield Problem(message, each.place, hint, each.source)
        elif each.row and each.row not in row:
            hint = suggestion(each.row, row, f"it has {', '.join(row)}")
            yield Problem(f'no column "{each.row}" in row', each.place, hint, each.source)
        elif each.row and row[each.row].type != known[each.column].type:
            yield _of_two_kinds(each, row[each.row], known[each.column])


def _of_two_kinds(condition: RowCondition, mine: Column, theirs: Column) -> Problem:
    message = f"{ROW}.{mine.name} are {WORDS[mine.type]}, and {theirs.name} {WORDS[theirs.type]}"
    hint = "types: beside file: says what a column holds"
    return Problem(f"{message}, so none is the same", condition.place, hint, condition.source)


class _Unmatched:
    """Gathers the pages that find no row, and tells of each condition once."""

    def __init__(self) -> None:
        self._found: dict[RowCondition, list[tuple[Name, Cut]]] = {}

    def note(self, name: Name, cut: Cut) -> None:
        self._found.setdefault(cut.where[0], []).append((name, cut))

    def told(self) -> Iterator[Problem]:
        for condition, each in self._found.items():
            (_, name), cut = each[0]
            record = json.decode(cut.row.record) if cut.row else {}
            said = ", ".join(
                f"{one.column} {json.encode(_wanted(one, record)).decode()}" for one in cut.where
            )
            rest = f" (and none for {len(each) - 1:,} other pages)" if len(each) > 1 else ""
            message = f"no row of {name} has {said}{rest}"
            hint = "add it, or take the row out that has nothing to show" if cut.row else ""
            yield Problem(message, condition.at, hint, condition.source)
