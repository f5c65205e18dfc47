"""Captions: what is told of them stands where it was written."""

import pytest

from generator.blocks.caption import write_caption
from generator.blocks.options import FigureOptions
from generator.data.tree import Tree
from generator.engine import Made
from generator.markup.convert import convert
from generator.markup.parts import Block, Dialect, Markup, MarkupSource
from generator.problems import Place
from generator.problems.fault import Margin
from tests.blocks.reading import keys

IN_YAML = [
    ("caption: On [tea](gone.md).", "On [tea](gone.md)."),
    ('caption: "On [tea](gone.md)."', "On [tea](gone.md)."),
    ("caption: 'It''s [tea](gone.md).'", "It's [tea](gone.md)."),
    ('caption: "An \\"old\\" \\u201c1\\u201d\\n[tea](gone.md)."', 'An "old" “1”\n[tea](gone.md).'),
    ("caption: >-\n  As ever, on\n  all of [tea](gone.md).", "As ever, on all of [tea](gone.md)."),
    ("caption: |\n  One.\n\n  On [tea](gone.md).\n", "One.\n\nOn [tea](gone.md).\n"),
    ("caption: One\n  more [tea](gone.md).", "One more [tea](gone.md)."),
    ("#|caption: On [tea](gone.md).", "On [tea](gone.md)."),
]  # fmt: skip


@pytest.mark.parametrize(("yaml", "text"), IN_YAML)
@pytest.mark.parametrize("indent", [0, 4])
def test_an_address_stands_where_it_is_written(yaml: str, text: str, indent: int) -> None:
    raw = f"title: gone.md\n{yaml}\nalt: gone.md"
    block = Block("chart", "c", raw, "a.md", 11, (Margin(" " * indent),))
    made, _ = write_caption(block, FigureOptions(caption=text), keys(raw), Dialect())
    (link,) = made.links
    lines = raw.split("\n")
    number = next(at for at, line in enumerate(lines) if "(gone.md" in line)
    assert link.place.line == 11 + number
    assert link.place.column == indent + lines[number].index("gone.md") + 1
    assert link.source == " " * indent + lines[number]


def test_links_values_and_problems_of_caption_and_source_each_have_their_place() -> None:
    raw = "caption: \"[a](a.md), {{ a.b }}, $\\\\nope$\"\nsource: '[b](b.md), {{ b.a }}'"
    block = Block("chart", "c", raw, "a.md", 3)
    texts = FigureOptions(caption="[a](a.md), {{ a.b }}, $\\nope$", source="[b](b.md), {{ b.a }}")
    made, problems = write_caption(block, texts, keys(raw), Dialect())
    assert [str(link.place) for link in made.links] == ["a.md:3:15", "a.md:4:14"]
    assert [str(value.place) for value in made.values] == ["a.md:3:24", "a.md:4:23"]
    (problem,) = problems
    assert problem.place in (Place("a.md", 3, 33), Place("a.md", 3, 34))
    assert problem.source == raw.partition("\n")[0]


@pytest.mark.parametrize("text", [" ", "\n", "\0", "x" * 10_000, "not in the block at all"])
def test_what_the_block_does_not_hold_is_told_in_the_block_all_the_same(text: str) -> None:
    block = Block("chart", "c", "mark: line", "a.md", 3)
    asked = FigureOptions(caption=f"{text} [a](a.md)")
    made, _ = write_caption(block, asked, Tree({}, {}, {}), Dialect())
    assert [link.place.line for link in made.links] == [3]


def test_captions_are_read_as_their_post_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[MarkupSource] = []

    def heard(source: MarkupSource) -> Made[Markup]:
        asked.append(source)
        return convert(source)

    monkeypatch.setattr("generator.markup.convert.convert", heard)
    block = Block("chart", "c", "caption: A\nsource: B", "a.md", 3)
    asked_for = FigureOptions(caption="A", source="B")
    write_caption(block, asked_for, keys(block.text), Dialect("de", "python", "tex"))
    ways = [(each.text, each.language, each.grammar, each.math) for each in asked]
    assert ways == [("A", "de", "python", "tex"), ("B", "de", "python", "tex")]
