"""The seal: a secret key of the user's, kept outside every site, that signs what builds keep.

A site may come from a stranger, ``.postrock/`` and all. What is signed was written by this user
on this machine; whatever else lies there is not believed.
"""

import os
import stat
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

from generator.problems import Problem

SIGNATURE, KEY = 16, 32
"""How many bytes they have."""


class Seal:
    """Signs bytes for a purpose, and tells whether bytes were signed for it.

    ``trouble`` is there where the key ends with this process, and with it what it signed.
    """

    def __init__(self, key: bytes, trouble: Problem | None = None) -> None:
        """Take the secret key."""
        self.trouble = trouble
        self._key = key

    def sign(self, purpose: str, content: bytes) -> bytes:
        """Return the content behind its signature, which is good for this purpose alone."""
        return self._signature(purpose, content) + content

    def open(self, purpose: str, signed: bytes) -> bytes | None:
        """Return the content signed for a purpose, or None if the signature is wrong."""
        content = signed[SIGNATURE:]
        is_ours = signed[:SIGNATURE] == self._signature(purpose, content)
        return content if is_ours else None

    def _signature(self, purpose: str, content: bytes) -> bytes:
        named = purpose.encode()
        state = blake2b(len(named).to_bytes(4), key=self._key, digest_size=SIGNATURE)
        state.update(named)
        state.update(content)
        return state.digest()


@cache
def user_seal() -> Seal:
    """Return the seal of who runs this process; its key is made where there is none."""
    try:
        return Seal(_key(data_folder() / "postrock" / "key"))
    except (OSError, RuntimeError) as error:
        return Seal(os.urandom(KEY), _trouble(error))


def data_folder() -> Path:
    """Return the folder that the system has for data of the user's programs."""
    return _folder("XDG_DATA_HOME", ".local/share", "Library/Application Support")


def cache_folder() -> Path:
    """Return the folder that it has for what they can make again."""
    return _folder("XDG_CACHE_HOME", ".cache", "Library/Caches")


def _folder(variable: str, plain: str, on_a_mac: str) -> Path:
    given = os.environ.get(variable, "")
    if os.path.isabs(given):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    return Path.home() / (on_a_mac if sys.platform == "darwin" else plain)


def _key(file: Path) -> bytes:
    """Return the key in a file; raises OSError for one that others may know or have made."""
    if not os.path.lexists(file):
        _make(file)
    with open(file, "rb", opener=_open_no_link) as opened:
        _refuse_a_strangers(file, os.fstat(opened.fileno()))
        key = opened.read(KEY + 1)
    if len(key) != KEY:
        raise OSError(f"{file} is damaged")
    return key


def _open_no_link(name: str, flags: int) -> int:
    if os.path.islink(name):
        raise OSError(f"{name} is a link")
    return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _refuse_a_strangers(file: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(f"{file} is no file")
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        raise OSError(f"{file} belongs to another user")
    if os.name == "posix" and found.st_mode & 0o077:
        raise OSError(f"{file} is open to other users")


def _make(file: Path) -> None:
    """Write a new key, whole or not at all; one that is there by now stays."""
    refuse_a_strangers_home(file.parent)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.urandom(8).hex()}")
    with open(beside, "xb", opener=_open_private) as opened:
        opened.write(os.urandom(KEY))
    try:
        os.link(beside, file)
    except FileExistsError:
        pass
    except OSError:
        # A file system without hard links.
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)


def _open_private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def refuse_a_strangers_home(folder: Path) -> None:
    """Refuse to write what is root's into the home of a ``sudo`` caller, or into another user's."""
    if not hasattr(os, "geteuid"):
        return
    there = next(each for each in (folder, *folder.parents) if each.exists())
    me, owner = os.geteuid(), there.stat().st_uid
    is_plain_root = me == 0 and "SUDO_UID" not in os.environ
    if owner not in (0, me) and not is_plain_root:
        raise OSError(f"{there} belongs to another user")


def _trouble(error: Exception) -> Problem:
    why = str(error)
    if isinstance(error, OSError) and error.strerror:
        why = f"{error.filename}: {error.strerror.lower()}"
    return Problem(
        f"there is no key to sign the cache with, so nothing is kept for the next build: {why}",
        hint="mend that, or let XDG_DATA_HOME name a folder that is yours alone",
        severity="warning",
    )
