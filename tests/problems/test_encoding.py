"""Bytes that are no text have a problem at the character, not the byte."""

from generator.problems import Place, Problem
from generator.problems.encoding import read_text


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
