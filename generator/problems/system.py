"""What the operating system refuses is the user's to mend: told with the path and the cure."""

import errno
import os
from pathlib import Path

from generator.problems.problem import Place, Problem

ROOM = "make room, and do it again"
RIGHT = "give yourself the right to it, or name another place; a sudo before may have taken it"
REFUSALS: dict[str, tuple[str, str]] = {
    "ENOSPC": ("no space is left on the disk", ROOM),
    "EDQUOT": ("your share of the disk is used up", ROOM),
    "EFBIG": ("the file would be larger than the disk or a limit allows", ROOM),
    "EACCES": ("permission is denied", RIGHT),
    "EPERM": ("the system does not permit that", RIGHT),
    "EROFS": ("the disk is read-only", "work where you may write, or name another --output"),
    "ENAMETOOLONG": ("the name is too long for the disk", "shorten the name, or slug: of its page"),
    "ELOOP": ("a symbolic link leads to itself", "remove the link"),
    "EBUSY": ("another program holds it", "close that program, and do it again"),
    "ETXTBSY": ("another program runs it", "close that program, and do it again"),
    "EIO": ("the disk cannot be read or written", "look after the disk"),
    "ESTALE": ("the network's disk lost it", "do it again"),
    "EMFILE": ("too many files are open", "raise the limit: ulimit -n 4096"),
    "ENFILE": ("too many files are open on this machine", "close other programs"),
    "EAGAIN": ("no more processes may be started", "allow fewer with --jobs, or raise the limit"),
    "ENOMEM": ("no memory is left", "close other programs, or allow fewer --jobs"),
}
"""What each refusal is in words, and what helps."""
OURS = Path(__file__).resolve().parents[1]


def refused(error: BaseException) -> Problem | None:
    """Return what the system refused; nothing where an error is rather a bug of ours."""
    if not isinstance(error, OSError) or error.errno is None:
        return None
    path, known = _path(error), REFUSALS.get(errno.errorcode.get(error.errno, ""))
    if known is None and (path is None or OURS in path.parents):
        return None
    message, hint = known or ((error.strerror or str(error)).lower(), "mend that, and do it again")
    return Problem(message, Place(_shown(path)) if path else None, hint)


def _path(error: OSError) -> Path | None:
    name = error.filename2 or error.filename
    return Path(os.fsdecode(name)) if isinstance(name, str | bytes | os.PathLike) else None


def _shown(path: Path) -> str:
    """Return a path as who asked would type it."""
    try:
        here = os.path.relpath(path)
    except (OSError, ValueError):  # the folder that we stand in is gone, or on another disk
        here = ".."
    return str(path) if here.startswith("..") else here
