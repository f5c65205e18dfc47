"""Links and images of CommonMark, with the place of each address."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.markup.html import HtmlBuilder
from generator.markup.mask import unmask
from generator.markup.text import Bytes
from generator.markup.tree import Node, node
from generator.problems import Problem
from generator.problems.regex import regex

if TYPE_CHECKING:
    import pyromark

FORGED = str.maketrans("\x02\x03", "\ufffd\ufffd")
"""Characters that only entities bring, which would be taken for those of holes."""
_DESTINATION = regex(r"\]\(\s*<?")
_DEFINED = regex(r"(?<!\\)\]:\s*(?:>\s*)*<?")
_LABEL_SPACE = regex(r"\s+")
_HALF = regex(r"\([^\s)]")
_COMPUTED = regex(r"\([^)\n]*\{[{%]")
_ADDRESS = regex(r"\(([^()\n<>\"]+)\)")


class LinkBuilder(HtmlBuilder):
    """Builds links and images."""

    def begin_link(self, details: Any, at: int, end: int) -> None:
        """Open a link."""
        kind, address = details["link_type"], details["dest_url"].translate(FORGED)
        element = node("a", at)
        element.set("href", f"mailto:{address}" if kind == "Email" else address)
        if details["title"]:
            element.set("title", details["title"].translate(FORGED))
        if kind in ("Autolink", "Email"):
            element.give("href", at + 1)
        elif kind != "Inline":
            element.give("href", self.defined(details["id"]))
        self.push(element)
        self.behind = at + 1

    def begin_image(self, details: Any, at: int, end: int) -> None:
        """Open an image."""
        self.begin_link(details, at, end)
        self.open[-1].tag = "img"
        self.behind = at + 2

    def end_link(self, at: int, end: int) -> None:
        """Close a link or an image, and find where its address stands."""
        behind = self.behind
        element = self.close()
        if "href" not in element.given:
            found = _DESTINATION.match(self.body, _skip_space(self.body, behind))
            element.give("href", found.end() if found else at)
        if "title" in element.attrib:
            self._place_title(element, end)
        if element.tag == "img":
            _make_image(element)

    def _place_title(self, element: Node, end: int) -> None:
        at = element.given["href"]
        limit = end if at >= element.at else self.masked.find("\n\n", at)
        found = self.masked.find(element.attrib["title"], at, limit if limit >= 0 else None)
        if found >= 0:
            element.give("title", found)

    def defined(self, label: str) -> int:
        """Return where the address stands that a label is defined to lead to."""
        if self.definitions is None:
            self.definitions = _definitions(self.masked, self.body)
        return self.definitions.get(_LABEL_SPACE.sub(" ", label.strip()).casefold(), -1)

    def broken_links(self) -> list[Problem]:
        """Tell of links that lead nowhere because of how they are written."""
        found = []
        for kind, start, end, label in self.broken:
            if kind in ("Reference", "Collapsed"):
                message = f'nothing says where "[{unmask(label)}]" leads'
                hint = f"write [{unmask(label)}]: and the address on a line of its own"
                found.append(self.source.problem(message, start, hint, "warning"))
            elif self.body[end : end + 1] == "(" and _HALF.match(self.body, end):
                self.halves.add(end)
                found.append(self._half_link(start, end))
        return found

    def _half_link(self, start: int, end: int) -> Problem:
        closing = _ADDRESS.match(self.body, end)
        hint = 'is a ")" missing?'
        if _COMPUTED.match(self.body, end):
            hint = "no address is computed: write where it leads"
        elif closing:
            hint = f"an address with spaces stands in angle brackets: (<{closing[1].strip()}>)"
        return self.source.problem("this is no link", start, hint, "warning")


@lru_cache(maxsize=1)
def parser_options() -> "pyromark.Options":
    """Return what the parser is asked for beyond CommonMark."""
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_DEFINITION_LIST
    )


def _skip_space(body: str, at: int) -> int:
    while body[at : at + 1] in (" ", "\n", "\t", ">"):
        at += 1
    return at


def _definitions(masked: str, body: str) -> dict[str, int]:
    from pyromark import reference_definitions

    offset = int if masked.isascii() else Bytes(masked).offset
    places = {}
    for label, definition in reference_definitions(masked, options=parser_options()).items():
        start = offset(definition["span"]["start"])
        found = _DEFINED.search(body, start)
        key = _LABEL_SPACE.sub(" ", label.strip()).casefold()
        places[key] = found.end() if found else start
    return places


def _make_image(element: Node) -> None:
    """Turn what stands between an image's brackets into its alternative text."""
    alt = alternative(element)
    title = element.attrib.pop("title", "")
    element.give("src", element.given["href"])
    element.set("src", element.attrib.pop("href"))
    element.set("alt", alt)
    if title:
        element.set("title", title)
    element.text = None
    del element[:]


def alternative(element: Node) -> str:
    """Return the plain text of what stands in an image's brackets."""
    parts = [element.text or ""]
    for child in element:
        parts.append(child.get("alt", "") if child.tag == "img" else alternative(child))  # type: ignore[arg-type]
        parts.append(child.tail or "")
    return "".join(parts)
