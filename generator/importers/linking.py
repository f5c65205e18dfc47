"""Rewrite the links of entries: to sources and files of the new site, or to the old site."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote, unquote

from msgspec import Struct, structs

from generator.importers.addresses import STATIC, Asked, Moved, find, outside, within
from generator.importers.found import SOURCE, Note
from generator.importers.parsing import Sheet
from generator.markup.parts import Link
from generator.problems import Problem
from generator.site.links import Addresses, front_link, resolve

OWN = re.compile(r"""(\]\(\s*<?|\]:\s*<?|\b(?:href|src|poster)\s*=\s*["']?)(https?:)?//([^\s"'<>)/]+)""")


class Linked(Struct, frozen=True):
    """An entry with its links as they will be, and the files that it uses."""

    sheet: Sheet
    files: frozenset[str] = frozenset()


class Library(Struct, frozen=True):
    """What links are looked up in: the old site's addresses, and the new site's as a build does."""

    moved: Moved
    known: Addresses


class _Answer(Struct, frozen=True):
    href: str
    file: str = ""
    why: str = ""


def from_root(body: str, known: Moved) -> str:
    """Let links that name the old site's host begin at its root instead."""
    if not known.site.base_url:
        return body

    def shorter(match: re.Match[str]) -> str:
        address = f"{match[2] or 'https:'}//{match[3]}/"
        return match[1] if within(known.site, address) != address else match[0]

    return OWN.sub(shorter, body)


def relink(sheet: Sheet, library: Library) -> Linked:
    """Rewrite all links of an entry."""
    answers = {link: _answer(link, sheet, library) for link in sheet.document.markup.links}
    text = _rewritten(sheet.text, answers)
    body = text[len(sheet.text) - len(_written_body(sheet)) - 1 :] if text != sheet.text else None
    image, more = _image(sheet, library)
    told = [*answers.values(), more]
    notes = [Note("changed", sheet.entry.source, each.why) for each in told if each.why]
    extra = dict(sheet.entry.extra)
    if sheet.entry.image and not image:
        extra["image"] = sheet.entry.image
    entry = structs.replace(
        sheet.entry,
        body=sheet.entry.body if body is None else body,
        image=image,
        extra=extra,
        notes=(*sheet.entry.notes, *dict.fromkeys(notes)),
    )
    files = frozenset(each.file for each in told if each.file)
    return Linked(structs.replace(sheet, entry=entry), files)


def _written_body(sheet: Sheet) -> str:
    return sheet.entry.body.strip("\n").rstrip()


def _image(sheet: Sheet, library: Library) -> tuple[str, _Answer]:
    image = sheet.entry.image
    if not image or "://" in within(library.moved.site, image):
        return image, _Answer(image)
    place, source = sheet.document.front.place_of("image")
    answer = _answer(front_link(image, place, source), sheet, library)
    if answer.file:
        return unquote(answer.href), answer
    return "", _Answer("", why=f"its image {image} is not there: kept under extra")


def _answer(link: Link, sheet: Sheet, library: Library) -> _Answer:
    asked = Asked(link.href, sheet.entry, sheet.path)
    anchor = link.href.partition("#")[2]
    path = find(asked, library.moved)
    if path is not None and path not in library.known.held:
        if path.startswith("content/") and not _is_source(path, library.known):
            return _Answer(_to_file(path, sheet.path), path)
        return _to_page(path, anchor, sheet, library.known)
    written = within(library.moved.site, link.href)
    if not written.startswith(SOURCE):
        own = resolve(structs.replace(link, href=written), sheet.path, library.known)
        if not isinstance(own, Problem):
            return _Answer(written, own.file)
    address = outside(asked, library.moved)
    return _Answer(address, why=f"{link.href.removeprefix(SOURCE)} is not here: it leads to {address}")


def _is_source(path: str, known: Addresses) -> bool:
    return path in known.catalogue.by_path or path in known.held


def _to_file(path: str, page: str) -> str:
    if path.startswith(STATIC):
        return "/" + quote(path.removeprefix(STATIC))
    return quote(posixpath.relpath(path, posixpath.dirname(page)))


def _to_page(path: str, anchor: str, sheet: Sheet, known: Addresses) -> _Answer:
    page = known.catalogue.by_path[path]
    href = "" if path == sheet.path else quote(posixpath.relpath(path, posixpath.dirname(sheet.path)))
    if not anchor:
        return _Answer(href or "#")
    anchors = page.document.markup.anchors
    if unquote(anchor) in anchors or anchor.startswith(":~:"):
        return _Answer(f"{href}#{anchor}")
    alike = {_letters(each): each for each in reversed(anchors)}
    if near := alike.get(_letters(unquote(anchor))):
        return _Answer(f"{href}#{near}")
    return _Answer(href or "#", why=f"no heading #{anchor} is in {path}: the link leads to its top")


def _letters(anchor: str) -> str:
    return re.sub(r"[\W_]", "", anchor).lower()


def _rewritten(text: str, answers: Mapping[Link, _Answer]) -> str:
    edits: dict[int, tuple[str, str]] = {}
    elsewhere: list[tuple[str, str]] = []
    starts = _line_starts(text)
    for link, answer in answers.items():
        if answer.href == link.href:
            continue
        at = starts[link.place.line - 1] + link.place.column - 1 if link.place.line else -1
        written = next((each for each in _spelt(link.href) if at >= 0 and text.startswith(each, at)), "")
        if written:
            edits[at] = written, answer.href
        else:
            elsewhere.append((link.href, answer.href))
    for at, (old, new) in sorted(edits.items(), reverse=True):
        text = text[:at] + _fitting(new, text[at - 1]) + text[at + len(old) :]
    return _replaced(text, elsewhere)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _spelt(href: str) -> Iterable[str]:
    return dict.fromkeys((href, escape(href), href.replace("&", "&amp;"), href.replace(" ", "%20")))


def _fitting(address: str, before: str) -> str:
    """Spell an address so that it can stand behind a character."""
    if before in "\"'":
        return escape(address)
    return address if before == "<" else address.replace("(", "%28").replace(")", "%29")


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Replace addresses whose place could not be told, wherever one may stand."""
    for old, new in pairs:
        for each in _spelt(old):
            pattern = rf"""(\]\(\s*<?|\]:\s*<?|=\s*["']?){re.escape(each)}(?=[\s)>"']|$)"""
            text = re.sub(pattern, lambda match: match[1] + _fitting(new, match[1][-1]), text)
    return text
