"""Where entries go in the new site: each a path of its own, and never one that is taken."""

from collections.abc import Collection, Iterable, Iterator

from msgspec import structs

from generator.importers.found import BlogEntry, ReportNote
from generator.site.slug import folded, slugify, split_leading_date

Placed = tuple[str, BlogEntry]
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
        path = f"{free}/index.md" if entry.files else f"{free}.md"
        placed.append((path, _named(entry, free, stem)))
    return placed, notes


def _named(entry: BlogEntry, stem: str, requested: str) -> BlogEntry:
    name = stem.rpartition("/")[2]
    if stem == requested:
        return structs.replace(entry, name=name)
    changes = ReportNote("changed", entry.source, f"its name is {name}, as another has {requested}")
    return structs.replace(entry, name=name, notes=(*entry.notes, changes))


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
