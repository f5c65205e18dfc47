"""Expressions as JSON for ``browser/values.js``: what follows no slider is computed here.

A literal stands for itself, anything else is a list: ``["#", figure, param]``,
``["+", left, right]``, ``["call", name, …]``, ``["date", milliseconds]``, and
``["rows", method, columns, conditions, column, dates]`` with no more of a dataset than it needs.
"""

from typing import Any, TypeAlias

from generator.data.moments import Moment
from generator.data.prose.evaluation import Evaluation
from generator.data.prose.expression import (
    Call,
    Condition,
    Lookup,
    Operation,
    ParamTerm,
    Term,
    settings_in,
)
from generator.data.prose.rows import Value

Json: TypeAlias = Any


def reduced(term: Term, evaluation: Evaluation) -> Json:
    """Return a term for the browser; it must have a value at the start. Raises Fault."""
    if not any(settings_in(term)):
        return _literal(evaluation.value(term))
    match term:
        case ParamTerm():
            return ["#", term.figure, term.param]
        case Operation():
            return [term.operator, *(reduced(each, evaluation) for each in term.operands)]
        case Call():
            return ["call", term.function, *(reduced(each, evaluation) for each in term.arguments)]
        case Lookup():
            return _rows(term, evaluation)
    raise AssertionError(term)


def _rows(term: Lookup, evaluation: Evaluation) -> Json:
    rows = evaluation.rows(term)
    moving = [each for each in term.conditions if any(settings_in(each.value))]
    fixed = [each for each in term.conditions if each not in moving]
    chosen = evaluation.chosen(term, rows, fixed)
    names = list(dict.fromkeys([*(each.column for each in moving), term.column]))
    columns = {name: rows.column(name) for name in names if name}
    return [
        "rows",
        term.method,
        {name: [_plain(column[row]) for row in chosen] for name, column in columns.items()},
        [_condition(each, evaluation) for each in moving],
        term.column,
        [name for name in columns if rows.types[name] == "date"],
    ]


def _condition(condition: Condition, evaluation: Evaluation) -> Json:
    return [condition.column, condition.operator, reduced(condition.value, evaluation)]


def _plain(value: Value) -> Json:
    if isinstance(value, Moment):
        return value.milliseconds
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _literal(value: Value) -> Json:
    return ["date", value.milliseconds] if isinstance(value, Moment) else _plain(value)
