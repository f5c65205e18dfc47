"""Rewrite the links of entries: to sources and files of the new site, or to the old site."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote, unquote

from msgspec import Struct, structs

from generator.importers.addresses import (
    AddressMap,
    EntryLink,
    find,
    guess,
    outside,
    within,
)
from generator.importers.markdown import in_prose
from generator.importers.old_site import SOURCE
from generator.importers.repair import ParsedEntry
from generator.markup.parts import Link
from generator.problems import Problem
from generator.site.links import Addresses, front_link, resolve
from generator.site.slug import STATIC

BEFORE = r"""(\]\(\s*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?|\b(?:href|src|poster|data)\s*=\s*["']?)"""
AFTER = r"""(?=[\s)>"']|$)"""
HOST = r"""(https?:)?//([^\s"'<>)/]+)"""
OWN = re.compile(rf"""(\]\(\s*<?|\]:\s*<?|\b(?:href|src|poster)\s*=\s*["']?){HOST}""")
LIST = re.compile(r"""\bsrcset\s*=\s*(?:"[^"]*"|'[^']*')""")
BEFORE_LISTED, AFTER_LISTED = r"""(?<![^\s,"'])""", r"""(?=,*(?:[\s"']|$))"""
OWN_LISTED = re.compile(f"{BEFORE_LISTED}(){HOST}")


class LinkedEntry(Struct, frozen=True):
    """An entry with its links as they will be, and the files that it uses."""

    parsed: ParsedEntry
    files: frozenset[str] = frozenset()


class LinkIndex(Struct, frozen=True):
    """What links are looked up in: the old site's addresses, and the new site's as a build does."""

    address_map: AddressMap
    known: Addresses


class _NewLink(Struct, frozen=True):
    href: str
    file: str = ""
    why: str = ""


def from_root(body: str, known: AddressMap) -> str:
    """Let links that name the old site's host begin at its root instead."""
    if not known.site.base_url:
        return body

    def shorter(match: re.Match[str]) -> str:
        address = f"{match[2] or 'https:'}//{match[3]}/"
        return match[1] if within(known.site, address) != address else match[0]

    def changed(prose: str) -> str:
        return OWN.sub(shorter, LIST.sub(lambda found: OWN_LISTED.sub(shorter, found[0]), prose))

    return in_prose(body, changed)


def relink(parsed: ParsedEntry, index: LinkIndex) -> LinkedEntry:
    """Rewrite all links of an entry."""
    answers = {link.href: _answer(link, parsed, index) for link in parsed.document.markup.links}
    hrefs = {old: each.href for old, each in answers.items()}
    entry = parsed.entry.rewritten(lambda text: rewritten(text, hrefs))
    image, more = _image(parsed, index)
    new = [*answers.values(), more]
    extra = dict(parsed.entry.extra)
    if parsed.entry.image and not image:
        extra["image"] = parsed.entry.image
    reasons = dict.fromkeys(each.why for each in new if each.why)
    entry = entry.noted(*reasons, image=image, extra=extra)
    files = frozenset(each.file for each in new if each.file)
    return LinkedEntry(structs.replace(parsed, entry=entry), files)


def _image(parsed: ParsedEntry, index: LinkIndex) -> tuple[str, _NewLink]:
    image = parsed.entry.image
    if not image or "://" in within(index.address_map.site, image):
        return image, _NewLink(image)
    place, source = parsed.document.front.place_of("image")
    answer = _answer(front_link(image, place, source), parsed, index)
    if answer.file:
        return unquote(answer.href), answer
    return "", _NewLink("", why=f"its image {image} is not there: kept under extra")


def _answer(link: Link, parsed: ParsedEntry, index: LinkIndex) -> _NewLink:
    asked = EntryLink(link.href, parsed.entry, parsed.path)
    anchor = link.href.partition("#")[2]
    path = find(asked, index.address_map)
    if path is not None and path not in index.known.held:
        if path.startswith("content/") and not _is_source(path, index.known):
            return _NewLink(_to_file(path, parsed.path), path)
        return _to_page(path, anchor, parsed, index.known)
    written = within(index.address_map.site, link.href)
    if not written.startswith(SOURCE):
        own = resolve(structs.replace(link, href=written), parsed.path, index.known)
        if not isinstance(own, Problem):
            return _NewLink(written, own.file)
    guessed = guess(asked, index.address_map)
    if guessed in index.known.faces.by_path:
        made = _to_page(guessed, anchor, parsed, index.known)
        why = f"{link.href} is not here: it is taken for {guessed}"
        return structs.replace(made, why=made.why or why)
    address = outside(asked, index.address_map)
    return _NewLink(
        address, why=f"{link.href.removeprefix(SOURCE)} is not here: it leads to {address}"
    )


def _is_source(path: str, known: Addresses) -> bool:
    return path in known.faces.by_path or path in known.held


def _to_file(path: str, page: str) -> str:
    if path.startswith(STATIC):
        return "/" + quote(path.removeprefix(STATIC))
    return quote(posixpath.relpath(path, posixpath.dirname(page)))


def _to_page(path: str, anchor: str, parsed: ParsedEntry, known: Addresses) -> _NewLink:
    page = known.faces.by_path[path]
    href = (
        ""
        if path == parsed.path
        else quote(posixpath.relpath(path, posixpath.dirname(parsed.path)))
    )
    if not anchor:
        return _NewLink(href or "#")
    anchors = page.anchors
    if unquote(anchor) in anchors or anchor.startswith(":~:"):
        return _NewLink(f"{href}#{anchor}")
    alike = {_letters(each): each for each in reversed(anchors)}
    if near := alike.get(_letters(unquote(anchor))):
        return _NewLink(f"{href}#{near}")
    return _NewLink(
        href or "#", why=f"no heading #{anchor} is in {path}: the link leads to its top"
    )


def _letters(anchor: str) -> str:
    return re.sub(r"[\W_]", "", anchor).lower()


def rewritten(text: str, answers: Mapping[str, str]) -> str:
    """Put other addresses in the place of some, wherever one may stand in prose."""
    spelt = {
        each: new for old, new in answers.items() for each in _spelt(old) if old and old != new
    }
    if not spelt:
        return text
    longest = sorted(spelt, key=len, reverse=True)
    names = f"({'|'.join(map(re.escape, longest))})"
    pattern = re.compile(BEFORE + names + AFTER, re.MULTILINE)
    listed = re.compile(BEFORE_LISTED + names + AFTER_LISTED)

    def put(prose: str) -> str:
        prose = pattern.sub(lambda m: m[1] + _fitting(spelt[m[2]], m[1][-1]), prose)
        return LIST.sub(lambda m: listed.sub(lambda each: escape(spelt[each[1]]), m[0]), prose)

    return in_prose(text, put)


def _spelt(href: str) -> Iterable[str]:
    return dict.fromkeys((href, escape(href), href.replace("&", "&amp;"), href.replace(" ", "%20")))


def _fitting(address: str, before: str) -> str:
    """Spell an address so that it can stand behind a character."""
    if before in "\"'":
        return escape(address)
    return address if before == "<" else address.replace("(", "%28").replace(")", "%29")


def dead_links(parsed: ParsedEntry, index: LinkIndex) -> Mapping[str, str]:
    """Return what addresses that still lead nowhere are to be, as a build would complain."""
    wrong = (
        link.href
        for link in parsed.document.markup.links
        if isinstance(resolve(link, parsed.path, index.known), Problem)
    )
    return {
        href: outside(EntryLink(href, parsed.entry, parsed.path), index.address_map)
        for href in dict.fromkeys(wrong)
    }
