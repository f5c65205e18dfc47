"""A script's tokens: just enough of JavaScript to know names, brackets and literals apart."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<word>\#?[A-Za-z_$\u0080-\uffff][\w$]*)
    |(?P<number>\.?\d[\w.]*(?:(?<=[eE])[+-]\d+)?)
    |(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
    |(?P<mark>\.\.\.|=>|\?\.(?!\d)|(?:\*\*|>>>|>>|<<|&&|\|\||\?\?)=?|[-+*/%&|^<>=!]=+|\+\+|--|.)""",
    re.VERBOSE | re.DOTALL,
)
_PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*")
_CHUNK = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*(?:`|\$\{)", re.DOTALL)
_BEFORE_PATTERN = frozenset(
    ("return", "typeof", "case", "in", "of", "void", "delete", "instanceof", "new", "throw",
     "else", "do", "yield", "await")
)  # fmt: skip


class ScriptToken(NamedTuple):
    """A piece of the text; ``kind`` is word, number, string, template, pattern or mark."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[ScriptToken]:
    """Cut a script into its tokens, without white space and comments.

    Raises ValueError where its brackets do not match: then it was not understood.
    """
    found: list[ScriptToken] = []
    at, depth = 0, 0
    inside: list[int] = []  # at which depth each template goes on
    while at < len(text):
        token = _next(text, at, found)
        at = token.end
        if token.text == "`" and token.kind == "mark":
            token, opened = _chunk(text, token.start, at)
        elif token.text == "}" and inside and inside[-1] == depth:
            inside.pop()
            depth -= 1
            token, opened = _chunk(text, token.start, at)
        else:
            opened = False
            depth += deeper(token)
        if opened:
            depth += 1
            inside.append(depth)
        at = token.end
        if token.kind != "space":
            found.append(token)
    if depth or inside:
        raise ValueError("brackets do not match")
    return found


def _next(text: str, at: int, before: list[ScriptToken]) -> ScriptToken:
    if text[at] == "/" and text[at + 1 : at + 2] not in ("/", "*") and _may_be_pattern(before):
        match = _PATTERN.match(text, at)
        if match:
            return ScriptToken("pattern", match[0], at, match.end())
    match = _TOKEN.match(text, at)
    if match is None:
        raise ValueError(f"not a token at {at}")
    return ScriptToken(str(match.lastgroup), match[0], at, match.end())


def _may_be_pattern(before: list[ScriptToken]) -> bool:
    if not before:
        return True
    last = before[-1]
    if last.kind == "word":
        return last.text in _BEFORE_PATTERN
    return last.kind == "mark" and last.text not in (")", "]", "}")


def _chunk(text: str, start: int, at: int) -> tuple[ScriptToken, bool]:
    """Read a template's text up to its end, or up to an expression that opens in it."""
    match = _CHUNK.match(text, at)
    if match is None:
        raise ValueError(f"a template without an end at {at}")
    token = ScriptToken("template", text[start : match.end()], start, match.end())
    return token, match[0].endswith("${")


def deeper(token: ScriptToken) -> int:
    """Return by how many brackets a script is deeper after a token than before it."""
    if token.kind == "template":
        return token.text.endswith("${") - token.text.startswith("}")
    if token.kind != "mark":
        return 0
    return (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
