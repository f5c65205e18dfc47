"""Links by source path: where each leads, or what is wrong with it."""

import posixpath
from collections.abc import Collection, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

from msgspec import Struct, structs

from generator.data.prose.values import Param
from generator.markup.addresses import hint_for
from generator.markup.parts import Link, LinkKind
from generator.problems import Place, Problem, nearest, suggestion
from generator.site.held import Held
from generator.site.placing import bundle
from generator.site.slug import CELLS, SOURCES, STATIC, is_source
from generator.site.targets import Face, Faces, wrong_state
from generator.site.walk import in_one_form

Figure = tuple[str, str]
"""The path of a document, and the name of a figure in it."""


class Target(Struct, frozen=True):
    """Where a link leads: an address without the base path, and the file that must be published.

    Where it sets a figure's params, ``moves`` is the path of the document with that figure.
    """

    url: str
    file: str = ""
    moves: str = ""


class Addresses(Struct, frozen=True):
    """All that can be linked to: pages by their faces, files, and addresses that the site makes.

    ``unread`` are sources that could not be read: what is wrong with them is told already, so a
    link to one is no second problem.
    """

    faces: Faces
    files: frozenset[str]
    made: frozenset[str]
    held: Mapping[str, Held]
    unread: frozenset[str] = frozenset()
    params: Mapping[Figure, tuple[Param, ...]] = {}
    """What readers may move in each figure that could be drawn."""
    states: Mapping[Figure, tuple[str, ...]] = {}
    """The fragments that links of the site lead to, by the figure that they set."""


def resolve(link: Link, page_path: str, known: Addresses) -> Target | Problem:
    """Find where a link in a document leads, or the file that it shows."""
    found = _found(link, page_path, known)
    if link.kind == "link" or isinstance(found, Problem) or found.file:
        return found
    message = f'"{link.href}" is no file that could be shown'
    return Problem(message, link.place, "what is shown has a name such as photo.jpg", link.source)


def _found(link: Link, page_path: str, known: Addresses) -> Target | Problem:
    address, hash_mark, anchor = link.href.partition("#")
    address, question, query = address.partition("?")
    tail = question + query + hash_mark + anchor
    plain = in_one_form(unquote(address))
    path = _source_path(plain, page_path)
    if query and (page := _row_at(path, query, known)) is not None:
        tail = hash_mark + anchor
        return _to_page(link, page, tail, anchor, known, own=page.path == page_path)
    if (page := _page_at(path, plain, page_path, known)) is not None:
        return _to_page(link, page, tail, anchor, known, own=page.path == page_path)
    if (file := _file_at(path, plain, known)) is not None:
        return Target(_quoted(file_url(file, known)) + tail, file)
    if plain in known.made:
        return Target(quote(plain) + tail)
    if not known.unread.isdisjoint(_spellings(path)):
        return Target("/")
    return _broken(link, path, page_path, known)


def file_url(file: str, known: Addresses) -> str:
    """Return the address that a file of the site is published at."""
    folder, holders = file.rpartition("/")[0], known.faces.by_folder
    while folder not in ("", "content"):
        if f"{folder}/" in holders:
            return holders[f"{folder}/"].url + file[len(folder) + 1 :]
        folder = folder.rpartition("/")[0]
    return "/" + file.removeprefix("content/").removeprefix("static/")


def _source_path(address: str, page_path: str) -> str:
    base = "content" if address.startswith("/") else posixpath.dirname(page_path)
    path = posixpath.normpath(posixpath.join(base, address.lstrip("/")))
    return path + "/" if address.endswith("/") else path


def _page_at(path: str, address: str, page_path: str, known: Addresses) -> Face | None:
    pages = known.faces.by_path
    if not address:
        return pages[page_path]
    for spelling in _spellings(path):
        if spelling in pages:
            return pages[spelling]
    return known.faces.by_url.get(address)


def _row_at(path: str, query: str, known: Addresses) -> Face | None:
    """Return the page of a row, which a link names by what its address is made of."""
    asked = in_one_form(unquote(query))
    found = (known.faces.by_path.get(f"{spelling}?{asked}") for spelling in _spellings(path))
    return next((page for page in found if page is not None), None)


def _spellings(path: str) -> tuple[str, ...]:
    return tuple([f"{path}index{ending}" for ending in SOURCES]) if path.endswith("/") else (path,)


def _file_at(path: str, address: str, known: Addresses) -> str | None:
    static = STATIC + path.removeprefix("content/")
    spellings = (path, static) if address.startswith("/") else (path,)
    for spelling in spellings:
        if _is_file(spelling, known):
            return spelling
    return None


