"""Why: what an output was made from, and what changed since the build before."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from msgspec import Struct, msgpack

from generator.build.request import Request
from generator.build.workshop import PLAN, PLAN_BEFORE, Workshop
from generator.engine import Cache
from generator.pages.addresses import output_path
from generator.problems import nearest

Origins = dict[str, tuple[str, str]]
LONGEST = 60
MOST = 20


class Explanation(Struct, frozen=True):
    """A text for the terminal, and whether there was such an output."""

    text: str
    found: bool


def explain(path: str, request: Request, shop: Workshop) -> Explanation:
    """Explain one output of the last build; ``path`` may be a file in build/ or an address."""
    origins, before = _plan(shop.cache, PLAN), _plan(shop.cache, PLAN_BEFORE)
    if not origins:
        return Explanation("nothing was built yet; run build first", found=False)
    sources = _Sources(shop, request)
    name = _name(path, request, origins, _home(origins, sources))
    if name not in origins:
        near = nearest(name, origins) or nearest(output_path(name.rstrip("/") + "/"), origins)
        hint = f', did you mean "{near}"?' if near else ""
        return Explanation(f'the last build made no "{path}"{hint}', found=False)
    lines = [name, *_made_from(*origins[name], sources), *_changes(name, origins, before, sources)]
    return Explanation("\n".join(lines), found=True)


def _plan(cache: Cache, note: str) -> Origins:
    content = cache.note(note)
    return msgpack.decode(content, type=Origins) if content else {}


def _home(origins: Origins, sources: "_Sources") -> str:
    """Return the address of the home page, with the base path of the last build."""
    value = sources.value(origins["index.html"][1])[1] if "index.html" in origins else None
    return str(value["site"]["home"]) if value else "/"


def _name(path: str, request: Request, origins: Origins, home: str) -> str:
    inside = unquote(urlsplit(path).path)
    for folder in (f"{request.folder}/", f"{request.folder.name}/", unquote(home)):
        inside = inside.removeprefix(folder)
    spellings = (inside.lstrip("/"), output_path(inside), output_path(inside + "/"))
    return next((each for each in spellings if each in origins), inside)


class _Sources:
    """Tells of a digest which source or step it comes from."""

    def __init__(self, shop: Workshop, request: Request) -> None:
        self.cache = shop.cache
        home = f"{request.root}/"
        self._paths = {seen.digest: path.removeprefix(home) for path, seen in shop.memory.items()}

    def value(self, key: str) -> tuple[str, Any]:
        """Return a step's maker and its value as plain dicts and lists."""
        asked = self.cache.asked(key)
        return ("", None) if asked is None else (asked[0], msgpack.decode(asked[1]))

    def of(self, digest: str) -> list[str]:
        """Return the sources that a digest goes back to."""
        if digest in self._paths:
            return [self._paths[digest]]
        key = self.cache.maker_of(digest)
        if key is None:
            return []
        found = [path for each in _digests(self.value(key)[1]) for path in self.of(each)]
        return list(dict.fromkeys(found))


def _made_from(origin: str, key: str, sources: _Sources) -> Iterator[str]:
    maker, value = sources.value(key)
    yield f"  stands for  {origin}"
    if value is None:
        yield "  copied as it is"
        return
    yield f"  made by     {maker.removeprefix('generator.')}"
    found = dict.fromkeys(path for each in _digests(value) for path in sources.of(each))
    yield from (f"  made from   {path}" for path in found)


def _changes(name: str, origins: Origins, before: Origins, sources: _Sources) -> Iterator[str]:
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
        found = list(_differences(value_before, value, sources))
        yield from (f"  {line}" for line in found[:MOST])
        if len(found) > MOST:
            yield f"  … and {len(found) - MOST} more"
        if not found and (value_before is None or value is None):
            yield "  the file's bytes"
        elif not found or maker != maker_before:
            yield "  the generator itself, or one of its packages"


def _differences(old: Any, new: Any, sources: _Sources, at: str = "") -> Iterator[str]:
    if old == new or old is None or (new is None and not at):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys() == {"digest"}:
        origin = ", ".join(sources.of(new["digest"]))
        yield f"{at}: other bytes" + (f" ({origin})" if origin else "")
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from _differences(
                old.get(key, "nothing"), new.get(key, "nothing"), sources, _at(at, key)
            )
    elif _is_pair(old, at) and _is_pair(new, at):
        yield from _differences(old[1], new[1], sources, at)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            yield from _differences(*pair, sources, f"{at}[{_label(pair[1], index)}]")
    else:
        yield f"{at}: {_short(old)} → {_short(new)}"


def _at(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def _is_pair(value: Any, at: str) -> bool:
    """Tell whether this is a name and its value, where the name is told already."""
    return isinstance(value, list) and len(value) == 2 and at.endswith(f"[{value[0]}]")


def _label(value: Any, index: int) -> str:
    named = isinstance(value, list) and value and isinstance(value[0], str)
    return value[0] if named else str(index)


def _short(value: Any) -> str:
    if isinstance(value, list):
        return f"{len(value)} of them"
    if isinstance(value, Mapping):
        return "other values"
    text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _digests(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.keys() == {"digest"}:
            yield value["digest"]
        for part in value.values():
            yield from _digests(part)
    elif isinstance(value, list):
        for part in value:
            yield from _digests(part)
