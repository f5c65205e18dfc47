"""What changed between two builds: within the values of steps, and in the settings."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct, json, msgpack

from generator.engine import Cache, digest
from generator.problems import Place
from generator.problems.encoding import read_text
from generator.problems.yaml import YamlMapping
from generator.site.layers import lay
from generator.site.settings import ENVIRONMENT, SettingsSources

LONGEST = 60


class ValueDifference(NamedTuple):
    """Two values, and where within a step's value they stand."""

    at: str
    old: Any
    new: Any

    @property
    def is_in_bytes(self) -> bool:
        """Return whether other bytes have taken the place of some."""
        both = (self.old, self.new)
        return all(isinstance(each, dict) and each.keys() == {"digest"} for each in both)

    def __str__(self) -> str:
        if self.is_in_bytes:
            return f"{self.at}: other bytes"
        return f"{self.at}: {shown(self.old)} → {shown(self.new)}"


def differences(old: Any, new: Any, at: str = "") -> Iterator[ValueDifference]:
    """Find what differs, as deep within the values as possible."""
    if old == new or old is None or (new is None and not at):
        return
    whole = ValueDifference(at, old, new)
    if isinstance(old, dict) and isinstance(new, dict) and not whole.is_in_bytes:
        for key in {**old, **new}:
            inner = f"{at}.{key}" if at else key
            yield from differences(old.get(key, "nothing"), new.get(key, "nothing"), inner)
    elif _is_pair(old, at) and _is_pair(new, at):
        yield from differences(old[1], new[1], at)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            yield from differences(*pair, f"{at}[{_label(pair[1], index)}]")
    else:
        yield whole


def _is_pair(value: Any, at: str) -> bool:
    """Return whether this is a name and its value, where the name is told already."""
    return isinstance(value, list) and len(value) == 2 and at.endswith(f"[{value[0]}]")


def _label(value: Any, index: int) -> str:
    named = isinstance(value, list) and value and isinstance(value[0], str)
    return value[0] if named else str(index)


def shown(value: Any) -> str:
    """Return a value in few words."""
    if isinstance(value, list):
        return f"{len(value)} of them"
    if isinstance(value, dict):
        return "other values"
    text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def digests(value: Any) -> Iterator[str]:
    """Find the digests in a step's value."""
    if isinstance(value, dict):
        if value.keys() == {"digest"}:
            yield value["digest"]
        for part in value.values():
            yield from digests(part)
    elif isinstance(value, list):
        for part in value:
            yield from digests(part)


UNSEEN = ("editor", "places", "written")
"""What no output depends on, or what another setting says already."""


class ChangedSetting(Struct, frozen=True):
    """A setting by its key, ``feeds.entries``, and the file and line that it comes from."""

    key: str
    place: str
    old: Any
    new: Any

    @property
    def name(self) -> str:
        """Return file, line and key."""
        return f"{self.place}: {self.key}"

    def __str__(self) -> str:
        return f"{self.name}: {shown(self.old)} → {shown(self.new)}"

    def is_behind(self, at: str, old: Any, new: Any) -> bool:
        """Return whether a value within a step is this setting."""
        above, _, name = at.rpartition(".")
        is_of_texts = above.rpartition(".")[2] == "dialect"
        same = (old, new) == (self.old, self.new)
        return name == self.key.rpartition(".")[2] and (is_of_texts or same)


def changed_settings(before: str, now: str, cache: Cache, root: Path) -> list[ChangedSetting]:
    """Compare the settings that two steps read, given by their keys."""
    old, new = _settings(cache, before), _settings(cache, now)
    asked = [cache.asked(key) for key in (before, now)]
    if not old or not new or asked[0] is None or asked[1] is None:
        return []
    sources = [msgpack.decode(each[1], type=SettingsSources) for each in asked if each]
    mapping, elsewhere = _written(sources[1], root), _changed_files(*sources)
    return [
        ChangedSetting(key, _place(mapping, key) or elsewhere, old.get(key), new.get(key))
        for key in {**old, **new}
        if old.get(key) != new.get(key)
    ]


def _settings(cache: Cache, key: str) -> dict[str, Any]:
    encoded = cache.find([key]).get(key)
    value = msgpack.decode(encoded)["value"] if encoded else None
    if value is None:
        return {}
    menu = [(each["title"], each["url"]) for each in value["menu"]]
    whole = {**value, "menu": menu, "params": json.decode(value["params"])}
    return dict(_flat({name: each for name, each in whole.items() if name not in UNSEEN}))


def _flat(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if not isinstance(value, dict):
        yield at, value
        return
    for key, inner in value.items():
        yield from _flat(inner, f"{at}.{key}" if at else key)


def _written(sources: SettingsSources, root: Path) -> YamlMapping | None:
    """Read where each setting stands, if the files are still those of the build."""
    texts: list[tuple[str, str]] = []
    for path, blob in sources.files:
        raw = (root / path).read_bytes() if (root / path).is_file() else b""
        text = read_text(raw, path)
        if digest(raw) != blob.digest or not isinstance(text, str):
            return None
        texts.append((path, text))
    given, overrides = dict(sources.environment), dict(sources.overrides)
    return lay(tuple(texts), given, overrides, ENVIRONMENT).mapping


def _changed_files(before: SettingsSources, now: SettingsSources) -> str:
    """Name what settings came from that is there no longer, or is another."""
    files = {*before.files} ^ {*now.files}
    variables = {*before.environment} ^ {*now.environment}
    overrides = {*before.overrides} ^ {*now.overrides}
    options = {(f"--{key.replace('_', '-')}", "") for key, _ in overrides}
    return ", ".join(sorted({name for name, _ in (*files, *variables, *options)}))


def _place(mapping: YamlMapping | None, key: str) -> str:
    """Find the place of a key, or of what holds it."""
    place: Place | None = None
    for name in key.split("."):
        entries = mapping.entries if mapping else ()
        entry = next((each for each in entries if each.key == name), None)
        if entry is None:
            break
        place, mapping = entry.place, entry.value if isinstance(entry.value, YamlMapping) else None
    return "" if place is None else str(place)
