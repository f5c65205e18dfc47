"""Take out of a bundle what nothing in it uses.

vl-convert joins modules whole. Here each declaration at the top of the bundle goes unless what
stays speaks of it. A name counts as spoken of wherever it stands as a word, be it of something
else: so it may stay in vain, never go in error. One thing is taken for granted, as these packages
promise of themselves: that a declaration nobody uses has no effect.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from generator.charts.bundle.tokens import ScriptToken, deeper, tokens

Tokens = Sequence[ScriptToken]
_DECLARES = ("var", "let", "const")
_STEPS = frozenset(("if", "else", "for", "while", "do", "try", "catch", "finally", "switch", "{"))
_CHANGES = (
    # vega-util's inherits(child, parent, members)
    (
        re.compile(
            r"function ([\w$]+)\((\w+),(\w+),(\w+)\)\{const (\w+)=\2\.prototype="
            r"Object\.create\(\3\.prototype\);return Object\.defineProperty\(\5,"
            r'"constructor",\{value:\2,writable:!0,enumerable:!0,configurable:!0\}\),'
            r"[\w$]+\(\5,\4\);\}"
        ),
        (0,),
    ),
    # d3-color's define(constructor, factory, prototype)
    (
        re.compile(
            r"function ([\w$]+)\((\w+),(\w+),(\w+)\)\{"
            r"\2\.prototype=\3\.prototype=\4,\4\.constructor=\2;\}"
        ),
        (0, 1),
    ),
)
"""Functions that only change some of their arguments: which ones."""


class Statement(Struct, frozen=True, eq=False):
    """A declaration or an expression at the top of a bundle.

    ``names`` are what it declares. What only ``changes`` names stays where one of them stays.
    """

    tokens: Tokens
    lead: str = ""
    ends: bool = False
    """It has a body, and needs no semicolon after it."""
    names: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """Return every word that may be a name, but for a property's after its point."""
        pairs = zip((None, *self.tokens), self.tokens)
        return frozenset(
            token.text
            for before, token in pairs
            if token.kind == "word" and not (before and before.text in (".", "?."))
        )


def shaken(text: str) -> str:
    """Return a bundle without what nothing in it uses. Raises ValueError where it is none."""
    parts = list(_parts(tokens(text)))
    declared = frozenset().union(*(part.names for part in parts))
    changing = _changing(text)
    owned = [part if part.names else _owned(part, declared, changing) for part in parts]
    aliases = _aliases(parts)
    return _written(_used([_with_aliases(part, aliases) for part in owned]), text)


def _used(parts: Sequence[Statement]) -> list[Statement]:
    """Follow the names from what must stay to all that it speaks of."""
    wanted_by: dict[str, list[int]] = defaultdict(list)
    for index, part in enumerate(parts):
        for name in part.names | part.changes:
            wanted_by[name].append(index)
    stays: set[int] = set()
    ahead = [i for i, part in enumerate(parts) if not part.names and not part.changes]
    while ahead:
        index = ahead.pop()
        if index not in stays:
            stays.add(index)
            ahead += [each for word in parts[index].words for each in wanted_by.get(word, ())]
    return [part for index, part in enumerate(parts) if index in stays]


def _parts(found: Tokens) -> Iterator[Statement]:
    for statement in _statements(found):
        first = statement[0].text
        if first in ("function", "class", "async"):
            yield Statement(statement, ends=True, names=frozenset((_name(statement),)))
        elif first in _DECLARES:
            yield from (_declarator(first, each) for each in _split(statement[1:]))
        elif first in _STEPS or first == "export" or statement[0].kind == "string":
            yield Statement(statement, ends=statement[-1].text == "}")
        else:
            yield from (Statement(each) for each in _split(statement))


def _statements(found: Tokens) -> Iterator[Tokens]:
    start, at = 0, 0
    while start < len(found):
        at, is_body = _end(found, start)
        statement = found[start:at]
        if statement:
            yield statement
        start = at if is_body else at + 1


