"""Plain files and folders: what else stands in their place is removed, and told."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.engine.files import clear_place, remove, shown

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")


def a_link(path: Path) -> None:
    path.symlink_to(path.parent / "precious")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_folder_with_links(path: Path) -> None:
    path.mkdir()
    (path / "link").symlink_to(path.parent / "precious")


def a_socket(path: Path) -> None:
    os.chdir(path.parent)  # a socket's address is short
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(path.name)


ODD: dict[str, Callable[[Path], None]] = {
    "a file": Path.touch,
    "a folder": a_folder_with_links,
    "a symbolic link": a_link,
    "a pipe": os.mkfifo,
    "a socket": a_socket,
}


@pytest.fixture
def precious(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "precious"
    folder.mkdir()
    (folder / "file").write_text("precious")
    return folder


@pytest.mark.parametrize("wanted", ["a file", "a folder"])
@pytest.mark.parametrize("was", ODD)
def test_what_is_not_wanted_is_removed_but_not_where_it_leads(
    tmp_path: Path, precious: Path, was: str, wanted: str
) -> None:
    place = tmp_path / ".workshop"
    ODD[was](place)
    told = clear_place(place, wanted)
    assert os.path.lexists(place) == (was == wanted)
    assert [(each.message, str(each.place), each.severity) for each in told] == (
        []
        if was == wanted
        else [
            (f"this was {was} where builds keep {wanted}; it was removed", ".workshop", "warning")
        ]
    )
    assert (precious / "file").read_text() == "precious"


def test_a_link_to_itself_is_a_link(tmp_path: Path) -> None:
    a_link_to_itself(tmp_path / "a")
    (told,) = clear_place(tmp_path / "a")
    assert "a symbolic link" in told.message
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_is_nothing_is_done(tmp_path: Path) -> None:
    assert clear_place(tmp_path / "a") == ()
    remove(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_a_path_is_shown_below_the_site(tmp_path: Path) -> None:
    assert shown(tmp_path / ".postrock/cache.sqlite") == ".postrock/cache.sqlite"
    assert shown(tmp_path / ".postrock") == ".postrock"
