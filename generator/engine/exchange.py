"""Put a finished folder in another's place, so that no reader sees half of it."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

# The function of each system, what "relative to here" is called, and the flag to swap.
SWAPS = {
    "linux": ("renameat2", -100, 2),
    "darwin": ("renameatx_np", -2, 2),
}


def staging_folder(place: Path) -> Path:
    """Return where a folder is made ready before it takes the place: beside it."""
    return place.with_name(f".{place.name}.postrock-staged")


def exchange(staged: Path, place: Path) -> Path:
    """Let the two folders change names; return where the old one is now.

    One system call on Linux and macOS. Elsewhere, and on file systems that
    cannot do it, two renames: for a moment in between the place is empty.
    """
    if not place.exists():
        staged.rename(place)
        return staged
    if _swap(staged, place):
        return staged
    old = _put_aside(staged)
    place.rename(old)
    staged.rename(place)
    return old


def clear_staging(place: Path) -> None:
    """Remove what a build left that was killed, and undo the first of two renames."""
    staged = staging_folder(place)
    old = _put_aside(staged)
    if old.exists() and not place.exists():
        old.rename(place)
    for left in (staged, old):
        shutil.rmtree(left, ignore_errors=True)


def _put_aside(staged: Path) -> Path:
    return staged.with_name(staged.name + ".old")


def _swap(one: Path, other: Path) -> bool:
    name, here, flag = SWAPS.get(sys.platform, ("", 0, 0))
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return False
    return bool(function(here, os.fsencode(one), here, os.fsencode(other), flag) == 0)
