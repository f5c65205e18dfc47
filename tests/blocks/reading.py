"""Reads blocks as READ does, for the tests of this room."""

from generator.blocks.contents import Contents
from generator.blocks.option_lines import split_options
from generator.blocks.options import FigureOptions, option_tree, read_options
from generator.blocks.reading import read_block
from generator.data.tree import Tree, read_tree
from generator.markup.parts import Block, Dialect
from generator.problems.fault import Margin


def contents(kind: str, text: str, line: int = 10, indent: int = 0) -> Contents:
    """Read a figure's block whose first line is a line of content/a.md."""
    block = Block(
        kind, "c", text, "content/a.md", line, (Margin(" " * indent),), f"```{kind} {{#c}}"
    )
    return read_block(block, Dialect())[0]


def options(lines: str) -> FigureOptions:
    """Read the options at the head of a block. Raises Fault."""
    return read_options(option_tree(split_options(lines).values))


def keys(text: str) -> Tree:
    """Return the options of a block and their places, in lines or as keys."""
    options = split_options(text)
    return option_tree(options.values) if options.values else read_tree(text)
