"""An author's own HTML: what of it would run a script or lead readers away, told at its place."""

import re
from collections.abc import Collection, Iterable

from generator.markup.addresses import SHOWING, addresses_in, refused
from generator.markup.mask import unmask
from generator.markup.tags import element_of, tags
from generator.markup.text import MOST_TOLD, Text
from generator.markup.tree import Node
from generator.problems import Problem
from generator.problems.regex import regex

POLICY = "see docs/deploying.md for the policy, and for what it lets through"
EXHIBIT = "an exhibit is for what needs a script"

_DATA = regex(r"(?:application|text)/(?!(?:x-)?(?:java|ecma|live)script)", re.IGNORECASE)
_ELSEWHERE = regex(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_REFRESH = regex(r"[\d.\s]*[;,]?\s*(?:url\s*=)?\s*[\"']?", re.IGNORECASE)
_JUDGED = frozenset(("href", "src", "title"))
"""What Markdown's own links and images have: where they lead was judged before."""


class AuthorHtml:
    """What is wrong with the HTML of one page, gathered element by element."""

    def __init__(self, text: Text, told: Collection[int]) -> None:
        self.text = text
        self.told = told
        self.problems: list[Problem] = []

    def look(self, elements: Iterable[Node]) -> list[Problem]:
        """Report what elements of a page would do that no page should."""
        for element in elements:
            is_written = element.own or (element.given and not element.given.keys() <= _JUDGED)
            if is_written and len(self.problems) < MOST_TOLD:
                self._element(element)
        return self.problems[:MOST_TOLD]

    def _warn(self, message: str, at: int, hint: str = "") -> None:
        self.problems.append(self.text.problem(message, at, hint, "warning"))

    def _error(self, message: str, at: int, hint: str = "") -> None:
        self.problems.append(self.text.problem(message, at, hint))

    def _element(self, element: Node) -> None:
        tag = element.tag.lower()
        given = {name.lower(): unmask(value or "") for name, value in element.attrib.items()}
        at = element.at + 1
        if ":" in tag and (wrong := refused(element.tag)):
            self._error(wrong, at)
        for name, value in given.items():
            self._attribute(element, name, value)
        if tag == "script" and not _DATA.match(given.get("type", "")):
            self._script(element, given)
        elif tag == "base":
            message = "the recommended policy ignores <base>, and without it all links change"
            self._warn(message, at, POLICY)
        elif tag == "meta" and "http-equiv" in given:
            self._meta(element, given)

    def _attribute(self, element: Node, name: str, value: str) -> None:
        named = element.given.get(f"{name}=", element.at)
        if name.startswith("on") and len(name) > len("on"):
            self._warn(f'the recommended policy does not run "{name}"', named, EXHIBIT)
        elif name == "srcdoc":
            self._inside(value, named)
        elif (element.tag.lower(), name) == ("form", "action") or name == "formaction":
            self._warn(f'the recommended policy sends no form to "{name}"', named, POLICY)
        at = element.given.get(name, -1)
        if at in self.told or "\x02" in value:
            return
        for address in addresses_in(name, value):
            wrong = refused(address, shown=element.tag.lower() in SHOWING)
            if wrong:
                self._error(wrong, at + max(value.find(address), 0))

    def _inside(self, html: str, at: int) -> None:
        """Look at HTML that an attribute holds; all of it is told at the attribute."""
        inner = AuthorHtml(Text("", 1, html), ())
        elements = (element_of(tag, ()) for tag in tags(html) if tag.kind == "open")
        problems = inner.look(elements)
        for each in problems:
            tell = self._error if each.severity == "error" else self._warn
            tell(each.message, at, each.hint)

    def _script(self, element: Node, given: dict[str, str]) -> None:
        source = given.get("src")
        if source is None:
            message = "the recommended policy does not run a script that stands in a page"
            self._warn(message, element.at + 1, EXHIBIT)
        elif _ELSEWHERE.match(source):
            message = "the recommended policy does not run a script from another host"
            self._warn(message, element.given.get("src=", element.at), POLICY)

    def _meta(self, element: Node, given: dict[str, str]) -> None:
        kind = given["http-equiv"].strip().lower()
        named = element.given.get("http-equiv=", element.at)
        if kind != "refresh":
            self._warn(f'"{kind}" does nothing in the body of a page', named)
            return
        message = "this sends readers away, and no policy keeps it from that"
        self._warn(message, named, "write a link, or an alias of the other page")
        if wrong := refused(_REFRESH.sub("", given.get("content", ""), count=1)):
            at = element.given.get("content=", element.at)
            self._error(wrong, at)
