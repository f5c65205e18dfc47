"""Read a Pelican site."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from msgspec import Struct, structs

from generator.importers.dates import postrock_date
from generator.importers.foreign import text_of
from generator.importers.found import SOURCE, Entry, Found, Given, Note, OldSite
from generator.importers.html import NEEDED, missing
from generator.importers.jekyll.liquid import from_tags
from generator.importers.mapping import Naming, entry_of, title_from
from generator.importers.pelican.addresses import Standing, address, our_pattern, pattern_of
from generator.importers.pelican.conf import read_conf
from generator.importers.pelican.metadata import Described, markdown_metadata, rst_metadata
from generator.importers.pelican.restructured import from_rst, is_missing
from generator.importers.texts import fenced, open_text, walk_files
from generator.problems import Place, Problem
from generator.site.slug import slugify

WANTED = frozenset(
    "PATH ARTICLE_PATHS PAGE_PATHS STATIC_PATHS ARTICLE_URL ARTICLE_SAVE_AS PAGE_URL PAGE_SAVE_AS"
    " SITEURL SITENAME AUTHOR TIMEZONE DEFAULT_LANG EXTRA_PATH_METADATA DEFAULT_CATEGORY"
    " FILENAME_METADATA SLUGIFY_SOURCE ARTICLE_EXCLUDES USE_FOLDER_AS_CATEGORY".split()
)
MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
RST = (".rst",)
OTHER_TEXTS = (".html", ".htm", ".adoc", ".asc", ".org")
SILENT = frozenset(
    {
        "comments",
        "status",
        "lang",
        "save_as",
        "url",
        "template",
        "translation",
        "category",
        "layout",
        "authors",
        "author",
    }
)
NAMED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})[-_]?(?P<name>.*)")
REFERENCE = re.compile(
    r"(?:\{|%7B|\|)(?P<kind>filename|attach|static)(?:\}|%7D|\|)(?P<path>[^\s)\"'>#?]*)",
    re.IGNORECASE,
)
GATHERED = re.compile(
    r"(?:\{|%7B|\|)(?P<kind>tag|category|author|index)(?:\}|%7D|\|)(?P<name>[^\s)\"'>#?]*)",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"^(?P<indent>[ ]{4,}|\t)(?::::|#!)(?P<word>[\w+#-]+)[ \t]*$")


class Site(Struct, frozen=True):
    """A Pelican site: its settings and its files by their path in the content."""

    conf: Mapping[str, Any]
    files: Mapping[str, Path]
    content: str
    """The folder of the content, from the site's."""

    def paths(self, key: str, default: list[str]) -> list[str]:
        """Return a setting that is a list of folders."""
        value = self.conf.get(key, default)
        values = value if isinstance(value, list) else [value]
        return [text_of(each).strip("/").removeprefix("./") for each in values]

    def text(self, key: str) -> str:
        """Return a setting as a text."""
        return text_of(self.conf.get(key))


def read_pelican(given: Given) -> Found | Problem:
    """Read a Pelican site."""
    root = given.source
    if not root.is_dir():
        return Problem("a Pelican site is a folder", Place(str(root)))
    conf, notes = read_conf(root, WANTED)
    if isinstance(conf, Problem):
        return conf
    folder = text_of(conf.get("PATH")) or ("content" if (root / "content").is_dir() else ".")
    site = Site(conf, dict(walk_files(root / folder)), folder.strip("./"))
    entries = [each for each in (_read(path, site, notes) for path in site.files) if each]
    if not entries:
        hint = "give the folder that holds pelicanconf.py and content/"
        return Problem("there is no article and no page here", Place(str(root)), hint)
    published = dict(_published(site))
    return Found(
        site=OldSite(
            title=site.text("SITENAME"),
            author=site.text("AUTHOR"),
            base_url=f"{site.text('SITEURL').rstrip('/')}/"
            if site.text("SITEURL").startswith("http")
            else "",
            language=site.text("DEFAULT_LANG"),
            timezone=site.text("TIMEZONE"),
            permalink=our_pattern(pattern_of("ARTICLE", conf)),
        ),
        entries=tuple(entries),
        files={address: site.files[path] for path, address in published.items()},
        sources={
            posixpath.join(site.content, path): address for path, address in published.items()
        },
        always=frozenset(
            address
            for path, address in published.items()
            if _is_within(path, site.paths("STATIC_PATHS", ["images"]))
        ),
        notes=tuple(notes),
    )


