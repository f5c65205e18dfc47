"""Short cuts through python-markdown: the same output to the byte, for less work.

Most of a text's blocks are plain paragraphs and most of its runs of text hold nothing that
an inline pattern could match. python-markdown asks every processor all the same. Here each
one is asked only where a character is present that it cannot do without; a test keeps the
output equal to that of the library as it comes.
"""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString, Registry
from pymdownx.tasklist import TasklistTreeprocessor

from generator.markup.page import Page

P = TypeVar("P")
STRAIGHT = {str(ord('"')): "quot;", str(ord("'")): "#39;"}
BOX = re.compile(r"\[[xX ]\] ")

# Lines that start with a letter or a quotation mark can only be a paragraph.
PLAIN = re.compile(r"""(?:[^\W\d_]|["'(\u201c])[^\n]*(?:\n(?:[^\W\d_]|["'(\u201c])[^\n]*)*\Z""")

# What a text must hold, at the least, for a block processor to find something in it.
BLOCK_NEEDS = {
    "admonition": ("!!!",),
    "indent": ("    ",),
    "defindent": ("    ",),
    "code": ("    ",),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("=", "-"),
    "hr": ("-", "_", "*"),
    "olist": (".",),
    "ulist": ("*", "+", "-"),
    "deflist": (":",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
}
# The same for inline patterns.
INLINE_NEEDS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "math": ("$", "\\"),
    "footnote": ("[^",),
    "reference": ("]",),
    "link": ("](",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("]",),
    "short_image_ref": ("![",),
    "autolink": ("://",),
    "automail": ("@",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "em_strong2": ("*", "_"),
    "delimiter": ("~",),
}
ANY_NEED = re.compile(r"[`\\$\[\]!:@<&*_~]|  \n")
BY_REFERENCE = ("reference", "image_reference", "short_reference", "short_image_ref")


class QuickBlocks(BlockParser):
    """A block parser that asks only those processors that a document can have use for."""

    def __init__(self, usual: BlockParser, page: Page) -> None:
        super().__init__(usual.md)
        self.page = page
        self.blockprocessors = usual.blockprocessors
        self.asked: tuple[BlockProcessor, ...] = ()
        for processor in self.blockprocessors:
            processor.parser = self

    def parseDocument(self, lines: Iterable[str]) -> "ElementTree[Element | None]":  # noqa: N802
        """Choose the processors once for the whole document, then parse it."""
        text = "\n".join(lines)
        # Raw HTML that holds Markdown was taken out of the text before.
        stashed = any(isinstance(raw, Element) for raw in self.md.htmlStash.rawHtmlBlocks)
        needs = _needs(self.blockprocessors, BLOCK_NEEDS)
        self.asked = tuple(processor for processor, need in needs if stashed or _has(text, need))
        return super().parseDocument(lines)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Parse blocks into ``parent``, plain paragraphs without asking anyone."""
        paragraph = self.blockprocessors["paragraph"]
        while blocks:
            if PLAIN.match(blocks[0]):
                paragraph.run(parent, blocks)
                continue
            self.page.spend(len(blocks[0]) // 8)
            for processor in self.asked:
                if processor.test(parent, blocks[0]) and (
                    processor.run(parent, blocks) is not False
                ):
                    break


class QuickInline(InlineProcessor):
    """An inline processor that tries only patterns whose characters are there."""

    _InlineProcessor__applyPattern: Callable[[Pattern, str, int, int], tuple[str, bool, int]]

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.patterns: list[tuple[Pattern, tuple[str, ...]]] = []

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to a whole tree."""
        self.patterns = _needs(self.md.inlinePatterns, INLINE_NEEDS)
        if not self.md.references:
            by_reference = [self.md.inlinePatterns[name] for name in BY_REFERENCE]
            never = ("\x02never\x03",)
            self.patterns = [
                (pattern, never if pattern in by_reference else need)
                for pattern, need in self.patterns
            ]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(  # noqa: N802
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803
    ) -> str:
        """Take the place of the private method that tries all patterns in turn."""
        if isinstance(data, AtomicString) or not ANY_NEED.search(data):
            return data
        apply = self._InlineProcessor__applyPattern
        for index in range(patternIndex, len(self.patterns)):
            pattern, needs = self.patterns[index]
            for need in needs:
                if need in data:
                    break
            else:
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = apply(pattern, data, index, start)
        return data


class QuickHtml(HtmlBlockPreprocessor):
    """Look for raw HTML only where there is a tag or an entity."""

    def run(self, lines: list[str]) -> list[str]:
        """Take raw HTML out of the lines."""
        if any("<" in line or "&" in line for line in lines):
            return super().run(lines)
        return lines


class QuickAttributes(AttrListTreeprocessor):
    """Look for attribute lists only in a document with a brace."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, doc: Element) -> None:
        """Assign attributes to elements."""
        if "{" in self.page.markdown:
            super().run(doc)


class KeepStraight(UnescapeTreeprocessor):
    """Put escaped characters back; an escaped quotation mark stays straight."""

    def _unescape(self, m: re.Match[str]) -> str:
        if m[1] in STRAIGHT:
            return AMP_SUBSTITUTE + STRAIGHT[m[1]]
        return chr(int(m[1]))


class QuickUnescape(KeepStraight):
    """Put escaped characters back only in a document with a backslash."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        """Put escaped characters back."""
        if "\\" in self.page.markdown:
            super().run(root)


class QuickTasks(TasklistTreeprocessor):  # type: ignore[misc]
    """Look for task lists only in a document with a box."""

    def __init__(self, usual: TasklistTreeprocessor, page: Page) -> None:
        super().__init__(usual.md)
        self.config = usual.config
        self.page = page

    def run(self, root: Element) -> Element:
        """Turn boxes into inputs."""
        if BOX.search(self.page.markdown):
            super().run(root)
        return root


def _needs(
    registry: Registry[P], needs: dict[str, tuple[str, ...]]
) -> list[tuple[P, tuple[str, ...]]]:
    """Pair each processor, in order, with what it cannot do without; "" is everywhere."""
    known = {id(registry[name]): need for name, need in needs.items() if name in registry}
    return [(processor, known.get(id(processor), ("",))) for processor in registry]


def _has(text: str, needs: tuple[str, ...]) -> bool:
    return any(need in text for need in needs)
