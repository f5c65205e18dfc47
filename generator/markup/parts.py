"""What Markdown turns into: HTML with holes, and a list of what fills them.

A hole is ``STX letter index ETX`` in the HTML: ``L`` a link or image address,
``F`` a figure, ``C`` a block of highlighted code, ``N`` a reference to a note,
``V`` a value computed from data, ``T`` the text of a link that has none, ``S`` the size
of the image at the link of the same index, where its author gave none, ``P`` and ``Q`` what
stands before and behind that image where it has other forms, ``W`` the name of
a kind of box in the language of the page, ``B`` what a block of the site's own makes, ``E`` a
list of posts. They are filled when a page is composed, so a changed neighbour never means
parsing this text again.
"""

from collections.abc import Iterable
from typing import Final, Literal, get_args

from msgspec import Struct

from generator.engine import Blob
from generator.markup.kinds import OwnKind
from generator.problems import Place, Problem, Severity
from generator.problems.fault import Fault, Margin, Passage, fault_of

LinkKind = Literal["link", "image", "shown"]
"""What is ``shown`` is a file, as an ``image`` is, but no size is asked of it."""
ImageSize = Literal["text", "wide", "full"]
"""As wide as the text at most, as text and margin, or as the window."""
Grammar = Literal["commonmark", "python"]
GRAMMARS: Final[tuple[Grammar, ...]] = get_args(Grammar)
Math = Literal["", "dollars", "tex"]
"""What a formula is written between: dollars, or dollars and TeX's own brackets."""


class Dialect(Struct, frozen=True):
    """How a text is to be read, wherever in a site it stands."""

    language: str = "en"
    grammar: Grammar = "commonmark"
    math: Math = "dollars"
    own: tuple[OwnKind, ...] = ()
    """The types of block that the site brings along."""

    def source(self, path: str, text: str, first_line: int = 1) -> "MarkupSource":
        """Return a text that is read in this way."""
        return MarkupSource(
            path,
            text,
            first_line,
            language=self.language,
            grammar=self.grammar,
            math=self.math,
            own=self.own,
        )


class Origin(Struct, frozen=True):
    """Where a line of a text comes from: the file's line, and what stands before it there."""

    line: int
    margin: str = ""


class MarkupSource(Struct, frozen=True):
    """One source's text after its front matter; ``first_line`` is where it starts in the file.

    ``origins`` say of each line where it is from, where it does not stand in the file like this.
    """

    path: str
    text: str
    first_line: int = 1
    typography: bool = True
    language: str = "en"
    grammar: Grammar = "commonmark"
    math: Math = "dollars"
    origins: tuple[Origin, ...] = ()
    own: tuple[OwnKind, ...] = ()


class Shown(Struct, frozen=True):
    """How an image is shown whose file may be exchanged for another form of it.

    ``width`` is in CSS pixels, 0 where its author says nothing; an ``original`` stays what it is.
    """

    size: ImageSize = "text"
    width: int = 0
    is_original: bool = False


class Link(Struct, frozen=True):
    """An address as the author wrote it, at the index of its hole."""

    href: str
    place: Place
    source: str
    kind: LinkKind = "link"
    has_text: bool = True
    shown: Shown | None = None


class Heading(Struct, frozen=True):
    """A heading with its anchor; ``text`` is plain, ``html`` may hold inline markup.

    Both may have the holes of values and of texts of links, as an ``excerpt`` may.
    """

    level: int
    anchor: str
    text: str
    html: str


class CodeBlock(Struct, frozen=True):
    """A fenced code block that is to be highlighted.

    ``marked`` are line numbers of the block, from 1. Nothing in it tells where it stands, so that
    an edit above it asks for no other highlighting.
    """

    language: str
    text: Blob
    title: str = ""
    marked: tuple[int, ...] = ()
    numbered: bool = False
    anchor: str = ""


class Note(Struct, frozen=True):
    """A footnote; ``html`` is in block form and may have holes of its own.

    A ``simple`` note is nothing but plain paragraphs. ``references`` are the indexes
    of its ``N`` holes, none where only another note refers to it.
    """

    number: int
    html: str
    simple: bool
    references: tuple[int, ...]


class Block(Struct, frozen=True):
    """A fenced data block: what stands between its fences, and where.

    ``name`` is the id after ``#`` in the fence, ``chart-1``, ``chart-2`` and so on
    where there is none. ``line`` is the file's line of the first line of ``text``,
    ``margins`` what was taken off the front of each line: one where it is the same of all.
    ``kind`` is its first word, as ``chart`` or ``data``; ``attributes`` are what the opening line
    says as ``key=value``.
    """

    kind: str
    name: str
    text: str
    path: str
    line: int
    margins: tuple[Margin, ...] = (Margin(),)
    fence: str = ""
    """The opening fence line, for excerpts."""
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def passage(self) -> Passage:
        """The block's text, and where it stands in its file; line 0 is the fence."""
        return Passage(self.path, self.text, self.line, self.margins, self.fence)

    def problem(self, fault: Fault) -> Problem:
        """Return a fault in the block's text as a problem in its file."""
        return self.passage.problem(fault)

    def problem_at_fence(
        self, message: str, word: str = "", hint: str = "", severity: Severity = "error"
    ) -> Problem:
        """Return a problem at the opening line, or at a word in it."""
        column = max(self.fence.strip().find(word), 0) + 1
        return self.problem(Fault(message, (0, column), hint, severity))

    def told(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give problems whose places are in the block's text their places in the file."""
        return tuple(self.problem(fault_of(each)) for each in problems)


class Expression(Struct, frozen=True):
    """A value in the prose, ``{{ text }}``, at the index of its hole.

    ``place`` is where its text begins, ``source`` the line or lines that it stands in. What is
    ``inline`` stands within a line of text. ``closes`` is the index of the call whose content ends
    here, where this is such an end.
    """

    text: str
    place: Place
    source: str
    inline: bool = False
    closes: int = -1

    def problem(self, fault: Fault) -> Problem:
        """Return a fault in the value's text as a problem in its file."""
        line, column = fault.spot
        before = self.place.column - 1 if line == 1 else 0
        passage = Passage(self.place.path, self.source, self.place.line)
        return passage.problem(fault.moved((line, before + column)))


class Markup(Struct, frozen=True):
    """One source's prose after Markdown, before its holes are filled.

    ``inserts`` are blocks of the site's own that make text. ``anchors`` are all ids that a link may
    lead to: headings, raw HTML, figures.
    """

    html: Blob
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    codes: tuple[CodeBlock, ...] = ()
    figures: tuple[Block, ...] = ()
    data: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    values: tuple[Expression, ...] = ()
    inserts: tuple[Block, ...] = ()
    anchors: tuple[str, ...] = ()
    words: int = 0
    excerpt: str = ""
    has_math: bool = False
    lists: tuple[Block, ...] = ()
