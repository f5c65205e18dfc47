"""Put a finished folder in another's place, so that no reader sees half of it."""

import ctypes
import os
import sys
from pathlib import Path

CALLS = {"linux": ("renameat2", -100, 2), "darwin": ("renameatx_np", -2, 2)}
"""By platform: the call, its AT_FDCWD, and its flag for exchanging two names."""


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
    old = staged.with_name(staged.name + ".old")
    place.rename(old)
    staged.rename(place)
    return old


def _swap(one: Path, other: Path) -> bool:
    call = CALLS.get(sys.platform)
    return call is not None and _call(call[0], call[1], one, other, call[2])


def _call(name: str, folder: int, one: Path, other: Path, flag: int) -> bool:
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return False
    return bool(function(folder, os.fsencode(one), folder, os.fsencode(other), flag) == 0)
