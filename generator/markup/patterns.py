"""What may stand in a run of text besides Markdown: how each is found, and what it becomes."""

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct, structs

from generator.markup.formulas import COMMAND, math_element, meant
from generator.markup.mask import CLOSING, DOLLAR, OPENING, literal, unmask
from generator.markup.parts import Expression
from generator.markup.tags import UNCLOSED
from generator.markup.text import MOST_TOLD, Text, brief
from generator.markup.tree import PIECE, Node, Places, node, offset_in
from generator.markup.unread import FOREIGN
from generator.problems import Problem, Severity
from generator.problems.regex import regex

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
KINDS = {
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
KINDS |= {
    kind: (needles, f"(?=(?P<{kind}>{pattern}))") for kind, (needles, pattern, _) in FOREIGN.items()
}
_TRAILING = regex(r"(?:[?!.,:*_~'\"]|&[a-zA-Z0-9]+;)+\Z")


class Findings(Struct):
    """What was found in the runs of a page.

    ``halves`` are where the brackets stand of links that are told already to be none, ``short``
    what each abbreviation means, ``told`` the kinds of which one is told.
    """

    text: Text
    problems: list[Problem]
    values: list[Expression] = []
    undefined: list[tuple[str, int]] = []
    halves: set[int] = set()
    short: dict[str, str] = {}
    told: set[str] = set()
    has_math: bool = False
    wrong: int = 0

    def tell(self, message: str, at: int, hint: str, severity: Severity = "error") -> None:
        """Report a problem at an offset."""
        self.problems.append(self.text.problem(message, at, hint, severity))


@lru_cache(maxsize=64)
def pattern_of(kinds: tuple[str, ...], short: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds some kinds, and abbreviations, in a run."""
    parts = [KINDS[kind][1] for kind in kinds]
    if short:
        words = "|".join(re.escape(word) for word in sorted(short, key=len, reverse=True))
        parts.append(rf"(?<!\w)(?P<short>{words})(?!\w)")
    return re.compile("|".join(parts))


def _formula(found: Findings, match: re.Match[str], at: int, places: Places) -> Node | None:
    kind = match.lastgroup or ""
    tex = unmask(match[kind])
    if len(tex) > 2 and tex[0] == tex[-1] == "`":
        # So GitHub has it.
        tex = tex[1:-1]
    found.has_math = True
    element, fault = math_element(tex, display=kind in ("display", "square"))
    element.at = at
    found.wrong += bool(fault)
    if fault and found.wrong <= MOST_TOLD:
        written = unmask(match[0])
        command = COMMAND.search(fault)
        if command is not None and command[0] in written:
            at = offset_in(places, match.start() + written.index(command[0]))
        hint = meant(command[0]) if command is not None else ""
        found.tell(f"{brief(written)}: {fault}", at, hint)
    return element


def _value(found: Findings, match: re.Match[str], at: int, places: Places) -> Node | None:
    # In a table, GitHub's rule has a bar escaped.
    inner = unmask(match["value"]).replace("\\|", " |")
    place, source = found.text.where(at)
    if found.text.body.startswith("{{", at):
        inner = _in_columns(inner, match.start("value"), places, found.text)
        place = structs.replace(place, column=place.column + 2)
        end = offset_in(places, match.end() - 1)
        source += "".join(f"\n{line}" for line in found.text.lines_between(at, end))
    found.values.append(Expression(inner, place, source))
    return node(PIECE, at, f"\x02V{len(found.values) - 1}\x03")


def _braces(found: Findings, match: re.Match[str], at: int, places: Places) -> None:
    found.tell('"{{" is never closed by "}}"', at, BRACES)


def _note(found: Findings, match: re.Match[str], at: int, places: Places) -> None:
    found.undefined.append((unmask(match["note"]), at))


def _web(found: Findings, match: re.Match[str], at: int, places: Places) -> Node | None:
    written = _address(match["web"])
    host = re.match(r"(?:https?://|www\.)([^/?#:]*)", written)
    if host is None or (written.startswith("www.") and "." not in written[4:]):
        return None
    address = f"http://{written}" if written.startswith("www.") else written
    return _link(address, written, at)


def _mail(found: Findings, match: re.Match[str], at: int, places: Places) -> Node | None:
    written = match["mail"].rstrip(".")
    if written[-1] in "-_":
        return None
    return _link(written if ":" in written else f"mailto:{written}", written, at)


def _half(found: Findings, match: re.Match[str], at: int, places: Places) -> None:
    run, start = match.string, match.start()
    if not found.text.body.startswith("](", at):
        return
    if at + 1 not in found.halves and run.rfind("[", 0, start) >= run.rfind(_ESCAPED, 0, start):
        hint = "is a bracket missing, or a link or note among its words?"
        found.tell("this is no link", at, hint, "warning")


def _tag(found: Findings, match: re.Match[str], at: int, places: Places) -> None:
    # Not where it is escaped, and so meant to be text.
    if found.text.body[at : at + 1] == "<" and found.text.body[at - 1 : at] != "\\":
        found.tell("this tag never ends", at, UNCLOSED)


def _foreign(found: Findings, match: re.Match[str], at: int, places: Places) -> None:
    kind = match.lastgroup or ""
    if kind not in found.told and found.text.body[at - 1 : at] != "\\":
        found.told.add(kind)
        message = f'readers see "{brief(unmask(match[kind]))}" as it is written'
        found.tell(message, at, FOREIGN[kind][2], "warning")


def _short(found: Findings, match: re.Match[str], at: int, places: Places) -> Node | None:
    element = node("abbr", at, match[0])
    element.set("title", found.short[match[0]])
    return element


MAKERS: dict[str, Callable[[Findings, re.Match[str], int, Places], Node | None]] = {
    "value": _value,
    "braces": _braces,
    "note": _note,
    "web": _web,
    "mail": _mail,
    "tag": _tag,
    "half": _half,
    "short": _short,
    **dict.fromkeys(("display", "dollars", "round", "square"), _formula),
    **dict.fromkeys(FOREIGN, _foreign),
}


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
