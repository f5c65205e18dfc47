"""What readers would see as it is written: marks of other tools, lists and tables that are none."""

import re
from collections.abc import Iterable, Iterator

from generator.markup.mask import DOLLAR, literal
from generator.markup.text import Text
from generator.problems import Problem
from generator.problems.regex import regex

_LINE = r"(?m:^)[ \t>]*"
_DASHES = r"[ \t]*:?-+:?[ \t]*\|"
_ADDRESS = (
    r"(?:https?://|\.{0,2}/)[^\s()\[\]]+|[^\s()\[\]]+\.(?:gif|html?|jpe?g|md|pdf|png|svg|webp)"
)
_COLON, _DOT = literal(":"), literal(".")
FOREIGN = {
    "strong": (
        ("**",),
        r"\*\*(?=[^\s*])[^*\n]*[^\s*]\*\*",
        "put a space outside of each **, or the punctuation",
    ),
    "cut": (
        (DOLLAR, "$$"),
        rf"{DOLLAR}+|{_LINE}\$\$(?=\n|[ \t]*[^\s$])",
        r"a formula ends at a blank line: write \$ where a dollar is meant",
    ),
    "row": (
        ("|",),
        rf"{_LINE}\|(?!{_DASHES})[^|\n]+\|[^|\n]+\|(?![^\n]*\n[ \t]*\|?{_DASHES})",
        "below its head, a table has a line with one --- for each column",
    ),
    "title": (
        ("##",),
        rf"{_LINE}#{{2,6}}[^\s#!][^\n]*",
        "a space parts the marks of a heading from its words",
    ),
    "parted": (
        ("] (",),
        rf"\[[^\[\]\n]+\] \((?:{_ADDRESS})\)",
        "an address stands right behind the brackets: [text](address)",
    ),
    "turned": (
        (")[",),
        rf"\([^()\n]+\)\[(?:{_ADDRESS})\]",
        "a link's text stands in square brackets, its address in round ones",
    ),
    "list": (
        (f"{{{_DOT}", "{#", f"{{{_COLON}", "{:"),
        rf"(?<!{_COLON} )\{{(?:[:{_COLON}]|{_COLON}?[ ]*(?:{_DOT}|\#)[\w-])[^{{}}\n]*\}}",
        r"attributes stand right behind what they are for; \{ is a brace",
    ),
    "wiki": (
        ("[[",),
        r"(?<!\w)!?\[\[(?=[^\s\]])[^\[\]\n]+\]\]",
        "[text](file.md) is a link, ![text](file.png) an image",
    ),
    "marked": (
        ("==",),
        r"==(?<![\w=]==)(?=[^\s=])[^=\n]*[^\s=]==(?![\w=])",
        "write <mark>, and </mark> behind it",
    ),
    "raised": (
        ("^", "~"),
        r"\^(?<=\w\^)[\w+-]{1,9}\^|~(?<=\w~)[\w+-]{1,9}~",
        "write <sup>2</sup> or <sub>2</sub>",
    ),
    "emoji": ((":",), r":(?<![\w:/]:)[a-z+][a-z0-9_]*[a-z0-9]:(?![\w:/])", "write the sign itself"),
    "contents": (
        ("[toc]", "[TOC]"),
        rf"{_LINE}\[(?:toc|TOC)\](?m:$)",
        "a table of contents makes itself where there are headings",
    ),
    "tex": (
        ("\\begin{", "\\newpage", "\\pagebreak", "\\clearpage", "\\tableofcontents"),
        r"\\begin\{\w+\*?\}|(?m:^)\\[a-z]{7,}(?=[ \t]*(?m:$))",
        "TeX is read between dollars, and what is for paper is not read",
    ),
    "liquid": (
        ("{%",),
        r"\{%-?[ ]*\w[^%\n]*%\}",
        r"content is no template: write \{% where it is meant",
    ),
    "shortcode": (
        ("[/",),
        r"\[/[a-z][\w-]*\]",
        "shortcodes are not read: write in Markdown or HTML what readers are to see",
    ),
    "hidden": (("%%",), r"%%(?=[^\s%]|[ ])[^%\n]+%%", "a comment is written <!-- so -->"),
    "aside": (
        ("^[",),
        r"\^\[[^\[\]\n]+\]",
        "write [^name] here, and [^name]: with the note on a line of its own",
    ),
    "folded": (
        ("???",),
        rf"{_LINE}\?\?\?\+?[ ]+[\w-]+",
        "<details> and <summary> fold what follows",
    ),
    "framed": (
        ("!!!",),
        # The name of a kind that cannot be one begins with letters of another script.
        rf"{_LINE}!!![ ]?(?:[a-z][\w-]*[ ]+\"|(?=\w{{0,2}}[^\x00-\x7f])\w[\w-]*)",
        'write !!! note "Title" on a line of its own',
    ),
    "colons": (
        (_COLON * 3,),
        rf"{_LINE}{_COLON}{{3,}}[ ]*[\w{{][^\n]*",
        "!!! note or > [!NOTE] frames what follows",
    ),
}
"""What each needs at least to be there, its pattern, and a hint."""


