"""Put a finished folder in another's place, so that no reader sees half of it."""

import os
import sys
from pathlib import Path

from generator.engine.places import is_folder
from generator.engine.plain import remove

# The function of each system, what "relative to here" is called, and the flag to swap.
SWAPS = {
    "linux": ("renameat2", -100, 2),
    "darwin": ("renameatx_np", -2, 2),
}


class CannotExchange(Exception):
    """No other folder can take this one's place; it says why."""


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
    try:
        place.rename(old)
    except OSError as error:
        raise CannotExchange(f"the system cannot move it ({error.strerror})") from error
    try:
        staged.rename(place)
    except BaseException:
        old.rename(place)
        raise
    return old


def clear_staging(place: Path, inode: int = 0) -> None:
    """Remove what a build left that was killed, and undo the first of two renames.

    ``inode`` is that of the folder which was to be put aside: what only has its name may have come
    with the site.
    """
    staged = staging_folder(place)
    old = _put_aside(staged)
    if inode and is_folder(old) and os.lstat(old).st_ino == inode and not os.path.lexists(place):
        old.rename(place)
    for left in (staged, old):
        remove(left)


def _put_aside(staged: Path) -> Path:
    return staged.with_name(staged.name + ".old")


def _swap(one: Path, other: Path) -> bool:
    import ctypes

    name, here, flag = SWAPS.get(sys.platform, ("", 0, 0))
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return False
    return bool(function(here, os.fsencode(one), here, os.fsencode(other), flag) == 0)
