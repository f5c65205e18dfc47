"""Read a Jekyll site."""

import posixpath
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import Struct, structs

from generator.importers.fencing import Parted, parted
from generator.importers.foreign import folded_keys, is_true, read_mapping, text_of, texts_of
from generator.importers.found import Entry, Found, Given, Note, OldSite
from generator.importers.jekyll.addresses import (
    Dated,
    collection_address,
    our_pattern,
    page_address,
    post_address,
)
from generator.importers.jekyll.kramdown import from_kramdown
from generator.importers.jekyll.liquid import Page, from_liquid
from generator.importers.lists import four_spaces
from generator.importers.mapping import Naming, entry_of, title_from
from generator.importers.texts import open_text, walk_files
from generator.problems import Place, Problem

CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
TEXTS = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm")
OTHER_TEXTS = (".textile", ".rst", ".adoc", ".asciidoc", ".org")
NAME = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<title>.+)\.[^.]+$")
POST = re.compile(r"(?:^|(?P<above>.*)/)_posts/(?P<path>.*)$")
SILENT = frozenset(
    {"layout", "permalink", "comments", "published", "classes", "toc", "redirect_to", "category"}
)
TEMPLATE = re.compile(r"\{%-?\s*(?:for|if|assign|capture|paginate|unless)\b|\{\{-?\s*content\b")
ALWAYS = frozenset({"/favicon.ico", "/CNAME", "/robots.txt", "/ads.txt", "/humans.txt"})
MACHINERY = ("Gemfile", "Rakefile", "Makefile", "package.json", "package-lock.json", "LICENSE")


class Site(Struct, frozen=True):
    """A Jekyll site: where it is, and what its configuration says."""

    root: Path
    config: Mapping[str, Any]

    @property
    def permalink(self) -> str:
        """The style or pattern of addresses."""
        own = _collections(self).get("posts")
        of_posts = text_of(own.get("permalink")) if isinstance(own, dict) else ""
        return of_posts or text_of(self.config.get("permalink")) or "date"


def read_jekyll(given: Given) -> Found | Problem:
    """Read a Jekyll site."""
    if not given.source.is_dir():
        return Problem("a Jekyll site is a folder", Place(str(given.source)))
    config, notes = _config(given.source)
    if isinstance(config, Problem):
        return config
    root = given.source / (text_of(config.get("source")) or ".")
    site = Site(root, config)
    files = dict(walk_files(root))
    entries = [
        each for each in (_read(path, place, site, notes) for path, place in files.items()) if each
    ]
    if not entries:
        hint = "give the folder that holds _config.yml and _posts/"
        return Problem("there is no post and no page here", Place(str(given.source)), hint)
    published = {path: f"/{quote(path)}" for path in files if _is_published(path, site)}
    return Found(
        site=_old_site(site),
        entries=tuple(entries),
        files={address: files[path] for path, address in published.items()},
        sources=published,
        always=ALWAYS,
        notes=tuple(notes),
    )


def _config(source: Path) -> tuple[Mapping[str, Any] | Problem, list[Note]]:
    name = next((each for each in CONFIGS if (source / each).is_file()), None)
    if name is None:
        return {}, [
            Note("changed", CONFIGS[0], "there is none, so Jekyll's own settings were taken")
        ]
    text = open_text(source / name, name)
    if isinstance(text, Problem):
        return text, []
    return read_mapping(text, "toml" if name.endswith("toml") else "yaml", name), []


def _old_site(site: Site) -> OldSite:
    config = site.config
    author = config.get("author")
    base = text_of(config.get("url"))
    path = text_of(config.get("baseurl")).strip("/")
    return OldSite(
        title=text_of(config.get("title")) or text_of(config.get("name")),
        description=text_of(config.get("description")),
        author=text_of(author.get("name")) if isinstance(author, dict) else text_of(author),
        base_url=f"{base.rstrip('/')}/{path}/".replace("//", "/").replace(":/", "://")
        if base
        else "",
        language=text_of(config.get("lang")) or text_of(config.get("locale")),
        timezone=text_of(config.get("timezone")),
        permalink=our_pattern(site.permalink),
    )


def _is_published(path: str, site: Site) -> bool:
    """Tell whether Jekyll copies a file as it is."""
    parts = path.split("/")
    hidden = any(part.startswith(("_", "#")) for part in parts) or parts[-1] in MACHINERY
    return not hidden and not path.endswith((*TEXTS, *OTHER_TEXTS)) and not _is_excluded(path, site)


def _is_excluded(path: str, site: Site) -> bool:
    excluded = texts_of(site.config.get("exclude"))
    return any(
        path == each.strip("/") or path.startswith(f"{each.strip('/')}/") for each in excluded
    )


def _read(path: str, place: Path, site: Site, notes: list[Note]) -> Entry | None:
    """Read a file that may be a post, a page or neither."""
    how = _how(path, site)
    if how is None or not path.endswith((*TEXTS, *OTHER_TEXTS)):
        return None
    values = _parted(path, place, is_page=how is _page)
    if isinstance(values, str):
        notes.append(Note("left out", path, values))
        return None
    front = {**_defaults(path, site, how), **values.front}
    return _converted(how(path, front, site), values.body, front, site)


