"""Things to find in a text, each behind a mark that knows what stands there.

A mark is one character of a private area: whatever is done to the lines around it, it stays in
front of its thing until ``harvest`` takes all of them out and tells where they stood.
"""

from collections.abc import Callable
from random import Random

from msgspec import Struct

FIRST = 0xE000
LAST = 0xF8FF
ENOUGH = 40
"""So many things are in one text: of very many alike, the first are told."""
ADDRESSES = {
    "gone.md": "gone.md",
    "../gone.md#a": "../gone.md#a",
    "#gone": "#gone",
    "?a=1": "?a=1",
    "g_o_ne.md": "g_o_ne.md",
    "gone(1).md": "gone(1).md",
    "gr\u00f6\u00dfe.md": "gr\u00f6\u00dfe.md",
    "\u65e5\u672c.md": "\u65e5\u672c.md",
    "gone.md?x=1&amp;y=2": "gone.md?x=1&y=2",
}
"""What authors write, and which address it is."""
ESCAPED = {r"gone\_1.md": "gone_1.md", r"gone\*.md": "gone*.md"}
"""Addresses that Markdown alone reads."""
WORDS = ["word", "f\u00e4hrt", "\u65e5\u672c\u8a9e", "na\u00efve", "\u041c\u0438\u0440", "gone"]
ODD = [
    "\U0001f600", "e\u0301tude", "don't", '"so"', "'so'", "a--b", "a -- b", "wait...", "5 %",
    "&amp;", "&eacute;", r"\*", r"\_x\_", "1 < 2", "a & b", "$5", "HTML", "\u00a0", "a\tb",
    "`code`", "``c ` d``", "<kbd>k</kbd>", "<!-- [x](gone.md) -->", "`[x](gone.md)`",
    "`{{ fees.gone }}`", r"`$\gone$`", "`[^gone]`", r"\{{ gone }}", r"\$x\$", "(gone.md)",
    "<https://e.org/a_b>", "https://e.org/a_b", "[x](https://e.org/ 'y')", r"\[x](gone.md)",
]  # fmt: skip
"""What a text may hold besides words, and what is none of the things that are planted."""
LINKED = -4
"""The last of these have no place in the text of a link."""
ALT = ("", "gone.md", r"a *b* $\gone$", "{{ fees.gone }}", '"`gone.md`" \u00e4', "a [b] c")


class Planted(Struct, frozen=True, order=True):
    """A thing at its place: a link by its address, anything else by a word of its own."""

    line: int
    column: int
    kind: str
    word: str


