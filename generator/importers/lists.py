"""Lists as CommonMark and kramdown read them, indented as Python-Markdown reads them: by four."""

import re

from msgspec import Struct

MARKER = re.compile(
    r"(?P<indent> *)(?P<mark>[-*+]|(?P<number>\d{1,9})[.)])(?P<gap> +|$)(?P<rest>.*)"
)
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,})$")
FENCE = re.compile(r" *(?P<mark>`{3,}|~{3,})")
PRE = re.compile(r"<(pre|script|style|textarea)\b", re.IGNORECASE)
HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
STEP = 4


class Level(Struct):
    """An entry that is open: where its text began, and begins now."""

    text: int


class _Lists:
    """Goes through lines and knows which entries are open."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.open: list[Level] = []
        self.fence = ""
        self.shift = 0
        self.raw = ""

    def add(self, line: str) -> None:
        line = line.expandtabs(4) if line[:1] in " \t" and "\t" in line[:16] else line
        if self.raw:
            self._raw(line)
        elif self.fence:
            self._in_fence(line)
        elif not line.strip():
            self.made.append("")
        else:
            self._text(line)

    def _raw(self, line: str) -> None:
        self.made.append(line)
        if f"</{self.raw}" in line.lower():
            self.raw = ""

    def _in_fence(self, line: str) -> None:
        self.made.append(self._shifted(line))
        if line.strip().startswith(self.fence) and not line.strip().strip(self.fence[0]):
            self.fence = ""

    def _shifted(self, line: str) -> str:
        if self.shift >= 0:
            return " " * self.shift + line if line.strip() else line
        blanks = len(line) - len(line.lstrip(" "))
        return line[min(-self.shift, blanks) :]

    def _text(self, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        marker = None if RULE.match(line) else MARKER.match(line)
        is_lazy = bool(self.made and self.made[-1].strip()) and marker is None
        was_open = bool(self.open)
        while self.open and indent < self.open[-1].text and not self._stays(line, is_lazy=is_lazy):
            self.open.pop()
        base = self.open[-1].text if self.open else 0
        is_code = marker is not None and indent - base >= STEP
        if marker is not None and not is_code:
            self._entry(marker, goes_on=was_open)
            return
        self.shift = self._shift(indent, base)
        self.made.append(self._shifted(line))
        self._begin(line)

    def _stays(self, line: str, *, is_lazy: bool) -> bool:
        """Tell whether a line that is not far enough in goes on with the paragraph above."""
        return (
            is_lazy
            and not FENCE.match(line)
            and not HEADING.match(line)
            and not line.lstrip().startswith("<")
        )

    def _begin(self, line: str) -> None:
        if fence := FENCE.match(line):
            self.fence = fence["mark"]
        elif (raw := PRE.search(line)) and f"</{raw[1].lower()}" not in line.lower():
            self.raw = raw[1].lower()

    def _shift(self, indent: int, base: int) -> int:
        """Return how far a line moves; what is less than code further in stands straight."""
        if not self.open:
            return 0
        return STEP * len(self.open) - (base if indent - base >= STEP else indent)

    def _entry(self, marker: re.Match[str], *, goes_on: bool) -> None:
        if not goes_on and self.made and self.made[-1].strip():
            if not self._may_interrupt(marker):
                self.made.append(marker[0])
                return
            self.made.append("")
        depth = len(self.open)
        mark = f"{marker['number']}." if marker["number"] else marker["mark"]
        gap = marker["gap"] if len(marker["gap"]) <= STEP else " "
        rest = marker["rest"] if gap == marker["gap"] else marker["gap"][1:] + marker["rest"]
        self.open.append(Level(len(marker["indent"]) + len(marker["mark"]) + (len(gap) or 1)))
        self.made.append(f"{' ' * STEP * depth}{mark} {rest}".rstrip())
        if fence := FENCE.match(rest):
            self.fence = fence["mark"]
            self.shift = STEP * len(self.open) - self.open[-1].text

    def _may_interrupt(self, marker: re.Match[str]) -> bool:
        """Only a first entry begins a list under a line of prose: 1986. A year can begin a line."""
        return bool(marker["rest"].strip()) and marker["number"] in (None, "1")


def four_spaces(text: str) -> str:
    """Indent what belongs to an entry of a list by four spaces for each level."""
    if not re.search(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]", text, re.MULTILINE):
        return text
    lists = _Lists()
    for line in text.split("\n"):
        lists.add(line)
    return "\n".join(lists.made)
