"""Read a Hugo site."""

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import structs

from generator.importers.files import (
    SplitSource,
    folded_keys,
    is_true,
    open_source,
    text_of,
    walk_files,
)
from generator.importers.front import Naming, entry_of, title_from, with_date_note
from generator.importers.hugo.addresses import PageAddress, our_pattern, page_address, urlized
from generator.importers.hugo.calls import from_fences
from generator.importers.hugo.shortcodes import from_shortcodes
from generator.importers.hugo.site import (
    FORMS,
    OTHER_TEXTS,
    TEXTS,
    ContentFile,
    HugoSite,
    in_leaf,
    old_site,
    read_config,
    site_of,
    sources_of,
    stem_of,
)
from generator.importers.normalize import sets_formulas, with_formulas
from generator.importers.notebooks import ENDING, open_notebook
from generator.importers.old_site import BlogEntry, ImportSource, OldSite, ReportNote
from generator.problems import Place, Problem
from generator.site.slug import split_leading_date

TEMPLATES = ("layouts", "themes", "config")
SILENT = frozenset(
    "layout url type comments toc publishdate showtoc markup build _build lightgallery"
    " weight".split()
)
DATES = ("date", "publishdate", "pubdate", "published")


def read_hugo(given: ImportSource) -> OldSite | Problem:
    """Read a Hugo site."""
    root = given.source
    if not (root / "content").is_dir() and not root.is_dir():
        return Problem("a Hugo site is a folder", Place(str(root)))
    config, noted = read_config(root)
    if isinstance(config, Problem):
        return config
    site = site_of(root, config)
    notes: list[ReportNote] = list(noted)
    pages = (_page(each, site, notes) for each in sources_of(site, notes))
    entries = [each for each in pages if each]
    if not entries:
        hint = "give the folder that holds hugo.toml and content/"
        return Problem("there is no post and no page here", Place(str(root)), hint)
    passed = is_true(config.inside("markup", "goldmark", "extensions", "passthrough").get("enable"))
    places = (each for each in root.iterdir() if each.name in TEMPLATES or each.suffix in FORMS)
    sets = passed or sets_formulas(places)
    found = tuple(with_formulas(each, sets=sets, twice=not passed) for each in entries)
    files, sources, always = _files(root, site)
    permalink = our_pattern(site.sections, config)
    return OldSite(old_site(config, permalink), found, files, sources, always, tuple(notes))


def _files(root: Path, site: HugoSite) -> tuple[dict[str, Path], dict[str, str], frozenset[str]]:
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
        if not path.endswith((*TEXTS, *OTHER_TEXTS)) and not in_leaf(path, site):
            address = f"/{quote(urlized(path))}"
            files.setdefault(address, place)
            sources[f"content/{path}"] = address
    return files, sources, always


def _page(source: ContentFile, site: HugoSite, notes: list[ReportNote]) -> BlogEntry | None:
    """Read a page, or note why there is none."""
    path = f"content/{source.path}"
    read = (open_notebook if path.endswith(ENDING) else open_source)(source.place, path)
    if isinstance(read, Problem):
        notes.append(ReportNote("left out", path, f"{read.place}: {read.message}"))
        return None
    stem = stem_of(source.path, site.config)
    if stem == "_index" and (not read.body.strip() or "/" not in source.path):
        if read.body.strip():
            notes.append(ReportNote("left out", path, "the home page is the list of posts"))
        return None
    return _entry(source, stem, read, site)


def _entry(source: ContentFile, stem: str, read: SplitSource, site: HugoSite) -> BlogEntry:
    path, folder = f"content/{source.path}", posixpath.dirname(source.path)
    front = folded_keys(read.front)
    name = stem
    if stem in ("index", "_index"):
        folder, name = posixpath.split(folder)
        name = name or "index"
    is_post = source.path.split("/")[0] in site.sections and stem != "_index"
    entry = entry_of(front, Naming(path, "post" if is_post else "page", name, None, SILENT))
    dated, plain = split_leading_date(name)
    # Elsewhere "published" is no date, but whether there is something to see.
    written = (front[key] for key in DATES if front.get(key) and front[key] is not True)
    entry = structs.replace(
        entry,
        title=entry.title or title_from(plain),
        date=text_of(next(written, "")) or dated,
        folder="" if is_post else folder,
        files=_beside(source, site) if stem == "index" else {},
    )
    entry = entry if stem == "_index" else with_date_note(entry)
    entry = _addressed(entry, folder, name, front, source, site)
    entry = structs.replace(entry, notebook=read.notebook)
    return _converted(entry, read.body, front, site)


def _beside(source: ContentFile, site: HugoSite) -> dict[str, Path]:
    folder = posixpath.dirname(source.path)
    texts = tuple(each for each in (*TEXTS, *OTHER_TEXTS) if each != ENDING)
    return {
        path.removeprefix(f"{folder}/"): place
        for path, place in site.content.items()
        if folder and path.startswith(f"{folder}/") and not path.endswith(texts)
        if path != source.path
    }


def _addressed(
    entry: BlogEntry,
    folder: str,
    name: str,
    front: Mapping[str, Any],
    source: ContentFile,
    site: HugoSite,
) -> BlogEntry:
    """Give an entry its old address, and a translation a name of its own."""
    parts = PageAddress(
        folder, name, entry.title, text_of(front.get("slug")), text_of(front.get("url")), entry.date
    )
    old = page_address(parts, site.config)
    aliases = tuple(_alias(each, old) for each in entry.aliases)
    language = source.language.lower()
    if not language or language == site.config.language:
        return structs.replace(entry, old=old, aliases=aliases)
    return entry.noted(
        f"a translation ({language}) became a source of its own",
        old=f"/{language}{old}",
        aliases=aliases,
        name=f"{entry.name}-{language}",
    )


def _alias(written: str, old: str) -> str:
    if written.startswith("/"):
        return written
    return posixpath.normpath(posixpath.join(posixpath.dirname(old.rstrip("/")), written))


def _converted(entry: BlogEntry, body: str, front: Mapping[str, Any], site: HugoSite) -> BlogEntry:
    text, changes = from_shortcodes(body, {**folded_keys(site.config.params), **front})
    text, more = from_fences(text)
    entry = entry.noted(*changes, *more, body=text)
    kind = text_of(front.get("type"))
    if kind in ("", "post", "posts", "page", "blog"):
        return entry
    extra = {**entry.extra, "type": kind}
    return entry.noted(f"its type {kind} stands under extra", outcome="kept", extra=extra)
