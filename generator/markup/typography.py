"""Typographic quotes, apostrophes, dashes, ellipses and spaces in what readers see of a block."""

import re

from generator.markup.quotation import CLOSING, OPENING, PRIMES, Habits, habits, kind_of, sure_side
from generator.problems.regex import regex

BREAK = "\x0b"
"""Parts the blocks of a text, behind the new line that each of them ends with."""
Replacement = tuple[int, int, str]
"""Where a mark begins and ends in its text, and what to put in its place."""
APOSTROPHE = "\u2019"
DASHES = {2: "\u2013", 3: "\u2014"}
# What each mark is found by: from a literal on, a regular expression is at its fastest.
MARKS = tuple(
    (pattern.lstrip("\\")[0], regex(pattern))
    for pattern in (
        '"',
        r"'(?:[nN]'(?= \w))?",
        r"--+",
        r"\.\.\.(?!\.)|\. \. \.(?!\.)",
        r"%(?!\w)(?<=[0-9] %)",
    )
)
DECADE = regex(r"""'\d\d(?:(?:s|er|ers)\b|\b(?![^"']{0,40}(?<!\bpo)'(?!"?\w)))""")
DIGITS = frozenset("0123456789")
THOUSANDS = regex(r"'\d{3}(?!\d)")
FEET = regex(r"\d'\d{1,2}\Z")
CLOSER = regex(r"""[^"\n]{1,300}(?<=\S)'(?!\w)""")
# Two hyphens before a word begin an option of a program, but for an aside --such as this--.
OPTION = regex(r"--[a-z](?!(?:(?!--)[^\n]){0,300}[^\s-]--(?:[\s.,;:!?)]|\Z))")
LITERAL = regex(
    r"[a-z][a-z0-9+.-]*://|www\.|mailto:|xn--|[.~]{0,2}/\w|#\w|[^\s@]+@\w"
    r"|[\w-]+(?:\.[\w-]+)+[/:]",
    re.IGNORECASE,
)
FILE = regex(r"[\w.-]*\.[a-z][a-z0-9]{1,4}\Z")
MOST_QUOTES = 20
"""So far a quote looks past others for what it stands beside."""
LONGEST = 300
"""Of a word no more is looked at."""


def replacements(text: str, language: str = "en") -> list[Replacement]:
    """Return what the marks in a text become, in order."""
    marks = [
        match.span() for mark, pattern in MARKS if mark in text for match in pattern.finditer(text)
    ]
    known = habits(language)
    if known.spaced and " " in text:
        marks += [match.span() for match in known.spaced.finditer(text)]
    return _Setter(text, known).all(sorted(marks)) if marks else []


def smart(text: str, language: str = "en") -> str:
    """Set the typographic marks in a text of its own, such as a title."""
    for start, end, mark in reversed(replacements(text, language)):
        text = text[:start] + mark + text[end:]
    return text


