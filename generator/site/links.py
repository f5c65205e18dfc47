"""Links by source path: where each leads, or what is wrong with it."""

import posixpath
from collections.abc import Collection, Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

from generator.engine import Blob
from generator.markup.parts import Link
from generator.problems import Place, Problem, nearest
from generator.site.catalogue import Catalogue, Held, Page, bundle

SOURCES = (".md", ".markdown")


class Target(Struct, frozen=True):
    """Where a link leads: an address without the base path, and the file that must be published."""

    url: str
    file: str = ""


class Addresses(Struct, frozen=True):
    """All that can be linked to: documents, files, and addresses that the site makes."""

    catalogue: Catalogue
    files: Mapping[str, Blob]
    made: frozenset[str]
    held: Mapping[str, Held]
    bundles: Mapping[str, Page]
    unread: frozenset[str]


def addresses(
    catalogue: Catalogue,
    files: Mapping[str, Blob],
    made: Collection[str],
    unread: Collection[str] = (),
) -> Addresses:
    """Collect what links are looked up in; ``made`` are addresses such as ``/tags/``.

    ``unread`` are sources that could not be read: what is wrong with them is told
    already, so a link to one is no second problem.
    """
    bundles = {bundle(page.path): page for page in catalogue.all if bundle(page.path)}
    held = {entry.path: entry for entry in catalogue.held}
    urls = frozenset(made) | {page.url for page in catalogue.all}
    return Addresses(catalogue, files, urls, held, bundles, frozenset(unread))


def resolve(link: Link, page_path: str, known: Addresses) -> Target | Problem:
    """Find where a link in a document leads."""
    address, hash_mark, anchor = link.href.partition("#")
    address, question, query = address.partition("?")
    tail = question + query + hash_mark + anchor
    if not address:
        page = known.catalogue.by_path[page_path]
        return _to_page(link, page, tail, anchor)
    path = _source_path(unquote(address), page_path)
    if (page := _page_at(path, known)) is not None:
        return _to_page(link, page, tail, anchor, own=page.path == page_path)
    if (file := _file_at(path, address, known)) is not None:
        return Target(quote(file_url(file, known)) + tail, file)
    if address.startswith("/") and address in known.made:
        return Target(address + tail)
    if path in known.unread or f"{path}index.md" in known.unread:
        return Target("/")
    return _broken(link, path, page_path, known)


def file_url(file: str, known: Addresses) -> str:
    """Return the address that a file of the site is published at."""
    folder = posixpath.dirname(file) + "/"
    while folder not in ("/", "content/"):
        if folder in known.bundles:
            return known.bundles[folder].url + file[len(folder) :]
        folder = posixpath.dirname(folder.rstrip("/")) + "/"
    return "/" + file.removeprefix("content/").removeprefix("static/")


def _source_path(address: str, page_path: str) -> str:
    base = "content" if address.startswith("/") else posixpath.dirname(page_path)
    path = posixpath.normpath(posixpath.join(base, address.lstrip("/")))
    return path + "/" if address.endswith("/") else path


def _page_at(path: str, known: Addresses) -> Page | None:
    pages = known.catalogue.by_path
    spellings = [path]
    if path.endswith("/"):
        spellings = [f"{path}index{ending}" for ending in SOURCES]
    return next((pages[spelling] for spelling in spellings if spelling in pages), None)


def _file_at(path: str, address: str, known: Addresses) -> str | None:
    static = "content/static/" + path.removeprefix("content/")
    for spelling in (path, static) if address.startswith("/") else (path,):
        inside = spelling.startswith("content/") and not spelling.endswith(SOURCES)
        if inside and spelling in known.files and not _in_held_bundle(spelling, known):
            return spelling
    return None


def _in_held_bundle(path: str, known: Addresses) -> bool:
    return any(bundle(held) and path.startswith(bundle(held)) for held in known.held)


def _to_page(
    link: Link, page: Page, tail: str, anchor: str, *, own: bool = True
) -> Target | Problem:
    anchors = page.document.markup.anchors
    if anchor and unquote(anchor) not in anchors and not anchor.startswith(":~:"):
        place = "this page" if own else page.path
        return _problem(link, f'no heading or figure "#{anchor}" in {place}', anchor, anchors, "#")
    return Target(quote(page.url) + tail)


def _broken(link: Link, path: str, page_path: str, known: Addresses) -> Problem:
    if path in known.held:
        reason = known.held[path].reason
        return _problem(link, f"{path} is {_article(reason)} and is not published", "", ())
    candidates = [*known.catalogue.by_path, *(f for f in known.files if f.startswith("content/"))]
    shown = {_as_written(candidate, link.href, page_path): candidate for candidate in candidates}
    return _problem(link, f'"{link.href}" leads nowhere: there is no {path}', link.href, shown)


def _as_written(candidate: str, href: str, page_path: str) -> str:
    if href.startswith("/"):
        return "/" + candidate.removeprefix("content/")
    return posixpath.relpath(candidate, posixpath.dirname(page_path))


def _article(reason: str) -> str:
    return {"draft": "a draft", "scheduled": "scheduled for later", "expired": "expired"}[reason]


def _problem(
    link: Link, message: str, wanted: str, known: Collection[str], mark: str = ""
) -> Problem:
    near = nearest(wanted, known) if wanted else None
    hint = f'did you mean "{mark}{near}"?' if near else ""
    return Problem(message, link.place, hint, link.source)


def front_link(href: str, place: Place, source: str) -> Link:
    """Make a link of an address that stands in front matter or site.yaml."""
    return Link(href, place, source, "image")
