"""Links and images: a hole for each address that is not absolute."""

import re
from collections import deque
from collections.abc import Iterator
from html import unescape

from generator.markup.addresses import SHOWING, refused
from generator.markup.parts import Link, LinkKind
from generator.markup.text import Text
from generator.problems import Problem

ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "img": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
}
# Case is ignored only behind the "<", so that the regular expression skips plain text fast.
ELEMENT = re.compile(
    rf"""<(?=[aivsteoAIVSTEO])(?P<name>(?i:{"|".join(ADDRESSES)}))\b(?:[^<>"']|"[^"]*"|'[^']*')*>"""
    r"|<(?P<raw>(?i:script|style|textarea))\b(?:(?!</?(?P=raw)).)*?</(?P=raw)|<!--(?:(?!<!--).)*?-->",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"""(?P<before>\s(?P<name>[a-z]+)\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<bare>[^\s"'=<>`]+))""",
    re.IGNORECASE,
)
OWN_SIZE = frozenset(("width", "height", "sizes"))
STYLED_SIZE = re.compile(r"width|height", re.IGNORECASE)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//")
BEFORE = ("](", "]:", "=")
ENDS = frozenset(("", " ", "\t", "\n", ")", ">", '"', "'"))
NOTHING = re.compile(r"""\]\(\s*\)|=\s*(?:""|'')""")


class Links:
    """The links of one page, gathered while its HTML is rewritten."""

    def __init__(self, text: Text, html: str) -> None:
        self.text = text
        self.html = html
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.refused: set[str] = set()
        self.places: dict[str, deque[int]] = {}

    def rewrite(self) -> str:
        """Return the HTML with a hole for each address that is not absolute."""
        return ELEMENT.sub(self._element, self.html)

    def _element(self, match: re.Match[str]) -> str:
        name = (match["name"] or "").lower()
        if not name:
            return match[0]
        links = len(self.links)
        tag = ATTRIBUTE.sub(lambda found: self._attribute(found, name, match.end()), match[0])
        if len(self.links) > links and not self.links[links].has_text:
            tag += f"\x02T{links}\x03"
        if len(self.links) > links and name == "img" and not _states_size(match[0]):
            address = f'\x02L{links}\x03"'
            tag = tag.replace(address, f"{address}\x02S{links}\x03", 1)
        return tag

    def _attribute(self, match: re.Match[str], element: str, end: int) -> str:
        if match["name"].lower() not in ADDRESSES[element]:
            return match[0]
        raw = match["double"] or match["single"] or match["bare"] or ""
        href = unescape(raw)
        if wrong := refused(href, shown=element in SHOWING):
            self.refused.add(href)
            at = self._locate(href, raw)
            at = at if at >= 0 else _as_disguised(self.text.prose, href)
            self.problems.append(self.text.problem(wrong, at))
            return match[0]
        if SCHEME.match(href):
            return match[0]
        at = self._locate(href, raw)
        if not href.strip() and element == "a":
            message = "this link has no address, so it leads to the page that it stands in"
            hint = "write where it leads, or # for the top of this page"
            self.problems.append(self.text.problem(message, at, hint, "warning"))
        place, source = self.text.where(at)
        has_text = element != "a" or not self.html.startswith("</a>", end)
        kind: LinkKind = "image" if element == "img" else "link"
        self.links.append(Link(href, place, source, kind, has_text))
        return f'{match["before"]}"\x02L{len(self.links) - 1}\x03"'

    def _locate(self, href: str, raw: str) -> int:
        """Find the place of an address in the text: that of its next occurrence as one."""
        for written in dict.fromkeys((href, raw, href.replace(" ", "%20"))):
            found = self._occurrence(written)
            if found >= 0:
                return found
        return -1

    def _occurrence(self, written: str) -> int:
        """Return the place of an address where one may stand, each time the next, then the last."""
        if written not in self.places:
            self.places[written] = deque(_occurrences(self.text.prose, written))
        found = self.places[written]
        if not found:
            return -1
        return found.popleft() if len(found) > 1 else found[0]


def _states_size(tag: str) -> bool:
    """Tell whether an author says how large an image is to be."""
    for found in ATTRIBUTE.finditer(tag):
        name = found["name"].lower()
        if name in OWN_SIZE or (name == "style" and STYLED_SIZE.search(found[0])):
            return True
    return False


def _as_disguised(prose: str, href: str) -> int:
    """Find an address that is written with blanks or backslashes within."""
    letters = [re.escape(letter) for letter in href[:80] if not letter.isspace()]
    found = re.search(r"[\s\\]*".join(letters), prose)
    return found.start() if found else -1


def _occurrences(prose: str, written: str) -> Iterator[int]:
    if not written:
        yield from (match.end() - 1 for match in NOTHING.finditer(prose))
        return
    at = prose.find(written)
    while at >= 0:
        if _is_address(prose, at, at + len(written)):
            yield at
        at = prose.find(written, at + 1)


def _is_address(prose: str, start: int, end: int) -> bool:
    if prose[end : end + 1] not in ENDS:
        return False
    before = prose[max(0, start - 12) : start].rstrip().rstrip("<\"'").rstrip()
    return before.endswith(BEFORE)
