"""Evaluate an expression over datasets and figures, or as far as no slider moves it.

What is left for ``browser/values.js`` is JSON. A literal stands for itself, anything else is a
list: ``["#", figure, param]``, ``["+", left, right]``, ``["call", name, …]``,
``["date", milliseconds]``, and ``["rows", method, columns, conditions, column, dates]`` with no
more of a dataset than it needs.
"""

import math
import operator
from collections.abc import Callable
from typing import Any, TypeAlias

from generator.data.moments import Moment, read_moment
from generator.data.prose.choosing import Choosing, start_of
from generator.data.prose.expression import (
    Call,
    Condition,
    Literal,
    Lookup,
    Operation,
    ParamTerm,
    Term,
    settings_in,
)
from generator.data.prose.rows import Value, holds, kind_of, shown
from generator.problems import nearest, suggestion

DAY = 86_400_000
STILL = 1e-11
"""A rate below this counts as zero: dividing by it would lose every digit."""
VERBS = {"+": "added", "-": "subtracted", "*": "multiplied", "/": "divided", "%": "divided",
         "**": "raised"}  # fmt: skip
ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": operator.mod,
    "**": operator.pow,
}


def _round(numbers: list[float]) -> float:
    """Round halves away from zero, as readers expect and ``browser/values.js`` does."""
    scale = 10.0 ** int(numbers[1] if len(numbers) > 1 else 0)
    rounded = math.floor(abs(numbers[0]) * scale + 0.5) / scale
    return math.copysign(rounded, numbers[0])


def _future_value(numbers: list[float]) -> float:
    """Return what equal payments, each at its period's end, are worth after the last."""
    rate, periods, payment = numbers
    if abs(rate) < STILL:
        return payment * periods
    worth: float = payment * ((1 + rate) ** periods - 1) / rate
    return worth


COMPUTED: dict[str, Callable[[list[float]], float]] = {
    "round": _round,
    "abs": lambda numbers: abs(numbers[0]),
    "sqrt": lambda numbers: math.sqrt(numbers[0]),
    "log": lambda numbers: math.log(numbers[0]),
    "exp": lambda numbers: math.exp(numbers[0]),
    "floor": lambda numbers: math.floor(numbers[0]),
    "ceil": lambda numbers: math.ceil(numbers[0]),
    "min": min,
    "max": max,
    "fv": _future_value,
}


class Evaluation(Choosing):
    """One expression, worked out; each method raises Fault where that cannot be."""

    def value(self, term: Term) -> Value:
        """Return what a term comes to."""
        match term:
            case Literal():
                return term.value
            case ParamTerm():
                return self._setting(term)
            case Operation():
                return self._operation(term)
            case Call():
                return self._call(term)
            case Lookup():
                return self.lookup(term)

    def _setting(self, term: ParamTerm) -> Value:
        params = self.scope.figures.get(term.figure)
        if params is None:
            near = nearest(term.figure, self.scope.figures)
            hint = f'did you mean "#{near}"?' if near else "a figure is meant by its name"
            raise self.fault(f'no figure "#{term.figure}" on this page', term.at - 1, hint)
        if term.param not in params:
            known = f"it has {', '.join(params)}" if params else "nothing in it can be moved"
            message = f'the figure "{term.figure}" has no param "{term.param}"'
            hint = suggestion(term.param, params, known)
            raise self.fault(message, term.param_at, hint)
        return params[term.param]

    def number(self, term: Term, verb: str) -> float:
        """Return what a term comes to, which must be a number."""
        value = self.value(term)
        if isinstance(value, float):
            return value
        told = "is missing" if value is None else f"is {kind_of(value)} ({shown(value)})"
        raise self.fault(f"this {told}, and only numbers {verb}", start_of(term))

    def _operation(self, term: Operation) -> Value:
        if len(term.operands) == 1:
            return -self.number(term.operands[0], "have a sign")
        left, right = term.operands
        if term.operator not in ARITHMETIC:
            return self._comparison(term, left, right)
        if term.operator == "-":
            first, second = self.value(left), self.value(right)
            if isinstance(first, Moment) and isinstance(second, Moment):
                return (first.milliseconds - second.milliseconds) / DAY
        verb = f"can be {VERBS[term.operator]}"
        one, other = self.number(left, verb), self.number(right, verb)
        if term.operator in "/%" and other == 0:
            raise self.fault("this divides by zero", term.at)
        return self.finite(lambda: ARITHMETIC[term.operator](one, other), term.at)

    def _comparison(self, term: Operation, left: Term, right: Term) -> bool:
        first, second = self.value(left), self.value(right)
        if isinstance(first, Moment) and isinstance(second, str):
            second = read_moment(second)
        if first is None or second is None or type(first) is not type(second):
            message = f"{kind_of(first)} cannot be compared with {kind_of(second)}"
            raise self.fault(message, term.at)
        return holds(first, term.operator, second)

    def _call(self, term: Call) -> Value:
        verb = f"have {'an' if term.function[0] in 'ae' else 'a'} {term.function}"
        numbers = [self.number(argument, verb) for argument in term.arguments]
        return self.finite(lambda: COMPUTED[term.function](numbers), term.at)


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
