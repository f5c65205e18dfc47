"""What a fence becomes: a figure, data or code, and the problems it may have."""

from collections.abc import Mapping

from msgspec import Struct

from generator.engine import keep
from generator.markup.code import is_language, language_hint
from generator.markup.fence import Fence, Info, parse_info
from generator.markup.formulas import math_element
from generator.markup.kinds import DRAWN, KINDS, LISTS, TABLES, OwnKind
from generator.markup.parts import Block, CodeBlock
from generator.markup.text import Text
from generator.markup.tree import PIECE, Node, node
from generator.problems import Place, Problem, Severity, nearest
from generator.problems.fault import Margin
from generator.problems.regex import regex

NAME = regex(r"[\w][\w.:-]*")


class Blocks(Struct):
    """The fences of one text, gathered as they are found."""

    text: Text
    problems: list[Problem]
    codes: list[CodeBlock] = []
    figures: list[Block] = []
    data: list[Block] = []
    inserts: list[Block] = []
    own: Mapping[str, OwnKind] = {}
    lists: list[Block] = []
    blobs: list[bytes] = []
    named: dict[tuple[str, str], int] = {}
    has_math: bool = False

    def take(self, fence: Fence) -> Node | None:
        """Keep the content of a fence and return its hole, None for data."""
        info = parse_info(fence.info, fence.content.count("\n"))
        self._check(fence, info)
        if info.kind in TABLES:
            self._data(fence, info)
            return None
        if info.kind in LISTS:
            self.lists.append(self._block(fence, info, info.name, info.kind))
            return node(PIECE, text=f"\x02E{len(self.lists) - 1}\x03")
        own = None if info.shown or info.kind else self.own.get(info.word)
        if own is not None and own.makes not in DRAWN:
            self.inserts.append(self._block(fence, info, info.name, own.name))
            return node(PIECE, text=f"\x02B{len(self.inserts) - 1}\x03")
        if info.kind or own is not None:
            name, kind = self._figure_name(fence, info), own.name if own else info.kind
            self.figures.append(self._block(fence, info, name, kind))
            return node(PIECE, text=f"\x02F{len(self.figures) - 1}\x03")
        if info.word == "math" and not info.shown:
            return self._formula(fence, info)
        self.codes.append(self._code(fence, info))
        return node(PIECE, text=f"\x02C{len(self.codes) - 1}\x03")

    def _formula(self, fence: Fence, info: Info) -> Node:
        self.has_math = True
        element, fault = math_element(fence.content, display=True)
        if fault:
            self.report(fence, fault, "", info.word)
        box = node("div")
        box.set("class", "math")
        box.append(element)
        return box

    def place(self, fence: Fence, word: str = "") -> Place:
        """Return the place of a fence, or of a word in its opening line."""
        opening = fence.opening.removeprefix(self.text.margin(fence.first))
        found = opening.find(word, fence.column - 1) + 1 if word else 0
        return self.text.place_in(fence.first, found or fence.column)

    def report(
        self, fence: Fence, message: str, hint: str, word: str = "", severity: Severity = "error"
    ) -> None:
        """Add a problem at a fence, or at a word in its opening line."""
        place = self.place(fence, word)
        self.problems.append(Problem(message, place, hint, fence.opening, severity))

    def _check(self, fence: Fence, info: Info) -> None:
        if not fence.closed:
            hint = f"close it by a line of {fence.mark}"
            self.report(fence, "this fence is never closed", hint)
        for word, hint in info.odd:
            self.report(fence, f'"{word}" means nothing here', hint, word, "warning")
        if info.name and not NAME.fullmatch(info.name):
            hint = "letters, digits, hyphens and dots make a name"
            self.report(fence, f'"{info.name}" is not a name', hint, info.name)

    def _check_word(self, fence: Fence, info: Info) -> None:
        """Tell of a word that is no language, whatever else it may be meant to be."""
        near = nearest(info.word, (*KINDS, *self.own)) if info.name and not info.shown else ""
        message = f'no language is called "{info.word}": shown as plain text'
        hint = language_hint(info.word)
        if near:
            message = f'"{info.word}" is shown as code: no figure is called that'
            hint = f'did you mean "{near}"?'
        self.report(fence, message, hint, info.word, "warning")

    def _figure_name(self, fence: Fence, info: Info) -> str:
        if info.name:
            self._once(fence, "figure", info.name)
            return info.name
        number = 1 + sum(1 for space, _ in self.named if space == "unnamed")
        self.named["unnamed", str(number)] = fence.first
        return f"chart-{number}"

    def _data(self, fence: Fence, info: Info) -> None:
        if not info.name:
            hint = (
                f"{fence.mark}{info.kind} {{#name}} to draw or compute from it,"
                f" {fence.mark}{info.kind} {{.code}} to show it to readers"
            )
            self.report(fence, f"a {info.kind} block needs a name", hint, info.word)
            return
        self._once(fence, "data block", info.name)
        self.data.append(self._block(fence, info, info.name, info.kind))

    def _once(self, fence: Fence, space: str, name: str) -> None:
        first = self.named.setdefault((space, name), fence.first)
        if first != fence.first:
            row = self.text.place_in(first).row
            message = f'two {space}s are called "{name}": one is in {row}'
            self.report(fence, message, "give each a name of its own", name)

    def _block(self, fence: Fence, info: Info, name: str, kind: str) -> Block:
        first = self.text.place_in(fence.first + 1)
        content, margins = _ended(fence.content), fence.margins
        if before := self.text.margin(fence.first):
            margins = tuple([Margin(before + each.written, each.added) for each in margins])
        opening, said = fence.opening, info.attributes
        return Block(kind, name, content, first.path, first.line, margins, opening, said)

    def _code(self, fence: Fence, info: Info) -> CodeBlock:
        blob, raw = keep(_ended(fence.content))
        self.blobs.append(raw)
        if not is_language(info.word):
            self._check_word(fence, info)
        return CodeBlock(info.word, blob, info.title, info.marked, info.numbered, info.name)


def _ended(content: str) -> str:
    return f"{content}\n" if content and not content.endswith("\n") else content
