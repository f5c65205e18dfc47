"""Bytes that are no text have a problem at the character, not the byte."""

import pytest

from generator.problems import Place, Problem
from generator.problems.encoding import composed, read_exactly, read_text


def wrong(raw: bytes) -> Problem:
    found = read_text(raw, "a.md")
    assert isinstance(found, Problem)
    return found


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_text("\ufeffa é\n".encode(), "a.md") == "a é\n"


def test_a_byte_that_is_not_utf8_has_its_place() -> None:
    found = wrong(b"first\r\n" + "é caf".encode() + b"\xe9 x\r\nlast\n")
    assert found.place == Place("a.md", 2, 6)
    assert found.message == "not UTF-8: byte 0xe9"
    assert found.source == "é caf\ufffd x"
    assert found.hint


def test_columns_do_not_count_a_byte_order_mark() -> None:
    assert wrong(b"\xef\xbb\xbfab\xff").place == Place("a.md", 1, 3)


def test_a_nul_is_no_text() -> None:
    found = wrong("é\0b\n".encode())
    assert found.place == Place("a.md", 1, 2)
    assert found.source == "é\0b"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("cafe\u0301", "café"),
        ("café", "café"),
        ("\u30ab\u3099", "ガ"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_letters_have_one_form(written: str, form: str) -> None:
    assert composed(written) == form
    assert read_text(written.encode(), "a.md") == form
    assert read_exactly(written.encode(), "a.md") == written


def test_a_name_keeps_its_own_letters() -> None:
    assert composed("e\u0301 \ufa19") == "é \ufa19"
