"""An SQL text by its words alone, without its grammar: the tables that it names."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct, field

from generator.problems.fault import Spot, spot_at
from generator.problems.regex import regex


def spot_of(text: str, offset: int) -> Spot:
    """Return the line and column of a character; behind the last line it is the last one's end."""
    return spot_at(text, min(offset, len(text.rstrip())))


SqlTokenKind = Literal["word", "name", "text", "sign", "open"]

_TOKEN = regex(
    r"""(?P<gap>\s+|--[^\n]*|/\*.*?\*/)"""
    r"""|(?P<raw>\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|[eE]'(?:\\.|''|[^'\\])*')"""
    r"""|(?P<text>'(?:''|[^'])*')"""
    r"""|(?P<name>"(?:""|[^"])*")"""
    r"""|(?P<word>[^\W\d][\w$]*)"""
    r"""|(?P<open>['"]|/\*)"""
    r"""|(?P<sign>[\d.]*\d\w*|.)""",
    re.DOTALL,
)


class SqlToken(Struct, frozen=True):
    """A word, a ``"name"``, a ``'text'`` or a sign; ``open`` is a quotation that never ends.

    ``value`` has neither quotation marks nor doubled ones.
    """

    kind: SqlTokenKind
    value: str
    start: int

    def says(self, *words: str) -> bool:
        """Tell whether this is one of some words or signs, which are given in lower case."""
        return self.kind in ("word", "sign") and self.value.lower() in words


def tokens(text: str) -> Iterator[SqlToken]:
    """Find the tokens of an SQL text; comments and white space are left out."""
    for match in _TOKEN.finditer(text):
        whole, start = match[0], match.start()
        if match["text"] is not None:
            yield SqlToken("text", whole[1:-1].replace("''", "'"), start)
        elif match["name"] is not None:
            yield SqlToken("name", whole[1:-1].replace('""', '"'), start)
        elif match["raw"] is not None:
            yield SqlToken("text", whole, start)
        elif match["word"] is not None:
            yield SqlToken("word", whole, start)
        elif match["open"] is not None:
            yield SqlToken("open", whole, start)
        elif match["sign"] is not None:
            yield SqlToken("sign", whole, start)


def without_end(text: str) -> str:
    """Return a single statement without the semicolon that ends it, every place kept."""
    end = next((token.start for token in tokens(text) if token.says(";")), len(text))
    return text[:end]


NAMES_A_TABLE = ("from", "join", "pivot", "unpivot", "summarize", "describe")
STARTS = (*NAMES_A_TABLE, "select", "with", "values")
ENDS = ("select", "where", "group", "order", "having", "window", "qualify", "limit", "offset",
        "fetch", "union", "except", "intersect", "for")  # fmt: skip
PASSED = ("lateral", "only")
"""Words that may stand between FROM and a name."""
NO_TOKEN = SqlToken("sign", "", 0)

State = Literal["", "table", "after", "cte", "body"]


class Bracket(Struct):
    """What stands between two brackets, and what is expected next in it.

    ``table`` is a table's name, ``after`` what follows one, ``cte`` the name that a WITH
    gives, ``body`` the query of that name.
    """

    state: State = ""
    is_query: bool = False
    given: set[str] = field(default_factory=set)
    giving: str = ""
    recursive: bool = False


def tables(text: str) -> tuple[SqlToken, ...]:
    """Find the names and texts that stand where a table is named, but those WITH gives.

    Of a name with dots outside quotes the token has the whole, ``fees.csv``.
    """
    return tuple(_walk(tuple(tokens(text))))


def _walk(found: Sequence[SqlToken]) -> Iterator[SqlToken]:
    frames = [Bracket(is_query=True)]
    at = 0
    while at < len(found):
        token, frame = found[at], frames[-1]
        at += 1
        if token.says("("):
            frames.append(_inner(frame, _at(found, at)))
        elif token.says(")"):
            _leave(frames)
        elif frame.state == "table" and _can_name(token):
            token, at = _whole_name(found, at - 1)
            if _at(found, at).says(":"):  # DuckDB's alias before the table
                continue
            frame.state = "after"
            if not _at(found, at).says("(") and not _is_given(frames, token):
                yield token
        else:
            _step(frame, found, at - 1)


def _at(found: Sequence[SqlToken], at: int) -> SqlToken:
    return found[at] if at < len(found) else NO_TOKEN


def _can_name(token: SqlToken) -> bool:
    return token.kind in ("name", "text", "word") and not token.says(*STARTS, *PASSED)


def _is_given(frames: Sequence[Bracket], token: SqlToken) -> bool:
    return any(token.value.casefold() in frame.given for frame in frames)


def _inner(outer: Bracket, following: SqlToken) -> Bracket:
    starts = following.says(*STARTS)
    is_join = outer.state == "table" and not starts
    if outer.state == "table":
        outer.state = "after"
    return Bracket("table" if is_join else "", is_query=starts or is_join)


def _leave(frames: list[Bracket]) -> None:
    if len(frames) == 1:
        return
    inner, outer = frames.pop(), frames[-1]
    if outer.state == "body" and inner.is_query:
        outer.given.add(outer.giving)
        outer.state = "cte"
    elif not outer.is_query:  # ((SELECT …)) is a query too
        outer.is_query = inner.is_query


def _whole_name(found: Sequence[SqlToken], at: int) -> tuple[SqlToken, int]:
    """Join a name with the dotted names after it; return it with the index behind it."""
    first, parts = found[at], [found[at].value]
    at += 1
    while first.kind == "word" and at + 1 < len(found) and found[at].says("."):
        parts.append(found[at + 1].value)
        at += 2
    return SqlToken(first.kind, ".".join(parts), first.start), at


def _step(frame: Bracket, found: Sequence[SqlToken], at: int) -> None:
    token = found[at]
    if frame.state == "cte":
        _step_in_with(frame, token)
    elif token.says("with") and frame.state != "after":
        frame.is_query, frame.state, frame.recursive = True, "cte", False
    elif token.says(*NAMES_A_TABLE) and frame.is_query:
        if not _is_distinct_from(found, at):
            frame.state = "table"
    elif frame.state == "after" and token.says(","):
        frame.state = "table"
    elif token.says(*ENDS, "values"):
        frame.state = ""


def _step_in_with(frame: Bracket, token: SqlToken) -> None:
    if token.says("recursive"):
        frame.recursive = True
    elif token.says(*STARTS):
        frame.state = "table" if token.says(*NAMES_A_TABLE) else ""
    elif token.kind in ("word", "name"):
        frame.giving, frame.state = token.value.casefold(), "body"
        if frame.recursive:
            frame.given.add(frame.giving)


def _is_distinct_from(found: Sequence[SqlToken], at: int) -> bool:
    before = [each.value.lower() for each in found[max(at - 3, 0) : at]]
    return before[-2:] == ["is", "distinct"] or before == ["is", "not", "distinct"]
