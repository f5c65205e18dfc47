"""Why: what an output was made from, and what changed since the build before."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from msgspec import Struct, msgpack

from generator.pages.addresses import output_path
from generator.pipeline.changes import ValueDifference, changed_settings, differences, digests
from generator.pipeline.request import Request
from generator.pipeline.workspace import PLAN, PLAN_BEFORE, Workspace
from generator.problems import nearest

Origins = dict[str, tuple[str, str]]
MOST, FEW = 20, 5
"""So many lines are told, and so many reasons for each."""


class Explanation(Struct, frozen=True):
    """A text for the terminal, and whether there was such an output."""

    text: str
    found: bool


def explain(path: str, request: Request, workspace: Workspace) -> Explanation:
    """Explain one output of the last build; ``path`` may be a file in build/ or an address."""
    origins, before = workspace.planned(PLAN).outputs, workspace.planned(PLAN_BEFORE).outputs
    if not origins:
        return Explanation("nothing was built yet; run build first", found=False)
    sources = _Provenance(workspace, request)
    name = _name(path, request, origins, _home(origins, sources))
    if name not in origins:
        near = nearest(name, origins) or nearest(output_path(name.rstrip("/") + "/"), origins)
        hint = f', did you mean "{near}"?' if near else ""
        return Explanation(f'the last build made no "{path}"{hint}', found=False)
    lines = [name, *_made_from(*origins[name], sources), *_changes(name, origins, before, sources)]
    return Explanation("\n".join(lines), found=True)


def _home(origins: Origins, sources: "_Provenance") -> str:
    """Return the address of the home page, with the base path of the last build."""
    value = sources.value(origins["index.html"][1])[1] if "index.html" in origins else None
    return str(value["site"]["home"]) if value else "/"


def _name(path: str, request: Request, origins: Origins, home: str) -> str:
    inside = unquote(urlsplit(path).path)
    for folder in (f"{request.folder}/", f"{request.folder.name}/", unquote(home)):
        inside = inside.removeprefix(folder)
    spellings = (inside.lstrip("/"), output_path(inside), output_path(inside + "/"))
    return next((each for each in spellings if each in origins), inside)


class _Provenance:
    """Finds the source or step that a digest comes from."""

    def __init__(self, workspace: Workspace, request: Request) -> None:
        self.cache = workspace.cache
        home = f"{request.root}/"
        self._paths = {
            seen.digest: path.removeprefix(home) for path, seen in workspace.memory.items()
        }
        before, now = (workspace.planned(note).settings for note in (PLAN_BEFORE, PLAN))
        self.settings = changed_settings(before, now, workspace.cache, request.root)

    def value(self, key: str) -> tuple[str, Any]:
        """Return a step's maker and its value as plain dicts and lists."""
        asked = self.cache.asked(key)
        return ("", None) if asked is None else (asked[0], msgpack.decode(asked[1]))

    def of(self, digest: str) -> list[str]:
        """Return the sources that a digest goes back to."""
        if digest in self._paths:
            return [self._paths[digest]]
        value = self._asked_for(digest)
        return list(dict.fromkeys(path for each in digests(value) for path in self.of(each)))

    def _asked_for(self, digest: str) -> Any:
        """Return the value of the step that made some bytes."""
        key = self.cache.maker_of(digest)
        return None if key is None else self.value(key)[1]

    def reasons(self, found: ValueDifference) -> list[str]:
        """Return the changed sources and settings that a difference goes back to."""
        if not found.is_in_bytes:
            return [each.name for each in self.settings if each.is_behind(*found)]
        old, new = found.old["digest"], found.new["digest"]
        if new in self._paths:
            return [self._paths[new]]
        values = self._asked_for(old), self._asked_for(new)
        if None in values:
            return self.of(new)
        inner = (self.reasons(each) or [str(each)] for each in differences(*values))
        return list(dict.fromkeys(reason for each in inner for reason in each))


def _made_from(origin: str, key: str, sources: _Provenance) -> Iterator[str]:
    maker, value = sources.value(key)
    yield f"  stands for  {origin}"
    if value is None:
        yield "  copied as it is"
        return
    yield f"  made by     {maker.removeprefix('generator.')}"
    found = dict.fromkeys(path for each in digests(value) for path in sources.of(each))
    yield from (f"  made from   {path}" for path in found)


def _changes(name: str, origins: Origins, before: Origins, sources: _Provenance) -> Iterator[str]:
    yield "since the build before:"
    if not before:
        yield "  there was no other build"
    elif name not in before:
        yield "  it is new"
    elif origins[name][1] == before[name][1]:
        yield "  nothing changed"
    else:
        maker, value = sources.value(origins[name][1])
        maker_before, value_before = sources.value(before[name][1])
        found = list(differences(value_before, value))
        yield from (f"  {line}" for line in _told(found, sources))
        if not found and (value_before is None or value is None):
            yield "  the file's bytes"
        elif not found or maker != maker_before:
            yield "  the generator itself, or one of its packages"


def _told(found: list[ValueDifference], sources: _Provenance) -> Iterator[str]:
    """Yield the settings first, where not all can come of other sources."""
    reasons = [sources.reasons(each) for each in found]
    settings = {each.name: each for each in sources.settings}
    if not all(each and not settings.keys() & {*each} for each in reasons):
        yield from map(str, settings.values())
    for each, why in zip(found[:MOST], reasons):
        yield f"{each} ({', '.join(why[:FEW])})" if why and each.is_in_bytes else str(each)
    if len(found) > MOST:
        yield f"… and {len(found) - MOST} more"
