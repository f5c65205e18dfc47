"""The words of an SQL text, without knowing its grammar."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

TokenKind = Literal["word", "name", "text", "sign", "open"]

_TOKEN = re.compile(
    r"""(?P<gap>\s+|--[^\n]*|/\*.*?\*/)"""
    r"""|(?P<raw>\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|[eE]'(?:\\.|''|[^'\\])*')"""
    r"""|(?P<text>'(?:''|[^'])*')"""
    r"""|(?P<name>"(?:""|[^"])*")"""
    r"""|(?P<word>[^\W\d][\w$]*)"""
    r"""|(?P<open>['"]|/\*)"""
    r"""|(?P<sign>[\d.]*\d\w*|.)""",
    re.DOTALL,
)


class Token(Struct, frozen=True):
    """A word, a ``"name"``, a ``'text'`` or a sign; ``open`` is a quotation that never ends.

    ``value`` has neither quotation marks nor doubled ones.
    """

    kind: TokenKind
    value: str
    start: int

    def says(self, *words: str) -> bool:
        """Tell whether this is one of some words or signs, which are given in lower case."""
        return self.kind in ("word", "sign") and self.value.lower() in words


def tokens(text: str) -> Iterator[Token]:
    """Find the tokens of an SQL text; comments and white space are left out."""
    for match in _TOKEN.finditer(text):
        whole, start = match[0], match.start()
        if match["text"] is not None:
            yield Token("text", whole[1:-1].replace("''", "'"), start)
        elif match["name"] is not None:
            yield Token("name", whole[1:-1].replace('""', '"'), start)
        elif match["raw"] is not None:
            yield Token("text", whole, start)
        elif match["word"] is not None:
            yield Token("word", whole, start)
        elif match["open"] is not None:
            yield Token("open", whole, start)
        elif match["sign"] is not None:
            yield Token("sign", whole, start)


def without_end(text: str) -> str:
    """Return a single statement without the semicolon that ends it, every place kept."""
    end = next((token.start for token in tokens(text) if token.says(";")), len(text))
    return text[:end]
