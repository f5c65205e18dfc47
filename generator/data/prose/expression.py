"""Expressions: what stands between ``{{`` and ``}}``, as a tree of frozen values.

``at`` is everywhere an offset in the expression's text, so that what is wrong has its column.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

AGGREGATES = ("min", "max", "sum", "mean", "median", "count", "first", "last")
"""What can be asked of a column, and, for ``count``, of a whole table."""
FUNCTIONS = ("round", "abs", "sqrt", "log", "exp", "floor", "ceil", "min", "max", "fv")
FORMATS = ("number", "money", "percent", "compact", "date")
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


class Literal(Struct, frozen=True):
    """A number, text or truth value as the author wrote it."""

    value: float | str | bool
    at: int


class ParamTerm(Struct, frozen=True):
    """What a param of a figure is set to: ``#fees.fee``."""

    figure: str
    param: str
    at: int
    param_at: int


class Operation(Struct, frozen=True):
    """An operator with its operands; a single one stands behind the sign ``-``."""

    operator: str
    operands: tuple["Term", ...]
    at: int


class Call(Struct, frozen=True):
    """A function with its arguments."""

    function: str
    arguments: tuple["Term", ...]
    at: int


class Condition(Struct, frozen=True):
    """What a row must hold in a column: ``fee=1``."""

    column: str
    operator: str
    value: "Term"
    at: int


class Lookup(Struct, frozen=True):
    """A value out of a dataset.

    ``method`` is ``at``, which asks for exactly one row, or an aggregate of ``column``;
    the column of ``count()`` may be empty.
    """

    dataset: str
    conditions: tuple[Condition, ...]
    column: str
    method: str
    at: int
    column_at: int
    method_at: int


Term: TypeAlias = Literal | ParamTerm | Operation | Call | Lookup


class Format(Struct, frozen=True):
    """How a value is written: a name and its arguments."""

    name: str
    arguments: tuple[float | str, ...]
    at: int


class Parsed(Struct, frozen=True):
    """An expression: what to compute, and how to write it, where the author says so.

    ``otherwise`` is what stands where there is no value, None where there must be one.
    """

    term: Term
    format: Format | None
    otherwise: str | None = None


def settings_in(term: Term) -> Iterator[ParamTerm]:
    """Find the params of figures that a term speaks of."""
    return (each for each in _parts(term) if isinstance(each, ParamTerm))


def lookups_in(term: Term) -> Iterator[Lookup]:
    """Find what a term asks of datasets."""
    return (each for each in _parts(term) if isinstance(each, Lookup))


def _parts(term: Term) -> Iterator[Term]:
    """Yield a term and all within it, from left to right."""
    yield term
    inner: Iterable[Term] = ()
    match term:
        case Operation():
            inner = term.operands
        case Call():
            inner = term.arguments
        case Lookup():
            inner = (condition.value for condition in term.conditions)
    for part in inner:
        yield from _parts(part)
