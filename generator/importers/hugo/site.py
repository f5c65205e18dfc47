"""A Hugo site: its configuration, its content, and which sections hold posts."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct, structs

from generator.importers.files import (
    folded_keys,
    is_true,
    name_of,
    open_text,
    read_mapping,
    text_of,
    texts_of,
    walk_files,
)
from generator.importers.notebooks import ENDING
from generator.importers.old_site import ReportNote, SiteInfo
from generator.problems import Problem

NAMES = ("hugo", "config")
FORMS = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}
FOLDER = "config/_default"
LANGUAGE = ("languagecode", "locale", "defaultcontentlanguage")
TEXTS = (".md", ".markdown", ".mdown", ".html", ".htm", ENDING)
OTHER_TEXTS = (".org", ".adoc", ".asciidoctor", ".rst", ".pandoc", ".pdc", ".ad")
USUAL = ("posts", "post", "blog", "articles", "article", "writing", "notes", "news")


class HugoConfig(Struct, frozen=True):
    """What a configuration says, keys in lower case."""

    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        """Return a setting as a text."""
        return text_of(self.values.get(key))

    def inside(self, *keys: str) -> Mapping[str, Any]:
        """Return a mapping within the configuration, empty where there is none."""
        value: Any = self.values
        for key in keys:
            value = value.get(key) if isinstance(value, Mapping) else None
        return value if isinstance(value, Mapping) else {}

    @property
    def params(self) -> Mapping[str, Any]:
        """The theme's parameters."""
        return self.inside("params")

    @property
    def language(self) -> str:
        """The language that files without one in their names are in."""
        return self.text("defaultcontentlanguage").lower() or "en"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that file names may end in."""
        return (self.language, *self.inside("languages"))

    @property
    def main_sections(self) -> tuple[str, ...]:
        """The sections that hold posts, where the author says so."""
        return texts_of(self.values.get("mainsections") or self.params.get("mainsections"))

    @property
    def is_ugly(self) -> bool:
        """Whether addresses end in .html."""
        return is_true(self.values.get("uglyurls"))

    def pattern(self, section: str) -> str:
        """Return the pattern of the addresses of a section's pages, or nothing."""
        patterns = self.inside("permalinks")
        pages = self.inside("permalinks", "page")
        return text_of(pages.get(section.lower())) or text_of(patterns.get(section.lower()))


def read_config(root: Path) -> tuple[HugoConfig | Problem, tuple[ReportNote, ...]]:
    """Read the configuration of a site."""
    files = list(_files(root))
    if not files:
        why = "there is none, so Hugo's own settings were taken"
        return HugoConfig({}), (ReportNote("changed", "hugo.toml", why),)
    values: dict[str, Any] = {}
    for place, keys in files:
        path = place.relative_to(root).as_posix()
        text = open_text(place, path)
        read = text if isinstance(text, Problem) else read_mapping(text, FORMS[place.suffix], path)
        if isinstance(read, Problem):
            return read, ()
        _merge(values, reduce(lambda value, key: {key: value}, reversed(keys), _folded(read)))
    return HugoConfig(values), ()


def _files(root: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield the files, each with the keys that its values stand under."""
    for name in NAMES:
        places = (root / f"{name}{ending}" for ending in FORMS)
        if found := next((each for each in places if each.is_file()), None):
            yield found, ()
            break
    folder = root / FOLDER
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if place.suffix in FORMS and place.is_file():
            parts = place.stem.lower().split(".")
            yield place, () if parts[0] in NAMES else _keys(parts)


def _keys(parts: list[str]) -> tuple[str, ...]:
    # languages.en.toml is of that language, params.en.toml as well.
    if len(parts) == 2 and parts[0] != "languages":
        return ("languages", parts[1], parts[0])
    return tuple(parts)


def _folded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _folded(each) for key, each in folded_keys(value).items()}
    return value


def _merge(below: dict[str, Any], above: Mapping[str, Any]) -> None:
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            _merge(below[key], value)
        else:
            below[key] = value


def old_site(config: HugoConfig, permalink: str) -> SiteInfo:
    """Return what a configuration says of its site."""
    own = config.inside("languages", config.language)
    author = config.params.get("author") or config.values.get("author")
    base = config.text("baseurl")
    return SiteInfo(
        title=config.text("title") or text_of(own.get("title")),
        description=text_of(config.params.get("description")),
        author=name_of(author),
        base_url=base if re.match(r"https?://(?!localhost|127\.)", base) else "",
        language=next(filter(None, map(config.text, LANGUAGE)), ""),
        timezone=config.text("timezone"),
        permalink=permalink,
    )


class ContentFile(NamedTuple):
    """A file of the content: its path from there, where it is, and its language."""

    path: str
    place: Path
    language: str


class HugoSite(Struct, frozen=True):
    """A Hugo site: its configuration, its files, and which sections hold posts."""

    config: HugoConfig
    content: Mapping[str, Path]
    leaves: frozenset[str]
    """The folders that are bundles: all their files belong to their index.md."""
    sections: tuple[str, ...] = ()


def site_of(root: Path, config: HugoConfig) -> HugoSite:
    """Read what a site holds."""
    folder = config.text("contentdir") or "content"
    content = dict(walk_files(root / folder))
    leaves = {posixpath.dirname(path) for path in content if stem_of(path, config) == "index"}
    site = HugoSite(config, content, frozenset(leaves - {""}))
    return structs.replace(site, sections=_sections(site))


def _sections(site: HugoSite) -> tuple[str, ...]:
    """Return the sections that hold posts: those that are named, or usual, or the largest."""
    if site.config.main_sections:
        return site.config.main_sections
    counts: Counter[str] = Counter()
    for path in site.content:
        if path.endswith(TEXTS) and "/" in path and "/_index." not in path:
            counts[path.split("/")[0]] += 1
    usual = tuple(name for name in USUAL if name in counts)
    return usual or tuple(name for name, _ in counts.most_common(1))


def stem_of(path: str, config: HugoConfig) -> str:
    """Return a file's name without its ending and its language; nothing where it is no text."""
    name = posixpath.basename(path)
    stem = name.rpartition(".")[0]
    language = _language(stem, config)
    is_text = path.endswith((*TEXTS, *OTHER_TEXTS))
    return (stem.removesuffix(f".{language}") if language else stem) if is_text else ""


def _language(stem: str, config: HugoConfig) -> str:
    last = stem.rpartition(".")[2]
    return last if "." in stem and last.lower() in config.languages else ""


def sources_of(site: HugoSite, notes: list[ReportNote]) -> Iterator[ContentFile]:
    """Yield the texts that may be pages; note the formats that are not read."""
    for path, place in site.content.items():
        if path.endswith(OTHER_TEXTS) and not in_leaf(path, site):
            why = "only Markdown and HTML are read"
            notes.append(ReportNote("left out", f"content/{path}", why))
        elif path.endswith(TEXTS) and not in_leaf(path, site):
            stem = posixpath.basename(path).rpartition(".")[0]
            yield ContentFile(path, place, _language(stem, site.config))


def in_leaf(path: str, site: HugoSite) -> bool:
    """Tell whether a file belongs to a bundle without being its index."""
    folder = posixpath.dirname(path)
    if folder in site.leaves and stem_of(path, site.config) == "index":
        folder = posixpath.dirname(folder)
    while folder:
        if folder in site.leaves:
            return True
        folder = posixpath.dirname(folder)
    return False
