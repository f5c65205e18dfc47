"""What a browser builds from HTML, in a form that can be compared."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from justhtml import Comment, Element, JustHTML, Template, Text

Token = tuple[str, ...]

_SPACE = re.compile(r"[ \t\n\f\r]+")
_VERBATIM = frozenset(("pre", "code", "textarea", "script", "style"))
_ADDRESSES = frozenset(("href", "src"))
# What browsers send as it stands; they take a backslash for a slash, so it is not escaped here.
_SENT = "!#$%&'()*+,-./:;=?@[\\]^_`{|}~"
_ALIGNED = re.compile(r"(?:text-align: ?|align-)(\w+);?")
# Spaces at the edge of one of these are not seen.
_EDGES = frozenset(
    "address article aside blockquote br center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)


def same(ours: str, theirs: str) -> bool:
    """Tell whether a browser builds the same from both.

    Behind an inline element that is left open, the last new line alone would make another one.
    """
    return tree(ours) in (tree(theirs), tree(theirs.rstrip("\n")))


def tree(html: str) -> list[Token]:
    """Return the tags, texts and comments of a fragment in the order of its tree."""
    tokens: list[Token] = []
    root = JustHTML(html, sanitize=False, fragment=True).root
    for token in _tokens(root, verbatim=False):
        if token[0] == "text" and tokens and tokens[-1][0] == "text":
            tokens[-1] = ("text", _SPACE.sub(" ", tokens[-1][1] + token[1]))
        else:
            tokens.append(token)
    found = (_trimmed(tokens, index) for index in range(len(tokens)))
    return [token for token in found if token != ("text", "")]


def _tokens(parent: Any, *, verbatim: bool) -> Iterator[Token]:
    for child in parent.children or ():
        if isinstance(child, Text):
            data = str(child.data)
            yield ("verbatim", data) if verbatim else ("text", _SPACE.sub(" ", data))
        elif isinstance(child, Comment):
            yield ("comment", str(child.data))
        elif isinstance(child, Element):
            inside = child.template_content if isinstance(child, Template) else child
            yield ("start", child.name, *_attributes(child))
            yield from _tokens(inside, verbatim=verbatim or child.name in _VERBATIM)
            yield ("end", child.name)
        else:
            yield ("other", repr(child.name), repr(child.data))


def _attributes(element: Element) -> list[str]:
    """Sort attributes; a cell's column may be aligned by attribute, style or class."""
    pairs = {name: value or "" for name, value in element.attrs.items()}
    for name in _ADDRESSES & pairs.keys():
        pairs[name] = quote(pairs[name], safe=_SENT)
    for name in ("style", "class") if element.name in {"td", "th"} else ():
        if aligned := _ALIGNED.fullmatch(pairs.get(name, "")):
            del pairs[name]
            pairs["align"] = aligned[1]
    return [f"{name}={value}" for name, value in sorted(pairs.items())]


def _trimmed(tokens: list[Token], index: int) -> Token:
    kind, *rest = tokens[index]
    if kind != "text":
        return tokens[index]
    text = rest[0]
    if _is_edge(tokens[:index][::-1]):
        text = text.lstrip(" ")
    if _is_edge(tokens[index + 1 :]):
        text = text.rstrip(" ")
    return ("text", text)


def _is_edge(neighbours: list[Token]) -> bool:
    """Tell whether what is next, but for comments, is the edge of a block or of all."""
    near = next((token for token in neighbours if token[0] != "comment"), None)
    return near is None or (near[0] in {"start", "end"} and near[1] in _EDGES)
