"""The grammar ``python``: Python-Markdown's own stages, which leave our tree instead of HTML.

Of the package this uses the registries of a ``Markdown`` instance, its stash of raw HTML, the
placeholders that ``markdown.util`` names, and its extensions: nothing that it keeps to itself.
"""

import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.md_in_html import HTMLExtractorExtra, MarkdownInHtmlExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, Pattern
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry
from pymdownx.tilde import DeleteSubExtension

from generator.markup.builder import DEEP
from generator.markup.mask import mask
from generator.markup.page import MarkupPage
from generator.markup.python.elements import DEFINITION, Elements
from generator.markup.python.placeholders import PythonPage
from generator.markup.tree import TooMuch
from generator.problems.regex import regex

_WORK = 20_000_000
"""So many characters of one page may be looked at, those seen again and again included."""
_PARAGRAPH = regex(r"\S(?:[^\n]|\n(?!\n))*")
_UNCLOSED = regex(r"<[a-zA-Z][^<>]*(?=<|\Z)")
_MARKS = regex(r"[\[*_`<&\\~!]")
# Those within a line stay, so that it is found again as it was written.
_TABS = regex(r"^(?:[ \t>]|(?:[-*+:]|[0-9]+[.]|\[[^\]\n]*\]:)(?=[ \t]))*\t[ \t>]*", re.MULTILINE)
_EMPTY = regex(r"(?<=\n)[ \t]+\n")


def parse(page: MarkupPage) -> None:
    """Make the tree of a page."""
    page.masked = mask(page.text.body, page.source.math)
    md = _instance()
    try:
        root = md.read(page)
    except TooMuch:
        raise
    except RecursionError:
        raise TooMuch(-1, "this is nested too deeply", DEEP) from None
    # The package has faults of its own, which an author can come upon but not mend.
    except Exception as error:
        message = f"python-markdown cannot read this page ({type(error).__name__})"
        raise TooMuch(-1, message, "look for raw HTML that is not closed") from error
    Elements(md, md.given).read(root)


class _PythonMarkdown(Markdown):
    """The package's own stages; what follows them makes our tree instead of HTML."""

    given: PythonPage
    tree: Element

    def __init__(self) -> None:
        self.footnotes = _Notes()
        extensions = [
            DefListExtension(),
            self.footnotes,
            MarkdownInHtmlExtension(),
            # A style attribute would be refused by a strict content security policy.
            TableExtension(use_align_attribute=True),
            AdmonitionExtension(),
            DeleteSubExtension(subscript=False),
        ]
        super().__init__(extensions=extensions)
        self.stripTopLevelTags = False
        self.ESCAPED_CHARS += ['"', "'", "$"]
        self.postprocessors = Registry()
        # It would take out the placeholders of fences.
        self.preprocessors.deregister("normalize_whitespace")
        self.treeprocessors.deregister("prettify")
        self.preprocessors.register(_RawHtml(self), "html_block", 20)
        self.treeprocessors.register(_Tree(self), "tree", 15)
        for pattern in self.inlinePatterns:
            _meter(pattern, self)

    def spend(self, characters: int) -> None:
        """Count work, and stop a page that takes too much."""
        self.work += characters
        if self.work > _WORK:
            paragraphs = _PARAGRAPH.finditer(self.given.page.masked)
            worst = max(paragraphs, key=lambda each: len(_MARKS.findall(each[0])) * len(each[0]))
            hint = "is there a paragraph with thousands of brackets, stars or the like?"
            raise TooMuch(worst.start(), "this takes too long to convert", hint)

    def read(self, page: MarkupPage) -> Element:
        """Return what the package makes of a page."""
        self.reset()
        self.given, self.work = PythonPage(page, {}, set()), 0
        # Each tag that does not end is looked for to the end of the text.
        self.spend(len(_UNCLOSED.findall(page.masked)) * len(page.masked) // 10)
        text = _TABS.sub(
            lambda match: match[0].expandtabs(4), self.given.without_fences(self.htmlStash)
        )
        self.tree = Element("div")
        self.convert(_EMPTY.sub("\n", text) + "\n\n")
        return self.tree


def _meter(pattern: Pattern, md: _PythonMarkdown) -> None:
    """Count what a pattern looks at: up to its end, or all that follows where it finds none."""
    handle = pattern.handleMatch

    def metered(match: re.Match[str], data: str) -> Any:
        made: Any = handle(match, data)  # type: ignore[call-arg]
        # A link that a bracket behind a half title ends comes to its end before it begins.
        if made[2] is not None and made[2] < match.end():
            made = None, None, None
        end = made[2] if made[0] is not None else len(data)
        md.spend(end - match.start() + len(data) // 100)
        return made

    pattern.handleMatch = metered  # type: ignore[method-assign,assignment]


@lru_cache(maxsize=1)
def _instance() -> _PythonMarkdown:
    return _PythonMarkdown()


class _Extractor(HTMLExtractorExtra):
    """The package's, which would lose what stands in two elements of a name that never end."""

    mdstack: list[str]

    def close(self) -> None:
        """Close all that is open."""
        super().close()
        while self.mdstack:
            self.handle_endtag(self.mdstack[0])


class _RawHtml(Preprocessor):
    """Stash raw HTML, and remember which elements are their author's."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with placeholders in it."""
        md: _PythonMarkdown = self.md  # type: ignore[assignment]
        extractor = _Extractor(md)
        extractor.feed("\n".join(lines))
        extractor.close()
        for each in md.htmlStash.rawHtmlBlocks:
            if isinstance(each, Element):
                md.given.own.update(each.iter())
        return "".join(extractor.cleandoc).split("\n")


class _Notes(FootnoteExtension):
    """Notes as the package finds them: all definitions, and elements at references."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the parts that are used."""
        self.md, self.parser = md, md.parser
        md.registerExtension(self)
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)
        md.inlinePatterns.register(_Reference(r"\[\^([^\]\n]+)\]", md), "footnote", 175)
        md.treeprocessors.register(_Definitions(md), "footnote", 50)

    def reset(self) -> None:
        """Forget the page before."""
        self.found: list[tuple[str, str]] = []

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802, A002
        """Keep a definition."""
        self.found.append((id, text))


class _Definitions(Treeprocessor):
    """Append all notes to the text, so that the package reads the inline marks in them."""

    def run(self, root: Element) -> None:
        """Parse the definitions, and those that come to light within them."""
        md: _PythonMarkdown = self.md  # type: ignore[assignment]
        for name, text in md.footnotes.found:
            division = Element(DEFINITION, {"name": name})
            md.parser.parseChunk(division, text)
            root.append(division)


class _Reference(InlineProcessor):
    """A reference to a note."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return its element, or nothing where no note has this name."""
        md: _PythonMarkdown = self.md  # type: ignore[assignment]
        if all(name != m[1] for name, _ in md.footnotes.found):
            return None, None, None
        made = Element("note", {"name": m[1]})
        # What an image has for it among its words.
        made.text = AtomicString(m[0])
        return made, m.start(0), m.end(0)


class _Tree(Treeprocessor):
    """Keep the package's tree, and hand on an empty one."""

    def run(self, root: Element) -> Element:
        """Return an empty tree."""
        md: _PythonMarkdown = self.md  # type: ignore[assignment]
        md.tree = root
        return Element("div")
