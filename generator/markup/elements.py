"""Elements of our own: formulas, alerts, figures, anchors to be."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.treeprocessors import Treeprocessor

from generator.markup.formulas import formula
from generator.markup.page import Page

# Pandoc's rule: no space inside the dollars, no digit after, so that prices stay prices.
FORMULA = (
    r"(?<![\\$\w])\$\$(?!\$)(?P<display>(?:\\.|[^\\$\x02])+?)\$\$(?!\$)"
    r"|(?<![\\$\w])\$(?![\s$])(?P<inline>(?:\\.|[^\\$\x02])+?)(?<!\s)\$(?![\w$])"
    r"|(?<!\\)\\\((?P<round>(?:(?!\\[()])[^\x02])+?)\\\)"
    r"|(?<!\\)\\\[(?P<square>(?:(?!\\[\[\]])[^\x02])+?)\\\]"
)
ALERT = re.compile(r"\[!(note|tip|important|warning|caution)\][ ]*([^\n]*)(?:\n|$)", re.IGNORECASE)
BLOCK_HOLE = re.compile("\x02[CF][0-9]+\x03\\Z")
BOX = '<input type="checkbox"'
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


class FormulaPattern(InlineProcessor):
    """Formulas in a line of prose."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(FORMULA, md)
        self.page = page

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """Keep a formula's MathML and return its mark."""
        display = m["display"] or m["square"]
        tex = display or m["inline"] or m["round"]
        done = formula(tex, display=bool(display))
        self.page.has_math = True
        if done.fault:
            self.page.faults.append((m[0], done.fault, done.hint))
        return self.md.htmlStash.store(done.html), m.start(0), m.end(0)


class RawHtml(RawHtmlPostprocessor):
    """Put raw HTML back; figures and code blocks do not stand in paragraphs, formulas do."""

    def isblocklevel(self, html: str) -> bool:
        """Tell whether some HTML does without a paragraph around it."""
        if html.startswith("<math"):
            return False
        return BLOCK_HOLE.match(html) is not None or bool(super().isblocklevel(html))

    def stash_to_string(self, text: str | Element) -> str:
        """Write what Markdown in HTML has left in the stash."""
        if isinstance(text, Element):
            return str(self.md.serializer(text))
        # The task list extension writes XHTML.
        return text.replace("/>", ">", 1) if text.startswith(BOX) else text


class Alerts(Treeprocessor):
    """Turn quotations that start with ``[!NOTE]`` into admonitions."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        """Find such quotations anywhere in the tree."""
        if "[!" not in self.page.markdown:
            return
        for parent in list(root.iter()):
            for quote in [child for child in parent if child.tag == "blockquote"]:
                parts = _alerts(quote)
                if parts:
                    at = list(parent).index(quote)
                    parts[-1].tail = quote.tail
                    parent[at : at + 1] = parts


def _alerts(quote: Element) -> list[Element]:
    """Part a quotation before each alert; nothing where there is none."""
    parts: list[Element] = []
    for child in list(quote):
        match = ALERT.match(child.text or "") if child.tag == "p" else None
        if match is not None:
            parts.append(_admonition(match))
            child.text = (child.text or "")[match.end() :]
            if not child.text and not len(child):
                continue
        elif not parts:
            parts.append(Element("blockquote"))
        parts[-1].append(child)
    return parts if any(part.tag == "div" for part in parts) else []


def _admonition(match: re.Match[str]) -> Element:
    kind = match[1].lower()
    division = Element("div", {"class": f"admonition {kind}"})
    title = SubElement(division, "p", {"class": "admonition-title"})
    title.text = match[2].strip() or kind.capitalize()
    return division


class Finish(Treeprocessor):
    """Mark headings for their anchors, dress images and tables."""

    def run(self, root: Element) -> None:
        """Go through the tree once."""
        for parent in list(root.iter()):
            tag = parent.tag
            if tag in HEADINGS:
                parent.set("id", f"\x02id:{parent.get('id', '')}\x03")
            elif tag == "img":
                parent.set("loading", "lazy")
                parent.set("decoding", "async")
            elif tag in ("td", "th"):
                _align(parent)
            elif tag == "p" and len(parent) == 1:
                _figure(parent)
            if any(child.tag == "table" for child in parent):
                _scrolling(parent)


def _align(cell: Element) -> None:
    align = cell.attrib.pop("align", None)
    if align:
        cell.set("class", f"{cell.get('class', '')} align-{align}".strip())


def _figure(paragraph: Element) -> None:
    """Make a figure of a paragraph that is nothing but an image, linked or not."""
    only = paragraph[0]
    image = only[0] if only.tag == "a" and len(only) == 1 else only
    texts = (paragraph.text, only.tail, only.text if only is not image else "", image.tail)
    if image.tag != "img" or any(text and text.strip() for text in texts):
        return
    paragraph.tag = "figure"
    for name in ("class", "id"):
        if name in image.attrib:
            paragraph.set(name, image.attrib.pop(name))
    title = image.attrib.pop("title", "")
    if title:
        only.tail = "\n"
        SubElement(paragraph, "figcaption").text = title


def _scrolling(parent: Element) -> None:
    """Put each table in a box of its own, which can be scrolled where the page is narrow."""
    for index, child in enumerate(parent):
        if child.tag == "table" and parent.get("class") != "table":
            box = Element("div", {"class": "table"})
            box.tail, child.tail = child.tail, "\n"
            box.text = "\n"
            parent[index] = box
            box.append(child)
