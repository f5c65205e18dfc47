"""The live site after publishing: what it shows is what was meant, or it is told."""

from pathlib import Path

import pytest

from generator.hosting import live
from tests.hosting.published import Author, site_to_publish
from tests.serving import STRICT_HEADERS, ServeFolder


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PAUSE", 0.05)


@pytest.fixture
def author(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Author:
    (tmp_path / "www").mkdir()
    return Author(site_to_publish(tmp_path), capsys)


def served(author: Author, address: str) -> None:
    author.edit("site.yaml", "https://tea.example/", address)


def test_a_site_that_shows_what_was_meant_has_nothing_told(
    author: Author, tmp_path: Path, serve_folder: ServeFolder
) -> None:
    served(author, serve_folder(tmp_path / "www"))
    assert "shows what was published" in author.published()


def test_the_site_is_asked_below_its_path(
    author: Author, tmp_path: Path, serve_folder: ServeFolder
) -> None:
    served(author, serve_folder(tmp_path / "www", "/blog/"))
    assert "shows what was published" in author.published()


def test_what_is_nobodys_address_is_not_asked(author: Author) -> None:
    assert "https://tea.example/ is kept for examples" in author.published()


def test_a_site_that_is_not_there_is_told(author: Author) -> None:
    served(author, "http://127.0.0.1:9/")
    told = author.publish()
    assert told.code == 0
    assert "http://127.0.0.1:9/ does not answer: " in told.err


def test_nobody_is_asked_where_that_is_not_wanted(author: Author) -> None:
    served(author, "http://127.0.0.1:9/")
    assert author.publish("--no-check").err == ""


def test_a_stale_page_is_told(author: Author, tmp_path: Path, serve_folder: ServeFolder) -> None:
    """A copy of the target stands for a cache that keeps what was there."""
    import shutil

    served(author, serve_folder(tmp_path / "cache"))
    author.publish("--no-check")
    shutil.copytree(tmp_path / "www", tmp_path / "cache")
    author.edit("content/posts/tea.md", "Old.", "New words.")
    told = author.publish().err
    assert "/posts/tea/ still shows what was there before" in told
    assert "a cache in between may keep it" in told


def test_what_is_missing_or_another_is_told(
    author: Author, tmp_path: Path, serve_folder: ServeFolder
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/index.html").write_text("Another site.")
    served(author, serve_folder(tmp_path / "other"))
    told = author.publish().err
    assert "/ shows something else than was published" in told
    assert "/posts/cups/ answers 404, where posts/cups/index.html was published" in told


def test_a_wrong_type_is_told(
    author: Author, tmp_path: Path, serve_folder: ServeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.serving import FolderHandler

    monkeypatch.setitem(FolderHandler.extensions_map, ".css", "text/plain")
    served(author, serve_folder(tmp_path / "www"))
    assert ".css is sent as text/plain, not as text/css" in author.publish().err


@pytest.mark.parametrize(("headers", "told"), [({}, True), (STRICT_HEADERS, False)])
def test_a_server_that_was_told_and_says_no_policy_is_told_of(
    author: Author, tmp_path: Path, serve_folder: ServeFolder, headers: dict[str, str], told: bool
) -> None:
    author.edit("site.yaml", "../www", "../www, server: nginx")
    served(author, serve_folder(tmp_path / "www", headers=headers))
    assert ("comes without Content-Security-Policy" in author.publish().err) is told


def test_asking_again_waits_for_what_comes(
    author: Author, tmp_path: Path, serve_folder: ServeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    served(author, serve_folder(tmp_path / "later"))
    monkeypatch.setitem(live.PATIENCE, "folder", 20)
    first = live.LiveCheck._once
    asked: list[int] = []

    def counted(check: live.LiveCheck) -> object:
        asked.append(1)
        if len(asked) == 2:
            shutil.copytree(tmp_path / "www", tmp_path / "later")
        return first(check)

    monkeypatch.setattr(live.LiveCheck, "_once", counted)
    assert "shows what was published" in author.published()
    assert len(asked) == 2
