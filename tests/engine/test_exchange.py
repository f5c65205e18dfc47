"""Two folders change names in one step, or in two where the system cannot."""

import errno
import sys
from pathlib import Path

import pytest

from generator.engine import exchange as module
from generator.engine.exchange import CannotExchange, clear_staging, exchange, staging_folder


def folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "file").write_text(text)
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return folder(tmp_path / "build", "old")


@pytest.fixture
def staged(place: Path) -> Path:
    return folder(staging_folder(place), "new")


def says(path: Path) -> str:
    return (path / "file").read_text()


@pytest.mark.parametrize("can_swap", [True, False])
def test_the_old_folder_is_told(
    place: Path, staged: Path, can_swap: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_swap:
        monkeypatch.setattr(module, "SWAPS", {})
    old = exchange(staged, place)
    assert (says(place), says(old)) == ("new", "old")
    assert sorted(place.parent.iterdir()) == sorted([place, old])


def test_a_place_that_is_not_there_is_filled(tmp_path: Path) -> None:
    staged = folder(tmp_path / "staged", "new")
    old = exchange(staged, tmp_path / "build")
    assert says(tmp_path / "build") == "new"
    assert not old.exists()


def test_this_system_swaps_in_one_step(
    place: Path, staged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "rename", lambda self, target: pytest.fail("renamed in two steps"))
    exchange(staged, place)
    assert says(place) == "new"


@pytest.mark.parametrize("system", ["win32", "linux"])
def test_a_system_without_the_call_needs_two_steps(
    system: str, place: Path, staged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(module, "SWAPS", {"linux": ("there_is_no_such_function", 0, 0)})
    exchange(staged, place)
    assert says(place) == "new"


def test_a_crash_between_the_two_steps_is_undone(
    place: Path, staged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SWAPS", {})
    rename = Path.rename

    def kill(self: Path, target: Path) -> Path:
        if self != place:
            raise KeyboardInterrupt
        return rename(self, target)

    inode = place.stat().st_ino
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", kill)
        with pytest.raises(KeyboardInterrupt):
            exchange(staged, place)
    assert not place.exists()
    clear_staging(place, inode)
    assert says(place) == "old"
    assert list(place.parent.iterdir()) == [place]


def test_an_interrupt_between_the_two_steps_undoes_the_first(
    place: Path, staged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SWAPS", {})
    rename = Path.rename

    def interrupt(self: Path, target: Path) -> Path:
        if self == staged:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        exchange(staged, place)
    assert says(place) == "old"


def test_a_folder_that_cannot_be_moved_is_told(
    place: Path, staged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(errno.EBUSY, "busy")

    monkeypatch.setattr(module, "SWAPS", {})
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotExchange, match=r"cannot move it \(busy\)"):
        exchange(staged, place)
    assert says(place) == "old"


@pytest.mark.parametrize("inode", [0, 1])
def test_what_only_has_the_name_of_a_folder_put_aside_takes_no_place(
    tmp_path: Path, inode: int
) -> None:
    folder(tmp_path / ".build.postrock-staged.old", "a stranger's")
    clear_staging(tmp_path / "build", inode)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".build.postrock-staged", ".build.postrock-staged.old"])
def test_clearing_follows_no_link(place: Path, tmp_path: Path, name: str) -> None:
    folder(tmp_path / "elsewhere", "mine")
    (tmp_path / name).symlink_to("elsewhere")
    clear_staging(place, (tmp_path / "elsewhere").stat().st_ino)
    assert says(tmp_path / "elsewhere") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "elsewhere"]


def test_clearing_removes_what_a_killed_build_left(place: Path, staged: Path) -> None:
    clear_staging(place)
    assert says(place) == "old"
    assert list(place.parent.iterdir()) == [place]
