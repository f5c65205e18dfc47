"""Filling the named places of a text: ``${title}``, and ``$${title}`` for one to be left alone."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.problems import Problem, suggestion
from generator.problems.fault import Passage
from generator.site.front_matter import split

PLACE = re.compile(r"\$(?:\$(?=\{)|\{(?P<name>[^{}\n]*)\}|\{)")


class Pattern(Struct, frozen=True):
    """A text with named places, and where it stands."""

    path: str
    text: str


class Values(Struct, frozen=True):
    """What is filled in: into front matter as YAML, into prose as Markdown."""

    front: Mapping[str, str]
    prose: Mapping[str, str]


def fill(pattern: Pattern, values: Values) -> tuple[str, tuple[Problem, ...]]:
    """Fill every place; one of an unknown name is a problem, and so is one that never ends.

    A dollar without a brace is a dollar.
    """
    prose_at = _start_of_prose(pattern.text)

    def filled(match: re.Match[str]) -> str:
        if match[0] == "$$":
            return "$"
        chosen = values.prose if match.start() >= prose_at else values.front
        return chosen.get(match["name"] or "", match[0])

    problems = tuple(_problems(pattern, values))
    return PLACE.sub(filled, pattern.text), problems


def named_in(pattern: Pattern) -> frozenset[str]:
    """Return the names of the places that a text has."""
    return frozenset(match["name"] for match in PLACE.finditer(pattern.text) if match["name"])


def _start_of_prose(text: str) -> int:
    parted = split(text)
    return len(text) if parted.front is None else len(text) - len(parted.body)


def _problems(pattern: Pattern, values: Values) -> Iterator[Problem]:
    prose_at = _start_of_prose(pattern.text)
    for match in PLACE.finditer(pattern.text):
        if match[0] == "$$":
            continue
        if match["name"] not in values.front:
            yield _unknown(pattern, match, list(values.front))
        elif match.start() < prose_at and _is_quoted(pattern.text, match):
            message = f"{match[0]} brings quotes of its own where it needs them"
            yield _at(match, pattern, message, f"write it bare: {match['name']}: {match[0]}")


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return before in ("'", '"') or after in ("'", '"')


def _unknown(pattern: Pattern, match: re.Match[str], known: list[str]) -> Problem:
    leave = "$${ leaves it as it is"
    if match["name"] is None:
        return _at(match, pattern, "this ${ is never closed", f"write ${{{known[0]}}}; {leave}")
    names = ", ".join(f"${{{name}}}" for name in known)
    hint = suggestion(match["name"], known, f"there are {names}; {leave}")
    return _at(match, pattern, f'there is no "{match["name"]}" to fill in', hint)


def _at(match: re.Match[str], pattern: Pattern, message: str, hint: str) -> Problem:
    return Passage(pattern.path, pattern.text).problem_at(match.start(), message, hint)
