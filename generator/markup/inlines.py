"""What stands in runs of text besides Markdown: formulas, values, addresses, abbreviations.

A run is parted where something of this kind stands in it: what is before stays, the thing becomes
an element, what is behind becomes the element's tail, with its places.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from msgspec import Struct, structs

from generator.markup.formulas import COMMAND, math_element, meant
from generator.markup.mask import CLOSING, DOLLAR, OPENING, literal, unmask
from generator.markup.parts import Expression, MarkupSource
from generator.markup.tags import UNCLOSED
from generator.markup.text import Text, brief
from generator.markup.tree import PIECE, VERBATIM, Node, Places, later, node, offset_in
from generator.markup.unread import FOREIGN
from generator.problems import Problem

SHOWN = 20
"""How many places of the same fault are worth telling."""
BRACES = r"write \{{ where braces are meant"
_FORMULA = (
    rf"{DOLLAR}{DOLLAR}(?P<display>[^{DOLLAR}]+){DOLLAR}{DOLLAR}"
    rf"|{DOLLAR}(?P<dollars>[^{DOLLAR}]+){DOLLAR}"
    rf"|{OPENING}\((?P<round>[^{OPENING}{CLOSING}]+){CLOSING}\)"
    rf"|{OPENING}{literal('[')}(?P<square>[^{OPENING}{CLOSING}]+){CLOSING}{literal(']')}"
)
_ESCAPED = literal("[")
_HOST = r"[\w-]+(?:\.[\w-]+)*"
# Chinese and Japanese stand beside an address without a space, and are no part of it.
_LATIN = r"0-9A-Za-z_\u00c0-\u024f"
_MAILBOX = rf"[{_LATIN}.+-]+@[{_LATIN}-]+(?:\.[{_LATIN}-]+)+"
_KINDS = {
    "formula": ((DOLLAR, OPENING), _FORMULA),
    "value": (("{{",), r"\{\{(?P<value>[^{}]*)\}\}|(?P<braces>\{\{)"),
    "note": (("[^",), r"\[\^(?P<note>[^\]\[\n]+)\](?!:)"),
    "web": (
        ("://", "www."),
        rf"(?<![{_LATIN}/:<])(?P<web>(?:https?://|www\.){_HOST}[^\s<\u3000-\u303f\uff01-\uff65]*)",
    ),
    "mail": (
        ("@",),
        (
            rf"(?<![{_LATIN}.+/:@-])"
            rf"(?P<mail>(?:mailto:)?{_MAILBOX}|xmpp:{_MAILBOX}(?:/[\w@.]+)?)(?![{_LATIN}@-])"
        ),
    ),
    "half": (("](",), r"\]\((?P<half>[^\s)])"),
    "tag": (
        ("<",),
        r"<(?P<tag>[a-zA-Z][\w-]*)(?=\s+[\w:@.-]+\s*=\s*[\"'])",
    ),
}
_KINDS |= {
    kind: (needles, f"(?=(?P<{kind}>{pattern}))") for kind, (needles, pattern, _) in FOREIGN.items()
}
_LEFT = VERBATIM | {PIECE}
_TRAILING = re.compile(r"(?:[?!.,:*_~'\"]|&[a-zA-Z0-9]+;)+\Z")
_DISPLAY = frozenset(("display", "square"))


class Found(Struct):
    """What was found in the runs of a page."""

    values: list[Expression]
    problems: list[Problem]
    undefined: list[tuple[str, int]]
    has_math: bool = False
    wrong: int = 0


class Inlines:
    """Looks through all runs of one page."""

    def __init__(
        self,
        text: Text,
        runs: str,
        short: Mapping[str, str],
        halves: Collection[int],
        source: MarkupSource,
    ) -> None:
        kinds = tuple(
            kind
            for kind, (needles, _) in _KINDS.items()
            if any(one[0] in runs and one in runs for one in needles)
            and (kind not in FOREIGN or re.search(FOREIGN[kind][1], runs))
            and (kind != "cut" or source.math)
            # In Python-Markdown, bare addresses are text.
            and (kind not in ("web", "mail") or source.grammar != "python")
        )
        self.text = text
        self.short = short
        self.halves = halves
        self.found = Found([], [], [])
        self.told: set[str] = set()
        self.needles = tuple(needle for kind in kinds for needle in _KINDS[kind][0])
        self.pattern = _pattern(kinds, tuple(short)) if kinds or short else None

    def look(self, root: Node) -> None:
        """Look through the runs of a tree."""
        if self.pattern is not None:
            self._inside(root, in_link=False)

    def _inside(self, element: Node, *, in_link: bool) -> None:
        in_link = in_link or element.tag == "a"
        children: list[Node] = list(element)  # type: ignore[arg-type]
        at = 0
        if element.text and self._may_hold(element.text):
            at += self._part(element, None, 0, in_link=in_link)
        for child in children:
            if child.tag not in _LEFT:
                self._inside(child, in_link=in_link)
            at += 1
            if child.tail and self._may_hold(child.tail):
                at += self._part(element, child, at, in_link=in_link)

    def _may_hold(self, run: str) -> bool:
        return bool(self.short) or any(needle in run for needle in self.needles)

    def _part(self, parent: Node, before: Node | None, index: int, *, in_link: bool) -> int:
        """Part one run; return how many elements that gave."""
        if before is None:
            run, places = parent.text or "", parent.places
        else:
            run, places = before.tail or "", before.tail_places
        start, made, last = 0, 0, before
        for match in self.pattern.finditer(run) if self.pattern else ():
            element = self._element(match, places, in_link=in_link)
            if element is None:
                continue
            # Of an address, what ends the sentence stays text.
            taken = (element.text or "") if element.tag == "a" else match[0]
            end = match.start() + len(taken)
            begin = match.start()
            _put(parent, last, run[start:begin], later(places, start, begin))
            parent.insert(index + made, element)
            start, made, last = end, made + 1, element
        if made:
            _put(parent, last, run[start:], later(places, start))
        return made

    def _element(self, match: re.Match[str], places: Places, *, in_link: bool) -> Node | None:
        kind = match.lastgroup or ""
        at = offset_in(places, match.start())
        if kind in ("web", "mail") and in_link:
            return None
        return _MAKERS.get(kind, _Makers.formula)(self, match, at, places)

    def tell(self, message: str, at: int, hint: str = "") -> None:
        """Report an error at an offset."""
        self.found.problems.append(self.text.problem(message, at, hint))


class _Makers:
    """What each kind of match becomes; nothing where the text stays."""

    @staticmethod
    def formula(page: Inlines, match: re.Match[str], at: int, places: Places) -> Node | None:
        kind = match.lastgroup or ""
        tex = unmask(match[kind])
        if len(tex) > 2 and tex[0] == tex[-1] == "`":
            # So GitHub has it.
            tex = tex[1:-1]
        page.found.has_math = True
        element, fault = math_element(tex, display=kind in _DISPLAY)
        element.at = at
        page.found.wrong += bool(fault)
        if fault and page.found.wrong <= SHOWN:
            written = unmask(match[0])
            command = COMMAND.search(fault)
            if command is not None and command[0] in written:
                at = offset_in(places, match.start() + written.index(command[0]))
            hint = meant(command[0]) if command is not None else ""
            page.tell(f"{brief(written)}: {fault}", at, hint)
        return element

    @staticmethod
    def value(page: Inlines, match: re.Match[str], at: int, places: Places) -> Node | None:
        # In a table, GitHub's rule has a bar escaped.
        inner = unmask(match["value"]).replace("\\|", " |")
        place, source = page.text.where(at)
        if page.text.body.startswith("{{", at):
            inner = _in_columns(inner, match.start("value"), places, page.text)
            place = structs.replace(place, column=place.column + 2)
            end = offset_in(places, match.end() - 1)
            source += "".join(f"\n{line}" for line in page.text.lines_between(at, end))
        page.found.values.append(Expression(inner, place, source))
        return node(PIECE, at, f"\x02V{len(page.found.values) - 1}\x03")

    @staticmethod
    def braces(page: Inlines, match: re.Match[str], at: int, places: Places) -> None:
        page.tell('"{{" is never closed by "}}"', at, BRACES)

    @staticmethod
    def note(page: Inlines, match: re.Match[str], at: int, places: Places) -> None:
        page.found.undefined.append((unmask(match["note"]), at))

    @staticmethod
    def web(page: Inlines, match: re.Match[str], at: int, places: Places) -> Node | None:
        written = _address(match["web"])
        host = re.match(r"(?:https?://|www\.)([^/?#:]*)", written)
        if host is None or (written.startswith("www.") and "." not in written[4:]):
            return None
        address = f"http://{written}" if written.startswith("www.") else written
        return _link(address, written, at)

    @staticmethod
    def mail(page: Inlines, match: re.Match[str], at: int, places: Places) -> Node | None:
        written = match["mail"].rstrip(".")
        if written[-1] in "-_":
            return None
        return _link(written if ":" in written else f"mailto:{written}", written, at)

    @staticmethod
    def half(page: Inlines, match: re.Match[str], at: int, places: Places) -> None:
        run, start = match.string, match.start()
        if not page.text.body.startswith("](", at):
            return
        if at + 1 not in page.halves and run.rfind("[", 0, start) >= run.rfind(_ESCAPED, 0, start):
            hint = "is a bracket missing, or a link or note among its words?"
            problem = page.text.problem("this is no link", at, hint, "warning")
            page.found.problems.append(problem)

    @staticmethod
    def tag(page: Inlines, match: re.Match[str], at: int, places: Places) -> None:
        # Not where it is escaped, and so meant to be text.
        if page.text.body[at : at + 1] == "<" and page.text.body[at - 1 : at] != "\\":
            page.tell("this tag never ends", at, UNCLOSED)

    @staticmethod
    def foreign(page: Inlines, match: re.Match[str], at: int, places: Places) -> None:
        kind = match.lastgroup or ""
        if kind not in page.told and page.text.body[at - 1 : at] != "\\":
            page.told.add(kind)
            message = f'readers see "{brief(unmask(match[kind]))}" as it is written'
            page.found.problems.append(page.text.problem(message, at, FOREIGN[kind][2], "warning"))

    @staticmethod
    def short(page: Inlines, match: re.Match[str], at: int, places: Places) -> Node | None:
        element = node("abbr", at, match[0])
        element.set("title", page.short[match[0]])
        return element


_MAKERS: dict[str, Callable[[Inlines, re.Match[str], int, Places], Node | None]] = {
    "value": _Makers.value,
    "braces": _Makers.braces,
    "note": _Makers.note,
    "web": _Makers.web,
    "mail": _Makers.mail,
    "tag": _Makers.tag,
    "half": _Makers.half,
    "short": _Makers.short,
    **dict.fromkeys(FOREIGN, _Makers.foreign),
}


@lru_cache(maxsize=64)
def _pattern(kinds: tuple[str, ...], short: tuple[str, ...]) -> re.Pattern[str]:
    parts = [_KINDS[kind][1] for kind in kinds]
    if short:
        words = "|".join(re.escape(word) for word in sorted(short, key=len, reverse=True))
        parts.append(rf"(?<!\w)(?P<short>{words})(?!\w)")
    return re.compile("|".join(parts))


def _link(address: str, written: str, at: int) -> Node:
    element = node("a", at, literal(written), href=address)
    element.give("href", at)
    return element


def _address(written: str) -> str:
    """Leave off what ends a sentence, and a bracket that was not opened in the address."""
    while True:
        shorter = _TRAILING.sub("", written)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == written:
            return written
        written = shorter


def _in_columns(inner: str, start: int, places: Places, text: Text) -> str:
    """Begin each further line of a value with as many spaces as there are marks before it."""
    first, *others = inner.split("\n")
    lines, length = [first], len(first)
    for line in others:
        length += 1
        before = text.place(offset_in(places, start + length)).column - 1
        lines.append(" " * before + line)
        length += len(line)
    return "\n".join(lines)


def _put(parent: Node, before: Node | None, text: str, places: Places) -> None:
    if before is None:
        parent.text, parent.places = text, places
    else:
        before.tail, before.tail_places = text, places
