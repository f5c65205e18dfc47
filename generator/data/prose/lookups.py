"""The part of the grammar that asks datasets for values."""

from abc import ABC, abstractmethod

from generator.data.endings import ENDINGS
from generator.data.prose.expression import AGGREGATES, COMPARISONS, Condition, Lookup, Term
from generator.data.prose.tokens import Cursor, Word
from generator.problems import nearest, suggestion
from generator.problems.fault import Fault

TABLE = ("where", "at", "count")
IN_TEMPLATES = frozenset({"page", "site", "post", "config", "include", "layout", "params"})
"""What templates of other generators look things up in."""
BRACES_MEANT = r"write \{{ where braces are meant"


class Lookups(Cursor, ABC):
    """Reads ``fees.where(year=25).value.max()`` from its first point on."""

    @abstractmethod
    def sum(self) -> Term:
        """Read a term without a comparison."""

    def lookup(self, dataset: Word) -> Lookup:
        """Read what is asked of a dataset."""
        conditions: tuple[Condition, ...] = ()
        while self.taken("."):
            step = self.name("a column, or where(…), at(…) or count()")
            if not self.taken("("):
                return self._of_column(dataset, conditions, step)
            if step.text == "count":
                self.nothing(step)
                return _lookup(dataset, conditions, None, step)
            if step.text not in TABLE:
                raise self._no_step(dataset, step)
            conditions += self.listed(self._condition)
            if step.text == "at":
                return self._of_row(dataset, conditions, step)
        hint = "go on with a column, such as .value.max(), or with .count()"
        raise self.fault("these are rows, and not one value", dataset.at, hint)

    def _no_step(self, dataset: Word, step: Word) -> Fault:
        if step.text in AGGREGATES:
            hint = f"name the column first: {dataset.text}.value.{step.text}()"
            return self.fault(f"{step.text}() needs a column", step.at, hint)
        hint = suggestion(step.text, TABLE, "tables have where(…), at(…) and count()")
        return self.fault(f'no "{step.text}" of a table', step.at, hint)

    def _of_row(self, dataset: Word, conditions: tuple[Condition, ...], step: Word) -> Lookup:
        example = "at(…) is a row: go on with a column, such as .value"
        if not self.taken("."):
            raise self.fault("this is a whole row, and not one value", step.at, example)
        return _lookup(dataset, conditions, self.name(example), step)

    def _of_column(self, dataset: Word, conditions: tuple[Condition, ...], column: Word) -> Lookup:
        known = f"one of {', '.join(AGGREGATES)}"
        is_bare = column.kind == "name" and not conditions
        if is_bare and f".{column.text}" in ENDINGS:
            file = f"{dataset.text}.{column.text}"
            raise self.fault("the name of a file needs quotes", dataset.at, f'"{file}"')
        if not self.taken("."):
            hint = f"such as .{column.text}.max(), or at(…).{column.text} for one row's value"
            if dataset.text in IN_TEMPLATES:
                hint = f"{dataset.text} is no dataset, content no template: {BRACES_MEANT}"
            raise self.fault(
                f'"{column.text}" is a whole column, and not one value', column.at, hint
            )
        method = self.name(known)
        if method.text not in AGGREGATES:
            near = nearest(method.text, AGGREGATES)
            hint = f'did you mean "{near}()"?' if near else known
            raise self.fault(f'no "{method.text}" of a column', method.at, hint)
        self.expect("(", f"{method.text} needs brackets: {method.text}()")
        self.nothing(method)
        return _lookup(dataset, conditions, column, method)

    def _condition(self) -> Condition:
        example = "such as fee=1"
        column = self.name(f"a condition is a column with its value, {example}")
        sign = self.taken(*COMPARISONS)
        if sign is None:
            raise self.fault("a condition needs a column and its value", column.at, example)
        return Condition(column.text, sign.text, self.sum(), column.at)


def _lookup(
    dataset: Word, conditions: tuple[Condition, ...], column: Word | None, method: Word
) -> Lookup:
    name, at = (column.text, column.at) if column else ("", method.at)
    return Lookup(dataset.text, conditions, name, method.text, dataset.at, at, method.at)
