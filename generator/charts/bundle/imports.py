"""Scanning: the addresses in a script's imports and in a style sheet."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.blocks.contents import File
from generator.blocks.exhibit import STYLES, Import, Imports
from generator.charts.bundle.tokens import ScriptToken, tokens
from generator.engine import Made, Read
from generator.problems import Place, Problem
from generator.problems.encoding import read_exactly
from generator.problems.fault import spot_at

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IN_STYLE = re.compile(
    r"""url\(\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"')]+))\s*\)"""
    r"""|@import\s+(?:"(?P<first>[^"]*)"|'(?P<second>[^']*)')"""
)
_STATEMENT = re.compile(
    r"""^(?:import\b|export\b(?=\s*[*{]))[^'"`;()=]*["']([^"'\n]+)["']""", re.MULTILINE
)
_RELATIVE = ("./", "../")
_WORDS = ("import", "export", "URL")
_META = ["import", ".", "meta", ".", "url", ")"]


class Named(Struct, frozen=True):
    """An address in a text, and where it begins; ``bare`` may stand for a package."""

    text: str
    start: int
    bare: bool = False


def find_imports(value: File, read: Read) -> Made[Imports]:
    """Find what a script or a style sheet loads; what no page may load is a problem."""
    text = read_exactly(read(value.blob), value.path)
    if isinstance(text, Problem):
        return Made(None, (text,))
    found, problems = [], []
    for each in _in_style(text) if value.path.endswith(STYLES) else _in_script(text):
        place, source = _where(value.path, text, each.start)
        if each.bare or _ELSEWHERE.match(each.text):
            problems.append(_refused(each.text, place, source))
        else:
            target = re.split(r"[?#]", each.text)[0]
            found.append(Import(target, place.line, place.column, source))
    return Made(Imports(tuple(found)), tuple(problems))


def _where(path: str, text: str, start: int) -> tuple[Place, str]:
    line, column = spot_at(text, start)
    return Place(path, line, column), text.split("\n")[line - 1].rstrip("\r")


def _refused(name: str, place: Place, source: str) -> Problem:
    message = f'"{name}" is no file beside this one, and a page loads nothing from elsewhere'
    hint = f'keep a copy, and write "./{name.rpartition("/")[2] or "copy.js"}"'
    return Problem(message, place, hint, source)


def _in_style(text: str) -> Iterator[Named]:
    bare = _COMMENT.sub(lambda match: " " * len(match[0]), text)
    for match in _IN_STYLE.finditer(bare):
        address = match[str(match.lastgroup)]
        if not address.startswith(("data:", "#")):
            yield Named(address, match.start(str(match.lastgroup)))


def _in_script(text: str) -> Iterator[Named]:
    try:
        found = tokens(text)
    except ValueError:  # a browser may understand it better
        yield from _at_line_starts(text)
        return
    for index, token in enumerate(found):
        before = found[index - 1].text if index else ""
        if token.text not in _WORDS or token.kind != "word" or before == ".":
            continue
        rest = found[index + 1 :]
        if token.text == "import":
            yield from _imported(rest)
        elif token.text == "export":
            yield from _from(rest) if rest and rest[0].text in ("*", "{") else ()
        elif before == "new":
            yield from _beside(rest)


def _at_line_starts(text: str) -> Iterator[Named]:
    for match in _STATEMENT.finditer(text):
        yield Named(match[1], match.start(1), not match[1].startswith(_RELATIVE))


def _imported(rest: Sequence[ScriptToken]) -> Iterator[Named]:
    """Read ``import "x"``, ``import("x")`` and ``import … from "x"``."""
    if not rest or rest[0].text == ".":
        return
    if rest[0].kind == "string":
        yield _module(rest[0])
    elif rest[0].text != "(":
        yield from _from(rest)
    elif len(rest) > 2 and rest[1].kind == "string" and rest[2].text in (")", ","):
        yield _module(rest[1])


def _from(rest: Sequence[ScriptToken]) -> Iterator[Named]:
    """Read on to ``from "x"``, past names, braces and commas alone."""
    for token, after in pairwise(rest):
        if token.text == "from" and after.kind == "string":
            yield _module(after)
            return
        if token.kind not in ("word", "string") and token.text not in ("{", "}", ",", "*"):
            return


def _beside(rest: Sequence[ScriptToken]) -> Iterator[Named]:
    """Read ``new URL("x", import.meta.url)``: a worker, or a file that the module fetches."""
    told = [token.text for token in rest[:9]]
    if told[:1] == ["("] and told[3:] == _META and rest[1].kind == "string":
        yield Named(rest[1].text[1:-1], rest[1].start + 1)


def _module(token: ScriptToken) -> Named:
    address = token.text[1:-1]
    return Named(address, token.start + 1, not address.startswith(_RELATIVE))


def exports(text: str, name: str) -> bool:
    """Tell whether a module exports a name, as far as it alone can tell."""
    found = [token.text for token in tokens(text)]
    for index, word in enumerate(found):
        if word == "export" and (index == 0 or found[index - 1] != "."):
            rest = found[index + 1 :]
            if rest[:1] == ["*"] and rest[1:2] != ["as"]:
                return True
            if name in (_listed(rest) if rest[:1] == ["{"] else _declared(rest)):
                return True
    return False


def _declared(rest: Sequence[str]) -> Sequence[str]:
    words = [word for word in rest[:4] if word not in ("async", "*")]
    return words[1:2] if words[:1] in (["function"], ["const"], ["let"], ["var"], ["class"]) else ()


def _listed(rest: Sequence[str]) -> Sequence[str]:
    """Return the names that ``{a, b as c}`` exports."""
    inside = rest[1 : rest.index("}")] if "}" in rest else ()
    parts = " ".join(inside).split(",")
    return [part.split()[-1] for part in parts if part.split()]
