"""Fields: the keys of a mapping, taken one by one with the type that is wanted.

Whatever is wrong becomes a problem with its place, and the reader goes on with the
default, so one look shows an author everything.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import json

from generator.problems import Place, Problem, Severity, suggestion
from generator.problems.yaml import (
    Scalar,
    Value,
    YamlDocument,
    YamlEntry,
    YamlMapping,
    YamlSequence,
    describe,
    plain,
)

Default = TypeVar("Default")
Word = TypeVar("Word", bound=str)
Kind = TypeVar("Kind", bound=Value)


class Fields:
    """Reads one mapping; ``problems`` grows, and is shared with the fields inside.

    ``entries`` are what is written, by the names of the keys; ``synonyms`` other names of known
    keys: ``{"lastmod": "updated"}``.
    """

    def __init__(
        self,
        mapping: YamlMapping,
        source: Callable[[Place], str],
        problems: list[Problem] | None = None,
        synonyms: Mapping[str, str] | None = None,
    ) -> None:
        self.place = mapping.place
        self.problems: list[Problem] = [] if problems is None else problems
        self.source = source
        self._synonyms = synonyms or {}
        self.entries: dict[str, YamlEntry] = {}
        self._known: dict[str, None] = {}
        for entry in mapping.entries:
            self._enter(entry)

    def _enter(self, entry: YamlEntry) -> None:
        name = self._synonyms.get(entry.key, entry.key)
        first = self.entries.setdefault(name, entry)
        if first is not entry:
            message = f'"{first.key}" and "{entry.key}" mean the same'
            self.problem(message, entry.place, "keep one of the two")

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    @property
    def names(self) -> tuple[str, ...]:
        """The keys that are there."""
        return tuple(self.entries)

    @property
    def known(self) -> tuple[str, ...]:
        """The keys that were asked for so far."""
        return tuple(self._known)

    def know(self, keys: Iterable[str]) -> None:
        """Take keys for known, whether or not they are asked for."""
        self._known.update(dict.fromkeys(keys))

    def problem(
        self, message: str, place: Place, hint: str = "", severity: Severity = "error"
    ) -> None:
        """Add a problem, with the line at its place."""
        self.problems.append(Problem(message, place, hint, self.source(place), severity))

    def wrong(self, key: str, wanted: str, hint: str = "") -> None:
        """Say that a key's value is not what is wanted."""
        value = self.entries[key].value
        found = describe(value)
        self.problem(f'"{self.written(key)}" wants {wanted}, not {found}', value.place, hint)

    def written(self, key: str) -> str:
        """Return the key as the author wrote it, a synonym perhaps."""
        return self.entries[key].key if key in self.entries else key

    def place_of(self, key: str) -> Place:
        """Return where a key's value stands; the mapping's place if it is missing."""
        return self.entries[key].value.place if key in self.entries else self.place

    def take(self, key: str) -> Value | None:
        """Return a key's value, None where it is missing or empty."""
        self._known[key] = None
        value = self.entries[key].value if key in self.entries else None
        return None if isinstance(value, Scalar) and value.value is None else value

    def require(self, key: str, hint: str = "") -> None:
        """Say so if a key is missing or empty."""
        value = self.take(key)
        if value is None or (isinstance(value, Scalar) and _is_blank(value.text)):
            state = "is empty" if key in self else "is missing"
            self.problem(f'"{self.written(key)}" {state}', self.place_of(key), hint)

    def text(self, key: str, default: str = "", *, required: bool = False, hint: str = "") -> str:
        """Return a text; a number is taken as it is written."""
        value = self.take(key)
        if required:
            self.require(key, hint)
        if value is None:
            return default
        if isinstance(value, Scalar) and not isinstance(value.value, bool):
            return value.text
        in_quotes = f'write "{value.text}"' if isinstance(value, Scalar) else ""
        if value.place.column and self.source(value.place)[value.place.column - 1 :][:2] == "{{":
            in_quotes = f'what begins with a brace needs quotes: {key}: "{{{{ … }}}}"'
        self.wrong(key, "text", in_quotes)
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text is a list of one."""
        return tuple(each.text for each in self.scalars(key))

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Return the values of ``texts`` with their places."""
        value = self.take(key)
        values = (
            value.values if isinstance(value, YamlSequence) else () if value is None else (value,)
        )
        kept = []
        for each in values:
            if isinstance(each, Scalar) and each.value is not None:
                kept.append(each)
            else:
                message = f'"{self.written(key)}" wants texts, not {describe(each)}'
                self.problem(message, each.place, "write [one, two]")
        return tuple(kept)

    def boolean(
        self, key: str, default: Default, words: Sequence[Word] = ()
    ) -> bool | Word | Default:
        """Return true or false, or one of some words beside them."""
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and isinstance(value.value, bool):
            return value.value
        meant = value.text if isinstance(value, Scalar) else ""
        if meant in words:
            return words[words.index(meant)]
        *first, last = "true", "false", *words
        hint = _BOOLEAN_HINTS.get(meant.casefold()) or suggestion(meant, words)
        self.wrong(key, f"{', '.join(first)} or {last}", hint)
        return default

    def integer(
        self, key: str, default: Default, minimum: int | None = None, maximum: int | None = None
    ) -> int | Default:
        """Return a whole number between two bounds."""
        value = self.take(key)
        if value is None:
            return default
        number = value.value if isinstance(value, Scalar) else None
        if not isinstance(number, int) or isinstance(number, bool):
            self.wrong(key, "a whole number")
        elif minimum is not None and number < minimum:
            self.wrong(key, f"a number of at least {minimum}")
        elif maximum is not None and number > maximum:
            self.wrong(key, f"a number of at most {maximum}")
        else:
            return number
        return default

    def choice(
        self, key: str, choices: Sequence[Word], default: Default, hint: str = ""
    ) -> Word | Default:
        """Return one of some words; ``hint`` is what helps when none is near."""
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and value.text in choices:
            return choices[choices.index(value.text)]
        meant = value.text if isinstance(value, Scalar) else ""
        self.wrong(key, "one of " + ", ".join(choices), suggestion(meant, choices, hint))
        return default

    def _taken(self, key: str, kind: type[Kind], wanted: str) -> Kind | None:
        value = self.take(key)
        if value is None or isinstance(value, kind):
            return value
        self.wrong(key, wanted)
        return None

    def sequence(self, key: str) -> tuple[Value, ...]:
        """Return the values of a list."""
        found = self._taken(key, YamlSequence, "a list")
        return found.values if found else ()

    def mapping(self, key: str) -> "Fields | None":
        """Return the fields of a mapping; finish them on their own."""
        found = self._taken(key, YamlMapping, "a mapping")
        return self.inside(found) if found else None

    def inside(self, mapping: YamlMapping) -> "Fields":
        """Return the fields of a mapping that lies inside this one."""
        return Fields(mapping, self.source, self.problems)

    def json(self, key: str) -> str:
        """Return a mapping of any shape as JSON text, its keys in the author's order."""
        return json.encode(plain(self._taken(key, YamlMapping, "a mapping")) or {}).decode()

    def finish(
        self, also: Sequence[str] = (), hint: str = "", hints: Mapping[str, str] | None = None
    ) -> None:
        """Say of every key that nobody asked for that it is unknown.

        ``also`` are keys that are known and not read here, ``hint`` what helps when none is near,
        ``hints`` what helps with some keys, in small letters.
        """
        known = [*self._known, *also]
        for name, entry in self.entries.items():
            if name not in known:
                better = suggestion(entry.key, [*known, *self._synonyms], hint)
                better = (hints or {}).get(entry.key.casefold(), better)
                help_ = better or "known are " + ", ".join(known)
                self.problem(f'unknown key "{entry.key}"', entry.place, help_)


def _is_blank(text: str) -> bool:
    return all(each.isspace() or not each.isprintable() for each in text)


_BOOLEAN_HINTS = {
    **dict.fromkeys(("yes", "on", "y", "1", "true"), "write true"),
    **dict.fromkeys(("no", "off", "n", "0", "false"), "write false"),
}


def fields_of(reading: YamlDocument, synonyms: Mapping[str, str] | None = None) -> Fields:
    """Return the fields of a YAML text, with the problems that it has already."""
    root, start = reading.root, Place(reading.path, reading.first_line, 1)
    mapping = root if isinstance(root, YamlMapping) else YamlMapping(start)
    fields = Fields(mapping, reading.source, list(reading.problems), synonyms)
    is_empty = root is None or (isinstance(root, Scalar) and root.value is None)
    if not is_empty and root is not None and mapping is not root:
        hint = 'a key is followed by a colon and a space, as in "title: My first post"'
        fields.problem(f"keys and values are wanted here, not {describe(root)}", root.place, hint)
    return fields
