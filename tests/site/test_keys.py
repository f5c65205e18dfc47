"""A key is read as its line says, in the order of the lines, and no other field is one."""

from typing import Annotated

import pytest
from msgspec import Struct

from generator.problems import Problem
from generator.problems.fields import Fields, fields_of
from generator.problems.yaml import read_yaml
from generator.site.keys import (
    Key,
    any_mapping,
    formed,
    keys_of,
    one_of,
    places_in,
    read_keys,
    whole,
)


def zoned(fields: Fields, key: str, default: str, zone: str) -> str:
    return f"{fields.text(key, default)} in {zone}"


def words(fields: Fields, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    return fields.texts(key) or default


def small(text: str) -> str | tuple[str, str]:
    return text.strip() if text.islower() else (f"{text} is not small", "shrink it")


class Tea(Struct, frozen=True):
    name: Annotated[str, Key("text", Fields.text, example="name: Assam", placed=True)] = ""
    grams: Annotated[int, Key("number", whole(1, 9))] = 3
    kind: Annotated[str, Key("word", one_of(("black", "green")))] = "black"
    picked: Annotated[str, Key("date", zoned, zoned=True)] = "today"
    leaf: Annotated[str, Key("text", formed(small))] = "whole"
    notes: Annotated[tuple[str, ...], Key("list", words, placed=True)] = ()
    extra: Annotated[str, Key("mapping", any_mapping)] = "{}"
    found: int = 0


def read(text: str) -> tuple[Tea, Fields]:
    fields = fields_of(read_yaml(text, "tea.yaml"))
    return read_keys(Tea, fields, "UTC", found=7), fields


def test_what_is_not_written_is_as_the_line_says() -> None:
    tea, fields = read("name: Assam")
    assert tea == Tea("Assam", found=7)
    assert fields.problems == []
    assert fields.known == tuple(keys_of(Tea)) == Tea.__struct_fields__[:-1]


def test_what_is_written_is_read() -> None:
    tea, _ = read("{name: A, grams: 9, kind: green, picked: May, leaf: ' cut', extra: {a: 1}}")
    assert tea == Tea("A", 9, "green", "May in UTC", "cut", (), '{"a":1}', 7)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("grams: 2", '"name" is missing', "name: Assam"),
        ("{name: A, grams: 10}", '"grams" wants a number of at most 9', ""),
        ("{name: A, kind: grean}", '"kind" wants one of black, green', 'did you mean "green"?'),
        ("{name: A, leaf: Cut}", "Cut is not small", "shrink it"),
        ("{name: A, extra: 1}", '"extra" wants a mapping', ""),
    ],
)
def test_what_is_wrong_is_a_problem_and_the_default_stays(
    text: str, message: str, hint: str
) -> None:
    tea, fields = read(text)
    (problem,) = fields.problems
    assert isinstance(problem, Problem)
    assert problem.message.startswith(message)
    assert problem.hint == hint
    assert (tea.kind, tea.leaf, tea.extra) == ("black", "whole", "{}")


def test_places_are_those_of_each_value_that_later_checks_point_at() -> None:
    _, fields = read("name: A\ngrams: 4\nnotes:\n- one\n- two\n")
    found = [(key, place.line, source) for key, place, source in places_in(Tea, fields)]
    assert found == [("name", 1, "name: A"), ("notes", 4, "- one"), ("notes", 5, "- two")]
