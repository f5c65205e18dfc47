"""What builds keep is kept in plain files and folders: nothing is reached through a link."""

import os
import shutil
import stat
from pathlib import Path

from generator.problems import Place, Problem

KINDS = (
    (stat.S_ISREG, "a file"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def make_room(path: Path, kind: str = "a file") -> tuple[Problem, ...]:
    """Remove what stands in the place of a plain file or folder, and tell of it."""
    found = _kind(path)
    if found in ("", kind):
        return ()
    remove(path)
    message = f"this was {found} where builds keep {kind}; it was removed"
    hint = "where it led, nothing was touched" if "link" in found else "keep nothing else there"
    return (Problem(message, Place(shown(path)), hint, severity="warning"),)


def remove(path: Path) -> None:
    """Remove a file, a folder with all that is in it, or a link but not where it leads."""
    if _kind(path) == "a folder":
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def shown(path: Path) -> str:
    """Return a path as one below the site's root: what builds keep lies in a folder there."""
    return path.name if path.name.startswith(".") else f"{path.parent.name}/{path.name}"


def _kind(path: Path) -> str:
    """Return what stands at a path itself; nothing where there is nothing."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return ""
    return next((name for fits, name in KINDS if fits(mode)), "a device")
