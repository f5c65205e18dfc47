"""Blocks that make a dataset: a ``data`` block holds a table, a ``sql`` block asks for one."""

import re
from collections.abc import Iterator

from msgspec import structs

from generator.blocks.reading import references
from generator.data.dataset import Loading, SqlBlock, Stated
from generator.data.formats import FORMS
from generator.data.sql.faults import fault_of
from generator.data.sql.tables import spot_of, tables
from generator.data.stated import decimal_of
from generator.engine import keep
from generator.markup.parts import Block
from generator.problems import Place, Problem
from generator.problems.fault import Spot
from generator.problems.regex import regex

MEANT = ("connection", "max_age")
"""What the opening line of a ``sql`` block may say."""
_NAMED_FORM = regex(r"\b(?:form|format)\s*=\s*[\"']?([\w-]+)")
_NEXT_TYPE = regex(r",(?=[^,%]*:)")
_STATED = regex(r"(?P<column>.*?):(?P<type>\s*(?:number|date|text|boolean)\b.*)|.*", re.DOTALL)
_AGE = regex(r"([1-9]\d{0,5})(m|h|d|w)")
_SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def block_loading(block: Block) -> tuple[Loading, bytes]:
    """Return the loading of a ``data`` block, and the bytes that its Blob names."""
    blob, raw = keep(block.text)
    named = _NAMED_FORM.search(block.fence)
    form = named[1].lower() if named else ""
    place, skip = structs.replace(block, text=""), dict(block.attributes).get("skip", "0")
    # The one word may name the form of a table, or the language of its numbers.
    decimal = "" if not form or form in FORMS else decimal_of(form)
    loading = Loading(
        block.name,
        block.path,
        blob,
        "" if decimal else form,
        stated_types(block),
        block=place,
        decimal=decimal,
        skip=int(skip) if skip.isdecimal() else -1,
    )
    return loading, raw


def stated_types(block: Block) -> tuple[Stated, ...]:
    """Read ``types="zip:text, year:date"`` of a block's opening line."""
    text = dict(block.attributes).get("types", "")
    column = block.fence.find(text) + 1
    place = Place(block.path, block.line - 1, column)
    parts = (_STATED.match(part) for part in _NEXT_TYPE.split(text) if part.strip())
    return tuple(_stated(match, place, block.fence) for match in parts if match)


def _stated(match: re.Match[str], place: Place, fence: str) -> Stated:
    """Take ``since:date %d/%m/%Y`` apart, in which the type may have colons too."""
    name, _, kind = match[0].rpartition(":")
    if match["type"]:
        name, kind = match["column"], match["type"]
    return Stated(name.strip(), kind.strip(), place, fence)


def question_of(block: Block) -> tuple[SqlBlock, tuple[Problem, ...]]:
    """Return what a ``sql`` block asks, and what is wrong with its opening line.

    What is wrong with its text is told when it is asked; DuckDB is not imported for this.
    """
    given = dict(block.attributes)
    connection, age = given.get("connection", ""), given.get("max_age", "")
    seconds = _seconds(age)
    asked = () if connection else references(block, _tables(block.text))
    question = SqlBlock(block, asked, connection, seconds or 0)
    return question, tuple(_problems(block, age, seconds))


def _seconds(age: str) -> int | None:
    match = _AGE.fullmatch(age)
    return int(match[1]) * _SECONDS[match[2]] if match else None


def _tables(text: str) -> Iterator[tuple[str, Spot]]:
    if not fault_of(text, lasting=False):
        yield from ((token.value, spot_of(text, token.start)) for token in tables(text))


def _problems(block: Block, age: str, seconds: int | None) -> Iterator[Problem]:
    given = dict(block.attributes)
    if age and seconds is None:
        hint = "write it as 30m, 12h, 1d or 2w"
        yield block.problem_at_fence(f'"{age}" is not an age', age, hint)
    elif age and "connection" not in given:
        message = "max_age is for the answers of a connection"
        hint = "over files and blocks a query is always up to date; leave it out"
        yield block.problem_at_fence(message, "max_age", hint, "warning")
    for key in given:
        if key not in MEANT:
            message = f'"{key}" means nothing in a sql block'
            yield block.problem_at_fence(message, key, "", "warning")
