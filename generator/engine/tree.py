"""The tree of an output folder: what is there, without following a link."""

import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from msgspec import Struct


class Tree(Struct, frozen=True):
    """Files and folders by path; the folder itself is ``""``. A link is a file."""

    files: Mapping[str, os.stat_result] = {}
    folders: Collection[str] = ()


def scan(folder: Path) -> Tree:
    """Look at everything in a folder, which may be missing."""
    if not folder.is_dir():
        return Tree()
    root, folders = f"{folder}/", [""]
    files: dict[str, os.stat_result] = {}
    # The list grows while it is gone through.
    for within in folders:
        prefix = within and within + "/"
        with os.scandir(root + within) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    files[path] = entry.stat(follow_symlinks=False)
    return Tree(files, folders)


def look_at_folders(folder: Path, paths: Iterable[str]) -> dict[str, os.stat_result]:
    """Return how folders within a folder stand: their owners and modes."""
    root = f"{folder}/"
    return {path: os.stat(root + path) for path in paths}


def above(paths: Iterable[str]) -> set[str]:
    """Return all folders that lead to some paths, and ``""`` where there are paths."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def owner_of(folder: Path) -> tuple[int, int] | None:
    """Return user and group of a folder, where root works in another user's."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not folder.exists():
        return None
    seen = folder.stat()
    return (seen.st_uid, seen.st_gid) if seen.st_uid else None
