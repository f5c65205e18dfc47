"""A ``sql`` block as a question: its tables, its connection, the age its answer may have."""

import re
from collections.abc import Iterator

from generator.blocks.names import references
from generator.blocks.places import problem_at_fence
from generator.data.places import spot_of
from generator.data.query import Question
from generator.data.sql.checks import fault_of
from generator.data.sql.tables import tables as tables_in
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.fault import Spot

MEANT = ("connection", "max_age")
_AGE = re.compile(r"([1-9]\d{0,5})(m|h|d|w)")
_SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def question_of(block: Block) -> tuple[Question, tuple[Problem, ...]]:
    """Return what a ``sql`` block asks, and what is wrong with its opening line.

    What is wrong with its text is told when it is asked; DuckDB is not imported for this.
    """
    given = dict(block.attributes)
    connection, age = given.get("connection", ""), given.get("max_age", "")
    seconds = _seconds(age)
    tables = () if connection else references(block, _tables(block.text))
    question = Question(block, tables, connection, seconds or 0)
    return question, tuple(_problems(block, age, seconds))


def _seconds(age: str) -> int | None:
    match = _AGE.fullmatch(age)
    return int(match[1]) * _SECONDS[match[2]] if match else None


def _tables(text: str) -> Iterator[tuple[str, Spot]]:
    if not fault_of(text, lasting=False):
        yield from ((token.value, spot_of(text, token.start)) for token in tables_in(text))


def _problems(block: Block, age: str, seconds: int | None) -> Iterator[Problem]:
    given = dict(block.attributes)
    if age and seconds is None:
        hint = "write it as 30m, 12h, 1d or 2w"
        yield problem_at_fence(block, f'"{age}" is not an age', age, hint)
    elif age and "connection" not in given:
        message = "max_age is for the answers of a connection"
        hint = "over files and blocks a query is always up to date; leave it out"
        yield problem_at_fence(block, message, "max_age", hint, "warning")
    for key in given:
        if key not in MEANT:
            message = f'"{key}" means nothing in a sql block'
            yield problem_at_fence(block, message, key, "", "warning")
