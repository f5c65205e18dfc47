"""Texts, front matter and values of other generators."""

from pathlib import Path
from typing import Any

import pytest

from generator.importers.files import (
    SplitSource,
    is_true,
    name_of,
    open_text,
    read_mapping,
    split_source,
    text_of,
    texts_of,
    walk_files,
)
from generator.problems import Place, Problem
from tests.importers.running import write


@pytest.mark.parametrize(
    ("text", "form", "front", "body"),
    [
        ("---\na: 2020-01-02\n---\nB\n", "yaml", {"a": "2020-01-02"}, "B\n"),
        ("---\na: 1\n...\nB", "yaml", {"a": 1}, "B"),
        ("---\n---\n", "yaml", {}, ""),
        ("+++\na = 2020-01-02\nb = [1]\n+++\nB\n", "toml", {"a": "2020-01-02", "b": [1]}, "B\n"),
        ('{"a": {"b": null}}\n\nB', "json", {"a": {"b": None}}, "B"),
        ("{}\nB", "json", {}, "B"),
        ("{a b}", "", {}, "{a b}"),
        ("B\n---\nc\n", "", {}, "B\n---\nc\n"),
        ("----\na\n----\n", "", {}, "----\na\n----\n"),
    ],
)
def test_front_matter_and_body(text: str, form: str, front: dict[str, Any], body: str) -> None:
    assert split_source(text, "a.md") == SplitSource(form, front, body)


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("---\na: 1\n", "this front matter is never closed", Place("a.md", 1, 1)),
        ("---\na: [\n---\n", "not YAML: ", Place("a.md", 3, 1)),
        ("+++\na\n+++\n", "not TOML: ", Place("a.md", 2)),
        ('{"a": }', "not JSON: ", Place("a.md", 1, 1)),
        ("---\n- a\n---\n", "YAML without keys", Place("a.md", 2)),
    ],
)
def test_front_matter_that_cannot_be_read(text: str, message: str, place: Place) -> None:
    wrong = split_source(text, "a.md")
    assert isinstance(wrong, Problem)
    assert wrong.message.startswith(message)
    assert wrong.place == place


def test_values_lie_in_one_another_only_so_deep() -> None:
    deep = read_mapping(f"a: {'[' * 60}{']' * 60}", "yaml", "a.md")
    assert isinstance(deep, Problem)
    assert deep.message == "aliases stand for too many values"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" a\n b ", "a b"),
        (["a", None, 2], "a, 2"),
        (True, "true"),
        ({"a": 1}, ""),
        (None, ""),
        (0, "0"),
    ],
)
def test_a_value_is_a_text(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "separator", "texts"),
    [
        ("a, b ,", ",", ("a", "b")),
        ("a b", " ", ("a", "b")),
        ("a, b", None, ("a, b",)),
        (["a", "", 1], ",", ("a", "1")),
        (None, ",", ()),
    ],
)
def test_a_value_is_a_list(value: object, separator: str | None, texts: tuple[str, ...]) -> None:
    assert texts_of(value, separator) == texts


@pytest.mark.parametrize(
    ("value", "means"), [(True, True), ("Yes ", True), ("on", False), (1, False)]
)
def test_what_means_yes(value: object, means: bool) -> None:
    assert is_true(value) == means


@pytest.mark.parametrize(
    ("person", "name"), [("A", "A"), ({"name": "A"}, "A"), ({}, ""), (None, "")]
)
def test_the_name_of_a_person(person: object, name: str) -> None:
    assert name_of(person) == name


def test_files_of_a_folder(tmp_path: Path) -> None:
    names = ("b/c.md", "a.md", ".hidden/x", "node_modules/x", "a.md~", "b/.d")
    write(tmp_path, dict.fromkeys(names, "x"))
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    assert [path for path, _ in walk_files(tmp_path)] == ["a.md", "b/c.md"]
    assert list(walk_files(tmp_path / "none")) == []


def test_a_text_has_plain_line_feeds_and_may_be_too_large(tmp_path: Path) -> None:
    place = tmp_path / "a.md"
    place.write_bytes(b"a\r\nb\rc")
    assert open_text(place, "a.md") == "a\nb\nc"
    with place.open("wb") as file:
        file.truncate(8_000_001)
    assert open_text(place, "a.md") == Problem("too large to be a text", Place("a.md"))
    gone = open_text(tmp_path / "gone", "gone")
    assert gone == Problem("cannot be read: no such file or directory", Place("gone"))