def _published(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the addresses of files that are no texts."""
    more = site.conf.get("EXTRA_PATH_METADATA")
    placed = more if isinstance(more, dict) else {}
    for path in site.files:
        if not path.endswith((*MARKDOWN, *RST)):
            told = placed.get(path)
            moved = text_of(told.get("path")) if isinstance(told, dict) else ""
            yield path, f"/{quote((moved or path).lstrip('/'))}"


def _is_within(path: str, folders: list[str]) -> bool:
    return any(
        folder in ("", ".") or path == folder or path.startswith(f"{folder}/") for folder in folders
    )


def _read(path: str, site: Site, notes: list[Note]) -> Entry | None:
    if not path.endswith((*MARKDOWN, *RST, *OTHER_TEXTS)):
        return None
    source = posixpath.join(site.content, path)
    is_page = _is_within(path, site.paths("PAGE_PATHS", ["pages"]))
    is_static = _is_within(path, [each for each in site.paths("STATIC_PATHS", ["images"]) if each])
    if is_static or not (is_page or _is_within(path, site.paths("ARTICLE_PATHS", [""]))):
        return None
    described = _described(site.files[path], source)
    if isinstance(described, Problem):
        notes.append(Note("left out", source, described.message))
        return None
    if "title" not in described.values:
        notes.append(Note("left out", source, "it has no title, so it is no article"))
        return None
    return _entry(path, described, site, is_page=is_page)


def _described(place: Path, path: str) -> Described | Problem:
    if path.endswith(OTHER_TEXTS):
        return Problem("only Markdown and reStructuredText are read")
    if path.endswith(RST) and (missing() is not None or is_missing()):
        return Problem(f"reStructuredText needs docutils and markdownify: {NEEDED}")
    text = open_text(place, path)
    if isinstance(text, Problem):
        return text
    return rst_metadata(text) if path.endswith(RST) else markdown_metadata(text, path)


def _entry(path: str, described: Described, site: Site, *, is_page: bool) -> Entry:
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
        extra=_extra(entry, values, site),
    )
    if status == "hidden":
        note = Note("changed", source, "it was hidden, which Postrock has not: it became a draft")
        entry = structs.replace(entry, notes=(*entry.notes, note))
    return _converted(_addressed(entry, slug, category, values, site), described.body)


def _folder_category(path: str, site: Site, *, is_page: bool) -> str:
    folder = posixpath.dirname(path).rpartition("/")[2]
    uses = site.conf.get("USE_FOLDER_AS_CATEGORY", True)
    articles = [each.rpartition("/")[2] for each in site.paths("ARTICLE_PATHS", [""])]
    return (
        folder if folder and uses and not is_page and folder not in (*articles, "articles") else ""
    )


def _extra(entry: Entry, values: Mapping[str, Any], site: Site) -> dict[str, Any]:
    author = text_of(values.get("author") or values.get("authors"))
    own = {"author": author} if author and author != site.text("AUTHOR") else {}
    return {**entry.extra, **own}


def _addressed(
    entry: Entry, slug: str, category: str, values: Mapping[str, Any], site: Site
) -> Entry:
    own = text_of(values.get("url") or values.get("save_as"))
    pattern = own or pattern_of("PAGE" if entry.kind == "page" else "ARTICLE", site.conf)
    standing = Standing(
        slug=slug,
        date=postrock_date(entry.date, "UTC")[:10] if entry.date else "",
        category=slugify(category or site.text("DEFAULT_CATEGORY") or "misc"),
        author=slugify(text_of(values.get("author")) or site.text("AUTHOR")),
        language=text_of(values.get("lang")) or site.text("DEFAULT_LANG") or "en",
    )
    old = address(pattern, standing)
    above = unquote(old.rstrip("/")).rpartition("/")[0].strip("/")
    folder = above if entry.kind == "page" and old else entry.folder
    return structs.replace(entry, old=old, folder=folder)


def _converted(entry: Entry, body: str) -> Entry:
    told: tuple[str, ...] = ()
    if entry.source.endswith(RST):
        body, told = from_rst(body)
    else:
        body = _coloured(body)
        body, told = from_tags(body)
    body = REFERENCE.sub(lambda match: _source(match, entry.source), body)
    body = GATHERED.sub(_gathered, body)
    body = re.sub(r"^\[TOC\][ \t]*$", "", body, flags=re.MULTILINE)
    notes = (Note("changed", entry.source, each) for each in told)
    return structs.replace(entry, body=body, notes=(*entry.notes, *notes))


def _source(match: re.Match[str], source: str) -> str:
    path = unquote(match["path"])
    top = source.split("/", maxsplit=1)[0]
    base = top if path.startswith("/") else posixpath.dirname(source)
    return SOURCE + quote(posixpath.normpath(posixpath.join(base, path.lstrip("/"))))


def _gathered(match: re.Match[str]) -> str:
    if match["kind"].lower() in ("tag", "category") and match["name"]:
        return f"/tags/{slugify(unquote(match['name']))}/"
    return "/"


def _coloured(body: str) -> str:
    """Turn indented code that names its language into fences."""
    lines, at = body.split("\n"), 0
    made: list[str] = []
    while at < len(lines):
        match = LANGUAGE.match(lines[at])
        if match is None or (made and made[-1].strip()):
            made.append(lines[at])
            at += 1
            continue
        code, at = _indented(lines, at + 1, match["indent"])
        made.append(fenced(code, match["word"]).strip("\n"))
        made.append("")
    return "\n".join(made)


def _indented(lines: list[str], at: int, indent: str) -> tuple[str, int]:
    code = []
    while at < len(lines) and (lines[at].startswith(indent) or not lines[at].strip()):
        code.append(lines[at].removeprefix(indent))
        at += 1
    return "\n".join(code).rstrip(), at
