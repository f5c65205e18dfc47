"""Typographic marks in finished HTML: goes once typography walks over the tree."""

import re

# As browsers have it, a quotation mark opens a value behind an equals sign and nowhere else.
VALUE = r"""=\s*(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|(?!["']))"""
TAG = rf"<!--(?:(?!<!--).)*?-->|</?(?P<name>[a-zA-Z][\w:-]*)(?:[^<>=]|{VALUE})*(?:>|\Z)"
# Every branch starts with a literal, which lets the regular expression skip plain text fast.
TOKEN = re.compile(
    TAG + r"""|"|'|\.\.\.|\. \. \.|--+|&(?:nbsp|ensp|emsp|thinsp|#160|#8239);"""
    r"| %(?!\w)|\x02[A-Z][0-9]+\x03",
    re.DOTALL,
)
MARKS = re.compile(r"""["']|\.\.\.|\. \. \.|--| %""")
PERCENT = " %"
QUOTE_MARKS = ('"', "'")
DASHES = {2: "\u2013", 3: "\u2014"}
VERBATIM = frozenset({"pre", "code", "kbd", "samp", "tt", "math", "script", "style", "textarea"})
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd label mark math q s samp small span"
    " strong sub sup time tt u var wbr".split()
)
WORDLIKE = re.compile(r"<(?:code|kbd|samp|math|img|svg|var)\b")
AHEAD = re.compile(rf"(?:</?(?:{'|'.join(sorted(INLINE))})\b[^<>]*>)+")
BRACKETS = frozenset("([{\u201c\u2018\u201e\u201a\u00ab\u2039")
DIVIDERS = frozenset("\u2014\u2013-/=\u00bf\u00a1\u2026")
CLOSERS = frozenset(").,;:!?]}")
# An apostrophe in place of letters or of a century, where an opening quote would be expected.
ELISION = re.compile(
    r"(?:\d\ds\b|\d\d\b(?![^<\"']{0,40}')|(?:tis|twas|twere|twill|em|til|till|cause|bout|round|n|nuff)\b)",
    re.IGNORECASE,
)
ENGLISH = ("\u201c", "\u201d", "\u2018", "\u2019")
GERMAN = ("\u201e", "\u201c", "\u201a", "\u2018")
NORDIC = ("\u201d", "\u201d", "\u2019", "\u2019")
ANGLED = ("\u00ab", "\u00bb", "\u201c", "\u201d")
POLISH = ("\u201e", "\u201d", "\u00ab", "\u00bb")
QUOTES = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "et", "is", "lt"), GERMAN),
    **dict.fromkeys(("sv", "fi"), NORDIC),
    **dict.fromkeys(("es", "it", "pt", "el", "ca"), ANGLED),
    **dict.fromkeys(("ru", "uk", "be"), ("\u00ab", "\u00bb", "\u201e", "\u201c")),
    **dict.fromkeys(("pl", "ro", "hu", "hr"), POLISH),
    "fr": ("\u00ab\u202f", "\u202f\u00bb", "\u201c", "\u201d"),
    "da": ("\u00bb", "\u00ab", "\u203a", "\u2039"),
    "no": ("\u00ab", "\u00bb", "\u2018", "\u2019"),
    "nb": ("\u00ab", "\u00bb", "\u2018", "\u2019"),
    "nn": ("\u00ab", "\u00bb", "\u2018", "\u2019"),
}
# Regional habits that differ from those of the language.
QUOTES |= {"de-ch": ("\u00ab", "\u00bb", "\u2039", "\u203a"), "pt-br": ENGLISH}


def smart(html: str, language: str = "en") -> str:
    """Set the typographic marks of a language; code, formulas and attributes stay as they are."""
    if not MARKS.search(html):
        return html
    tag = language.lower().replace("_", "-")
    marks = QUOTES.get(tag) or QUOTES.get(tag.partition("-")[0]) or ENGLISH
    return TOKEN.sub(_Setter(html, marks), html)


class _Setter:
    """Set one token after the other, and remember what came before it."""

    def __init__(self, html: str, marks: tuple[str, str, str, str]) -> None:
        self.html = html
        self.marks = marks
        self.before = " "
        self.end = 0
        self.verbatim = ""
        self.depth = 0

    def __call__(self, match: re.Match[str]) -> str:
        start = match.start()
        before = self.html[start - 1] if start > self.end else self.before
        self.end = match.end()
        token = match[0]
        if token[0] == "<":
            name = match["name"]
            self.before = self._tag(token, name.lower(), before) if name else before
            return token
        if self.verbatim:
            self.before = before
            return token
        set_mark = self._quote if token in QUOTE_MARKS else self._dashed
        text = set_mark(token, before)
        self.before = self._left(token, text, before)
        return text

    def _tag(self, tag: str, name: str, before: str) -> str:
        """Follow verbatim elements; return what a quote after this tag comes after."""
        closing = tag[1] == "/"
        if self.verbatim:
            if name == self.verbatim:
                self.depth += -1 if closing else 1
            if not self.depth:
                self.verbatim = ""
        elif name in VERBATIM and not closing and not tag.endswith("/>"):
            self.verbatim, self.depth = name, 1
        if name not in INLINE:
            return " "
        return "x" if name in VERBATIM or name == "img" else before

    def _left(self, token: str, text: str, before: str) -> str:
        """Return what a quote after this token comes after."""
        if token[0] == "\x02":
            return {"N": before, "T": "x", "V": "0"}.get(token[1], " ")
        return " " if token[0] == "&" else text.strip("\u202f")[-1:]

    def _dashed(self, token: str, before: str) -> str:
        if token == PERCENT:
            return "\u00a0%" if before.isdigit() else token
        if token[0] == "-":
            return DASHES.get(len(token), token)
        if token[0] == "." and before != "." and self.html[self.end : self.end + 1] != ".":
            return "\u2026"
        return token

    def _quote(self, quote: str, before: str) -> str:
        after = self._after()
        ends = after.isspace()
        if before.isspace() and ends:
            return quote
        if before.isspace() or before in BRACKETS:
            opening = not ends
        else:
            opening = before in DIVIDERS and not ends and after not in CLOSERS
        if quote == '"':
            return self.marks[0 if opening else 1]
        if opening and not ELISION.match(self.html, self.end):
            return self.marks[2]
        # Between letters it is an apostrophe, which looks the same in every language.
        between = before.isalnum() and after.isalnum()
        return "\u2019" if opening or between else self.marks[3]

    def _after(self) -> str:
        """Return the character that a reader sees next; a space where a block ends."""
        html, at = self.html, self.end
        ahead = html[at : at + 1]
        if ahead == "<" and not WORDLIKE.match(html, at):
            skipped = AHEAD.match(html, at)
            at = skipped.end() if skipped else at
            ahead = html[at : at + 1]
            if ahead == "<":
                return "x" if WORDLIKE.match(html, at) else " "
        elif ahead == "<":
            return "x"
        if ahead == "\x02":
            return "0" if html.startswith("V", at + 1) else " "
        return ahead or " "