def _is_file(path: str, known: Addresses) -> bool:
    """Tell whether this is a file that may be published as it is."""
    if not path.startswith("content/") or path not in known.files:
        return False
    return not _is_read(path, known) and _holder(path, known) is None


def _is_read(path: str, known: Addresses) -> bool:
    """Tell whether this is the source of a post or a page, published or not."""
    if not path.endswith(CELLS):
        return is_source(path)
    return path in known.faces.by_path or path in known.held or path in known.unread


_quoted = lru_cache(10_000)(quote)
"""Many links lead to one place."""


def _holder(path: str, known: Addresses) -> Held | None:
    """Return the unpublished document that a file belongs to, if it belongs to one.

    It belongs to that of the nearest folder.
    """
    holders = {folder: held for held in known.held.values() if (folder := bundle(held.path))}
    folder = path if holders else ""
    while folder := folder.rpartition("/")[0]:
        if f"{folder}/" in holders:
            return holders[f"{folder}/"]
        if f"{folder}/" in known.faces.by_folder:
            break
    return None


def _to_page(
    link: Link, page: Face, tail: str, anchor: str, known: Addresses, *, own: bool = True
) -> Target | Problem:
    anchors = page.anchors
    url = _quoted(page.url) + tail
    if not anchor or unquote(anchor) in anchors or anchor.startswith(":~:"):
        return Target(url)
    figure, question, state = anchor.partition("?")
    if question and figure in page.figures:
        params = known.params.get((page.path, figure))
        wrong = wrong_state(figure, state, params) if params is not None else None
        if wrong is None:
            return Target(url, moves=page.path)
        return Problem(wrong.message, link.place, wrong.hint, link.source)
    place = "this page" if own else page.path
    return _problem(link, f'no heading or figure "#{figure}" in {place}', figure, anchors, "#")


def _broken(link: Link, path: str, page_path: str, known: Addresses) -> Problem:
    held = next((known.held[each] for each in _spellings(path) if each in known.held), None)
    if held is not None:
        return _problem(link, f"{held.path} is {_why(held)} and is not published", "", ())
    holder = _holder(path, known)
    if holder is not None and path in known.files:
        message = f"{path} belongs to {holder.path}, which is {_why(holder)} and is not published"
        return _problem(link, message, "", ())
    rows = [page for page in known.faces.by_path.values() if "?" in page.path]
    if own := [page for page in rows if page.path.rpartition("?")[0] in _spellings(path)]:
        return _no_row(link, own, page_path)
    files = [file for file in sorted(known.files) if _is_file(file, known)]
    candidates = [*known.faces.by_path, *files, *(f"content{page.url}" for page in rows)]
    shown = {_as_written(candidate, link.href, page_path): candidate for candidate in candidates}
    is_outside = not path.startswith("content/")
    why = "it leads out of content/" if is_outside else f"there is no {path}"
    found = _problem(link, f'"{link.href}" leads nowhere: {why}', link.href, shown)
    return found if found.hint else structs.replace(found, hint=hint_for(link.href))


def _no_row(link: Link, rows: Collection[Face], page_path: str) -> Problem:
    """Say that a link to a source of data pages leads to none of them."""
    shown = [_as_written(page.path, link.href, page_path) for page in rows]
    address, question, query = link.href.partition("#")[0].partition("?")
    message = f'no row of "{address}" is called {unquote(query)}'
    if not question:
        message = f'"{address}" is a page for each row of a table'
    hint = suggestion(link.href, shown, f"such as {shown[0]}")
    return Problem(message, link.place, hint, link.source)


def _as_written(candidate: str, href: str, page_path: str) -> str:
    if href.startswith("/"):
        return "/" + candidate.removeprefix("content/")
    return posixpath.relpath(candidate, posixpath.dirname(page_path))


def _why(held: Held) -> str:
    reasons = {"draft": "a draft", "scheduled": "scheduled for later", "expired": "expired"}
    return reasons[held.reason]


def _problem(
    link: Link, message: str, wanted: str, known: Collection[str], mark: str = ""
) -> Problem:
    near = nearest(wanted, known) if wanted else None
    hint = f'did you mean "{mark}{near}"?' if near else ""
    return Problem(message, link.place, hint, link.source)


def front_link(href: str, place: Place, source: str, kind: LinkKind = "image") -> Link:
    """Make a link of an address that stands in front matter or site.yaml."""
    return Link(href, place, source, kind)