class _Setter:
    """Set one mark after the other, and remember which quotes are open."""

    def __init__(self, text: str, known: Habits) -> None:
        self.text = text
        self.known = known
        self.done: list[Replacement] = []
        # What each open quote is, and its index among what is done.
        self.open: list[tuple[str, int]] = []
        self.doubles = 0
        self.closed_at = -1

    def all(self, marks: list[tuple[int, int]]) -> list[Replacement]:
        # Between spaces, every mark has a character before it and behind it.
        text, plain = f" {self.text} ", "://" not in self.text
        block, opened, done = self.text.find(BREAK), self.open, self.done
        left, right = self.known.quotes[:2]
        for at, end in marks:
            if at > block >= 0:
                self._end_block()
                block = self.text.find(BREAK, at)
            mark = text[at + 1]
            if mark in PRIMES:
                sure = end - at == 1 and sure_side(text[at : at + 3])
                if sure == "within" and plain:
                    done.append((at, end, APOSTROPHE))
                elif sure == "open":
                    opened.append((mark, len(done)))
                    self.doubles += 1
                    done.append((at, end, left))
                elif sure == "close" and opened and opened[-1][0] == mark:
                    del opened[-1]
                    self.doubles -= 1
                    self.closed_at = at
                    done.append((at, end, right))
                elif end - at == 1:
                    self._quote(mark, at)
                else:
                    self.done += [(at, at + 1, APOSTROPHE), (end - 1, end, APOSTROPHE)]
            elif mark == "-":
                self._dash(at, end)
            elif mark == ".":
                if self._char(at - 1) != "." and not self._is_literal(at, end):
                    done.append((at, end, "\u2026"))
            else:
                is_wide = mark == "%" or self._char(end) == ":"
                space = at if mark == "%" else end
                self._set(space - 1, "\u00a0" if is_wide else "\u202f")
        self._end_block()
        return self.done

    def _end_block(self) -> None:
        while self.open:
            self._forget()
        self.doubles = 0

    def _char(self, at: int) -> str:
        """Return a character, a space outside the text."""
        return self.text[at] if 0 <= at < len(self.text) else " "

    def _set(self, at: int, mark: str) -> None:
        self.done.append((at, at + 1, mark))

    def _dash(self, at: int, end: int) -> None:
        before, after = self._char(at - 1), self._char(end)
        is_of_comment = after == ">" or before == "<" or self.text[at - 2 : at] == "<!"
        if is_of_comment or end - at not in DASHES:
            return
        starts = kind_of(before) == "space" or before in OPENING or before in PRIMES
        if (starts and OPTION.match(self.text, at)) or self._is_literal(at, end):
            return
        self.done.append((at, end, DASHES[end - at]))

    def _is_literal(self, at: int, end: int) -> bool:
        """Tell whether a mark is within an address or the name of a file."""
        before, after = self._char(at - 1), self._char(end)
        if before.isspace() or after.isspace():
            return False
        head = self.text[max(0, at - LONGEST) : at].split()[-1].lstrip("\"'([{<\u00ab\u201c\u201e")
        tail = self.text[end : end + LONGEST].split()[0].rstrip(".,;:!?\"')]}>\u00bb\u201d")
        if self.text[at] == "-" and FILE.match(tail):
            return True
        return LITERAL.match(head + self.text[at:end] + tail) is not None

    def _quote(self, quote: str, at: int) -> None:
        side = self._side(quote, at)
        if side == "open":
            self._begin(quote, at)
        elif side == "close":
            self._end(quote, at)
        elif side:
            self._set(at, side)

    def _side(self, quote: str, at: int) -> str:
        """Return whether a quote opens or closes, or which mark it becomes; empty if none."""
        before, after = self._char(at - 1), self._beyond(at + 1)
        left, right = kind_of(before), kind_of(after)
        if left == "space":
            return "" if right == "space" else "open"
        if left == "word" and right != "dense":
            return self._behind_word(quote, at, right)
        if right == "space" or (right == "mark" and after in CLOSING):
            return "close"
        if before in OPENING:
            return "open"
        if right == "word" and before in PRIMES and quote == "'" and self.closed_at == at - 1:
            return APOSTROPHE
        is_sure = right == "word" and left == "mark" and before not in CLOSING
        return "open" if is_sure or not self._is_open(quote) else "close"

    def _beyond(self, at: int) -> str:
        """Return the first character that is no straight quote."""
        return self.text[at : at + MOST_QUOTES].lstrip("\"'")[:1] or " "

    def _behind_word(self, quote: str, at: int, right: str) -> str:
        text = self.text
        if quote == "'" and kind_of(self._char(at + 1)) == "word":
            if "://" in text and self._is_literal(at, at + 1):
                return ""
            is_minute = text[at - 1] in DIGITS and text[at + 1] in DIGITS
            return PRIMES["'"] if is_minute and not THOUSANDS.match(text, at) else APOSTROPHE
        is_open = self._is_open(quote)
        if text[at - 1] in DIGITS and (not is_open or FEET.search(text, max(0, at - 5), at)):
            return PRIMES[quote]
        if is_open or right != "word":
            return "close"
        if quote == "'":
            return APOSTROPHE
        ahead = text.find('"', at + 1)
        return "open" if ahead > 0 and BREAK not in text[at:ahead] else "close"

    def _is_open(self, quote: str) -> bool:
        """Tell whether a quote can close; a single one cannot close beyond a double one."""
        if quote == '"':
            return self.doubles > 0
        return bool(self.open) and self.open[-1][0] == quote

    def _begin(self, quote: str, at: int) -> None:
        if quote == "'" and (self.known.elided.match(self.text, at) or DECADE.match(self.text, at)):
            self._set(at, APOSTROPHE)
            return
        self.open.append((quote, len(self.done)))
        self.doubles += quote == '"'
        self._set(at, self.known.quotes[0 if quote == '"' else 2])

    def _end(self, quote: str, at: int) -> None:
        is_open = self._is_open(quote)
        if quote == "'" and (not is_open or self._is_cut_short(at)):
            self._set(at, APOSTROPHE)
            return
        self.closed_at = at
        if is_open:
            while self.open[-1][0] != quote:
                self._forget()
            self.open.pop()
            self.doubles -= quote == '"'
        self._set(at, self.known.quotes[1 if quote == '"' else 3])

    def _is_cut_short(self, at: int) -> bool:
        """Tell whether a word ends in an apostrophe in a quotation that ends later."""
        cut = self.known.cut_short
        return bool(
            cut and cut.search(self.text, max(0, at - 4), at) and CLOSER.match(self.text, at + 1)
        )

    def _forget(self) -> None:
        """Turn a single quote that was never closed into an apostrophe."""
        kind, index = self.open.pop()
        if kind == "'":
            start, end, _ = self.done[index]
            self.done[index] = (start, end, APOSTROPHE)
