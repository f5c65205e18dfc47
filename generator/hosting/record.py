"""The record that a target keeps: what was published there, and what of it still stands."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from msgspec import MsgspecError, Struct, json, structs

from generator.engine.record import above

RECORD: Final = ".postrock-published.json"
"""The record's own path at a target; it begins with a dot, as what readers are not shown does."""


class PublishedFile(Struct, frozen=True, array_like=True):
    """A file that was published: the digest of its bytes, empty while it is underway."""

    digest: str = ""
    size: int = 0


UNDERWAY: Final = PublishedFile()


class TargetRecord(Struct, frozen=True):
    """What was published at a target, and for which address."""

    files: Mapping[str, PublishedFile] = {}
    base_url: str = ""

    def underway(self, paths: Iterable[str]) -> "TargetRecord":
        """Return the record of before, while these paths are put."""
        return structs.replace(self, files={**self.files, **dict.fromkeys(paths, UNDERWAY)})

    def encoded(self) -> bytes:
        """Return the bytes that ``read_record`` reads."""
        return json.format(json.encode(self, order="sorted"), indent=1) + b"\n"


def read_record(content: bytes | None) -> TargetRecord:
    """Read a record; what is none, or was damaged, says nothing."""
    try:
        return json.decode(content or b"{}", type=TargetRecord)
    except MsgspecError:
        return TargetRecord()


class Found(Struct, frozen=True):
    """What stands at a target: of us by the record, and ``others``, which no record names.

    ``is_new`` tells that nothing was published there before.
    """

    record: TargetRecord
    others: frozenset[str] = frozenset()
    is_new: bool = False

    def in_the_way(self, wanted: Mapping[str, object]) -> list[str]:
        """Return what others put where a file or a folder of ours has to be."""
        taken = above(wanted) | wanted.keys()
        return sorted(
            path
            for path in self.others
            if path in taken or not wanted.keys().isdisjoint(above([path]))
        )

    def with_ours(self, paths: Collection[str]) -> "Found":
        """Return the same with paths that are ours to replace, whoever put them there."""
        record, others = self.record.underway(paths), self.others.difference(paths)
        return structs.replace(self, record=record, others=others)


def found(content: bytes | None, there: Mapping[str, int], known: Collection[str] = ()) -> Found:
    """Compare a record with the sizes of what is there; what does not fit is to be put anew.

    ``known`` are paths of ours that the record may not name yet.
    """
    record = read_record(content)
    named = {**dict.fromkeys(known, UNDERWAY), **record.files}
    kept = {
        path: seen if there[path] == seen.size else UNDERWAY
        for path, seen in named.items()
        if path in there and path != RECORD
    }
    others = there.keys() - named.keys() - {RECORD}
    return Found(TargetRecord(kept, record.base_url), frozenset(others), content is None)
