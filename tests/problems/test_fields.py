"""Fields: typed values of a mapping, and a problem for each that is not what is wanted."""

from collections.abc import Callable

import pytest

from generator.problems import Place
from generator.problems.fields import Fields, fields_of
from generator.problems.yaml import read_yaml


def fields(text: str, synonyms: dict[str, str] | None = None) -> Fields:
    return fields_of(read_yaml(text, "a.yaml"), synonyms)


def messages(read: Fields) -> list[str]:
    return [problem.message for problem in read.problems]


def test_everything_right() -> None:
    read = fields(
        "t: x\nn: 1984\nb: true\ni: 3\none: a\nmany: [a, 0x10, true]\nm: {k: v}\nc: red\n"
    )
    assert read.text("t") == "x"
    assert read.text("n") == "1984"
    assert read.boolean("b", default=False) is True
    assert read.integer("i", 0, minimum=1, maximum=3) == 3
    assert read.texts("one") == ("a",)
    assert read.texts("many") == ("a", "0x10", "true")
    assert read.json("m") == '{"k":"v"}'
    assert read.choice("c", ["red", "blue"], "") == "red"
    inside = read.mapping("m")
    assert inside is not None
    assert inside.text("k") == "v"
    inside.finish()
    read.finish()
    assert read.problems == []


def test_what_is_missing_or_empty_has_its_default() -> None:
    read = fields("a:\nb: ~\n")
    for key in ("a", "b", "c"):
        assert read.text(key, "d") == "d"
        assert read.boolean(key, None) is None
        assert read.integer(key, 7) == 7
        assert read.texts(key) == ()
        assert read.sequence(key) == ()
        assert read.mapping(key) is None
        assert read.json(key) == "{}"
    read.finish()
    assert read.problems == []


WRONG: list[tuple[str, Callable[[Fields], object], str, str]] = [
    ("k: [a]", lambda read: read.text("k"), "text, not a list", ""),
    ("k: true", lambda read: read.text("k"), "text, not true", '"true"'),
    ("k: {a: b}", lambda read: read.texts("k"), "texts, not a mapping", ""),
    ("k: [[a]]", lambda read: read.texts("k"), "texts, not a list", ""),
    ("k: [~]", lambda read: read.texts("k"), "texts, not nothing", ""),
    ("k: yes", lambda read: read.boolean("k", None), 'not the text "yes"', "write true"),
    ("k: Off", lambda read: read.boolean("k", None), 'not the text "Off"', "write false"),
    ("k: 0", lambda read: read.boolean("k", None), "not the number 0", "write false"),
    ("k: 1.5", lambda read: read.integer("k", 0), "whole number, not the number 1.5", ""),
    ("k: true", lambda read: read.integer("k", 0), "whole number, not true", ""),
    ("k: 0", lambda read: read.integer("k", 0, minimum=1), "at least 1", ""),
    ("k: 9", lambda read: read.integer("k", 0, maximum=8), "at most 8", ""),
    ("k: rde", lambda read: read.choice("k", ["red"], ""), "one of red", '"red"'),
    ("k: a", lambda read: read.sequence("k"), "a list", ""),
    ("k: a", lambda read: read.mapping("k"), "a mapping", ""),
    ("k: a", lambda read: read.json("k"), "a mapping", ""),
]


@pytest.mark.parametrize(("text", "take", "message", "hint"), WRONG)
def test_wrong_types(text: str, take: Callable[[Fields], object], message: str, hint: str) -> None:
    read = fields(text)
    take(read)
    assert len(read.problems) == 1
    problem = read.problems[0]
    assert message in problem.message
    assert hint in problem.hint
    assert problem.source == text
    assert problem.place is not None
    assert problem.place.line == 1
    assert problem.place.column >= 4


def test_required() -> None:
    read = fields("a: ~")
    read.text("a", required=True)
    read.text("b", required=True, hint="b: x")
    assert messages(read) == ['"a" is empty', '"b" is missing']
    assert read.problems[1].hint == "b: x"


def test_unknown_keys_name_the_nearest() -> None:
    read = fields("titel: x\nother: y\nlastmdo: z\nlate: 1", {"lastmod": "updated"})
    read.text("title")
    read.text("updated")
    read.finish(also=["late"], hint="known are few")
    hints = [(problem.message, problem.hint) for problem in read.problems]
    assert hints == [
        ('unknown key "titel"', 'did you mean "title"?'),
        ('unknown key "other"', "known are few"),
        ('unknown key "lastmdo"', 'did you mean "lastmod"?'),
    ]
    assert read.known == ("title", "updated")


def test_synonyms() -> None:
    read = fields("lastmod: x", {"lastmod": "updated"})
    assert read.text("updated") == "x"
    assert read.written("updated") == "lastmod"
    assert "updated" in read
    read.finish()
    assert read.problems == []


def test_a_key_and_its_synonym_are_a_problem_at_the_second() -> None:
    read = fields("lastmod: x\nupdated: y", {"lastmod": "updated"})
    assert read.text("updated") == "x"
    assert messages(read) == ['"lastmod" and "updated" mean the same']
    assert read.problems[0].place == Place("a.yaml", 2, 1)


def test_problems_inside_are_shared() -> None:
    read = fields("a: {b: 1, c: 2}")
    inside = read.mapping("a")
    assert inside is not None
    inside.integer("b", 0)
    inside.finish()
    assert messages(read) == ['unknown key "c"']
    assert read.place_of("a") == Place("a.yaml", 1, 4)
    assert inside.place_of("nothing") == Place("a.yaml", 1, 4)


@pytest.mark.parametrize("text", ["just text", "- a", "7"])
def test_a_text_without_keys(text: str) -> None:
    read = fields(text)
    assert len(read.problems) == 1
    assert "keys and values are wanted" in read.problems[0].message


@pytest.mark.parametrize("text", ["", "~", "# comment"])
def test_an_empty_text_has_no_keys(text: str) -> None:
    assert fields(text).problems == []
