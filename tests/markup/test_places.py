"""What is told has the place of the thing itself, wherever in whatever it stands."""

import pytest
from msgspec import json

from generator.blocks.chart import ChartBlock
from generator.blocks.contents import content_of
from generator.blocks.reading import read_block
from generator.charts.short.short import read_short
from generator.data.dataset import Column, Dataset
from generator.data.prose.render import write_values
from generator.data.prose.values import Prose
from generator.engine import keep
from generator.markup.convert import convert
from generator.markup.parts import Block, Dialect, Markup, MarkupSource
from generator.problems import Place, Problem
from generator.problems.fault import Fault
from tests.markup.documents import Document, Writer
from tests.markup.planting import Planted

AT_ONCE = 100
SEEN = ("as it is written", "nothing tells those who cannot see this image")
"""What is no part of a document's Markdown is told where it looks like it, and may be anywhere."""
ROWS = [{"year": 1}]


def _planted(place: Place | None, kind: str, word: str) -> Planted:
    assert place is not None
    return Planted(place.line, place.column, kind, word)


def _told(problem: Problem, document: Document) -> Planted:
    """Return what a problem tells, by the word of the thing that it speaks of."""
    words = [each.word for each in document.planted if each.word and each.word in problem.message]
    kind = "column" if problem.message.startswith("no column") else "problem"
    return _planted(problem.place, kind, words[0] if words else problem.message)


def _of_values(markup: Markup) -> tuple[Problem, ...]:
    blob, raw = keep(json.encode(ROWS))
    fees = Dataset("fees", (Column("year", "number"),), blob, len(ROWS))
    return write_values(Prose(markup.values, (fees,)), lambda _: raw).problems


def _of_figure(block: Block) -> list[Planted]:
    contents, raws = read_block(block, Dialect())
    found = [_planted(each.place, "data", each.name) for each in contents.datasets]
    found += [_planted(each.place, "caption", "") for each in contents.frame.caption.values]
    chart = content_of(contents, ChartBlock, lambda _: raws[0])
    with pytest.raises(Fault) as raised:
        read_short(chart.tree, {}, {})
    told = block.problem(raised.value)
    return [*found, _planted(told.place, "key", told.message.split('"')[1])]


def found(document: Document) -> list[Planted]:
    """Return all that a conversion finds, and what the rooms behind it make of that."""
    made = convert(MarkupSource("a.md", document.text, document.first_line))
    assert made.value is not None, made.problems
    markup = made.value
    return sorted(
        [
            *(_planted(each.place, "link", each.href) for each in markup.links),
            *(_planted(each.place, "value", "") for each in markup.values),
            *(each for block in markup.figures for each in _of_figure(block)),
            *(
                _told(each, document)
                for each in (*made.problems, *_of_values(markup))
                if not any(seen in each.message for seen in SEEN)
            ),
        ]
    )


@pytest.mark.parametrize("first", range(0, 2000, AT_ONCE))
def test_all_is_told_at_its_exact_place(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        document = Writer(seed).document()
        assert found(document) == document.planted, f"seed {seed}:\n{document.text}"
