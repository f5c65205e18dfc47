"""Read a Hugo site."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from msgspec import Struct, structs

from generator.importers.fencing import Parted, parted
from generator.importers.foreign import folded_keys, text_of
from generator.importers.found import Entry, Found, Given, Note
from generator.importers.hugo.addresses import Standing, our_pattern, page_address, urlized
from generator.importers.hugo.config import Config, old_site, read_config
from generator.importers.hugo.shortcodes import from_shortcodes
from generator.importers.lists import four_spaces
from generator.importers.mapping import Naming, entry_of, title_from
from generator.importers.texts import open_text, walk_files
from generator.problems import Place, Problem
from generator.site.slug import split_leading_date

TEXTS = (".md", ".markdown", ".mdown", ".html", ".htm")
OTHER_TEXTS = (".org", ".adoc", ".asciidoctor", ".rst", ".pandoc", ".pdc", ".ad", ".ipynb")
USUAL = ("posts", "post", "blog", "articles", "article", "writing", "notes", "news")
SILENT = frozenset(
    {
        "layout",
        "url",
        "type",
        "comments",
        "toc",
        "publishdate",
        "showtoc",
        "markup",
        "build",
        "_build",
        "lightgallery",
        "weight",
    }
)
DATES = ("date", "publishdate", "pubdate", "published")


class Source(NamedTuple):
    """A file of the content: its path from there, where it is, and its language."""

    path: str
    place: Path
    language: str


class Site(Struct, frozen=True):
    """A Hugo site: its configuration, its files, and which sections hold posts."""

    config: Config
    content: Mapping[str, Path]
    leaves: frozenset[str]
    """The folders that are bundles: all their files belong to their index.md."""
    sections: tuple[str, ...] = ()


def read_hugo(given: Given) -> Found | Problem:
    """Read a Hugo site."""
    root = given.source
    if not (root / "content").is_dir() and not root.is_dir():
        return Problem("a Hugo site is a folder", Place(str(root)))
    config, notes = read_config(root)
    if isinstance(config, Problem):
        return config
    site = _site(root, config)
    told: list[Note] = list(notes)
    entries = [each for each in (_read(one, site, told) for one in _sources(site, told)) if each]
    if not entries:
        hint = "give the folder that holds hugo.toml and content/"
        return Problem("there is no post and no page here", Place(str(root)), hint)
    files, sources, always = _files(root, site)
    permalink = our_pattern(site.sections, config)
    return Found(old_site(config, permalink), tuple(entries), files, sources, always, tuple(told))


def _site(root: Path, config: Config) -> Site:
    folder = config.text("contentdir") or "content"
    content = dict(walk_files(root / folder))
    leaves = {posixpath.dirname(path) for path in content if _stem(path, config) == "index"}
    site = Site(config, content, frozenset(leaves - {""}))
    return structs.replace(site, sections=_sections(site))


def _sections(site: Site) -> tuple[str, ...]:
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


def _stem(path: str, config: Config) -> str:
    """Return a file's name without its ending and its language; nothing where it is no text."""
    name = posixpath.basename(path)
    stem = name.rpartition(".")[0]
    if not path.endswith((*TEXTS, *OTHER_TEXTS)):
        return ""
    return stem.removesuffix(f".{_language(stem, config)}") if _language(stem, config) else stem


def _language(stem: str, config: Config) -> str:
    last = stem.rpartition(".")[2]
    return last if "." in stem and last.lower() in config.languages else ""


def _sources(site: Site, notes: list[Note]) -> Iterator[Source]:
    for path, place in site.content.items():
        if path.endswith(OTHER_TEXTS) and not _in_leaf(path, site):
            notes.append(Note("left out", f"content/{path}", "only Markdown and HTML are read"))
        elif path.endswith(TEXTS) and not _in_leaf(path, site):
            yield Source(
                path, place, _language(posixpath.basename(path).rpartition(".")[0], site.config)
            )


def _in_leaf(path: str, site: Site) -> bool:
    """Tell whether a file belongs to a bundle without being its index."""
    folder = posixpath.dirname(path)
    if folder in site.leaves and _stem(path, site.config) == "index":
        folder = posixpath.dirname(folder)
    while folder:
        if folder in site.leaves:
            return True
        folder = posixpath.dirname(folder)
    return False


