"""What a delivery changes at a target, and in which order it may get there."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from generator.engine import Blob
from generator.engine.record import above
from generator.hosting.record import PublishedFile, TargetRecord

PAGE: Final = ".html"
INDEXES: Final = (".xml", ".atom", ".rss", "feed.json")
"""What names pages to machines: it comes when all of them are there."""


class Delivery(Struct, frozen=True):
    """What is to stand at a target: each path with its bytes and their size.

    ``read`` gives the bytes of one. ``base_url`` is the address that they were built for.
    """

    files: Mapping[str, Blob]
    sizes: Mapping[str, int]
    read: Callable[[Blob], bytes]
    base_url: str

    @property
    def record(self) -> TargetRecord:
        """Return what the target's record says when all of it is there."""
        kept = {
            path: PublishedFile(blob.digest, self.sizes[path]) for path, blob in self.files.items()
        }
        return TargetRecord(kept, self.base_url)

    def content(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return self.read(self.files[path])


class TargetChanges(Struct, frozen=True):
    """The paths that appear, change and go, each in order; ``stay`` counts the rest."""

    appear: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    stay: int = 0
    sent: int = 0
    """How many bytes appear or change."""

    def __bool__(self) -> bool:
        return bool(self.appear or self.change or self.go)

    @property
    def puts(self) -> Sequence[Sequence[str]]:
        """Return what is put, in turns: at no moment a page leads to what is not there yet.

        First what pages show, then pages that none leads to so far, then those that do, and what
        lists pages last.
        """
        turns: tuple[list[str], ...] = ([], [], [], [])
        for path in self.appear:
            turns[_turn(path, is_new=True)].append(path)
        for path in self.change:
            turns[_turn(path, is_new=False)].append(path)
        return [turn for turn in turns if turn]

    @property
    def in_the_way(self) -> Sequence[str]:
        """Return what goes first: it stands where a folder has to be, or below a file to be."""
        if not self.go:
            return []
        folders, files = above(self.appear), frozenset(self.appear)
        return [path for path in self.go if path in folders or not files.isdisjoint(above([path]))]

    @property
    def removals(self) -> Sequence[Sequence[str]]:
        """Return what is removed, in turns: pages before what they show."""
        before = frozenset(self.in_the_way)
        gone = [path for path in self.go if path not in before]
        pages = [path for path in gone if _plain(path).endswith((PAGE, *INDEXES))]
        rest = [path for path in gone if not _plain(path).endswith((PAGE, *INDEXES))]
        return [turn for turn in (pages, rest) if turn]


def _plain(path: str) -> str:
    """Return which file is sent in place of which: a shorter one has its turn with that."""
    return path.removesuffix(".br").removesuffix(".gz")


def _turn(path: str, *, is_new: bool) -> int:
    path = _plain(path)
    if path.endswith(INDEXES):
        return 3
    if path.endswith(PAGE):
        return 1 if is_new else 2
    return 0


def compare_with(there: TargetRecord, wanted: TargetRecord) -> TargetChanges:
    """Compare what stands at a target with what is wanted there."""
    old, new = there.files, wanted.files
    appear = sorted(new.keys() - old.keys())
    change = sorted(
        path for path in new.keys() & old.keys() if old[path].digest != new[path].digest
    )
    return TargetChanges(
        tuple(appear),
        tuple(change),
        tuple(sorted(old.keys() - new.keys())),
        len(new) - len(appear) - len(change),
        sum(new[path].size for path in (*appear, *change)),
    )
