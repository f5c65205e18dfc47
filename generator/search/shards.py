"""The files of the index: which shards there are, and what stands in each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from msgspec import Struct, json

from generator.engine import Blob, Made, Read, digest, keep
from generator.search.folding import SHORTEST_STEM, is_unspaced, stem
from generator.search.indexing import wider_group
from generator.search.parts import EndingParts, Entry, PageIndex, Root, Shard, ShardParts

FORMAT = "3"
"""To be another one with every change of what stands in the files."""
ALONE = 4000
"""A group with so many letters is a shard of its own; smaller ones share one."""
MOST = 10_000
"""A shard with more letters is parted by the third letter of its terms."""
PART_ALONE = 2000
"""A part with so many letters is a file of its own."""
ENDING_ALONE = 1000
"""The same of endings, which are loaded beside shards, and mostly are terms alone."""


class PageBlock(Struct, frozen=True):
    """Some pages: the entries of each group, and how many letters they have."""

    entries: Mapping[str, tuple[Entry, ...]]
    sizes: Mapping[str, int]


def gather(first: int, pages: Sequence[PageIndex]) -> PageBlock:
    """Gather the entries of pages, of which the first has the given number."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    sizes: dict[str, int] = defaultdict(int)
    for number, page in enumerate(pages, first):
        if page.groups:
            for group, terms in zip(page.groups.split("\t"), page.terms.split("\t"), strict=True):
                entries[group].append((number, terms))
                sizes[group] += len(terms)
    return PageBlock({group: tuple(found) for group, found in entries.items()}, sizes)


def shards_of(blocks: Sequence[PageBlock], compounds: bool) -> dict[str, ShardParts]:
    """Return the parts of each shard by its name; a small group lies with others."""
    sizes: dict[str, int] = defaultdict(int)
    for block in blocks:
        for group, size in block.sizes.items():
            sizes[group] += size
    parts: dict[str, list[tuple[Entry, ...]]] = defaultdict(list)
    for group in sorted(sizes):
        name = group if sizes[group] >= ALONE else wider_group(group)
        parts[name] += [block.entries[group] for block in blocks if group in block.entries]
    return {name: ShardParts(tuple(each), compounds) for name, each in parts.items()}


def endings_of(shards: Iterable[Shard]) -> dict[str, EndingParts]:
    """Return the parts of each file of terms that end alike, by its name."""
    found: dict[str, list[str]] = defaultdict(list)
    for shard in shards:
        if shard.groups:
            for group, lines in zip(shard.groups.split("\t"), shard.lines.split("\t"), strict=True):
                found[group].append(lines)
    parts: dict[str, list[str]] = defaultdict(list)
    for group, each in sorted(found.items()):
        parts[group if sum(map(len, each)) >= ENDING_ALONE else f"_{group[-1]}"] += each
    return {name: EndingParts(tuple(each)) for name, each in parts.items()}


def files_of(name: str, shard: Shard) -> Iterator[tuple[str, Blob]]:
    """Yield the lines of each of a shard's files, by its name."""
    yield name, shard.content
    yield from shard.files


def file_of(name: str) -> str:
    """Return how a shard's file is called: by letters that every host takes."""
    return "".join(
        each if each.isascii() and (each.isalnum() or each == "_") else f"-{ord(each):x}-"
        for each in name
    )


def version_of(pages: Sequence[PageIndex]) -> str:
    """Return what is another one with every change of the index."""
    return digest("".join([FORMAT, *[page.shown.digest for page in pages]]).encode())[:10]


def write_root(value: Root, read: Read) -> Made[Blob]:
    """Write the file that the browser reads first."""
    names = {"s": " ".join(value.shards), "e": " ".join(value.endings)}
    root = {"v": value.version, "n": value.pages, "c": int(value.compounds), **names}
    blob, content = keep(json.encode(root))
    return Made(blob, blobs=(content,))


def write_shard(value: ShardParts, read: Read) -> Made[Shard]:
    """Write a shard: a line for each term, with how much of it which pages have.

    A page is written as how far its number is from that of the one before, nothing where that
    is 1, and the letter of its part in the score.
    """
    found: dict[str, str] = {}
    last: dict[str, int] = {}
    for number, terms in chain.from_iterable(value.parts):
        for levelled in terms.split(" "):
            term, level = levelled[:-1], levelled[-1]
            step = number - last.get(term, -1)
            found[term] = found.get(term, term + " ") + (level if step == 1 else f"{step}{level}")
            last[term] = number
    lines = {term: found[term] for term in sorted(found)}
    endings = _endings(lines, value.compounds)
    files = {name: keep("\n".join(each)) for name, each in _parted(lines).items()}
    blob, content = files.pop("")
    shard = Shard(
        blob,
        "\t".join(endings),
        "\t".join(endings.values()),
        tuple((name, part) for name, (part, _) in files.items()),
    )
    return Made(shard, blobs=(content, *(raw for _, raw in files.values())))


def _parted(lines: Mapping[str, str]) -> dict[str, list[str]]:
    """Return lines by the first three letters of their terms, most of them under no name."""
    parts: dict[str, list[str]] = {"": []}
    is_large = sum(map(len, lines.values())) > MOST
    # Small groups that lie together have no letters in common, and pairs of signs no third one.
    pairs = {term[:2] for term in lines} if is_large else ()
    for name, terms in groupby(lines, lambda term: term[:3] if len(pairs) == 1 else ""):
        each = [lines[term] for term in terms]
        alone = len(name) > 2 and sum(map(len, each)) >= PART_ALONE
        parts.setdefault(name if alone else "", []).extend(each)
    return parts


def _endings(lines: Mapping[str, str], compounds: bool) -> dict[str, str]:
    """Return the lines of longer terms by their endings; of short ones the term is enough."""
    found: dict[str, list[str]] = defaultdict(list)
    for term, line in lines.items():
        if len(term) >= SHORTEST_STEM and not is_unspaced(term):
            is_compound = compounds and len(term) >= 2 * SHORTEST_STEM
            found[stem(term)[-2:]].append(line if is_compound else term)
    return {group: "\n".join(found[group]) for group in sorted(found)}


def write_endings(value: EndingParts, read: Read) -> Made[Blob]:
    """Write the lines of terms that end alike."""
    blob, content = keep("\n".join(value.parts))
    return Made(blob, blobs=(content,))
