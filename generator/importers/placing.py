"""Where entries, aliases and files go in the new site, and what is in their way."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct, structs

from generator.importers.addresses import static_path
from generator.importers.notebooks import ENDING
from generator.importers.old_site import BlogEntry, OldSite, Placed, ReportNote
from generator.importers.target import TargetSite
from generator.pages.addresses import output_path
from generator.site.slug import folded, slugify, split_leading_date

MADE = ("archive", "assets", "figures", "series", "tags")
"""Names at the root that the new site has pages or files of its own at."""
LONGEST = 150
"""So many bytes a name may have."""


def place(
    entries: Iterable[BlogEntry], taken: Collection[str]
) -> tuple[list[Placed], list[ReportNote]]:
    """Give each entry its path; one whose path is ``taken`` already is left out."""
    notes: list[ReportNote] = []
    placed: list[Placed] = []
    there = {folded(_stem(path)) for path in taken}
    used = set[str]()
    for entry in entries:
        stem = f"{_folder(entry)}{_name(entry)}"
        if folded(stem) in there:
            notes.append(ReportNote("left out", entry.source, f"{stem} is in this site already"))
            continue
        free = next(each for each in _spellings(stem) if folded(each) not in used | there)
        used.add(folded(free))
        ending = ENDING if entry.notebook else ".md"
        path = f"{free}/index{ending}" if entry.files else f"{free}{ending}"
        placed.append((path, _named(entry, free, stem)))
    return placed, notes


def _named(entry: BlogEntry, stem: str, requested: str) -> BlogEntry:
    name = stem.rpartition("/")[2]
    if stem == requested:
        return structs.replace(entry, name=name)
    return entry.noted(f"its name is {name}, as another has {requested}", name=name)


def _stem(path: str) -> str:
    return path.rpartition(".")[0].removesuffix("/index")


def _folder(entry: BlogEntry) -> str:
    if entry.kind == "post":
        return "content/posts/"
    parts = [_short(slugify(part)) for part in entry.folder.split("/")]
    folder = "".join(f"{part}/" for part in parts if part)
    # What these hold means something else here.
    reserved = folder.startswith(tuple(f"{each}/" for each in (*MADE, "posts", "data", "static")))
    return f"content/pages/{folder}" if reserved else f"content/{folder}"


def _name(entry: BlogEntry) -> str:
    """Return the name of an entry, of which its address is made."""
    name = slugify(split_leading_date(entry.name)[1]) or slugify(entry.title) or "untitled"
    name = _short(name)
    if entry.kind == "page" and not entry.folder and name in MADE:
        return f"the-{name}"
    if entry.kind == "page" and not entry.folder and name == "index":
        return "home"
    return "the-index" if name == "index" else name


def _short(name: str) -> str:
    """Cut a name that no file system takes, with room for what may be put behind it."""
    return name.encode()[:LONGEST].decode(errors="ignore").rstrip("-")


def _spellings(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


FILE = re.compile(r"\.(?:html?|xml|txt|atom|rss|json)$", re.IGNORECASE)
NO_ALIAS = re.compile(r"[\\?#\x00-\x1f]|(?:^|/)\.\.?(?=/|$)")


class TakenAddresses:
    """The addresses at which something is published already."""

    def __init__(self, urls: Iterable[str], files: Iterable[str]) -> None:
        self._paths: set[str] = set()
        self._folders: set[str] = set()
        for url in urls:
            self.add(url)
        for file in files:
            self._add(_published_as(file))

    def add(self, url: str) -> None:
        """Take an address."""
        self._add(_output(url))

    def _add(self, path: str) -> None:
        self._paths.add(path)
        self._folders.update(_folders(path))

    def blocks(self, path: str) -> bool:
        """Tell whether something is published at a path, or stands in its way."""
        above = any(folder in self._paths for folder in _folders(path))
        return above or path in self._paths or path in self._folders

    def __contains__(self, url: str) -> bool:
        return self.blocks(_output(url))


def _output(url: str) -> str:
    url = url if url.endswith("/") or FILE.search(url) else f"{url}/"
    return folded(output_path(url))


def _published_as(file: str) -> str:
    return folded(file.removeprefix("content/").removeprefix("static/"))


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def aliases_for(
    url: str, requested: Iterable[str], taken: TakenAddresses
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Choose which old addresses can lead to a page, and say why others cannot."""
    kept: list[str] = []
    wrong: list[str] = []
    for old in dict.fromkeys(requested):
        alias = re.sub("/+", "/", "/" + unquote(old).strip())
        if alias == "/" or _output(alias) == _output(url) or alias in kept:
            continue
        if NO_ALIAS.search(alias) or "://" in old or _is_odd(alias):
            wrong.append(f"its old address {old} cannot be kept: no file can have that name")
        elif alias in taken:
            wrong.append(f"its old address {old} cannot be kept: something else is there")
        else:
            taken.add(alias)
            kept.append(alias)
    return tuple(kept), tuple(wrong)


def _is_odd(alias: str) -> bool:
    return "%" in alias or any(len(part.encode()) > 250 for part in alias.split("/"))


class ChosenFiles(Struct, frozen=True):
    """The files that are taken over, by their path in the new site."""

    files: Mapping[str, Path]
    notes: tuple[ReportNote, ...]


def choose_files(
    found: OldSite, used: Collection[str], target: TargetSite, published: TakenAddresses
) -> ChosenFiles:
    """Take over the files that something uses, and those that are wanted anyway."""
    files: dict[str, Path] = {}
    notes: list[ReportNote] = []
    unused: Counter[str] = Counter()
    names = {address: source for source, address in found.sources.items()}
    for address, place in found.files.items():
        path, source = static_path(address), names.get(address, address)
        if path not in used and address not in found.always:
            unused[source.rpartition("/")[0]] += 1
        elif path in target.files:
            notes.append(ReportNote("left out", source, f"{path} is in this site already"))
        elif published.blocks(_published_as(path)):
            notes.append(ReportNote("left out", source, f"the new site makes {address} itself"))
        else:
            files[path] = place
    return ChosenFiles(files, (*notes, *_unused(unused)))


def _unused(unused: Counter[str]) -> Iterator[ReportNote]:
    for folder, count in sorted(unused.items()):
        files = "a file that no post uses" if count == 1 else f"{count} files that no post uses"
        yield ReportNote("left out", f"{folder}/" if folder else "./", files)
