"""The layers that settings come from, laid over one another with their places."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from generator.problems import Place, Problem, nearest
from generator.problems.fields import fields_of
from generator.problems.yaml import (
    Scalar,
    Value,
    YamlDocument,
    YamlEntry,
    YamlMapping,
    read_yaml,
    resolve,
)


class Layers(Struct, frozen=True):
    """All layers as one mapping, None where a file is not YAML."""

    mapping: YamlMapping | None
    problems: tuple[Problem, ...]
    source: Callable[[Place], str]


def lay(
    files: tuple[tuple[str, str], ...],
    environment: Mapping[str, str],
    overrides: Mapping[str, str],
    variables: Mapping[str, str],
) -> Layers:
    """Lay files, environment and command line over one another, the last on top.

    Mappings are laid over each other key by key; everything else takes the place of what
    is below. ``variables`` are the names that the environment may use, and their keys.
    """
    readings = {path: read_yaml(text, path) for path, text in files}
    problems = [p for reading in readings.values() for p in fields_of(reading).problems]
    source = _source(readings)
    if any(_is_unreadable(reading) for reading in readings.values()):
        return Layers(None, tuple(problems), source)
    mapping = YamlMapping(Place(files[0][0] if files else "site.yaml", 1, 1))
    mappings = [r.root for r in readings.values() if isinstance(r.root, YamlMapping)]
    for above in (*mappings, _environment(environment, variables), _command_line(overrides)):
        mapping = _over(mapping, above)
    return Layers(mapping, (*problems, *_misspelt(environment, variables)), source)


def _source(readings: Mapping[str, YamlDocument]) -> Callable[[Place], str]:
    def source(place: Place) -> str:
        return readings[place.path].source(place) if place.path in readings else ""

    return source


def _is_unreadable(reading: YamlDocument) -> bool:
    if reading.root is None:
        return bool(reading.problems)
    is_null = isinstance(reading.root, Scalar) and reading.root.value is None
    return not isinstance(reading.root, YamlMapping) and not is_null


def _over(below: YamlMapping, above: YamlMapping) -> YamlMapping:
    entries = {entry.key: entry for entry in below.entries}
    for entry in above.entries:
        under = entries.get(entry.key)
        value = entry.value if under is None else _value_over(under.value, entry.value)
        entries[entry.key] = YamlEntry(entry.key, entry.place, value)
    return YamlMapping(below.place, tuple(entries.values()))


def _value_over(below: Value, above: Value) -> Value:
    if isinstance(below, YamlMapping) and isinstance(above, YamlMapping):
        return _over(below, above)
    return above


def _environment(environment: Mapping[str, str], variables: Mapping[str, str]) -> YamlMapping:
    # An empty variable is one that a shell or a CI job could not leave out.
    given = {name: environment[name] for name in variables if environment.get(name)}
    entries = (_entry(variables[name], text, name) for name, text in given.items())
    return YamlMapping(Place("environment"), tuple(entries))


def _command_line(overrides: Mapping[str, str]) -> YamlMapping:
    entries = (_entry(key, text, f"--{key.replace('_', '-')}") for key, text in overrides.items())
    return YamlMapping(Place("command line"), tuple(entries))


def _entry(key: str, text: str, name: str) -> YamlEntry:
    place = Place(name)
    value = resolve(text)
    # Words have no quotes out here, so a title may well be "true".
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return YamlEntry(key, place, Scalar(place, text, value if is_number else text))


def _misspelt(environment: Mapping[str, str], variables: Mapping[str, str]) -> list[Problem]:
    """Warn of variables that look like a setting; others of that prefix may be anybody's."""
    prefix = "GENERATOR_"
    short = {name.removeprefix(prefix): name for name in variables}
    problems = []
    for name in sorted(set(environment) - set(variables)):
        near = nearest(name.removeprefix(prefix), short) if name.startswith(prefix) else None
        if near:
            message, hint = "no setting has this name", f"did you mean {short[near]}?"
            problems.append(Problem(message, Place(name), hint, severity="warning"))
    return problems
