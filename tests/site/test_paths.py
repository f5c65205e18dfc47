"""Paths of published files: what no file system takes, and what nobody could see."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.paths import LONGEST, LONGEST_NAME, wrong_path


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("a" * 256, '"aaaaaaaaaaaaaaaaaaaa…" has 256 bytes'),
        (f"posts/{'漢' * 86}/index.html", "has 258 bytes"),
        ("a/" * 501, "it has 1,002 bytes, and a path has at most 1,000"),
        ("a\0b", "it holds U+0000"),
        ("a\nb", "it holds U+000A"),
        ("a\u202eb", "it holds U+202E"),
        ("\u200e\u200f", "it holds U+200E"),
        ("a\ud800", "it holds U+D800"),
        ("a\ufffd", "it holds U+FFFD"),
    ],
)
def test_what_no_file_can_be_called(path: str, why: str) -> None:
    assert why in wrong_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a" * LONGEST_NAME,
        "漢" * 85,
        "a/" * (LONGEST // 2),
        "می\u200cخواهم",
        "\U0001f600",
        "a b",
    ],
)
def test_what_a_file_can_be_called(path: str) -> None:
    assert wrong_path(path) == ""


@given(st.text(min_size=1, max_size=300).filter(lambda name: "/" not in name and name[0] != "."))
def test_whatever_is_right_can_be_written(name: str) -> None:
    if wrong_path(name) == "":
        assert len(os.fsencode(name)) <= LONGEST_NAME
        assert Path("/", name).name == name
