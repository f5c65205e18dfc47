"""Lines that are indented unlike their fence: all that is told of them has its true place."""

import pytest

from generator.blocks.reading import read_block
from generator.blocks.tables import block_loading
from generator.data.decoding import load
from generator.markup.convert import convert
from generator.markup.parts import Block, Dialect, MarkupSource

LIST = "- one\n\n   ```{kind}\n{lines}\n   ```\n"
QUOTED = "> ```{kind}\n{lines}\n> ```\n"


def block_of(kind: str, text: str) -> Block:
    markup = convert(MarkupSource("a.md", text)).value
    assert markup
    return (markup.data if kind == "data" else markup.figures)[0]


@pytest.mark.parametrize(("frame", "margins"), [(LIST, ("   ", "  ")), (QUOTED, (">", "> "))])
def test_a_dataset_and_a_link_stand_where_they_are_written(
    frame: str, margins: tuple[str, str]
) -> None:
    written = ("data: fees.csv", 'caption: "[a](gone.md)"')
    lines = [margin + line for margin, line in zip(margins, written, strict=True)]
    text = frame.format(kind="chart {#c}", lines="\n".join(lines))
    contents, _ = read_block(block_of("chart", text), Dialect())
    (dataset,), (link,) = contents.datasets, contents.frame.caption.links
    for found, word in ((dataset, "fees.csv"), (link, "gone.md")):
        line = text.split("\n")[found.place.line - 1]
        assert line[found.place.column - 1 :].startswith(word)
        assert found.source == line


def test_a_row_of_a_data_block_stands_where_it_is_written() -> None:
    text = LIST.format(kind="data {#d}", lines="   a,b\n  1,2\n     3,4,5")
    loading, raw = block_loading(block_of("data", text))
    (problem,) = load(loading, lambda _: raw).problems
    line = text.split("\n")
    assert problem.place
    assert problem.place.line == line.index("     3,4,5") + 1
    assert problem.source == "     3,4,5"
    assert problem.place.column >= 6
