"""A page of Markdown, converted, as the tests of this room look at it."""

import re
from collections.abc import Callable

import pytest
from msgspec import Struct

from generator.engine import Blob, digest
from generator.markup.admonitions import SAID
from generator.markup.convert import convert
from generator.markup.parts import GRAMMARS, Grammar, Markup, MarkupSource
from generator.problems import Problem

NAMED = re.compile("\x02W([0-9]+)\x03")
TEX = re.compile(r' alttext="[^"]*"')


class Converted(Struct, frozen=True):
    """What one conversion gave; ``html`` shows holes as ``[L0]``, formulas without TeX."""

    markup: Markup
    html: str
    problems: tuple[Problem, ...]
    blobs: tuple[bytes, ...]

    def text(self, blob: Blob) -> str:
        return {digest(raw): raw for raw in self.blobs}[blob.digest].decode()

    def told(self) -> list[str]:
        return [f"{problem.place}  {problem.message}" for problem in self.problems]


Convert = Callable[..., Converted]
# What these tests hold to is the same whatever the grammar.
ALIKE = ("test_author_html", "test_dress", "test_formulas", "test_headings")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Hold both grammars to what is alike in both."""
    module = metafunc.module.__name__.rpartition(".")[2]
    if "grammar" in metafunc.fixturenames and module in ALIKE:
        metafunc.parametrize("grammar", GRAMMARS)


@pytest.fixture
def grammar() -> Grammar:
    """Return the grammar that a text is read by, where a test asks for no other."""
    return "commonmark"


AROUND = re.compile("\x02[PQ][0-9]+\x03")
"""Holes around every image, which say nothing of the text."""


@pytest.fixture
def converted(grammar: Grammar) -> Convert:
    def run(text: str, first_line: int = 1, **options: object) -> Converted:
        options = {"grammar": grammar, **options}
        made = convert(MarkupSource("a.md", text, first_line, **options))  # type: ignore[arg-type]
        assert made.value is not None, made.problems
        by_digest = {digest(raw): raw for raw in made.blobs}
        html = by_digest[made.value.html.digest].decode()
        named = NAMED.sub(lambda found: SAID[int(found[1])].removeprefix("box_").capitalize(), html)
        shown = AROUND.sub("", TEX.sub("", named)).replace("\x02", "[").replace("\x03", "]")
        return Converted(made.value, shown, made.problems, made.blobs)

    return run
