"""Archetypes: what a site or its theme says that something new begins as, and how it is filled.

Named places are ``${title}``; ``$${title}`` is one to be left alone.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct, structs

from generator.engine import Blob, Read
from generator.pipeline.assembly import settings_of
from generator.pipeline.request import Request
from generator.pipeline.waves import choose_theme
from generator.pipeline.workspace import Workspace
from generator.problems import Problem, suggestion
from generator.problems.encoding import read_text
from generator.problems.fault import Passage
from generator.problems.regex import regex
from generator.site.folders import places
from generator.site.front_matter import split
from generator.site.settings import Settings
from generator.site.snapshot import take_snapshot
from generator.site.theme import Theme

Kind = Literal["post", "page"]
FOLDER: Final = "archetypes"
BUILT_IN: Final[dict[Kind, str]] = {
    "post": "---\ntitle: ${title}\ndate: ${date}\ndraft: true\ntags: ${tags}\n---\n\nBegin here.\n",
    "page": "---\ntitle: ${title}\ndraft: true\n---\n\nBegin here.\n",
}
PLACE = regex(r"\$(?:\$(?=\{)|\{(?P<name>[^{}\n]*)\}|\{)")


class Destination(Struct, frozen=True):
    """A site without its content; ``read`` gives the bytes of its files."""

    settings: Settings
    theme: Theme
    files: Mapping[str, Blob]
    read: Read


def read_destination(request: Request) -> tuple[Destination | None, tuple[Problem, ...]]:
    """Read a site's settings and themes; nothing where they have an error.

    It is done without the cache, for a preview may be at work with that.
    """
    root = request.root
    named = [(name, place) for name, place in places(root) if name.startswith(("site", "themes"))]
    snapshot = take_snapshot(root, [*named, ("archetypes", root / "archetypes")], {})
    workspace = Workspace(structs.replace(request, use_cache=False))
    try:
        engine = workspace.engine(snapshot)
        settings, found = settings_of(request, snapshot, engine)
        if settings is None:
            return None, found
        theme, problems = choose_theme(engine, snapshot.files, settings)
    finally:
        workspace.close()
    told = (*found, *problems)
    if theme is None or any(problem.severity == "error" for problem in told):
        return None, told
    return Destination(settings, theme, snapshot.files, snapshot.read), told


class Pattern(Struct, frozen=True):
    """A text with named places, and where it stands."""

    path: str
    text: str


def find_archetype(kind: Kind, site: Destination) -> Pattern | Problem:
    """Return the site's own archetype, else the nearest one of its theme, else a plain one."""
    own, name = f"{FOLDER}/{kind}.md", f"{kind}.md"
    if own in site.files:
        path, blob = own, site.files[own]
    elif name in site.theme.archetypes:
        path, blob = site.theme.archetypes[name]
    else:
        return Pattern(f"the built-in {name}", BUILT_IN[kind])
    text = read_text(site.read(blob), path)
    if isinstance(text, Problem):
        return text
    return Pattern(path, text.replace("\r\n", "\n").replace("\r", "\n"))


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