class Planter:
    """Writes things to find into phrases."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.sown: list[tuple[str, str]] = []
        self.definitions: list[str] = []
        self.names = 0

    def mark(self, kind: str, word: str) -> str:
        """Return the mark of a thing, to be put in front of it."""
        self.sown.append((kind, word))
        return chr(FIRST + len(self.sown) - 1)

    def name(self) -> str:
        """Return a word that stands nowhere else, of letters alone."""
        self.names += 1
        letters = f"{self.names:03}".translate(str.maketrans("0123456789", "abcdefghij"))
        return f"nope{letters}"

    def word(self) -> str:
        """Return a word."""
        return self.random.choice(WORDS)

    def phrase(self, depth: int = 0, *, linked: bool = False) -> str:
        """Return words with things among them, which begin and end with a word."""
        parts = [self.word()]
        for _ in range(self.random.randint(0, 4)):
            parts += [self._part(depth, linked=linked), self.word()]
        return " ".join(parts)

    def _part(self, depth: int, *, linked: bool) -> str:
        drawn = self.random.random()
        if drawn < 0.45 or len(self.sown) > ENOUGH:
            return self.random.choice(ODD[:LINKED] if linked else ODD)
        if drawn < 0.6 and depth < 2:
            mark = self.random.choice(("*", "**", "_", "***", "~~")[: 4 if depth else 5])
            return f"{mark}{self.phrase(depth + 1, linked=linked)}{mark}"
        if drawn < 0.8 and not linked:
            return self.random.choice(LINKS)(self)
        return self.random.choice(OTHERS)(self)


def address(planter: Planter, *, raw: bool = False) -> str:
    """Write an address; a ``raw`` one stands in HTML."""
    choices = ADDRESSES if raw else ADDRESSES | ESCAPED
    written = planter.random.choice(list(choices))
    return planter.mark("link", choices[written]) + written


def _inline(planter: Planter) -> str:
    text = planter.phrase(2, linked=True)
    title = planter.random.choice(("", ' "t"', " 'gone.md'", " (t)", '\t"(gone.md)"'))
    return f"[{text}]({address(planter)}{title})"


def _pointed(planter: Planter) -> str:
    mark = planter.mark("link", "gone a.md")
    title = planter.random.choice(("", ' "t"'))
    return f"[{planter.word()}]( <{mark}gone a.md>{title} )"


def _referred(planter: Planter) -> str:
    name, text = planter.name(), planter.word()
    title = planter.random.choice(("", ' "t"', " 'gone.md'"))
    planter.definitions.append(f"[{name}]: {address(planter)}{title}")
    return planter.random.choice((f"[{text}][{name}]", f"[{name}][]", f"[{name}]"))


def _image(planter: Planter) -> str:
    list_of = planter.random.choice(("", "{.wide}", '{width="20"}'))
    return f"![{planter.random.choice(ALT)}]({address(planter)}){list_of}"


def _within(planter: Planter) -> str:
    first = f"![a]({address(planter)})"
    return f"[{planter.word()} {first}]({address(planter)})"


def _anchor(planter: Planter) -> str:
    mark = planter.random.choice(("'", '"', ""))
    before = planter.random.choice(("", 'title="gone.md" ', "class=a "))
    href = address(planter, raw=True)
    if not mark and "=" in href:
        mark = '"'
    return f"<a {before}href={mark}{href}{mark}>{planter.word()}</a>"


def _picture(planter: Planter) -> str:
    return f'<img alt="gone.md" src="{address(planter, raw=True)}">'


def _refused(planter: Planter) -> str:
    mark = planter.mark("problem", "a link must not run a script")
    return f"[{planter.word()}]({mark}javascript:x)"


def column(planter: Planter, *, broken: bool = False) -> str:
    """Write a value that asks for a column which is not there; it may be ``broken`` into lines."""
    before = planter.random.choice(("", " ", "  "))
    mark, word = planter.mark("value", ""), planter.name()
    asked = planter.mark("column", word) + word
    line_end = "\n" if broken else ""
    return f"{{{{{mark}{before}fees{line_end}.{asked}.sum() | money }}}}"


def command(planter: Planter) -> str:
    """Write a command of TeX that there is not; one of few, as hints to them take their time."""
    word = planter.random.choice(("nopex", "nopey", "nopez"))
    return f"{planter.mark('problem', word)}\\{word}"


def _formula(planter: Planter) -> str:
    dollars = planter.random.choice(("$", "$$"))
    return f"{dollars}a_1 + {command(planter)}{dollars}"


def _open_formula(planter: Planter) -> str:
    word = planter.name()
    return f"{planter.mark('problem', word)}$a^{{{word}$"


def _note(planter: Planter) -> str:
    word = planter.name()
    return f"{planter.mark('problem', word)}[^{word}]"


def _undefined(planter: Planter) -> str:
    word = planter.name()
    mark = planter.mark("problem", word)
    return planter.random.choice((f"{mark}[{planter.word()}][{word}]", f"{mark}[{word}][]"))


def _half(planter: Planter) -> str:
    mark = planter.mark("problem", "this is no link")
    return f"{mark}[{planter.word()}]{planter.random.choice(('(gone.md', '(go ne.md)'))}"


def _tag(planter: Planter) -> str:
    tag = planter.random.choice(("<mark>", "<span class='gone.md'>", "</b>"))
    shown = tag.partition(" ")[0].strip(">")
    return f"{planter.mark('problem', f'{shown}>')}{tag}"


LINKS: list[Callable[[Planter], str]] = [
    *(_inline, _inline, _pointed, _referred, _image, _within, _anchor, _picture, _refused),
    *(_undefined, _half),
]
OTHERS: list[Callable[[Planter], str]] = [column, _formula, _open_formula, _note, _tag]


def harvest(text: str, planter: Planter, first_line: int) -> tuple[str, list[Planted]]:
    """Return a text without marks, and where each thing stands in it."""
    lines, planted = [], []
    for number, line in enumerate(text.split("\n"), first_line):
        bare = ""
        for letter in line:
            if FIRST <= ord(letter) <= LAST:
                kind, word = planter.sown[ord(letter) - FIRST]
                planted.append(Planted(number, len(bare) + 1, kind, word))
            else:
                bare += letter
        lines.append(bare)
    return "\n".join(lines), sorted(planted)
