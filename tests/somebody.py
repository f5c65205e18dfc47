"""Somebody else: a user whom rights bind, also where root runs the tests."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOMEBODY = 65534


@contextmanager
def common_folder() -> Iterator[Path]:
    """Give a folder that every user can reach; those of pytest are closed to all but their own."""
    folder = Path(tempfile.mkdtemp(prefix="common-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def as_somebody(folder: Path) -> Iterator[None]:
    """Work as a user who is bound by rights, and owns the folder."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, SOMEBODY, SOMEBODY, follow_symlinks=False)
    os.setegid(SOMEBODY)
    os.seteuid(SOMEBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
