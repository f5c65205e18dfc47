"""Folders for programs: gone with their build, and those of a killed build with the next one."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.engine import scratch
from generator.engine.scratch import remove_scratch, scratch_folder, scratch_root


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the temporary directory, and let the folder of other tests be."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch._State, "root", None)
    monkeypatch.setattr(scratch._State, "lock", None)
    yield tmp_path
    remove_scratch()


def test_a_folder_is_gone_when_it_is_left(temporary: Path) -> None:
    with scratch_folder("loader-") as folder:
        (folder / "data.csv").write_text("a")
        assert folder.parent == scratch_root()
    assert not folder.exists()
    remove_scratch()
    assert list(temporary.iterdir()) == []


def test_a_folder_that_a_program_closed_is_gone_too(temporary: Path) -> None:
    with scratch_folder("loader-") as folder:
        (folder / "inner").mkdir()
        (folder / "inner" / "data.csv").write_text("a")
        (folder / "inner").chmod(0)
        folder.chmod(0o500)
    assert not folder.exists()


def test_a_folder_that_is_gone_already_leaves_what_it_lay_in_as_it_was(temporary: Path) -> None:
    temporary.chmod(0o1777)
    with scratch_folder("loader-") as folder:
        shutil.rmtree(folder.parent)
    remove_scratch()
    assert stat.S_IMODE(temporary.stat().st_mode) == 0o1777


def test_what_a_link_in_a_folder_leads_to_keeps_its_mode(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    with scratch_folder("loader-") as folder:
        (folder / "link").symlink_to(theirs)
        (folder / "closed").mkdir(mode=0)
    assert not folder.exists()
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o755


KILLED = """
import os, signal, sys
from generator.engine.scratch import scratch_folder
with scratch_folder("loader-") as folder:
    (folder / "data.csv").write_text("a")
    print(folder.parent, flush=True)
    {ends}
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is locked there")
def test_what_a_killed_build_left_is_swept_and_what_another_uses_is_not(temporary: Path) -> None:
    theirs = temporary / "postrock-not-ours"
    theirs.mkdir()
    with elsewhere(temporary, "sys.stdin.read()") as at_work:
        assert at_work.stdout is not None
        used = Path(at_work.stdout.readline().strip())
        with elsewhere(temporary, "os.kill(os.getpid(), signal.SIGKILL)") as killed:
            assert killed.wait(30) == -signal.SIGKILL
        assert len(list(temporary.iterdir())) == 3
        left = {used.name, scratch_root().name, theirs.name}
        assert {path.name for path in temporary.iterdir()} == left
        at_work.communicate(timeout=30)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is locked there")
def test_a_link_in_the_temporary_directory_is_not_followed(temporary: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "lock").write_text("precious")
    os.symlink(target, temporary / "postrock-link")
    scratch_root()
    assert (target / "lock").read_text() == "precious"


def elsewhere(temporary: Path, ends: str) -> "subprocess.Popen[str]":
    """Start a process that has a folder and then does something."""
    return subprocess.Popen(
        [sys.executable, "-c", KILLED.format(ends=ends)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
