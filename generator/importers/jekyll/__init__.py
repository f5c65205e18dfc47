"""Read a Jekyll site."""

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import structs

from generator.importers.files import (
    SplitSource,
    name_of,
    open_source,
    open_text,
    read_mapping,
    text_of,
    walk_files,
)
from generator.importers.jekyll.documents import NAME, POST, converted, document, draft, page, post
from generator.importers.jekyll.site import (
    OTHER_TEXTS,
    TEXTS,
    JekyllSite,
    collections,
    is_excluded,
    our_pattern,
)
from generator.importers.normalize import sets_formulas, with_formulas
from generator.importers.notebooks import ENDING, open_notebook
from generator.importers.old_site import BlogEntry, ImportSource, OldSite, ReportNote, SiteInfo
from generator.problems import Place, Problem

CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
ALWAYS = frozenset({"/favicon.ico", "/CNAME", "/robots.txt", "/ads.txt", "/humans.txt"})
MACHINERY = ("Gemfile", "Rakefile", "Makefile", "package.json", "package-lock.json", "LICENSE")


def read_jekyll(given: ImportSource) -> OldSite | Problem:
    """Read a Jekyll site."""
    if not given.source.is_dir():
        return Problem("a Jekyll site is a folder", Place(str(given.source)))
    config, notes = _config(given.source)
    if isinstance(config, Problem):
        return config
    root = given.source / (text_of(config.get("source")) or ".")
    site = JekyllSite(root, config)
    files = dict(walk_files(root))
    texts = (_entry(path, place, site, notes) for path, place in files.items())
    entries = [each for each in texts if each]
    if not entries:
        hint = "give the folder that holds _config.yml and _posts/"
        return Problem("there is no post and no page here", Place(str(given.source)), hint)
    places = (root / "_layouts", root / "_includes", *(given.source / name for name in CONFIGS))
    # What kramdown takes for a formula is one, whatever the templates say.
    sets = sets_formulas(place for place in places if place.exists()) or None
    published = {path: f"/{quote(path)}" for path in files if _is_published(path, site)}
    return OldSite(
        site=_old_site(site),
        entries=tuple(with_formulas(each, sets=sets, twice=True) for each in entries),
        files={address: files[path] for path, address in published.items()},
        sources=published,
        always=ALWAYS,
        notes=tuple(notes),
    )


def _config(source: Path) -> tuple[Mapping[str, Any] | Problem, list[ReportNote]]:
    name = next((each for each in CONFIGS if (source / each).is_file()), None)
    if name is None:
        why = "there is none, so Jekyll's own settings were taken"
        return {}, [ReportNote("changed", CONFIGS[0], why)]
    text = open_text(source / name, name)
    if isinstance(text, Problem):
        return text, []
    return read_mapping(text, "toml" if name.endswith("toml") else "yaml", name), []


def _old_site(site: JekyllSite) -> SiteInfo:
    config = site.config
    base = text_of(config.get("url"))
    path = text_of(config.get("baseurl")).strip("/")
    return SiteInfo(
        title=text_of(config.get("title")) or text_of(config.get("name")),
        description=text_of(config.get("description")),
        author=name_of(config.get("author")),
        base_url=re.sub("(?<!:)/+", "/", f"{base}/{path}/") if base else "",
        language=text_of(config.get("lang")) or text_of(config.get("locale")),
        timezone=text_of(config.get("timezone")),
        permalink=our_pattern(site.permalink),
    )


def _is_published(path: str, site: JekyllSite) -> bool:
    """Tell whether Jekyll copies a file as it is."""
    parts = path.split("/")
    hidden = any(part.startswith(("_", "#")) for part in parts) or parts[-1] in MACHINERY
    return not hidden and not path.endswith((*TEXTS, *OTHER_TEXTS)) and not is_excluded(path, site)


TEMPLATE = re.compile(r"\{%-?\s*(?:for|if|assign|capture|paginate|unless)\b|\{\{-?\s*content\b")
GIVEN = ("permalink", "author", "lang")
"""The front matter that a configuration may give to many."""
How = Callable[[str, Mapping[str, Any], JekyllSite], BlogEntry]


def _entry(path: str, place: Path, site: JekyllSite, notes: list[ReportNote]) -> BlogEntry | None:
    """Read a file that may be a post, a page or neither."""
    how = _how(path, site)
    texts = (*TEXTS, *OTHER_TEXTS) if how is page else (*TEXTS, *OTHER_TEXTS, ENDING)
    if how is None or not path.endswith(texts):
        return None
    values = _parted(path, place, is_page=how is page)
    if isinstance(values, str):
        notes.append(ReportNote("left out", path, values))
        return None
    front = {**_defaults(path, site, how), **values.front}
    entry = converted(how(path, front, site), values.body, front, site)
    return structs.replace(entry, notebook=values.notebook)


def _parted(path: str, place: Path, *, is_page: bool) -> SplitSource | str:
    """Return front matter and body, or why there is nothing to import."""
    if path.endswith(OTHER_TEXTS):
        return "only Markdown and HTML are read"
    values = (open_notebook if path.endswith(ENDING) else open_source)(place, path)
    if isinstance(values, Problem):
        return f"{values.place}: {values.message}"
    if values.notebook:
        return values
    if is_page and not values.form:
        return "it has no front matter, so it is no page"
    is_html = path.endswith((".html", ".htm"))
    if is_page and (not values.body.strip() or (is_html and TEMPLATE.search(values.body))):
        return "it is a template, which a theme has in Postrock"
    return values


def _how(path: str, site: JekyllSite) -> How | None:
    first = path.split("/", maxsplit=1)[0]
    if first == "_notebooks" and path.endswith(ENDING):
        return post if NAME.match(posixpath.basename(path)) else draft
    if POST.match(path):
        return post if NAME.match(posixpath.basename(path)) else None
    if first == "_drafts" or "/_drafts/" in path:
        return draft
    if first.startswith("_") and first[1:] in collections(site):
        return document
    hidden = any(part.startswith("_") for part in path.split("/"))
    return None if hidden or is_excluded(path, site) else page


def _defaults(path: str, site: JekyllSite, how: How) -> dict[str, Any]:
    """Return the front matter that the configuration gives to a path."""
    kinds: dict[How, tuple[str, ...]]
    kinds = {post: ("posts",), draft: ("drafts", "posts"), page: ("pages",)}
    found: dict[str, Any] = {}
    written = site.config.get("defaults")
    for each in written if isinstance(written, list) else []:
        scope = each.get("scope") if isinstance(each, dict) else None
        values = each.get("values") if isinstance(each, dict) else None
        if isinstance(scope, dict) and isinstance(values, dict):
            folder, kind = text_of(scope.get("path")).strip("/"), text_of(scope.get("type"))
            of_kind = not kind or kind in kinds.get(how, (path.split("/", maxsplit=1)[0][1:],))
            if of_kind and (not folder or path == folder or path.startswith(f"{folder}/")):
                found |= {key: values[key] for key in GIVEN if key in values}
    return found
