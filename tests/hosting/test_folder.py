"""A folder as a target: it holds the build byte for byte, and what others put there stays."""

import shutil
from pathlib import Path

import pytest

from generator.hosting.record import RECORD
from tests.hosting.published import Author, files_of, site_to_publish
from tests.small_sites import tree


@pytest.fixture
def author(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Author:
    return Author(site_to_publish(tmp_path), capsys)


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "www"


def test_a_target_holds_the_finished_build(author: Author, www: Path) -> None:
    out = author.published("live")
    assert "live (folder ../www) was given " in out
    published = tree(www)
    published.pop(RECORD)
    assert published == tree(author.site.root / "build")
    assert {".nojekyll", ".well-known/security.txt"} <= published.keys()


def test_the_only_target_needs_no_name_and_nothing_is_done_twice(author: Author, www: Path) -> None:
    author.published()
    before = {path: (www / path).stat() for path in files_of(www)}
    assert "holds this very site already" in author.published()
    after = {path: (www / path).stat() for path in files_of(www)}
    assert {path: each.st_ino for path, each in before.items()} == {
        path: each.st_ino for path, each in after.items()
    }


def test_a_dry_run_says_what_would_change_and_changes_nothing(author: Author, www: Path) -> None:
    assert "+ /posts/tea/" in author.published("--dry-run")
    assert not www.exists()
    assert not (author.site.root / "published.txt").exists()
    author.published()
    before = tree(www)
    author.edit("content/posts/tea.md", "Old.", "New words.")
    author.site.write("content/posts/milk.md", "---\ntitle: Milk\ndate: 2024-01-03\n---\nWhite.\n")
    (author.site.root / "content/static/.well-known/security.txt").unlink()
    out = author.published("--dry-run", "--gone", "/.well-known/*")
    lines = [line.strip() for line in out.splitlines()]
    assert "+ /posts/milk/" in lines
    assert "~ /posts/tea/" in lines
    assert "- /.well-known/security.txt" in lines
    sent = sum(
        len(content)
        for path, content in tree(author.site.root / "build").items()
        if before.get(path) != content
    )
    assert f"{sent / 1000:,.0f} KB to send" in out or f"{sent} bytes to send" in out
    assert tree(www) == before


def test_what_others_put_there_stays(author: Author, www: Path) -> None:
    author.published()
    (www / "uploads").mkdir()
    (www / "uploads/cat.jpg").write_bytes(b"a cat")
    author.edit("content/posts/tea.md", "Old.", "New words.")
    author.published()
    assert (www / "uploads/cat.jpg").read_bytes() == b"a cat"
    assert b"New words." in (www / "posts/tea/index.html").read_bytes()


def test_what_is_in_the_way_is_told_and_taken_over_where_that_is_meant(
    author: Author, www: Path
) -> None:
    www.mkdir()
    (www / "index.html").write_text("Somebody else's.")
    told = author.publish()
    assert told.code == 1
    assert 'the target "live" holds what was not published from here: index.html' in told.err
    assert "site.yaml:4:" in told.err
    assert (www / "index.html").read_text() == "Somebody else's."
    author.published("--take-over")
    assert (www / "index.html").read_bytes() == (author.site.root / "build/index.html").read_bytes()


def test_another_machine_goes_on_from_the_record_at_the_target(author: Author, www: Path) -> None:
    author.published()
    shutil.rmtree(author.site.root / ".postrock")
    shutil.rmtree(author.site.root / "build")
    author.edit("content/posts/tea.md", "Old.", "New words.")
    author.move("content/posts/cups.md", "content/posts/mugs.md")
    author.edit("content/posts/mugs.md", "---\ntitle", "---\naliases: [/posts/cups/]\ntitle")
    author.edit("content/posts/pots.md", "cups.md", "mugs.md")
    author.published()
    assert b"New words." in (www / "posts/tea/index.html").read_bytes()
    assert (www / "posts/mugs/index.html").exists()
    published = tree(www)
    published.pop(RECORD)
    assert published == tree(author.site.root / "build")


def test_what_was_changed_by_hand_is_put_anew(author: Author, www: Path) -> None:
    author.published()
    (www / "posts/tea/index.html").write_text("Broken.")
    (www / "about/index.html").unlink()
    out = author.published("--dry-run")
    assert "~ /posts/tea/" in out
    assert "+ /about/" in out
    author.published()
    published = tree(www)
    published.pop(RECORD)
    assert published == tree(author.site.root / "build")


def test_an_error_publishes_nothing(author: Author, www: Path) -> None:
    author.published()
    before = tree(www)
    author.edit("content/posts/pots.md", "cups.md", "coffee.md")
    told = author.publish()
    assert told.code == 1
    assert "nothing was published" in told.err
    assert tree(www) == before


@pytest.mark.parametrize("place", ["build", ".", "content", "build/www", ".."])
def test_a_folder_that_holds_more_is_refused(author: Author, place: str) -> None:
    author.edit("site.yaml", "../www", place)
    told = author.publish()
    assert told.code == 1
    assert "name a folder" in told.err


def test_drafts_are_not_published(author: Author, www: Path) -> None:
    author.site.write(
        "content/posts/milk.md", "---\ntitle: Milk\ndate: 2024-01-03\ndraft: true\n---\n"
    )
    author.published()
    assert not (www / "posts/milk").exists()


def test_a_name_that_is_no_target_gets_the_nearest(author: Author) -> None:
    told = author.publish("life")
    assert told.code == 1
    assert 'there is no target "life"' in told.err
    assert 'did you mean "live"?' in told.err


def test_of_two_targets_one_is_to_be_named(author: Author) -> None:
    author.edit("site.yaml", "../www}", "../www}, other: {folder: ../other}")
    told = author.publish()
    assert told.code == 1
    assert "name one: live, other" in told.err


def test_a_site_without_targets_learns_how_one_is_written(author: Author) -> None:
    author.edit("site.yaml", "targets: {live: {folder: ../www}}\n", "")
    told = author.publish()
    assert told.code == 1
    assert "targets: {live: {folder: /srv/www/blog}}" in told.err
