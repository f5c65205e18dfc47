"""Calls of snippets: what is one, what it gives, and what is wrong with it."""

import pytest

from generator.data.prose.calls import called_name, is_snippet, parse_call
from generator.problems.fault import Fault


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('youtube("a")', "youtube"),
        (" film ( ) ", "film"),
        ("foo(1) + 2", "foo"),
        ("round(1.5)", ""),
        ("fees.value.max()", ""),
        ("#slider.least", ""),
        ("", ""),
    ],
)
def test_a_name_that_is_no_function_of_ours_calls_a_snippet(text: str, name: str) -> None:
    assert called_name(text) == name


def test_an_end_is_part_of_a_call() -> None:
    assert is_snippet(" /aside ")
    assert not is_snippet("fees.count() / 2")


def test_arguments_go_by_place_or_by_name() -> None:
    call = parse_call('film("it\'s", -3, start = 1.5, wide=true, end=\'a "b"\')')
    assert call.name == "film"
    given = [(each.name, each.value) for each in call.arguments]
    assert given == [
        ("", "it's"), ("", -3.0), ("start", 1.5), ("wide", True), ("end", 'a "b"'),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("film(a", 6, '"a" is no value', 'a text stands in quotes: "a"'),
        ("film(", 6, "this call is never closed", 'such as {{ name("a text") }}'),
        ('film("a', 6, '"\\"" is no value'.replace("\\", ""), "a text needs a quotation mark"),
        ('film("a" "b")', 10, "a comma or a closing bracket is missing here", ""),
        ('film("a") | money', 11, '"|" is not expected here', "braces hold one call"),
        ("film(-true)", 7, '"true" is no value', "a text stands in quotes"),
        (f'film("{"a" * 2000}")', 1, "a call may have 2000 characters", ""),
    ],
)
def test_what_is_wrong_has_its_column(text: str, column: int, message: str, hint: str) -> None:
    with pytest.raises(Fault) as caught:
        parse_call(text)
    assert caught.value.spot == (1, column)
    assert caught.value.message == message
    assert caught.value.hint.startswith(hint)
