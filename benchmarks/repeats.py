"""How the time for a page grows where one thing stands in it over and over.

    python benchmarks/repeats.py [COUNT]

Prints the seconds of CPU for COUNT of each, and the ratio of twice as many to that: 2 is linear.
"""

import sys
import time
from collections.abc import Callable

from generator.markup.convert import convert
from generator.markup.parts import MarkupSource

REPEATS: dict[str, Callable[[int], str]] = {
    "nested quotations": lambda count: ">" * count + " a",
    "quotations": lambda count: "> a\n\n" * count,
    "lazy quotation": lambda count: "> a\n" + "b\n" * count,
    "nested lists": lambda count: "- " * count + "a",
    "lists": lambda count: "- a\n" * count,
    "loose lists": lambda count: "1. a\n\n" * count,
    "open brackets": lambda count: "[" * count,
    "nested brackets": lambda count: "[" * count + "a" + "]" * count,
    "brackets": lambda count: "[a] " * count,
    "references": lambda count: "[a][b] " * count,
    "defined references": lambda count: "[a][b] " * count + "\n\n[b]: c.md\n",
    "definitions": lambda count: "".join(f"[a{n}]: {n}.md\n" for n in range(count)),
    "links": lambda count: "[a](b.md) " * count,
    "half links": lambda count: "[a](b " * count,
    "images": lambda count: "![a](b.png) " * count,
    "half images": lambda count: "![" * count,
    "stars": lambda count: "*" * count,
    "nested emphasis": lambda count: "*a _b " * count + "c_ d*" * count,
    "emphasis": lambda count: "*a* " * count,
    "half emphasis": lambda count: "*a **b " * count,
    "tildes": lambda count: "~~a " * count,
    "code": lambda count: "`a` " * count,
    "half code": lambda count: " ".join("`" * (n % 50 + 1) for n in range(count)),
    "nested divisions": lambda count: "<div>\n\n" * count,
    "divisions": lambda count: "<div>\n\na\n\n</div>\n\n" * count,
    "bold tags": lambda count: "<b>" * count,
    "bold": lambda count: "<b>a</b> " * count,
    "bold paragraphs": lambda count: "<b>a\n\n" * count,
    "closing tags": lambda count: "</b> " * count,
    "half tags": lambda count: "<a " * count,
    "open attributes": lambda count: "<a b='" * count,
    "open comments": lambda count: "<!-- " * count,
    "open instructions": lambda count: "a <?" * count,
    "open data": lambda count: "a <![CDATA[" * count,
    "open scripts": lambda count: "<script>\n\n" * count,
    "paragraph tags": lambda count: "<p>" * count,
    "braces": lambda count: "{{ " * count,
    "values": lambda count: "{{ a.b }} " * count,
    "broken values": lambda count: "{{ a\n.b }} " * count,
    "dollars": lambda count: "$a " * count,
    "formulas": lambda count: "$x$ " * count,
    "wrong formulas": lambda count: "$\\nope$ " * count,
    "display formulas": lambda count: "$$\nx\n$$\n\n" * count,
    "open display": lambda count: "$$ a\n" * count,
    "unknown notes": lambda count: "[^a] " * count,
    "notes": lambda count: "[^a] " * count + "\n\n[^a]: b\n",
    "note definitions": lambda count: "".join(f"[^{n}]\n\n[^{n}]: a\n\n" for n in range(count)),
    "unread notes": lambda count: "".join(f"[^{n}]: a\n\n" for n in range(count)),
    "attributes": lambda count: "*a*{#a} " * count,
    "open attribute lists": lambda count: "{#a " * count,
    "definition lists": lambda count: "a\n: b\n\n" * count,
    "definitions of one": lambda count: "a\n" + ": b\n" * count,
    "admonitions": lambda count: "!!! note\n    a\n\n" * count,
    "nested admonitions": lambda count: "".join(
        "    " * n + "!!! a\n\n" for n in range(count // 50)
    ),
    "alerts": lambda count: "> [!NOTE]\n> a\n\n" * count,
    "abbreviations": lambda count: "".join(f"*[A{n}]: b\n" for n in range(count)) + "A1 " * count,
    "quotes": lambda count: '"a ' * count,
    "apostrophes": lambda count: "'" * count,
    "dashes": lambda count: "a--b " * count,
    "headings": lambda count: "# a\n\n" * count,
    "fences": lambda count: "```py\na\n```\n\n" * count,
    "indented fences": lambda count: "    ```\n" * count,
    "tables": lambda count: "| a | b |\n| - | - |\n" + "| c | d |\n" * count,
    "wide tables": lambda count: "|a" * count + "\n" + "|-" * count + "\n|b\n",
    "bare addresses": lambda count: "https://e.org/a " * count,
    "entities": lambda count: "&amp;" * count,
    "escapes": lambda count: "\\*" * count,
    "breaks": lambda count: "a  \n" * count,
    "umlauts": lambda count: "\u00e4 " * count,
    "lines": lambda count: "\n" * count,
    "wrong charts": lambda count: "```data\n```\n\n" * count,
}


def seconds(text: str) -> float:
    """Return the CPU time of converting a page."""
    start = time.process_time()
    convert(MarkupSource("a.md", text))
    return time.process_time() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for name, repeat in REPEATS.items():
        if len(sys.argv) > 2 and sys.argv[2] not in name:
            continue
        once, twice = seconds(repeat(count)), seconds(repeat(2 * count))
        print(f"{name:22} {once:8.3f} {twice / once if once else 0:6.1f}", flush=True)


if __name__ == "__main__":
    main()