def _parted(path: str, place: Path, *, is_page: bool) -> Parted | str:
    """Return front matter and body, or why there is nothing to import."""
    if path.endswith(OTHER_TEXTS):
        return "only Markdown and HTML are read"
    text = open_text(place, path)
    values = text if isinstance(text, Problem) else parted(text, path)
    if isinstance(values, Problem):
        return f"{values.place}: {values.message}"
    if is_page and not values.form:
        return "it has no front matter, so it is no page"
    is_html = path.endswith((".html", ".htm"))
    if is_page and (not values.body.strip() or (is_html and TEMPLATE.search(values.body))):
        return "it is a template, which a theme has in Postrock"
    return values


How = Callable[[str, Mapping[str, Any], Site], Entry]


def _how(path: str, site: Site) -> How | None:
    first = path.split("/", maxsplit=1)[0]
    if POST.match(path):
        return _post if NAME.match(posixpath.basename(path)) else None
    if first == "_drafts" or "/_drafts/" in path:
        return _draft
    if first.startswith("_") and first[1:] in _collections(site):
        return _document
    hidden = any(part.startswith("_") for part in path.split("/"))
    return None if hidden or _is_excluded(path, site) else _page


def _collections(site: Site) -> Mapping[str, Any]:
    written = site.config.get("collections")
    if isinstance(written, list):
        return {str(name): {} for name in written}
    return written if isinstance(written, dict) else {}


def _defaults(path: str, site: Site, how: How) -> dict[str, Any]:
    """Return the front matter that the configuration gives to a path."""
    kinds: dict[How, tuple[str, ...]] = {
        _post: ("posts",),
        _draft: ("drafts", "posts"),
        _page: ("pages",),
    }
    found: dict[str, Any] = {}
    written = site.config.get("defaults")
    for each in written if isinstance(written, list) else []:
        scope = each.get("scope") if isinstance(each, dict) else None
        values = each.get("values") if isinstance(each, dict) else None
        if isinstance(scope, dict) and isinstance(values, dict):
            folder, kind = text_of(scope.get("path")).strip("/"), text_of(scope.get("type"))
            of_kind = not kind or kind in kinds.get(how, (path.split("/", maxsplit=1)[0][1:],))
            if of_kind and (not folder or path == folder or path.startswith(f"{folder}/")):
                found |= {
                    key: value
                    for key, value in values.items()
                    if key in ("permalink", "author", "lang")
                }
    return found


def _post(path: str, front: Mapping[str, Any], site: Site) -> Entry:
    named = NAME.match(posixpath.basename(path))
    assert named is not None  # noqa: S101, as _how has looked
    entry = _entry(path, front, "post", named["title"])
    entry = structs.replace(entry, date=entry.date or named["date"])
    return structs.replace(entry, old=_post_address(entry, named, front, site))


def _post_address(entry: Entry, named: re.Match[str], front: Mapping[str, Any], site: Site) -> str:
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", entry.date) or re.match(
        r"(\d{4})-(\d{1,2})-(\d{1,2})", named["date"]
    )
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        return ""
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
    return post_address(pattern, Dated(named["title"], day, tuple(categories), slug))


def _draft(path: str, front: Mapping[str, Any], site: Site) -> Entry:
    name = posixpath.basename(path).rpartition(".")[0]
    return structs.replace(_entry(path, front, "post", name), draft=True)


def _page(path: str, front: Mapping[str, Any], site: Site) -> Entry:
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
    return structs.replace(_entry(path, front, "page", stem), folder=folder, old=old)


def _document(path: str, front: Mapping[str, Any], site: Site) -> Entry:
    """Read a document of a collection: a page in a folder of the collection's name."""
    first, _, rest = path.partition("/")
    name = first[1:]
    told = _collections(site)[name]
    pattern = text_of(told.get("permalink")) if isinstance(told, dict) else ""
    output = isinstance(told, dict) and is_true(told.get("output"))
    written = text_of(folded_keys(front).get("permalink"))
    entry = _entry(path, front, "page", posixpath.basename(rest).rpartition(".")[0])
    note = Note("changed", path, f"a document of the collection {name} became a page")
    return structs.replace(
        entry,
        folder=posixpath.join(name, posixpath.dirname(rest)).rstrip("/"),
        old=(written or collection_address(pattern, name, rest)) if output else "",
        draft=entry.draft or not output,
        notes=(*entry.notes, note),
    )


def _entry(path: str, front: Mapping[str, Any], kind: str, name: str) -> Entry:
    naming = Naming(path, "post" if kind == "post" else "page", name, " ", SILENT)
    entry = entry_of(front, naming)
    folded = folded_keys(front)
    kept = dict(entry.extra)
    layout = text_of(folded.get("layout"))
    notes = list(entry.notes)
    if layout not in ("", "post", "page", "default", "posts", "single", "home", "none", "null"):
        kept["layout"] = layout
        notes.append(Note("kept", path, f"its layout {layout} stands under extra"))
    if target := text_of(folded.get("redirect_to")):
        notes.append(Note("changed", path, f"it led on to {target}, and does not any more"))
    if isinstance(categories := folded.get("categories"), str) and "," in categories:
        notes.append(
            Note("changed", path, f"the categories {categories!r} were read as Jekyll does")
        )
    title = entry.title or title_from(name)
    return structs.replace(entry, title=title, extra=kept, notes=tuple(notes))


def _converted(entry: Entry, body: str, front: Mapping[str, Any], site: Site) -> Entry:
    page = {**front, "title": entry.title, "url": entry.old, "date": entry.date}
    text, told = from_liquid(body, Page(site.config, page))
    text, more = from_kramdown(four_spaces(text))
    notes = (Note("changed", entry.source, each) for each in (*told, *more))
    return structs.replace(entry, body=text, notes=(*entry.notes, *notes))
