"""Find the posts, drafts and pages among a site's files."""

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generator.importers.fencing import SplitSource, split_source
from generator.importers.foreign import text_of
from generator.importers.found import BlogEntry, ReportNote
from generator.importers.jekyll.documents import NAME, POST, converted, document, draft, page, post
from generator.importers.jekyll.site import OTHER_TEXTS, TEXTS, JekyllSite, collections, is_excluded
from generator.importers.texts import open_text
from generator.problems import Problem

TEMPLATE = re.compile(r"\{%-?\s*(?:for|if|assign|capture|paginate|unless)\b|\{\{-?\s*content\b")
How = Callable[[str, Mapping[str, Any], JekyllSite], BlogEntry]


def read_entry(
    path: str, place: Path, site: JekyllSite, notes: list[ReportNote]
) -> BlogEntry | None:
    """Read a file that may be a post, a page or neither."""
    how = _how(path, site)
    if how is None or not path.endswith((*TEXTS, *OTHER_TEXTS)):
        return None
    values = _parted(path, place, is_page=how is page)
    if isinstance(values, str):
        notes.append(ReportNote("left out", path, values))
        return None
    front = {**_defaults(path, site, how), **values.front}
    return converted(how(path, front, site), values.body, front, site)


def _parted(path: str, place: Path, *, is_page: bool) -> SplitSource | str:
    """Return front matter and body, or why there is nothing to import."""
    if path.endswith(OTHER_TEXTS):
        return "only Markdown and HTML are read"
    text = open_text(place, path)
    values = text if isinstance(text, Problem) else split_source(text, path)
    if isinstance(values, Problem):
        return f"{values.place}: {values.message}"
    if is_page and not values.form:
        return "it has no front matter, so it is no page"
    is_html = path.endswith((".html", ".htm"))
    if is_page and (not values.body.strip() or (is_html and TEMPLATE.search(values.body))):
        return "it is a template, which a theme has in Postrock"
    return values


def _how(path: str, site: JekyllSite) -> How | None:
    first = path.split("/", maxsplit=1)[0]
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
    kinds: dict[How, tuple[str, ...]] = {
        post: ("posts",),
        draft: ("drafts", "posts"),
        page: ("pages",),
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
