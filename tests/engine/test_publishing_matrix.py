"""Whatever is published to, and whenever that is cut short: nothing of the user's is lost."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.publishing_rows import ROWS

ROOT = Path(__file__).parents[2]
KILLS = 16
UNPRIVILEGED = ("plain", "foreign", "link", "repository")
"""The rows that need neither mounts nor other users."""
OF_OTHERS = ("closed_parent", "of_another_and_open")
"""The rows that another user than root goes through."""


def namespace() -> list[str]:
    """Return what begins a command that may mount; nothing where we may not."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("unshare"):
        return []
    tried = subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True)
    return [] if tried.returncode else ["unshare", "--mount"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that other users may reach, with one for data where they may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "data").mkdir()
        (folder / "data").chmod(0o777)
        yield folder


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children that it forks")
@pytest.mark.parametrize("row", ROWS)
def test_nothing_of_the_users_is_lost(row: str, open_folder: Path) -> None:
    prefix = namespace()
    if row not in UNPRIVILEGED and not prefix:
        pytest.skip("only root mounts and acts for others, and not everywhere")
    if row in OF_OTHERS and not all(each.stat().st_mode & 0o001 for each in open_folder.parents):
        pytest.skip(f"other users cannot reach {open_folder}")
    if row == "repository" and not shutil.which("git"):
        pytest.skip("there is no git")
    # The seed is that of this row's name, so that a failure can be seen again.
    seed = str(sorted(ROWS).index(row))
    program = [sys.executable, "-m", "tests.engine.publishing_rows"]
    done = subprocess.run(
        [*prefix, *program, row, str(open_folder), str(KILLS), seed],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(open_folder / "data")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    # On a busy machine some publish before their end comes: most of them must have met it.
    assert told["killed"] > KILLS // 2
