"""Highlight a code block by Pygments, into classes."""

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

from generator.engine import Blob, Made, Read, keep
from generator.markup.kinds import FIGURES
from generator.markup.parts import CodeBlock
from generator.problems import suggestion
from generator.problems.regex import regex

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none", "output", "console-output"})
# Names that authors bring from elsewhere, and blocks of our own that are shown as code.
ALIASES = {
    "vue": "html", "svelte": "html", "jsonl": "json", "mdx": "markdown", "jsonc": "json",
    **{word: "yaml" for kind in FIGURES for word in kind.words}, "altair": "python", "data": "text",
}  # fmt: skip
SURE = PLAIN | frozenset(ALIASES.values())
"""What is known without Pygments, which most edits so need not load."""
DRAWN_ELSEWHERE = frozenset({"mermaid", "plantuml", "d2", "flow", "sequence"})
"""Diagrams that other programs draw."""
PLAIN_TEXT = ("", "")
"""What stands before and after text without a class."""
CLASS = regex(r"[^\w+#-]")


def highlight(value: CodeBlock, read: Read) -> Made[Blob]:
    """Make the HTML of a code block; tokens have Pygments' short classes (``k``, ``s``, ...)."""
    text = read(value.text).decode()
    blob, raw = keep(_figure(value, _lines(text, _lexer(_name(value.language)))))
    return Made(blob, (), (raw,))


def is_language(word: str) -> bool:
    """Tell whether Pygments knows a language, or nothing is to be known of it."""
    name = _name(word)
    return name in SURE or name in _names() or _lexer(name) is not None


def language_hint(word: str) -> str:
    """Return what may be meant by the name of a language that nobody knows."""
    if word.lower() in DRAWN_ELSEWHERE:
        return "a build draws no diagrams: save this one as SVG, and show that as an image"
    return suggestion(word, sorted(_names()))


def _name(word: str) -> str:
    return ALIASES.get(word.lower(), word.lower())


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    from pygments.lexers import get_all_lexers

    return frozenset(name for _, names, _, _ in get_all_lexers(plugins=False) for name in names)


@lru_cache(maxsize=64)
def _lexer(name: str) -> "Lexer | None":
    if name in PLAIN:
        return None
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    # It brings Pygments with it, which only code that is to be coloured needs.
    from generator.markup.lexers import prepare_lexers

    try:
        lexer = find_lexer_class_by_name(name)
    except ClassNotFound:
        return None
    prepare_lexers()
    return lexer(stripnl=False, ensurenl=False)


def _lines(text: str, lexer: "Lexer | None") -> list[str]:
    if lexer is None:
        return escape(text, quote=False).split("\n")[:-1]
    return spans(lexer.get_tokens(text))


def spans(tokens: Iterable[tuple["_TokenType", str]]) -> list[str]:
    """Write tokens as Pygments' HtmlFormatter does, line by line; equal neighbours share a span."""
    lines: list[str] = []
    line, opened = "", PLAIN_TEXT
    for kind, value in tokens:
        start, end = tag = _tag(kind)
        ended, last = _parts(value)
        for part in ended:
            is_other = part and tag != opened
            written = f"{opened[1]}{start}{part}{end}" if is_other else f"{part}{opened[1]}"
            lines.append(line + written)
            line, opened = "", PLAIN_TEXT
        if last:
            line += last if tag == opened else f"{opened[1]}{start}{last}"
            opened = tag
    return [*lines, line + opened[1]] if line else lines


@lru_cache(maxsize=1000)
def _parts(value: str) -> tuple[list[str], str]:
    *ended, last = escape(value, quote=False).split("\n")
    return ended, last


@cache
def _tag(kind: "_TokenType") -> tuple[str, str]:
    classes = _classes(kind)
    return (f'<span class="{classes}">', "</span>") if classes else PLAIN_TEXT


def _classes(kind: "_TokenType") -> str:
    """Name a kind that has no class of its own by all those that it is one of."""
    from pygments.token import STANDARD_TYPES

    if kind in STANDARD_TYPES or kind.parent is None:
        return STANDARD_TYPES.get(kind, "")
    above = _classes(kind.parent)
    return f"{above} {above.rpartition(' ')[2]}-{kind[-1]}"


def _figure(value: CodeBlock, lines: list[str]) -> str:
    marked = set(value.marked)
    digits = len(str(len(lines)))
    written = []
    for number, line in enumerate(lines, 1):
        before = f'<span class="linenos">{number:>{digits}}</span>' if value.numbered else ""
        whole = f"{before}{line}\n"
        written.append(f'<span class="hll">{whole}</span>' if number in marked else whole)
    language = CLASS.sub("", value.language.lower())
    title = f"<figcaption>{escape(value.title)}</figcaption>" if value.title else ""
    anchor = f' id="{escape(value.anchor)}"' if value.anchor else ""
    shown = f' data-language="{language}"' if language else ""
    return (
        f'<figure class="code"{anchor}{shown}>{title}'
        f'<pre tabindex="0"><code>{"".join(written)}</code></pre></figure>'
    )
