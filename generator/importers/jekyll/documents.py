"""A post, draft, page or document of a collection as an entry."""

import posixpath
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import structs

from generator.importers.files import folded_keys, is_true, text_of, texts_of
from generator.importers.front import Naming, entry_of, title_from, with_date_note
from generator.importers.jekyll.kramdown import from_kramdown
from generator.importers.jekyll.site import (
    JekyllSite,
    PostAddress,
    collection_address,
    collections,
    page_address,
    post_address,
)
from generator.importers.liquid import LiquidContext, from_liquid
from generator.importers.markdown import MARK
from generator.importers.old_site import BlogEntry

NAME = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<title>.+)\.[^.]+$")
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
POST = re.compile(r"(?:^|(?P<above>.*)/)_posts/(?P<path>.*)$")
SILENT = frozenset(
    {
        "layout",
        "permalink",
        "comments",
        "published",
        "classes",
        "toc",
        "redirect_to",
        "category",
        "excerpt_separator",
    }
)

LAYOUTS = ("", "post", "page", "default", "posts", "single", "home", "none", "null")
"""Layouts that say nothing of a page."""


def post(path: str, front: Mapping[str, Any], site: JekyllSite) -> BlogEntry:
    """Read a post, whose name begins with its date."""
    named = NAME.match(posixpath.basename(path))
    assert named is not None  # noqa: S101, as _how has looked
    entry = _entry(path, front, "post", named["title"])
    entry = structs.replace(entry, date=entry.date or named["date"])
    return structs.replace(entry, old=_post_address(entry, named, front, site))


def _post_address(
    entry: BlogEntry, named: re.Match[str], front: Mapping[str, Any], site: JekyllSite
) -> str:
    match = DAY.match(entry.date) or DAY.match(named["date"])
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return ""
    assert day is not None  # noqa: S101, as NAME has a day
    above = POST.match(entry.source)
    folders = [part for part in (above["above"] or "").split("/") if part] if above else []
    folded = folded_keys(front)
    categories = [
        *folders,
        *texts_of(folded.get("categories"), " "),
        *texts_of(folded.get("category")),
    ]
    pattern = text_of(folded.get("permalink")) or site.permalink
    slug = text_of(folded.get("slug"))
    return post_address(pattern, PostAddress(named["title"], day, tuple(categories), slug))


def draft(path: str, front: Mapping[str, Any], site: JekyllSite) -> BlogEntry:
    """Read a draft, which has no date yet."""
    name = posixpath.basename(path).rpartition(".")[0]
    return structs.replace(_entry(path, front, "post", name), draft=True)


def page(path: str, front: Mapping[str, Any], site: JekyllSite) -> BlogEntry:
    """Read a page; it stands where its address says."""
    folder, name = posixpath.split(path)
    stem = name.rpartition(".")[0]
    if stem == "index" and folder:
        folder, stem = posixpath.split(folder)
    written = text_of(folded_keys(front).get("permalink"))
    old = (
        page_address(text_of(site.config.get("permalink")) or "date", path)
        if not written
        else f"/{written.lstrip('/')}"
    )
    if written and (tail := [part for part in written.split("/") if part]) and ":" not in written:
        *above, stem = tail
        folder, stem = "/".join(above), re.sub(r"\.html?$", "", stem)
    entry = with_date_note(_entry(path, front, "page", stem))
    return structs.replace(entry, folder=folder, old=old)


def document(path: str, front: Mapping[str, Any], site: JekyllSite) -> BlogEntry:
    """Read a document of a collection: a page in a folder of the collection's name."""
    first, _, rest = path.partition("/")
    name = first[1:]
    options = collections(site)[name]
    pattern = text_of(options.get("permalink")) if isinstance(options, dict) else ""
    output = isinstance(options, dict) and is_true(options.get("output"))
    written = text_of(folded_keys(front).get("permalink"))
    entry = _entry(path, front, "page", posixpath.basename(rest).rpartition(".")[0])
    return entry.noted(
        f"a document of the collection {name} became a page",
        folder=posixpath.join(name, posixpath.dirname(rest)).rstrip("/"),
        old=collection_address(written or pattern, name, rest) if output else "",
        draft=entry.draft or not output,
    )


def _entry(path: str, front: Mapping[str, Any], kind: str, name: str) -> BlogEntry:
    naming = Naming(path, "post" if kind == "post" else "page", name, " ", SILENT)
    entry = entry_of(front, naming)
    folded = folded_keys(front)
    entry = structs.replace(entry, title=entry.title or title_from(name))
    layout = text_of(folded.get("layout"))
    if layout not in LAYOUTS:
        extra = {**entry.extra, "layout": layout}
        entry = entry.noted(f"its layout {layout} stands under extra", outcome="kept", extra=extra)
    if target := text_of(folded.get("redirect_to")):
        entry = entry.noted(f"it led on to {target}, and does not any more")
    if isinstance(categories := folded.get("categories"), str) and "," in categories:
        entry = entry.noted(f"the categories {categories!r} were read as Jekyll does")
    return entry


def converted(entry: BlogEntry, body: str, front: Mapping[str, Any], site: JekyllSite) -> BlogEntry:
    """Give an entry its body, without Liquid and kramdown's own forms."""
    page = {**front, "title": entry.title, "url": entry.old, "date": entry.date}
    separator = text_of({**site.config, **front}.get("excerpt_separator"))
    body = body.replace(separator, MARK, 1) if separator.strip() else body
    text, changes = from_liquid(body, LiquidContext(site.config, page))
    text, more = from_kramdown(text)
    return entry.noted(*changes, *more, body=text)