TABLE = "this table is shown as text"
BEFORE = "leave a line free before its head"
LIST = "this list is shown as text"
_STARTS = frozenset(" \t\n>|:-+0123456789")
_BREAK = regex(
    r"[ \t\\]*\n[ \t>]*(?:"
    r"(?P<table>\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*(?=\n|\Z))"
    r"|(?P<list>[-*+][ \t]+\S)"
    r"|(?P<number>\d{1,9})[.)][ \t]+\S[^\n]*\n[ \t>]*(?P<next>\d{1,9})[.)][ \t]+\S)"
)
_TIGHT = regex(r"[ \t>]*(?P<mark>[-+](?!\w\s)|\d{1,9}(?=[.)]))[.)]?[^\W\d_]")
_BAR = regex(r"(?<!\\)\|")


def overlooked(text: Text, masked: str, breaks: Iterable[int]) -> Iterator[Problem]:
    """Tell of lines behind line breaks of a text, once in a paragraph."""
    until = -1
    for at in breaks:
        if masked[at + 1 : at + 2] in _STARTS and at >= until:
            start, message, hint = _loose(masked, at) or _tight(masked, at) or (-1, "", "")
            if message:
                yield text.problem(message, start, hint, "warning")
                until = masked.find("\n\n", at) % (len(masked) + 1)


def _loose(masked: str, at: int) -> tuple[int, str, str] | None:
    """Return what a line that begins like more than text is, where, and what it lacks."""
    found = _BREAK.match(masked, at)
    if not found:
        return None
    if found["table"]:
        return found.start("table"), TABLE, _table(masked, found)
    if found["list"]:
        hint = "indent it no deeper than the text above it, or leave a line free before it"
        return found.start("list"), LIST, hint
    if int(found["next"]) == int(found["number"]) + 1:
        return found.start("number"), LIST, "leave a line free before it"
    return None


def _tight(masked: str, at: int) -> tuple[int, str, str] | None:
    """Return where two lines begin like those of a list that lacks its spaces."""
    end = masked.find("\n", at)
    above = _TIGHT.match(masked, masked.rfind("\n", 0, end) + 1)
    below = above and _TIGHT.match(masked, end + 1)
    if not above or not below:
        return None
    first, second = above["mark"], below["mark"]
    if first != second if second in "-+" else not first.isdigit() or int(second) != int(first) + 1:
        return None
    return above.start("mark"), LIST, "a space parts a list's marks from its words"


def _table(masked: str, found: re.Match[str]) -> str:
    head = masked[masked.rfind("\n", 0, found.start()) + 1 : found.start()]
    columns, dashes = _columns(head), _columns(found["table"])
    if columns != dashes:
        return f"its head and this line need as many columns: they have {columns} and {dashes}"
    return BEFORE


def _columns(line: str) -> int:
    inner = line.strip(" \t>").removeprefix("|").removesuffix("|")
    return 1 + len(_BAR.findall(inner))
