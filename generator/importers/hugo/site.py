"""A Hugo site: its configuration, its content, and which sections hold posts."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, structs

from generator.importers.found import ReportNote
from generator.importers.hugo.config import HugoConfig
from generator.importers.texts import walk_files

TEXTS = (".md", ".markdown", ".mdown", ".html", ".htm")
OTHER_TEXTS = (".org", ".adoc", ".asciidoctor", ".rst", ".pandoc", ".pdc", ".ad", ".ipynb")
USUAL = ("posts", "post", "blog", "articles", "article", "writing", "notes", "news")


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
        if (
            path.endswith(TEXTS)
            and "/" in path
            and not posixpath.basename(path).startswith("_index.")
        ):
            counts[path.split("/")[0]] += 1
    usual = tuple(name for name in USUAL if name in counts)
    return usual or tuple(name for name, _ in counts.most_common(1))


def stem_of(path: str, config: HugoConfig) -> str:
    """Return a file's name without its ending and its language; nothing where it is no text."""
    name = posixpath.basename(path)
    stem = name.rpartition(".")[0]
    if not path.endswith((*TEXTS, *OTHER_TEXTS)):
        return ""
    return stem.removesuffix(f".{_language(stem, config)}") if _language(stem, config) else stem


def _language(stem: str, config: HugoConfig) -> str:
    last = stem.rpartition(".")[2]
    return last if "." in stem and last.lower() in config.languages else ""


def sources_of(site: HugoSite, notes: list[ReportNote]) -> Iterator[ContentFile]:
    """Yield the texts that may be pages; formats that are not read are told."""
    for path, place in site.content.items():
        if path.endswith(OTHER_TEXTS) and not in_leaf(path, site):
            notes.append(
                ReportNote("left out", f"content/{path}", "only Markdown and HTML are read")
            )
        elif path.endswith(TEXTS) and not in_leaf(path, site):
            yield ContentFile(
                path, place, _language(posixpath.basename(path).rpartition(".")[0], site.config)
            )


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
