"""PyYAML's SafeLoader, made strict and aware of places."""

from typing import Any

import yaml

from generator.problems import Place
from generator.problems.encoding import UNFIT, named
from generator.problems.fault import Fault
from generator.problems.regex import regex
from generator.problems.yaml.errors import Mark, explain
from generator.problems.yaml.tree import (
    Scalar,
    Value,
    YamlDocument,
    YamlEntry,
    YamlMapping,
    YamlSequence,
    describe,
    resolve,
)

MOST_ALIASED = 1000
DEEPEST = 100

# A hash in a value is far likelier a number or colour than a comment without its space.
_LOST = regex(r"\s*(?<=\s)(#[^\s#]\S*)")

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooCostly(Exception):
    """Ends the reading of a text that would cost too much."""


class StrictLoader(_Base):  # type: ignore[misc]
    """PyYAML's SafeLoader, building positioned values straight from its parser's events."""

    def __init__(self, text: str, reading: YamlDocument) -> None:
        super().__init__(text)
        self.reading = reading
        self.faults: list[Fault] = []
        self.anchored: dict[str, tuple[Value, int]] = {}
        self.unused: dict[str, Any] = {}
        self.missed: set[str] = set()
        self.may_lose_text = " #" in text
        self.quoted: tuple[Mark, Mark] | None = None
        self.made = 0
        self.aliased = 0
        self.depth = 0

    def read(self) -> tuple[Value | None, list[Fault]]:
        """Return the tree and the faults; no tree where the text cannot be parsed."""
        root = None
        try:
            root = self._document()
        except yaml.MarkedYAMLError as error:
            lines, first = self.reading.lines, self.reading.first_line
            self.faults.append(explain(error, lines, first, self.quoted))
        except _TooCostly:
            pass  # its fault is already kept
        finally:
            self.dispose()
        return root, self.faults

    def _document(self) -> Value | None:
        self.get_event()
        if type(self.get_event()) is yaml.StreamEndEvent:
            return None
        root = self._value(self.get_event())
        self.get_event()
        self._check_anchors()
        end = self.get_event()
        if type(end) is not yaml.StreamEndEvent:
            hint = 'leave the line "---" out'
            self._complain("a second YAML document begins here", end.start_mark, hint)
        return root

    def _value(self, event: Any) -> Value:
        if type(event) is yaml.AliasEvent:
            return self._alias(event)
        before = self.made
        self.made += 1
        if event.tag is not None:
            self._check_tag(event)
        value = self._scalar(event) if type(event) is yaml.ScalarEvent else self._nested(event)
        if event.anchor is not None:
            self.anchored[event.anchor] = value, self.made - before
            self.unused[event.anchor] = event.start_mark
        return value

    def _scalar(self, event: Any) -> Scalar:
        text = event.value
        place = self._place(event.start_mark)
        if not event.style and event.tag is None:
            if self.may_lose_text:
                self._check_comment(event.end_mark)
            return Scalar(place, text, resolve(text))
        if event.style in ("'", '"'):
            if not text.isprintable():
                self._check_characters(event)
            self.quoted = _mark(event.start_mark), _mark(event.end_mark)
        return Scalar(place, text, text, False)

    def _nested(self, event: Any) -> Value:
        self.depth += 1
        if self.depth > DEEPEST:
            self._complain(f"values lie more than {DEEPEST} deep", event.start_mark)
            raise _TooCostly
        is_mapping = type(event) is yaml.MappingStartEvent
        value = self._mapping(event) if is_mapping else self._sequence(event)
        self.depth -= 1
        return value

    def _sequence(self, event: Any) -> YamlSequence:
        values = []
        while type(each := self.get_event()) is not yaml.SequenceEndEvent:
            values.append(self._value(each))
        return YamlSequence(self._place(event.start_mark), tuple(values))

    def _mapping(self, event: Any) -> YamlMapping:
        entries: dict[str, YamlEntry] = {}
        while type(each := self.get_event()) is not yaml.MappingEndEvent:
            key = self._value(each)
            value = self._value(self.get_event())
            if isinstance(key, Scalar) and isinstance(key.value, str) and key.text != "<<":
                self._enter(entries, YamlEntry(key.text, key.place, value), each.start_mark)
            else:
                self._refuse_key(key, each.start_mark)
        return YamlMapping(self._place(event.start_mark), tuple(entries.values()))

    def _enter(self, entries: dict[str, YamlEntry], entry: YamlEntry, mark: Any) -> None:
        first = entries.setdefault(entry.key, entry)
        if first is not entry:
            message = f'the key "{entry.key}" stands twice, first in {first.place.row}'
            self._complain(message, mark, "keep one of the two")

    def _refuse_key(self, key: Value, mark: Any) -> None:
        if not isinstance(key, Scalar):
            hint = "a value that begins with { or [ needs quotes"
            self._complain(f"a key must be text, not {describe(key)}", mark, hint)
        elif key.text == "<<":
            self._complain("merge keys (<<) are not read", mark, "write the keys out")
        else:
            found = key.text or "nothing"
            self._complain(f"a key must be text, not {found}", mark, f'write "{key.text}": …')

    def _alias(self, event: Any) -> Value:
        if event.anchor not in self.anchored:
            self.missed.add(event.anchor)
            message = f"no anchor &{event.anchor} stands before this"
            self._complain(message, event.start_mark, "a value that begins with * needs quotes")
            return Scalar(self._place(event.start_mark), f"*{event.anchor}", f"*{event.anchor}")
        value, size = self.anchored[event.anchor]
        self.unused.pop(event.anchor, None)
        self.made += size
        self.aliased += size
        if self.aliased > MOST_ALIASED:
            message = f"aliases repeat more than {MOST_ALIASED} values"
            self._complain(message, event.start_mark, "write the values out, or use a data file")
            raise _TooCostly
        return value

    def _check_tag(self, event: Any) -> None:
        if event.tag not in ("!", "tag:yaml.org,2002:str"):
            name = event.tag.replace("tag:yaml.org,2002:", "!!")
            hint = "a value that begins with ! needs quotes"
            self._complain(f"tags such as {name} are not read", event.start_mark, hint)

    def _check_characters(self, event: Any) -> None:
        # Without libyaml an escape may also stand for half a character, which has no UTF-8.
        found = UNFIT.search(event.value)
        if found is not None:
            hint = "write \\\\ for a backslash, or use '…'"
            message = f'an escape inside "…" gives {named(found[0])}, which no text can hold'
            self._complain(message, event.start_mark, hint)
            raise _TooCostly

    def _check_anchors(self) -> None:
        for name, mark in self.unused.items():
            if name not in self.missed:
                hint = "a value that begins with & needs quotes"
                self._complain(f"no alias uses the anchor &{name}", mark, hint)

    def _check_comment(self, mark: Any) -> None:
        lines = self.reading.lines
        # A value that nothing closes ends behind the last line.
        match = _LOST.match(lines[mark.line], mark.column) if mark.line < len(lines) else None
        if match is not None:
            message = f"{match[1]} and what follows it is a comment, not part of the value"
            hint = 'put the value in quotes, or write "# " before a comment'
            spot = Mark(mark.line, match.start(1)).spot
            self.faults.append(Fault(message, spot, hint, "warning"))

    def _complain(self, message: str, mark: Any, hint: str = "") -> None:
        self.faults.append(Fault(message, _mark(mark).spot, hint))

    def _place(self, mark: Any) -> Place:
        reading = self.reading
        return Place(reading.path, reading.first_line + mark.line, mark.column + 1)


def _mark(mark: Any) -> Mark:
    return Mark(mark.line, mark.column)
