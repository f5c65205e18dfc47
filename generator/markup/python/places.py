"""Where pieces of a text stand that a parser without places has taken apart.

Each is looked for behind the one before, and not beyond its paragraph.
"""

import re

from generator.markup.tree import Places
from generator.problems.regex import regex

# Some codes of masks are white space to Python, which would take them off the ends of lines.
_SPACE, _STANDING = "\x1c\x1d\x1e\x1f", "\ufdd0\ufdd1\ufdd2\ufdd3"
_THERE, _BACK = str.maketrans(_SPACE, _STANDING), str.maketrans(_STANDING, _SPACE)
_LINE = regex(r"\S(?:[^\n]*\S)?")
_MARKS = frozenset(">|-+*:=#~_`0123456789")
_MARKERS = r"[-+*:=#~_`]+(?=[\s|])|[0-9]+[.](?=\s)"
_WORD = regex(r"\S+")
_BEFORE = regex(rf"(?:[ \t]*\|[ \t]*(?=\n))?(?:[\s>]|{_MARKERS})*")
_BEFORE_CELL = regex(rf"(?:[\s>|]|{_MARKERS})*")
_NOTE = regex(
    r"^[ >]*(?P<mark>\[\^)(?P<name>[^\]]*)\]:[^\n]*"
    r"(?:(?:\n(?=[ >]*[^ >\n])|(?:\n[ >]*)+\n(?=[ >]{4}))(?![ >]*\[\^[^\]]*\]:)[^\n]+)*",
    re.MULTILINE,
)
_DEFINED = regex(
    r"^[ >]{0,9}\[(?P<name>[^\[\]\n]*)\]:[ ]*\n?[ ]*<?(?P<address>\S+)[^\n]*", re.MULTILINE
)
_TARGET = regex(r"\]\(\s*<?(?P<address>(?:[^()\n]|\n(?!\n)|\([^()\n]*\))*)\)")
_LABEL = regex(r"\](?:[ ]?\n?[ ]?\[(?P<name>[^\[\]]*)\])?")
_SOMETHING = regex(r"[^\s>]")
_BLANK = regex(r"\n[ >]*\n")


def standing(text: str) -> str:
    """Exchange the codes that Python takes for white space."""
    return text.translate(_THERE)


def back(text: str) -> str:
    """Bring back what ``standing`` exchanged."""
    return text.translate(_BACK)


class Finder:
    """Goes through a text; ``at`` is behind what was found last.

    Nothing is looked for beyond ``limit``, the end of a paragraph, unless a block is ``fresh``.
    """

    def __init__(self, seen: str) -> None:
        self.seen = seen
        self.notes = list(_NOTE.finditer(seen))
        self.text = _DEFINED.sub(_blank, _NOTE.sub(_blank, seen))
        self.addresses = {
            _key(each["name"]): each.start("address") for each in _DEFINED.finditer(seen)
        }
        self.at = self.before = self.limit = self.noted = 0
        self.fresh = True

    def begin(self, *, is_cell: bool = False) -> None:
        """Go to where a block begins, or a cell of a table."""
        self.fresh, self.before = True, self.at
        found = (_BEFORE_CELL if is_cell else _BEFORE).match(self.text, self.at)
        self.at = found.end() if found else self.at

    def begin_note(self, name: str) -> int:
        """Go to the next definition of a note; return where it stands."""
        found = next((each for each in self.notes if each["name"] == name), None)
        if found is not None:
            self.notes.remove(found)
            at, end = found.start("mark"), found.end()
        else:
            at = self.seen.find(f"[^{name}]:", self.noted)
            end = self.bound(at) if at >= 0 else 0
        self.noted = at + 1
        self.text, self.limit, self.fresh = self.seen[:end], 0, True
        self.at = at + len(f"[^{name}]:")
        return at

    def target(self, start: int, title: str) -> tuple[int, int]:
        """Return where the address of a link that begins somewhere stands, and its title."""
        end = self.text.find("]", self.at)
        found = _TARGET.match(self.text, end) or _LABEL.match(self.text, end)
        if not found:
            return -1, -1
        if "address" in found.groupdict():
            at = found.start("address")
        else:
            label = found["name"] or self.text[start:end].lstrip("![")
            at = self.addresses.get(_key(label), start)
        self.at = found.end()
        titled = self.seen.find(title, at, at + 1000) if title else -1
        return at, titled

    def search(self, pattern: str) -> re.Match[str] | None:
        """Find what matches, wherever it stands, and stay."""
        return re.compile(pattern, re.IGNORECASE).search(self.text, self.at)

    def skip(self, char: str) -> None:
        """Go behind a character, as often as it stands here."""
        while self.text.startswith(char, self.at):
            self.at += 1

    def keep_to_line(self) -> int:
        """Find nothing beyond this line; return where it ends."""
        end = self.text.find("\n", self.at)
        self.limit, self.fresh = end if end >= 0 else len(self.text), False
        return self.limit

    def find(self, wanted: str) -> int:
        """Return where something stands, and go behind it; else where this line begins."""
        at = self._next(wanted)
        if at < 0:
            return self.here()
        self.at, self.fresh = at + len(wanted), False
        return at

    def _next(self, wanted: str) -> int:
        if self.at >= self.limit:
            self.limit = self.bound(self.at)
        at = self.text.find(wanted, self.at, self.limit)
        if self.fresh and at != self.at and wanted[0] in _MARKS:
            # What looks like the mark of a block may be its text.
            at = self.text.find(wanted, self.before, self.limit)
        if at < 0 and self.fresh:
            limit = self.bound(self.limit)
            at = self.text.find(wanted, self.limit, limit)
            self.limit = limit if at >= 0 else self.limit
        return at

    def here(self) -> int:
        """Return where the line begins that was come to, for what is not found."""
        end = len(self.text[: self.at].rstrip())
        start = self.text.rfind("\n", 0, end) + 1
        return start + len(self.text[start:end]) - len(self.text[start:end].lstrip(" >"))

    def bound(self, at: int) -> int:
        """Return where the paragraph ends that stands next."""
        begin = _SOMETHING.search(self.text, at)
        end = _BLANK.search(self.text, begin.start()) if begin else None
        return end.start() if end else len(self.text)

    def locate(self, text: str, *, beyond: bool = False) -> Places:
        """Return where each line of a text stands, or each word where it was changed."""
        stripped = text.strip()
        if beyond and stripped and (at := self.text.find(stripped, self.at)) >= 0:
            self.at = at + len(stripped)
            return ((text.index(stripped), at),)
        places = []
        for line in _LINE.finditer(text):
            self.fresh = self.fresh or beyond
            words = (line,) if self._next(line[0]) >= 0 else _WORD.finditer(text, *line.span())
            places += [(each.start(), self.find(each[0])) for each in words]
        return places or ((0, self.here()),)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _key(label: str) -> str:
    return label.strip().lower()
