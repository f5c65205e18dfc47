"""Links and images: a hole for each address that is not absolute."""

import re
from html import unescape

from generator.markup.parts import Link
from generator.markup.text import Text
from generator.markup.typography import TAG
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
ELEMENT = re.compile(rf"<(?:script|style|textarea)\b.*?</|{TAG}", re.S | re.I)
LINKING = re.compile(rf"<(?:{'|'.join(ADDRESSES)})\b", re.I)
ATTRIBUTE = re.compile(
    r"""(?P<before>\s(?P<name>[a-z]+)\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<bare>[^\s"'=<>`]+))""",
    re.I,
)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//")
DANGEROUS = re.compile(r"(?:javascript|vbscript):", re.I)
BLANKS = re.compile("[\x00-\x20]+")


class Links:
    """The links of one page, gathered while its HTML is rewritten."""

    def __init__(self, text: Text, html: str) -> None:
        self.text = text
        self.html = html
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.seen: dict[str, int] = {}

    def rewrite(self) -> str:
        """Return the HTML with a hole for each address that is not absolute."""
        if not LINKING.search(self.html):
            return self.html
        return ELEMENT.sub(self._element, self.html)

    def _element(self, match: re.Match[str]) -> str:
        name = (match["name"] or "").lower()
        if name not in ADDRESSES or match[0].startswith("</"):
            return match[0]
        links = len(self.links)
        tag = ATTRIBUTE.sub(lambda found: self._attribute(found, name, match.end()), match[0])
        if len(self.links) > links and not self.links[links].has_text:
            tag += f"\x02T{links}\x03"
        return tag

    def _attribute(self, match: re.Match[str], element: str, end: int) -> str:
        if match["name"].lower() not in ADDRESSES[element]:
            return match[0]
        raw = match["double"] or match["single"] or match["bare"] or ""
        href = unescape(raw)
        if SCHEME.match(href):
            if DANGEROUS.match(BLANKS.sub("", href)):
                self._dangerous(href, raw)
            return match[0]
        if DANGEROUS.match(BLANKS.sub("", href)):
            self._dangerous(href, raw)
            return match[0]
        offset = self._locate(href, raw)
        place = self.text.problem("", offset)
        assert place.place is not None
        has_text = element != "a" or not self.html.startswith("</a>", end)
        kind = "image" if element == "img" else "link"
        self.links.append(Link(href, place.place, place.source, kind, has_text))
        return f'{match["before"]}"\x02L{len(self.links) - 1}\x03"'

    def _dangerous(self, href: str, raw: str) -> None:
        message = "a link must not run a script"
        self.problems.append(self.text.problem(message, self._locate(href, raw)))

    def _locate(self, href: str, raw: str) -> int:
        """Find the place of an address in the text: that of its next occurrence as one."""
        for written in dict.fromkeys((href, raw, href.replace(" ", "%20"))):
            found = self._occurrence(written)
            if found >= 0:
                return found
        return -1

    def _occurrence(self, written: str) -> int:
        start = self.seen.get(written, 0)
        pattern = re.compile(
            rf"""(?:\]\(\s*<?|\]:[ \t]*<?\n?[ \t]*<?|=\s*["']?|<){re.escape(written)}"""
            r"""(?=[\s)>"']|$)"""
        )
        prose = self.text.prose
        match = pattern.search(prose, start) or pattern.search(prose)
        if match is None:
            return -1
        self.seen[written] = match.end()
        return match.end() - len(written)
