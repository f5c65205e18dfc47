"""Python-Markdown as the frame: a grammar's stages, then our steps over the tree."""

from functools import lru_cache
from urllib.parse import quote
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from generator.markup.commonmark.parse import parse
from generator.markup.fence import Fence
from generator.markup.links import SAFE
from generator.markup.page import Page
from generator.markup.parts import Grammar, MarkupSource
from generator.markup.serializer import to_html
from generator.markup.steps import STEPS, look_into_runs, read_alerts
from generator.markup.tree import Node, node


class PageMarkdown(Markdown):
    """A Markdown instance that knows the page it converts."""

    page: Page

    def render(self, page: Page) -> str:
        """Convert one page; what was found besides its HTML is left in it."""
        self.page = page
        return self.convert(page.text.body)


class Stage(BlockParser):
    """The stage of a grammar, which makes the whole tree at once."""

    md: PageMarkdown

    def parseDocument(self, lines: object) -> "ElementTree[Element]":  # type: ignore[override]  # noqa: N802
        """Make the tree of the page that is being converted."""
        page = self.md.page
        if page.source.grammar == "python":
            # What only some sites need, and takes long to load.
            from generator.markup.python.parse import parse as python

            python(page)
        else:
            parse(page)
        return ElementTree(page.root)


class Step(Treeprocessor):
    """One of our steps, as Python-Markdown calls it."""

    md: PageMarkdown

    def __init__(self, md: Markdown, number: int) -> None:
        super().__init__(md)
        self.work = STEPS[number][1]

    def run(self, root: Element) -> None:
        """Do the step on the page that is being converted."""
        self.work(self.md.page)


@lru_cache(maxsize=2)
def instance(grammar: Grammar) -> PageMarkdown:
    """Return this process's one instance for a grammar."""
    md = PageMarkdown()
    md.stripTopLevelTags = False
    md.serializer = to_html
    md.preprocessors = Registry()
    md.postprocessors = Registry()
    md.treeprocessors = Registry()
    md.parser = Stage(md)
    for number, (name, _) in enumerate(STEPS):
        md.treeprocessors.register(Step(md, number), name, -number)
    return md


def plain_html(markdown: str, *, extended: bool = True) -> str:
    """Return the HTML of the grammar ``commonmark`` alone, before what a blog makes of it.

    ``extended`` is what GitHub finds in plain text: bare addresses and alerts.
    """
    page = Page.of(MarkupSource("", markdown))
    parse(page, _code)
    for step in (read_alerts, look_into_runs) if extended else ():
        step(page)
    for element in page.root.iter():
        for name in ("href", "src"):
            if name in element.attrib and not getattr(element, "own", False):
                element.set(name, quote(element.attrib[name], SAFE))
    return to_html(page.root)


def _code(fence: Fence) -> Node:
    block, code = node("pre"), node("code", text=fence.content)
    word = fence.info.split()[:1]
    if word:
        code.set("class", f"language-{word[0]}")
    block.append(code)
    return block
