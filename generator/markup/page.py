"""The page that is being converted: what each step finds, and the next one needs."""

from typing import Self

from msgspec import Struct, field

from generator.markup.blocks import Blocks, blocks_of
from generator.markup.footnotes import Numbered
from generator.markup.links import Links
from generator.markup.parts import Heading, MarkupSource
from generator.markup.patterns import Findings
from generator.markup.text import Text, text_of
from generator.markup.tree import Node
from generator.problems import Problem


class MarkupPage(Struct):
    """One page on its way.

    ``masked`` is its text with what is no Markdown masked, ``root`` its tree, ``definitions``
    are its notes as they are defined, ``shown`` those that readers get. ``elements`` are all of
    both, once no step adds any.
    """

    source: MarkupSource
    text: Text
    blocks: Blocks
    links: Links
    found: Findings
    problems: list[Problem]
    masked: str = ""
    root: Node = field(default_factory=lambda: Node("div"))
    definitions: list[Node] = field(default_factory=list)
    shown: list[Numbered] = field(default_factory=list)
    elements: list[Node] = field(default_factory=list)
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    words: int = 0

    @classmethod
    def of(cls, source: MarkupSource) -> Self:
        """Begin with a source's text."""
        text, problems = text_of(source), list[Problem]()
        return cls(source, text, blocks_of(text), Links(text), Findings(text, problems), problems)

    @property
    def roots(self) -> list[Node]:
        """The tree and those of the notes that readers get."""
        return [self.root, *(note.root for note in self.shown)]
