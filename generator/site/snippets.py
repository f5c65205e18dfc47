"""Snippets: templates that Markdown calls by their names, and the arguments that each declares.

Above its HTML a snippet says in YAML what it takes, between two lines of three hyphens: a type
(``id: text``) is an argument that must be given, one with a mark (``poster: path?``) may be left
out. A value (``start: 0``, ``title: "Film"``) is what one is of itself, a list (``size: [small,
large]``) are the words that one may be, the first of itself.
"""

from collections.abc import Iterator
from typing import Final, Literal, get_args

from msgspec import Struct

from generator.data.prose.expression import FUNCTIONS
from generator.engine import Blob, Made, Read, keep
from generator.problems import Place, Problem, suggestion
from generator.problems.encoding import read_text
from generator.problems.fields import Fields, fields_of
from generator.problems.regex import regex
from generator.problems.yaml import Scalar, Value, YamlSequence, read_yaml
from generator.site.front_matter import split

Kind = Literal["text", "number", "boolean", "path"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
ENDING, IN_FEEDS = ".html", ".feed"
"""How the files of snippets end, and before that those of how they look in feeds."""
GIVEN = ("asset", "color", "content", "page", "site", "words")
"""What every snippet sees, so that no argument can be called so."""
_TYPES = (
    'text, number, boolean or path, with a "?" where it may be left out; or what it is of itself,'
    " a text in quotes"
)
_NAME = regex(r"[^\W\d]\w*")


class Parameter(Struct, frozen=True):
    """An argument that a snippet takes: without a ``start`` it must be given.

    One that has ``choices`` is a text, and one of them.
    """

    name: str
    kind: Kind = "text"
    start: str | float | bool | None = None
    choices: tuple[str, ...] = ()


class SnippetSource(Struct, frozen=True):
    """A snippet's file; ``name`` is that of the file without its ending."""

    name: str
    path: str
    source: Blob


class Snippet(Struct, frozen=True):
    """A snippet; ``template`` has empty lines for its head, so that its places are the file's."""

    name: str
    path: str
    parameters: tuple[Parameter, ...]
    template: Blob


def read_snippet(value: SnippetSource, read: Read) -> Made[Snippet]:
    """Read a snippet's head, and part its template from that."""
    text = read_text(read(value.source), value.path)
    if isinstance(text, Problem):
        return Made(None, (text,))
    problems = list(_misnamed(value))
    parted = split(text)
    parameters: tuple[Parameter, ...] = ()
    if parted.front is not None:
        if parted.front.startswith("---"):
            hint = "a line of --- ends what it takes, and its HTML begins"
            wrong = Problem("this head is never closed", Place(value.path, 1, 1), hint, "---")
            return Made(None, (*problems, wrong))
        fields = fields_of(read_yaml(parted.front, value.path, 2))
        parameters = tuple(_parameters(fields))
        problems += fields.problems
        if value.name.endswith(IN_FEEDS):
            hint = "it takes what the snippet itself takes: take these lines out"
            message = "how a snippet looks in feeds declares no arguments"
            problems.append(Problem(message, Place(value.path, 1, 1), hint, "---"))
    blob, raw = keep("\n" * (parted.body_line - 1) + parted.body)
    if any(problem.severity == "error" for problem in problems):
        return Made(None, tuple(problems))
    return Made(Snippet(value.name, value.path, parameters, blob), tuple(problems), (raw,))


def _misnamed(value: SnippetSource) -> Iterator[Problem]:
    name = value.name.removesuffix(IN_FEEDS)
    hint = "letters, digits and _ make a name, such as pull_quote.html"
    if not _NAME.fullmatch(name):
        yield Problem(f'no snippet can be called "{name}"', Place(value.path, 1, 1), hint)
    elif name in FUNCTIONS:
        message = f'"{name}" is a function of values already, which goes before this snippet'
        yield Problem(message, Place(value.path, 1, 1), "give it another name")


def _parameters(fields: Fields) -> Iterator[Parameter]:
    for name, entry in fields.entries.items():
        value = fields.take(name)
        if not _NAME.fullmatch(name) or name in GIVEN:
            hint = "letters, digits and _ make a name"
            hint = f"every snippet sees {', '.join(GIVEN)}" if name in GIVEN else hint
            fields.problem(f'no argument can be called "{name}"', entry.place, hint)
        elif (found := _parameter(fields, name, value)) is not None:
            yield found


def _parameter(fields: Fields, name: str, value: Value | None) -> Parameter | None:
    if isinstance(value, YamlSequence):
        words = fields.texts(name)
        return Parameter(name, start=words[0], choices=words) if words else None
    if not isinstance(value, Scalar):
        fields.problem(f'"{name}" needs a type', fields.place_of(name), _TYPES)
        return None
    return _started(name, value) or _typed(fields, name, value)


def _started(name: str, value: Scalar) -> Parameter | None:
    """Read what an argument is of itself; a bare word is none."""
    if isinstance(value.value, bool):
        return Parameter(name, "boolean", value.value)
    if isinstance(value.value, int | float):
        return Parameter(name, "number", float(value.value))
    return None if value.is_plain else Parameter(name, "text", value.text)


def _typed(fields: Fields, name: str, value: Scalar) -> Parameter | None:
    word = value.text.removesuffix("?")
    if word in KINDS:
        return Parameter(name, KINDS[KINDS.index(word)], "" if word != value.text else None)
    hint = suggestion(word, KINDS, _TYPES)
    fields.problem(f'there is no type "{value.text}"', value.place, hint)
    return None