def _end(found: Tokens, start: int) -> tuple[int, bool]:
    """Find where a statement ends: behind its body, or at its semicolon."""
    first = found[start].text
    has_body = first in ("function", "class", "async", "export") or first in _STEPS
    depth = 0
    for at in range(start, len(found)):
        depth += deeper(found[at])
        if not depth and found[at].text == ";" and found[at].kind == "mark":
            return at, False
        if not depth and has_body and found[at].text == "}" and found[at].kind == "mark":
            return at + 1, True
    return len(found), False


def _split(statement: Tokens, mark: str = ",") -> list[Tokens]:
    """Split at the marks that stand in no bracket."""
    found, depth, start = [], 0, 0
    for at, token in enumerate(statement):
        depth += deeper(token)
        if not depth and token.text == mark and token.kind == "mark":
            found.append(statement[start:at])
            start = at + 1
    return [*found, statement[start:]]


def _name(statement: Tokens) -> str:
    words = (token.text for token in statement if token.kind == "word")
    return next(word for word in words if word not in ("async", "function", "class"))


def _declarator(lead: str, found: Tokens) -> Statement:
    if found[0].kind != "word":
        return Statement(found, lead)
    return Statement(found, lead, names=frozenset((found[0].text,)), changes=_targets(found))


def _owned(
    part: Statement, declared: frozenset[str], changing: Mapping[str, tuple[int, ...]]
) -> Statement:
    """Tell whose an expression is that only changes something declared here."""
    found = part.tokens
    if part.lead or not found or found[0].kind != "word" or found[0].text in _STEPS:
        return part
    changes = _targets(found) or _changed(found, changing)
    return Statement(found, changes=changes) if changes and changes <= declared else part


def _aliases(parts: Sequence[Statement]) -> dict[str, frozenset[str]]:
    """Return what a name may be another name of: in p = a.prototype, a change of p is one of a."""
    return {
        name: part.words - part.names
        for part in parts
        for name in part.names
        if part.lead and len(part.tokens) > 2 and not _is_new(part.tokens[2:])
    }


def _is_new(value: Tokens) -> bool:
    """Tell whether a value is made where it stands."""
    first = value[0]
    is_arrow = any(token.text == "=>" for token in value[:2])
    return is_arrow or first.kind != "word" or first.text in ("function", "class", "async", "new")


def _with_aliases(part: Statement, aliases: Mapping[str, frozenset[str]]) -> Statement:
    if not part.changes:
        return part
    more = (aliases.get(name, frozenset()) for name in part.changes)
    return structs.replace(part, changes=part.changes.union(*more))


def _targets(found: Tokens) -> frozenset[str]:
    """Return what a chain of assignments to properties changes: a.b = c.d = … changes a and c."""
    *places, _ = _split(found, "=")
    if any(len(place) < 2 or place[0].kind != "word" or _calls(place) for place in places[1:]):
        return frozenset()
    return frozenset(place[0].text for place in places if len(place) > 1)


def _calls(place: Tokens) -> bool:
    return any(token.text in ("(", "=>", "?") for token in place)


def _changed(found: Tokens, changing: Mapping[str, tuple[int, ...]]) -> frozenset[str]:
    """Return what a call changes, where that is known of its function."""
    if found[0].text not in changing or found[1].text != "(" or found[-1].text != ")":
        return frozenset()
    arguments = _split(found[2:-1])
    changed = [arguments[index] for index in changing[found[0].text]]
    return frozenset(each[0].text for each in changed if len(each) == 1)


def _changing(text: str) -> dict[str, tuple[int, ...]]:
    return {match[1]: which for form, which in _CHANGES for match in form.finditer(text)}


def _written(parts: Sequence[Statement], text: str) -> str:
    """Write what stays, declarations of one kind that follow each other in one statement."""
    written: list[str] = []
    lead = ""
    for part in parts:
        body = text[part.tokens[0].start : part.tokens[-1].end]
        if part.lead:
            new = f"{';' * bool(lead)}{part.lead} "
            written.append(f"{',' if part.lead == lead else new}{body}")
        else:
            written.append(f"{';' * bool(lead)}{body}{'' if part.ends else ';'}")
        lead = part.lead
    return "".join(written) + ";" * bool(lead)
