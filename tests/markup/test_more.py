"""The mark that ends a summary."""

import pytest

from generator.markup.convert import convert
from generator.markup.parts import Grammar, MarkupSource
from generator.problems import Problem

LONG = "word " * 80


def made(body: str, grammar: Grammar = "commonmark") -> tuple[str, str, tuple[Problem, ...]]:
    found = convert(MarkupSource("a.md", body, grammar=grammar))
    assert found.value is not None
    html = found.blobs[0].decode() if found.blobs else ""
    return found.value.excerpt, html, found.problems


@pytest.mark.parametrize("grammar", ["commonmark", "python"])
@pytest.mark.parametrize("mark", ["<!--more-->", "<!-- more -->"])
def test_what_stands_above_is_the_summary_however_long(grammar: Grammar, mark: str) -> None:
    excerpt, html, problems = made(f"One *a*.\n\n{LONG}\n\n{mark}\n\nThree.\n", grammar)
    assert excerpt == f"One a. {LONG.strip()}"
    assert "more" not in html
    assert "<p>Three.</p>" in html
    assert problems == ()


def test_lists_and_quotations_count_and_figures_and_headings_do_not() -> None:
    body = "## Head\n\nOne.\n\n- two\n- three\n  - four\n\n> five\n\n![x](x.svg)\n\n"
    excerpt, _, problems = made(f"{body}<!--more-->\n\nsix\n")
    assert excerpt == "One. two three four five"
    assert problems == ()


def test_without_it_the_beginning_is_the_summary() -> None:
    assert made("One.\n\nTwo.\n")[0].startswith("One.")
    assert made("`<!--more-->` is a mark.\n\n```html\n<!--more-->\n```\n")[2] == ()


@pytest.mark.parametrize(
    ("body", "message", "line"),
    [
        ("One.\n\n- two\n- <!--more-->\n\nThree.\n", "this <!--more--> ends no summary", 4),
        ("One <!--more--> two.\n", "this <!--more--> ends no summary", 1),
        ("One.\n\n> <!--more-->\n", "this <!--more--> ends no summary", 3),
        ("One.\n\n<!--more-->\n\nTwo.\n\n<!--more-->\n", "there is a <!--more--> above", 7),
        ("<!--more-->\n\nOne.\n", "there is no text above", 1),
    ],
)
def test_one_that_is_out_of_place_is_told(body: str, message: str, line: int) -> None:
    excerpt, html, (problem,) = made(body)
    assert problem.message.startswith(message)
    assert problem.severity == "warning"
    assert problem.place is not None
    assert problem.place.line == line
    assert "more" not in html
    assert excerpt
