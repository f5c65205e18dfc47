"""An article or page as an entry."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from msgspec import structs

from generator.importers.files import folded_keys, open_text, text_of
from generator.importers.front import Naming, entry_of, postrock_date, title_from
from generator.importers.liquid import from_tags
from generator.importers.notebooks import ENDING, open_notebook
from generator.importers.old_site import NEEDED, BlogEntry, ReportNote, lacks
from generator.importers.pelican.inserts import (
    GATHERED,
    REFERENCE,
    Inserts,
    coloured,
    to_list,
    to_source,
)
from generator.importers.pelican.site import (
    MARKDOWN,
    OTHER_TEXTS,
    RST,
    ArticleAddress,
    PelicanSite,
    address,
    is_within,
    pattern_of,
)
from generator.importers.pelican.sources import (
    ParsedSource,
    from_rst,
    markdown_metadata,
    rst_metadata,
)
from generator.problems import Problem
from generator.site.slug import slugify

SILENT = frozenset("comments status lang save_as url template translation category layout".split())
NAMED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})[-_]?(?P<name>.*)")


def read_article(path: str, site: PelicanSite, notes: list[ReportNote]) -> BlogEntry | None:
    """Read a file of the content that may be an article or a page."""
    if not path.endswith((*MARKDOWN, *RST, *OTHER_TEXTS, ENDING)):
        return None
    if path.endswith(ENDING) and is_within(path, site.paths("NOTEBOOK_DIR", ["notebooks"])):
        return None  # these are for {% notebook %}
    source = posixpath.join(site.content, path)
    is_page = is_within(path, site.paths("PAGE_PATHS", ["pages"]))
    is_static = is_within(path, [each for each in site.paths("STATIC_PATHS", ["images"]) if each])
    if is_static or not (is_page or is_within(path, site.paths("ARTICLE_PATHS", [""]))):
        return None
    described = _described(site.files[path], source)
    if isinstance(described, Problem):
        notes.append(ReportNote("left out", source, described.message))
        return None
    if "title" not in described.values:
        notes.append(ReportNote("left out", source, "it has no title, so it is no article"))
        return None
    return _entry(path, described, site, is_page=is_page)


def _described(place: Path, path: str) -> ParsedSource | Problem:
    if path.endswith(OTHER_TEXTS):
        return Problem("only Markdown and reStructuredText are read")
    if path.endswith(RST) and lacks("markdownify", "docutils"):
        return Problem(f"reStructuredText needs docutils and markdownify: {NEEDED}")
    if path.endswith(ENDING):
        read = open_notebook(place, path)
        if isinstance(read, Problem):
            return read
        return ParsedSource(folded_keys(read.front), "", read.notebook)
    text = open_text(place, path)
    if isinstance(text, Problem):
        return text
    return rst_metadata(text) if path.endswith(RST) else markdown_metadata(text, path)


def _entry(path: str, described: ParsedSource, site: PelicanSite, *, is_page: bool) -> BlogEntry:
    values = dict(described.values)
    source = posixpath.join(site.content, path)
    stem = posixpath.basename(path).rpartition(".")[0]
    named = NAMED.fullmatch(stem)
    title = text_of(values.get("title"))
    by_name = site.text("SLUGIFY_SOURCE") == "basename" or "slug" in site.text("FILENAME_METADATA")
    slug = text_of(values.get("slug")) or (stem if by_name else slugify(title)) or stem
    category = text_of(values.get("category")) or _folder_category(path, site, is_page=is_page)
    values |= {"category": category} if category else {}
    entry = entry_of(values, Naming(source, "page" if is_page else "post", slug, ",", SILENT))
    status = text_of(values.get("status")).lower()
    date = entry.date or (named["date"] if named else "")
    entry = structs.replace(
        entry,
        title=title or title_from(stem),
        date=date,
        draft=entry.draft or status in ("draft", "hidden"),
        folder=posixpath.dirname(path) if is_page else "",
    )
    if status == "hidden":
        entry = entry.noted("it was hidden, which Postrock has not: it became a draft")
    entry = structs.replace(entry, notebook=described.notebook)
    return _converted(_addressed(entry, slug, category, values, site), described.body, site)


def _folder_category(path: str, site: PelicanSite, *, is_page: bool) -> str:
    folder = posixpath.dirname(path).rpartition("/")[2]
    uses = site.conf.get("USE_FOLDER_AS_CATEGORY", True)
    articles = [each.rpartition("/")[2] for each in site.paths("ARTICLE_PATHS", [""])]
    is_own = uses and not is_page and folder not in (*articles, "articles")
    return folder if is_own else ""


def _addressed(
    entry: BlogEntry, slug: str, category: str, values: Mapping[str, Any], site: PelicanSite
) -> BlogEntry:
    own = text_of(values.get("url") or values.get("save_as"))
    pattern = own or pattern_of("PAGE" if entry.kind == "page" else "ARTICLE", site.conf)
    parts = ArticleAddress(
        slug=slug,
        date=postrock_date(entry.date, "UTC")[:10] if entry.date else "",
        category=slugify(category or site.text("DEFAULT_CATEGORY") or "misc"),
        author=slugify(next(iter(entry.authors), site.text("AUTHOR"))),
        language=text_of(values.get("lang")) or site.text("DEFAULT_LANG") or "en",
    )
    old = address(pattern, parts)
    above = unquote(old.rstrip("/")).rpartition("/")[0].strip("/")
    folder = above if entry.kind == "page" and old else entry.folder
    return structs.replace(entry, old=old, folder=folder)


def _converted(entry: BlogEntry, body: str, site: PelicanSite) -> BlogEntry:
    inserts = Inserts(site)
    if entry.source.endswith(RST):
        body, changes = from_rst(body)
    else:
        body, changes = from_tags(coloured(body), inserts.tags)
    body = REFERENCE.sub(lambda match: to_source(match, entry.source, site.content), body)
    body = GATHERED.sub(to_list, body)
    body = re.sub(r"^\[TOC\][ \t]*$", "", body, flags=re.MULTILINE)
    body, files = inserts.filled(body), {**entry.files, **inserts.pictures}
    return entry.noted(*changes, *inserts.changes, body=body, files=files)
