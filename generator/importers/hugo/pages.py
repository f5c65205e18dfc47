"""A regular page as an entry."""

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import structs

from generator.importers.fencing import SplitSource, split_source
from generator.importers.foreign import folded_keys, text_of
from generator.importers.found import BlogEntry, ReportNote
from generator.importers.hugo.addresses import PageAddress, page_address
from generator.importers.hugo.fences import from_fences
from generator.importers.hugo.shortcodes import from_shortcodes
from generator.importers.hugo.site import OTHER_TEXTS, TEXTS, ContentFile, HugoSite, stem_of
from generator.importers.mapping import Naming, date_told, entry_of, title_from
from generator.importers.texts import open_text
from generator.problems import Problem
from generator.site.slug import split_leading_date

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


def read_page(source: ContentFile, site: HugoSite, notes: list[ReportNote]) -> BlogEntry | None:
    """Read a page; what is none, or cannot be read, is told."""
    path = f"content/{source.path}"
    text = open_text(source.place, path)
    read = text if isinstance(text, Problem) else split_source(text, path)
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
    date = next((text_of(front[key]) for key in DATES if front.get(key)), "") or dated
    entry = structs.replace(
        entry,
        title=entry.title or title_from(plain),
        date=date,
        folder="" if is_post else folder,
        files=_beside(source, site) if stem == "index" else {},
    )
    entry = entry if stem == "_index" else date_told(entry)
    entry = _addressed(entry, folder, name, front, source, site)
    return _converted(entry, read.body, front, site)


def _beside(source: ContentFile, site: HugoSite) -> dict[str, Path]:
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
    entry: BlogEntry,
    folder: str,
    name: str,
    front: Mapping[str, Any],
    source: ContentFile,
    site: HugoSite,
) -> BlogEntry:
    """Give an entry its old address, and a translation a name of its own."""
    standing = PageAddress(
        folder, name, entry.title, text_of(front.get("slug")), text_of(front.get("url")), entry.date
    )
    old = page_address(standing, site.config)
    aliases = tuple(_alias(each, old) for each in entry.aliases)
    language = source.language.lower()
    if not language or language == site.config.language:
        return structs.replace(entry, old=old, aliases=aliases)
    note = ReportNote(
        "changed", entry.source, f"a translation ({language}) became a source of its own"
    )
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


def _converted(entry: BlogEntry, body: str, front: Mapping[str, Any], site: HugoSite) -> BlogEntry:
    text, changes = from_shortcodes(body, {**folded_keys(site.config.params), **front})
    text, more = from_fences(text)
    notes = [ReportNote("changed", entry.source, each) for each in (*changes, *more)]
    kind = text_of(front.get("type"))
    extra = dict(entry.extra)
    if kind and kind not in ("post", "posts", "page", "blog"):
        extra["type"] = kind
        notes.append(ReportNote("kept", entry.source, f"its type {kind} stands under extra"))
    return structs.replace(entry, body=text, extra=extra, notes=(*entry.notes, *notes))
