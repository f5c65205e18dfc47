"""Marks of other tools, and our own where they do not hold: told where readers would see them."""

from generator.markup.mask import DOLLAR, literal

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
        rf"{_LINE}!!![ ]?[a-z][\w-]*[ ]+\"",
        'write !!! note "Title" on a line of its own',
    ),
    "colons": (
        (_COLON * 3,),
        rf"{_LINE}{_COLON}{{3,}}[ ]*[\w{{][^\n]*",
        "!!! note or > [!NOTE] frames what follows",
    ),
}
"""What each needs at least to be there, its pattern, and a hint."""
