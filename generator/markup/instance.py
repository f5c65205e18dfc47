"""The one Markdown instance of a process, and how a page goes through it."""

import re
from functools import lru_cache
from typing import Any, Self

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import Pattern
from pymdownx.tasklist import TasklistExtension
from pymdownx.tilde import DeleteSubExtension

from generator.markup.elements import Alerts, Finish, FormulaPattern, RawHtml
from generator.markup.footnotes import Footnotes
from generator.markup.page import Page
from generator.markup.shortcuts import (
    INLINE_NEEDS,
    KeepStraight,
    QuickAttributes,
    QuickBlocks,
    QuickHtml,
    QuickInline,
    QuickTasks,
    QuickUnescape,
)

BLANK_LINES = re.compile(r"(?<=\n) +\n")
# Patterns that look at no more than what they match; the others may look at all that follows.
BRIEF = frozenset(INLINE_NEEDS) - {
    "backtick",
    "reference",
    "link",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "em_strong",
    "em_strong2",
    "delimiter",
}


class PageMarkdown(Markdown):
    """A Markdown instance that knows the page it converts."""

    def __init__(self, *, math: bool, quick: bool) -> None:
        self.page = Page()
        self.quick = quick
        super().__init__(extensions=_extensions(self.page), output_format="html")
        self.preprocessors.deregister("normalize_whitespace")
        self.ESCAPED_CHARS += ['"', "'", "$"]
        self.postprocessors.register(RawHtml(self), "raw_html", 30)
        self.treeprocessors.register(Alerts(self, self.page), "alerts", 30)
        self.treeprocessors.register(Finish(self), "finish", 6)
        self.treeprocessors.register(KeepStraight(self), "unescape", 0)
        if math:
            self.inlinePatterns.register(FormulaPattern(self, self.page), "math", 185)
        if quick:
            _shorten(self)
        for name in INLINE_NEEDS:
            if name in self.inlinePatterns:
                _meter(self.inlinePatterns[name], self.page, 16 if name in BRIEF else 1)

    def build_parser(self) -> Self:
        """Build the usual parser, then one that takes short cuts."""
        super().build_parser()
        if self.quick:
            self.parser: BlockParser = QuickBlocks(self.parser, self.page)
        return self

    def start(self) -> None:
        """Forget the page before."""
        self.reset()
        self.page.start()

    def render(self, markdown: str) -> str:
        """Convert one page; what was stashed since the start comes back in its place."""
        self.page.markdown = markdown
        self.page.check()
        return self.convert(normalized(markdown))


@lru_cache(maxsize=2)
def instance(*, math: bool) -> PageMarkdown:
    """Return the one instance of this process."""
    return PageMarkdown(math=math, quick=True)


def normalized(markdown: str) -> str:
    """Do what python-markdown does first, but for the marks that it would take out."""
    if "\t" in markdown:
        markdown = markdown.expandtabs(4)
    return BLANK_LINES.sub("\n", markdown + "\n\n")


def _extensions(page: Page) -> list[Any]:
    return [
        AbbrExtension(),
        AttrListExtension(),
        DefListExtension(),
        Footnotes(page),
        MarkdownInHtmlExtension(),
        # A style attribute would be refused by a strict content security policy.
        TableExtension(use_align_attribute=True),
        AdmonitionExtension(),
        TasklistExtension(),
        DeleteSubExtension(subscript=False),
    ]


def _meter(pattern: Pattern, page: Page, share: int) -> None:
    """Count what a pattern looks at each time that it matches."""
    handle = pattern.handleMatch

    def metered(match: re.Match[str], data: str) -> Any:
        page.spend(len(data) // share)
        return handle(match, data)  # type: ignore[call-arg]

    pattern.handleMatch = metered  # type: ignore[method-assign,assignment]


def _shorten(md: PageMarkdown) -> None:
    tasks = md.treeprocessors["task-list"]
    md.preprocessors.register(QuickHtml(md), "html_block", 20)
    md.treeprocessors.register(QuickInline(md), "inline", 20)
    md.treeprocessors.register(QuickTasks(tasks, md.page), "task-list", 25)
    md.treeprocessors.register(QuickAttributes(md, md.page), "attr_list", 8)
    md.treeprocessors.register(QuickUnescape(md, md.page), "unescape", 0)
