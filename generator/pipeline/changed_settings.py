"""Which settings are others than in the build before, and where each is written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, json, msgpack

from generator.engine import Cache, digest
from generator.pipeline.differences import shown
from generator.problems import Place
from generator.problems.encoding import read_text
from generator.problems.yaml import Mapping
from generator.site.layers import lay
from generator.site.settings import ENVIRONMENT, SettingsSources

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
        """Tell whether a value within a step is this setting."""
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


def _written(sources: SettingsSources, root: Path) -> Mapping | None:
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


def _place(mapping: Mapping | None, key: str) -> str:
    """Find the place of a key, or of what holds it."""
    place: Place | None = None
    for name in key.split("."):
        entries = mapping.entries if mapping else ()
        entry = next((each for each in entries if each.key == name), None)
        if entry is None:
            break
        place, mapping = entry.place, entry.value if isinstance(entry.value, Mapping) else None
    return "" if place is None else str(place)