def _read(source: Source, site: Site, notes: list[Note]) -> Entry | None:
    path = f"content/{source.path}"
    text = open_text(source.place, path)
    read = text if isinstance(text, Problem) else parted(text, path)
    if isinstance(read, Problem):
        notes.append(Note("left out", path, f"{read.place}: {read.message}"))
        return None
    stem = _stem(source.path, site.config)
    if stem == "_index" and (not read.body.strip() or "/" not in source.path):
        if read.body.strip():
            notes.append(Note("left out", path, "the home page is the list of posts"))
        return None
    return _entry(source, stem, read, site)


def _entry(source: Source, stem: str, read: Parted, site: Site) -> Entry:
    path, folder = f"content/{source.path}", posixpath.dirname(source.path)
    front = folded_keys(read.front)
    name = stem
    if stem in ("index", "_index"):
        folder, name = posixpath.split(folder)
        name = name or "index"
    is_post = source.path.split("/")[0] in site.sections and stem != "_index"
    entry = entry_of(front, Naming(path, "post" if is_post else "page", name, None, SILENT))
    dated, plain = split_leading_date(name)
    date = next((text_of(front[key]) for key in DATES if front.get(key)), "") or dated
    entry = structs.replace(
        entry,
        title=entry.title or title_from(plain),
        date=date,
        folder="" if is_post else folder,
        files=_beside(source, site) if stem == "index" else {},
    )
    entry = _addressed(entry, folder, name, front, source, site)
    return _converted(entry, read.body, front, site)


def _beside(source: Source, site: Site) -> dict[str, Path]:
    folder = posixpath.dirname(source.path)
    if not folder:
        return {}
    inside = {
        path[len(folder) + 1 :]: place
        for path, place in site.content.items()
        if path.startswith(f"{folder}/")
    }
    return {
        name: place
        for name, place in inside.items()
        if not name.endswith((*TEXTS, *OTHER_TEXTS[:-1]))
    }


def _addressed(
    entry: Entry, folder: str, name: str, front: Mapping[str, Any], source: Source, site: Site
) -> Entry:
    """Give an entry its old address, and a translation a name of its own."""
    standing = Standing(
        folder, name, entry.title, text_of(front.get("slug")), text_of(front.get("url")), entry.date
    )
    old = page_address(standing, site.config)
    aliases = tuple(_alias(each, old) for each in entry.aliases)
    language = source.language.lower()
    if not language or language == site.config.language:
        return structs.replace(entry, old=old, aliases=aliases)
    note = Note("changed", entry.source, f"a translation ({language}) became a source of its own")
    return structs.replace(
        entry,
        old=f"/{language}{old}",
        aliases=aliases,
        name=f"{entry.name}-{language}",
        notes=(*entry.notes, note),
    )


def _alias(written: str, old: str) -> str:
    if written.startswith("/"):
        return written
    return posixpath.normpath(posixpath.join(posixpath.dirname(old.rstrip("/")), written))


def _converted(entry: Entry, body: str, front: Mapping[str, Any], site: Site) -> Entry:
    text, told = from_shortcodes(body, {**folded_keys(site.config.params), **front})
    notes = [Note("changed", entry.source, each) for each in told]
    kind = text_of(front.get("type"))
    extra = dict(entry.extra)
    if kind and kind not in ("post", "posts", "page", "blog"):
        extra["type"] = kind
        notes.append(Note("kept", entry.source, f"its type {kind} stands under extra"))
    return structs.replace(entry, body=four_spaces(text), extra=extra, notes=(*entry.notes, *notes))


def _files(root: Path, site: Site) -> tuple[dict[str, Path], dict[str, str], frozenset[str]]:
    """Return the files by their addresses, their addresses by path, and those always taken."""
    files: dict[str, Path] = {}
    sources: dict[str, str] = {}
    for folder in ("assets", site.config.text("staticdir") or "static"):
        for path, place in walk_files(root / folder):
            files[f"/{quote(path)}"] = place
            sources[f"{folder}/{path}"] = f"/{quote(path)}"
    always = frozenset(
        address for source, address in sources.items() if not source.startswith("assets/")
    )
    for path, place in site.content.items():
        if not path.endswith((*TEXTS, *OTHER_TEXTS)) and not _in_leaf(path, site):
            address = f"/{quote(urlized(path))}"
            files.setdefault(address, place)
            sources[f"content/{path}"] = address
    return files, sources, always
