"""Old addresses: what each led to in the old site, and where that is now."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from msgspec import Struct

from generator.importers.old_site import SOURCE, BlogEntry, OldSite, Placed, SiteInfo
from generator.site.slug import STATIC, slugify

NOWHERE = "https://old-site.invalid/"
"""Stands for the old site where that does not say where it was; no address there can exist."""


class AddressMap(Struct, frozen=True):
    """Where things of the old site are now, by the addresses and paths that they had.

    ``pages`` and ``files`` lead from old addresses, without a final slash or ``index.html``, to
    paths in the new site; ``sources`` do so from paths in the old one.
    """

    site: SiteInfo
    pages: Mapping[str, str]
    files: Mapping[str, str]
    sources: Mapping[str, str]
    names: Mapping[str, str]
    """From the last part of a source's path, where only one has it."""
    entries: Mapping[str, str] = {}
    """From the name of an entry, where only one has it."""


class EntryLink(NamedTuple):
    """An address in an entry."""

    href: str
    entry: BlogEntry
    path: str


def address_map(found: OldSite, placed: Sequence[Placed]) -> AddressMap:
    """Gather where everything went."""
    pages: dict[str, str] = {}
    sources: dict[str, str] = {}
    files: dict[str, str] = {bare(old): static_path(old) for old in found.files}
    for path, entry in placed:
        sources[entry.source] = path
        for old in (*([entry.old] if entry.old else []), *entry.aliases):
            pages.setdefault(bare(old), path)
        folder, holder = posixpath.dirname(entry.source), posixpath.dirname(path)
        for name in entry.files:
            sources.setdefault(posixpath.join(folder, name), f"{holder}/{name}")
            if entry.old:
                files.setdefault(bare(posixpath.join(_folder(entry.old), name)), f"{holder}/{name}")
    for source, address in found.sources.items():
        sources.setdefault(source, static_path(address))
    named = Counter(entry.name for _, entry in placed)
    entries = {entry.name: path for path, entry in placed if named[entry.name] == 1}
    return AddressMap(found.site, pages, files, sources, _unique_names(sources), entries)


def static_path(address: str) -> str:
    """Return where a file that keeps its address stands in the new site."""
    return STATIC + unquote(address).lstrip("/")


def bare(address: str) -> str:
    """Return what all spellings of an address share."""
    path = unquote(address).strip()
    path = re.sub("/+", "/", "/" + path)
    for ending in ("/index.html", "/index.htm", ".html", ".htm"):
        if path.endswith(ending):
            return path.removesuffix(ending) or "/"
    return path.rstrip("/") or "/"


def within(site: SiteInfo, href: str) -> str:
    """Return an address from the root of the old site, where it says host or base path."""
    base = parts_of(site.base_url)
    if "//" in href:
        if not base.hostname or _host(parts_of(href).hostname) != _host(base.hostname):
            return href
        href = href.partition("//")[2].partition("/")[2]
        href = f"/{href}"
    path = base.path.rstrip("/")
    if path and (href == path or href.startswith((f"{path}/", f"{path}#"))):
        return href[len(path) :] or "/"
    return href


def parts_of(address: str) -> SplitResult:
    """Part an address as browsers do; one that is none has no parts."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _host(name: str | None) -> str:
    return (name or "").lower().removeprefix("www.")


def find(link: EntryLink, known: AddressMap) -> str | None:
    """Return the path in the new site of what an address led to, or nothing."""
    address = unquote(re.split(r"[?#]", link.href, maxsplit=1)[0])
    if address.startswith(SOURCE):
        return _by_source(address.removeprefix(SOURCE), known)
    address = within(known.site, address)
    if not address:
        return link.path
    for each in _readings(address, link.entry):
        spellings = (bare(each), re.sub(r"/+", "/", each))
        for table in (known.pages, known.files):
            if (path := next((table[one] for one in spellings if one in table), None)) is not None:
                return path
    source = posixpath.normpath(posixpath.join(posixpath.dirname(link.entry.source), address))
    relative = not address.startswith("/")
    return known.sources.get(source) if relative else None


def guess(link: EntryLink, known: AddressMap) -> str:
    """Return the one entry whose name an address ends in, or nothing: it moved once, perhaps."""
    address = within(known.site, unquote(re.split(r"[?#]", link.href, maxsplit=1)[0]))
    name = bare(address).rpartition("/")[2] if not address.startswith(SOURCE) else ""
    return known.entries.get(slugify(name), "") if "-" in name else ""


def _readings(address: str, entry: BlogEntry) -> Iterator[str]:
    """Yield what an address may mean: as a browser reads it, and as if its folder were one more."""
    if address.startswith("/"):
        yield posixpath.normpath(address)
        return
    for base in dict.fromkeys((_folder(entry.old), f"{bare(entry.old)}/")):
        yield posixpath.normpath(posixpath.join(base or "/", address))
    yield posixpath.normpath(f"/{address}")


def _by_source(path: str, known: AddressMap) -> str | None:
    path = posixpath.normpath(path)
    spellings = (path, *(f"{path}{ending}" for ending in (".md", ".markdown", "/index.md")))
    found = next((known.sources[each] for each in spellings if each in known.sources), None)
    name = posixpath.basename(path)
    return found or next(
        (known.names[each] for each in (name, f"{name}.md") if each in known.names), None
    )


def _unique_names(sources: Mapping[str, str]) -> dict[str, str]:
    names: dict[str, list[str]] = {}
    for source, path in sources.items():
        name = posixpath.basename(source)
        if name in ("index.md", "index.markdown"):
            name = posixpath.basename(posixpath.dirname(source))
        names.setdefault(name, []).append(path)
    return {name: paths[0] for name, paths in names.items() if len(set(paths)) == 1}


def _folder(address: str) -> str:
    return address if address.endswith("/") else posixpath.dirname(address).rstrip("/") + "/"


def outside(link: EntryLink, known: AddressMap) -> str:
    """Return an address of the old site for what is not in the new one."""
    href = link.href.removeprefix(SOURCE[:-1])
    href = within(known.site, href)
    if not href.startswith("/"):
        href = posixpath.join(_folder(link.entry.old or "/"), href)
    base = known.site.base_url or NOWHERE
    path, mark, rest = href.partition("#")
    path, question, query = path.partition("?")
    plain = quote(unquote(posixpath.normpath(path)), safe="/%:@!$&'()*+,;=~")
    slash = "/" if path.endswith("/") and not plain.endswith("/") else ""
    return f"{base.rstrip('/')}/{plain.lstrip('/')}{slash}{question}{query}{mark}{rest}"
