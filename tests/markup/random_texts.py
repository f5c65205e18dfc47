"""Texts that nobody would write: real ones with random edits, and soups of marks.

``MUTATED`` names more Markdown to begin with: folders, or a specification's examples in JSON.
"""

import json
import os
from functools import lru_cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
SOURCES = ("content", "docs", "README.md", "tests/sites")
LONGEST = 1_500
MARKDOWN = [
    "*", "**", "_", "__", "~~", "`", "``", "```", "~~~", "#", "## ", "> ", ">", "- ", "+ ", "* ",
    "1. ", "2) ", "---", "===", "***", "| a |", "|", "| - |", ":-:", "[", "]", "(", ")", "![",
    "](", "](b.md)", "](<b c.md>", ' "t")', "[a]", "[a]: b.md", "[a][b]", "[^1]", "[^1]: ",
    "[^a]:", "^", "<", ">", "&", "&amp;", "&#0;", "&#x110000;", "&notin;", "\\", "\\\\", "\\[",
    "\\]", "\\(", "\\)", "[ ] ", "[x] ", "https://e.org/a_(b)", "www.e.org.", "a@b.org",
    "<https://e.org>", "<a@b.c>", "\n", "\n\n", "\n\n\n", "\r\n", "\r", "\t", " ", "  ", "    ",
    "  \n", "\\\n", "\n    ", "\n> ",
]  # fmt: skip
OWN = [
    "$", "$$", "$x$", "$$\n", "$\\nope$", "\\(x\\)", "{{", "}}", "{{ a.b }}", "{{ a | money }}",
    "\\{{", "{", "}", "{#a}", "{.a}", '{a="b"}', "{: #a }", '{onclick="x"}', ": ", ":   ",
    "\n: a\n", "!!! a", '!!! note "', "!!!", "[!NOTE]", "> [!TIP]\n", "*[HTML]: a", "*[", "HTML",
    "--", "---", "...", '"', "'", "chart", "data {#a}", "```chart {#a}\n", "```data\n",
    "```py {1,2}\n", "[](#a)", "![](a.png)", '<div markdown="1">', "%}", "{%", "{#", "#}", "%",
    ". . .", "\u2026", "'90", "5 %", "10^6^", "H~2~O",
]  # fmt: skip
HTML = [
    "<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<span", "<a href='", '<a href="b">', "</a>",
    "<br>", "<br/>", "</br>", "<hr>", "<img src=a>", "<table>", "<tr>", "<td>", "</td>",
    "</table>", "<ul>", "<li>", "<pre>", "</pre>", "<code>", "<script>", "</script>", "<style>",
    "</style>", "<textarea>", "<title>", "<!--", "-->", "<!-->", "--!>", "<!", "<?", "?>",
    "<![CDATA[", "]]>", "<!DOCTYPE html>", "<svg>", "<svg/>", "<math>", "<select>", "<option>",
    "<template>", "<plaintext>", "<xmp>", "<iframe>", "<form>", "<details><summary>", "</details>",
    "<body>", "</body>", "</html>", "<frameset>", "<noscript>", "<button>", "<a:b>", "<A B=C>",
    "<x-y z>", "</x-y>", "<b a='<'>", '="', "='", "<b\nc>", "<b/>", "</b c>", "<svg><style>",
    "<math><mi>", "<p/>", "<div/>", "<li><li>", "<dd>", "<h1>", "</h2>", "<em><strong>",
]  # fmt: skip
ODD = [
    "\x00", "\x01", "\x02", "\x03", "\x02L0\x03", "\x02F9\x03", "\x1b", "\x1c", "\x1d", "\x1f",
    "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u200d", "\u2028", "\u2029", "\u202e", "\ufeff",
    "\ufffd", "\ue000", "\ud800", "\ufffe", "\u0301", "\U0001f468\u200d\U0001f469", "\U0001f1e9",
    "\u4e2d\u6587", "\u00e4", "\u00df", "\u0130", "\u017f", "\u3000", "\u0600", "\u05d0", "\u2019",
    "\u201c", "\u00ab", "stx", "\x0b", "\x0c", "\x08", "\U0010ffff", "\u1e9e", "\u037e",
]  # fmt: skip
TOKENS = (MARKDOWN, MARKDOWN, OWN, HTML, ODD, ["a", "b", "word", "c d", "1", "ab\ncd"])


@lru_cache(maxsize=1)
def sources() -> list[str]:
    """Return the Markdown that there is, cut where it is long."""
    texts: list[str] = []
    for path in (*map(ROOT.joinpath, SOURCES), *map(Path, os.environ.get("MUTATED", "").split())):
        if path.suffix == ".json":
            texts += [example["markdown"] for example in json.loads(path.read_text())]
        files = [path] if path.suffix == ".md" else sorted(path.rglob("*.md"))
        texts += [file.read_text(encoding="utf-8", errors="replace") for file in files]
    return [part for text in texts for part in _parts(text)]


def _parts(text: str) -> list[str]:
    parts, lines = [""], text.splitlines(keepends=True)
    for line in lines:
        if len(parts[-1]) > LONGEST:
            parts.append("")
        parts[-1] += line
    return parts


def mutation(seed: object) -> str:
    """Return a text that belongs to a seed."""
    random = Random(repr(seed))
    if random.random() < 0.35:
        return "".join(_token(random) for _ in range(random.randint(1, 60)))
    text = random.choice(sources())
    if random.random() < 0.2:
        text = "".join((text, random.choice(sources())))
    for _ in range(random.randint(1, 8)):
        text = random.choice(EDITS)(random, text)
    return text


def large(seed: object) -> str:
    """Return a text of just under 50 KB that belongs to a seed."""
    random, text = Random(repr(seed)), ""
    while len(text) < 49_000:
        text += mutation(random.random())
    return text[:49_000]


def _token(random: Random) -> str:
    return random.choice(random.choice(TOKENS))


def _insert(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + "".join(_token(random) for _ in range(random.randint(1, 4))) + text[at:]


def _delete(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + text[at + random.choice((1, 1, 3, 10, 100)) :]


def _repeat(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    end = at + random.randint(1, 40)
    return text[:end] + text[at:end] * random.choice((1, 2, 9)) + text[end:]


def _exchange(random: Random, text: str) -> str:
    lines = text.split("\n")
    one, other = (random.randrange(len(lines)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _prefix(random: Random, text: str) -> str:
    lines = text.split("\n")
    at, count = random.randrange(len(lines)), random.randint(1, 12)
    prefix = random.choice(("> ", ">", "  ", "    ", "\t", "- ", "1. ", "| ", ": ", "[^1]: ", "# "))
    lines[at : at + count] = [prefix + line for line in lines[at : at + count]]
    return "\n".join(lines)


def _join(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    lines[at : at + 2] = [random.choice(("", " ", "  ")).join(lines[at : at + 2])]
    return "\n".join(lines)


def _cut(random: Random, text: str) -> str:
    return text[: random.randint(0, len(text))] if random.random() < 0.3 else text


EDITS = (_insert, _insert, _insert, _delete, _repeat, _exchange, _prefix, _join, _cut)
