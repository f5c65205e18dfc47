"""Changes: what stands between what an output folder holds and what is to be published."""

import os
import stat
from collections.abc import Collection, Mapping, Set
from pathlib import Path

from msgspec import Struct

from generator.engine.record import Files, FolderTree, Record, above, is_untouched, written
from generator.engine.step import Blob, digest

Manifest = Mapping[str, Blob]
"""What is to be published: a path relative to the output folder, and its bytes."""


class Changes(Struct, frozen=True):
    """What is there, what is wanted, and what of the one can stay for the other.

    ``same`` are files that hold what is wanted, ``foreign`` files that no build wrote, and
    ``folders`` folders that none made. ``trusting`` believes a file that looks untouched.
    """

    output: Path
    manifest: Manifest
    tree: FolderTree
    record: Record
    same: Files
    foreign: Set[str]
    folders: frozenset[str]
    trusting: bool

    @property
    def new(self) -> list[str]:
        """Return the paths of the files to write."""
        return [path for path in self.manifest if path not in self.same]

    @property
    def gone(self) -> list[str]:
        """Return the paths of files that builds wrote and that are not wanted any more."""
        return list((self.tree.files.keys() & self.record.files.keys()) - self.manifest.keys())

    @property
    def found(self) -> tuple[str, ...]:
        """Return the folders that builds fill and did not make."""
        return tuple(sorted(self.folders & above(self.manifest))) if self.folders else ()

    @property
    def kept(self) -> tuple[str, ...]:
        """Return what no build wrote: files, and the folders where there is nothing else."""
        return tuple(
            sorted((*self.foreign, *(f"{folder}/" for folder in self._bare - set(self.found))))
        )

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """Return what no build wrote where a file or a folder of the manifest has to be."""
        taken = above(self.manifest).union(self.manifest) if self.foreign else ()
        files = [each for each in self.foreign if each in taken or self._is_under_file(each)]
        bare = [each for each in self._bare if each in self.manifest or self._is_under_file(each)]
        return tuple(sorted((*files, *(f"{folder}/" for folder in bare))))

    @property
    def _bare(self) -> frozenset[str]:
        inner = self.folders - {""}
        return inner - above((*self.foreign, *inner))

    def _is_under_file(self, path: str) -> bool:
        return not self.manifest.keys().isdisjoint(above([path]))


def compare(
    manifest: Manifest, output: Path, tree: FolderTree, record: Record, *, trusting: bool
) -> Changes:
    """Compare a folder with what is wanted; where not ``trusting``, every file byte for byte."""
    ours = record.files
    same = unchanged(manifest, output, tree, ours, trusting=trusting)
    same |= _equal(manifest, output, tree, manifest.keys() - ours.keys())
    foreign = tree.files.keys() - ours.keys() - same.keys()
    made = above(ours | same).difference(record.found)
    folders = frozenset(tree.folders) - made
    return Changes(output, manifest, tree, record, same, foreign, folders, trusting)


def unchanged(
    manifest: Manifest, folder: Path, tree: FolderTree, files: Files, *, trusting: bool
) -> Files:
    """Return those of our files that hold what is wanted; where in doubt, look into them."""
    kept, doubted = {}, []
    for path, seen in files.items():
        blob, found = manifest.get(path), tree.files.get(path)
        if blob is None or found is None or seen.digest != blob.digest:
            continue
        if trusting and is_untouched(seen, found):
            kept[path] = seen
        elif seen.size == found.st_size:
            doubted.append(path)
    return kept | _equal(manifest, folder, tree, doubted)


def _equal(manifest: Manifest, folder: Path, tree: FolderTree, paths: Collection[str]) -> Files:
    """Return those files that hold just what would be written."""
    return {
        path: written(manifest[path].digest, found)
        for path in paths
        if (found := tree.files.get(path)) is not None
        and stat.S_ISREG(found.st_mode)
        and digest(_read(os.path.join(folder, path))) == manifest[path].digest
    }


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
