"""Names of columns that Vega-Lite's compiler does not take care of, masked while it is at work.

It loses a name with a point, a bracket, a quotation mark or the end of a line where it sorts,
stacks, sums up boxes or fits curves, and shows its escapes in titles. Words stand for such names
until the specification is one of Vega, which knows how to read them.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from generator.charts.fields import (
    LITERAL,
    field_of,
    is_field,
    steps_of,
    text_of_literal,
)
from generator.charts.spec import STORE, Node, Spec, Vega, mappings, rewrite, texts_in
from generator.problems.fault import Path

T = TypeVar("T")
_HARD = re.compile(r"""[.\[\]\\'"\x00-\x1f\x7f\u2028\u2029]""")
_BREAKING = re.compile(r"[\\\x00-\x1f\u2028\u2029]")
"""What a title cannot have: the compiler writes it into expressions as it is."""
_WORD = "maskedcolumn"
_EXPRESSIONS = frozenset(("calculate", "filter", "expr", "test", "signal", "update", "init"))
_OWN_NAMES = frozenset(("name", "markname", "events", "data", "source", "views", "scale", "style"))
"""Where Vega-Lite puts a column's name into one of its own, which nobody reads."""
_PLAIN = frozenset(("as", "type", "op", "ops"))
"""What is no field even within a transform."""
_FIELDS = frozenset(("field", "fields", "groupby", "key"))
_QUOTED = re.compile(
    rf"(?P<before>(?P<holder>[\w$]+|\))\s*\[\s*)?(?P<literal>{LITERAL})", re.DOTALL
)
_ROWS = (None, "datum", "parent", ")")
"""What a name in brackets is a row's own after; what a selection holds has fields for keys."""


class Masks(Struct, frozen=True):
    """The words that stand for names, and the other way round."""

    words: Mapping[str, str]
    pattern: re.Pattern[str]

    def masked(self, spec: Spec) -> Spec:
        """Return a specification of Vega-Lite with words for names."""
        return rewrite(spec, self._masked_node) if self.words else spec

    def unmasked(self, vega: Vega) -> Vega:
        """Return what it compiled to with the names in their places."""
        if not self.words:
            return vega
        sorts = self._sorts(vega)
        made = rewrite(vega, self._unmasked_node)
        return rewrite(made, lambda node, path: self._with_sorts(node, path, sorts))

    def _sorts(self, vega: Vega) -> dict[str, dict[str, None]]:
        """Find the columns by which a scale sorts its names, by their data.

        Vega knows a sum by its escaped field there, and looks for it under its name.
        """
        nodes = [node for _, node in mappings(vega)]
        facets = {each["name"]: each["data"] for each in nodes if {"name", "data"} <= each.keys()}
        found: dict[str, dict[str, None]] = {}
        for domain in (each for node in nodes if isinstance(each := node.get("domain"), dict)):
            order = domain.get("sort")
            field = order.get("field") if isinstance(order, dict) else None
            if isinstance(field, str) and self.pattern.search(field):
                for each in (domain, *domain.get("fields", ())):
                    name = str(each.get("data"))
                    found.setdefault(facets.get(name, name), {})[field] = None
        return found

    def _with_sorts(self, node: Node, path: Path, sorts: Mapping[str, dict[str, None]]) -> Node:
        """Give data a column more for each that a scale sorts by, under the word that stands."""
        wanted = sorts.get(str(node.get("name"))) if path[-2:-1] == ("data",) else None
        if not wanted:
            return node
        more = [{"type": "formula", "expr": f"datum[{_literal(self._named(word))}]", "as": word}
                for word in wanted]  # fmt: skip
        return node | {"transform": [*node.get("transform", ()), *more]}

    def _masked_node(self, node: Node, path: Path) -> Node:
        made = {}
        for key, part in node.items():
            if key in _EXPRESSIONS and isinstance(part, str):
                made[key] = _QUOTED.sub(self._masked_literal, part)
            elif is_field(key, node, path):
                made[key] = _each(part, self._masked_field)
            elif key == "title":
                made[key] = _each(part, lambda title: _without(title, self.words))
            elif key == "as":
                made[key] = _each(part, lambda name: self.words.get(name, name))
            else:
                made[key] = part
        is_keyed = path[-1:] == ("parse",) or path[-2:-1] == ("value",) or path[-1:] == ("value",)
        return {self._masked_field(key): part for key, part in made.items()} if is_keyed else made

    def _masked_field(self, field: str) -> str:
        steps = steps_of(field)
        known = self.words.get(field) or (self.words.get(steps[0]) if len(steps) == 1 else None)
        return known or field

    def _masked_literal(self, match: re.Match[str]) -> str:
        word = self.words.get(text_of_literal(match["literal"])) if match["before"] else None
        return f"{match['before']}{json.dumps(word)}" if word else match[0]

    def _unmasked_node(self, node: Node, path: Path) -> Node:
        if path[-2:] == ("domain", "sort"):
            return node
        is_step = "transform" in path[-2:-1]
        made = {
            self._named(key): self._unmasked(key, part, is_field=_is_field(key, is_step=is_step))
            for key, part in node.items()
        }
        if str(node.get("name")).endswith(STORE):  # what is selected, by fields
            made["values"] = rewrite(node.get("values", []), self._unmasked_node)
        return made

    def _unmasked(self, key: str, part: Any, *, is_field: bool) -> Any:
        if key in _EXPRESSIONS and isinstance(part, str):
            return _QUOTED.sub(self._unmasked_literal, part)
        if key in _OWN_NAMES:
            return part
        return _each(part, self._fielded if is_field else self._named)

    def _unmasked_literal(self, match: re.Match[str]) -> str:
        before, literal = match["before"] or "", match["literal"]
        text = text_of_literal(literal)
        if not self.pattern.search(text) or text.startswith("child_"):
            return match[0]
        written = (self._named if match["holder"] in _ROWS else self._fielded)(text)
        return f"{before}{_literal(written)}"

    def _named(self, text: str) -> str:
        return self.pattern.sub(lambda found: self._name(found[0]), text)

    def _fielded(self, text: str) -> str:
        return self.pattern.sub(lambda found: field_of(self._name(found[0])), text)

    def _name(self, word: str) -> str:
        return next(name for name, each in self.words.items() if each == word)


def _each(part: Any, change: Callable[[str], str]) -> Any:
    if isinstance(part, list):
        return [_each(one, change) for one in part]
    return change(part) if isinstance(part, str) else part


def _literal(text: str) -> str:
    """Write a text for an expression, in which two ends of lines that JSON allows must not be."""
    written = json.dumps(text, ensure_ascii=False)
    return written.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


def _is_field(key: str, *, is_step: bool) -> bool:
    return key in _FIELDS or (is_step and key not in _PLAIN)


def masks_for(spec: Spec) -> Masks:
    """Choose a word for every name of a column that the compiler would lose."""
    names = dict.fromkeys(name for name in _names(spec) if _HARD.search(name))
    stem = _WORD
    while stem in json.dumps(spec, default=lambda _: None):
        stem += "x"
    words = {name: f"{stem}{number}z" for number, name in enumerate(names)}
    for title in _titles(spec):
        if _BREAKING.search(_without(title, words)):
            words[title] = f"{stem}{len(words)}z"
    return Masks(words, re.compile(rf"{stem}\d+z"))


def _titles(spec: Spec) -> Iterator[str]:
    for _, node in mappings(spec):
        yield from texts_in(node.get("title"))


def _without(title: str, words: Mapping[str, str]) -> str:
    """Return a title with words for the names in it; the compiler takes one for a name's own."""
    if title in words or not words:
        return words.get(title, title)
    longest = sorted(words, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest)), lambda found: words[found[0]], title)


def _names(spec: Spec) -> Iterator[str]:
    for path, node in mappings(spec):
        yield from texts_in(node.get("as"))
        for key, part in node.items():
            if is_field(key, node, path):
                ways = (steps_of(field) for field in texts_in(part))
                yield from (steps[0] for steps in ways if len(steps) == 1)
