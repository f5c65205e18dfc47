"""Texts that would take a careless parser for ever, for each grammar."""

MANY = 50_000
_WIDE = "|a" * 500 + "|\n" + "|-" * 500 + "|\n"
_EITHER = {
    "brackets": "[" * MANY,
    "nested brackets": "[" * MANY + "]" * MANY,
    "images": "![" * MANY,
    "half links": "[a](" * MANY,
    "half pointed links": "[a](<b" * MANY,
    "stars": "*" * MANY,
    "half emphasis": "*a **b " * MANY,
    "underscores": "_a_" * MANY,
    "quotations": ">" * MANY,
    "backticks": " ".join("`" * (count % 50 + 1) for count in range(MANY)),
    "half tags": "<a " * MANY,
    "fences": "    ```\n" * 10_000,
    "headings": "# a\n" * 5_000,
    "deep lists": "".join("    " * depth + "- a\n" for depth in range(400)),
    "tildes": "~~a " * MANY,
}
PATHOLOGICAL = {
    "commonmark": {
        **_EITHER,
        "open attributes": "<a b='" * MANY,
        "tags": "<div>" * MANY,
        "open pre": "<pre>" * MANY,
        "comments": "<div>\n" + "<!-- " * MANY + "</div>",
        "dollars": "$a " * MANY,
        "formulas": "\\(" * MANY,
        "abbreviations": "*[a]: b\n" * 5_000,
        "admonitions": "!!! note\n" * 20_000,
        "notes": "[^a]" * MANY,
        "marks": "\x02\x03" * MANY,
        "empty cells": _WIDE + "a\n" * 20_000,
        "alerts": "> [!TIP]\n> a\n\n" * 5_000,
        "tables": "|a|\n|-|\n\n" * 5_000,
        "bare addresses": "a@b.org " * 10_000,
        "formulas on lines": "$$a$$\n" * 5_000,
        "paragraphs of formulas": "$$a$$\n\n" * 5_000,
        "admonitions in a list": "- a\n\n  !!! note\n      b\n\n" * 3_000,
    },
    "python": {
        **_EITHER,
        "half tags in paragraphs": "<a b='\n\n" * 3_000,
        "open tags in paragraphs": "<div>\n\n" * 150,
        "comments": "<!-- a\n\n" * 3_000,
        "definitions": "[a]: b\n" * 5_000,
        "admonitions": "!!! note\n" * 5_000,
        "notes": "[^a]: b\n\n" * 2_000,
        "references": "[^a]" * MANY,
        "blank lines": "[^a]: b\n" + "\n" * MANY + "c",
    },
}
