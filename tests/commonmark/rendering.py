"""Markdown to HTML by our grammar alone, before what a blog adds to it."""

from urllib.parse import quote

from generator.markup.commonmark.parse import parse
from generator.markup.fence import Fence
from generator.markup.links import SAFE
from generator.markup.page import MarkupPage, look_into_runs, read_alerts
from generator.markup.parts import MarkupSource
from generator.markup.tree import Node, node, to_html


def render(markdown: str, *, extended: bool = True) -> str:
    """Return the HTML of one document.

    ``extended`` is what GitHub finds in plain text: bare addresses and alerts.
    """
    page = MarkupPage.of(MarkupSource("", markdown))
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
