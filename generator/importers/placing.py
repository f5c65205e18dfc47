"""Where entries go in the new site: each a path of its own, and never one that is taken."""

from collections.abc import Collection, Iterable, Iterator

from msgspec import structs

from generator.importers.found import Entry, Note
from generator.site.slug import folded, slugify, split_leading_date

Placed = tuple[str, Entry]
MADE = ("archive", "assets", "figures", "series", "tags")
"""Names at the root that the new site has pages or files of its own at."""
LONGEST = 150
"""So many bytes a name may have."""


def place(entries: Iterable[Entry], taken: Collection[str]) -> tuple[list[Placed], list[Note]]:
    """Give each entry its path; one whose path is ``taken`` already is left out."""
    notes: list[Note] = []
    placed: list[Placed] = []
    there = {folded(_stem(path)) for path in taken}
    used = set[str]()
    for entry in entries:
        stem = f"{_folder(entry)}{_name(entry)}"
        if folded(stem) in there:
            notes.append(Note("left out", entry.source, f"{stem} is in this site already"))
            continue
        free = next(each for each in _spellings(stem) if folded(each) not in used | there)
        used.add(folded(free))
        path = f"{free}/index.md" if entry.files else f"{free}.md"
        placed.append((path, _named(entry, free, stem)))
    return placed, notes


def _named(entry: Entry, stem: str, wished: str) -> Entry:
    name = stem.rpartition("/")[2]
    if stem == wished:
        return structs.replace(entry, name=name)
    told = Note("changed", entry.source, f"its name is {name}, as another has {wished}")
    return structs.replace(entry, name=name, notes=(*entry.notes, told))


def _stem(path: str) -> str:
    return path.rpartition(".")[0].removesuffix("/index")


def _folder(entry: Entry) -> str:
    if entry.kind == "post":
        return "content/posts/"
    parts = [_short(slugify(part)) for part in entry.folder.split("/")]
    folder = "".join(f"{part}/" for part in parts if part)
    # What these hold means something else here.
    reserved = folder.startswith(tuple(f"{each}/" for each in (*MADE, "posts", "data", "static")))
    return f"content/pages/{folder}" if reserved else f"content/{folder}"


def _name(entry: Entry) -> str:
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
