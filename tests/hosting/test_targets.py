"""Targets of every kind: they hold the build byte for byte, and what others put there stays."""

import shutil
from pathlib import Path

import pytest
from msgspec import structs

from generator.hosting.git import GitTarget
from generator.hosting.record import RECORD, Found, TargetRecord, read_record
from tests.hosting.places import PLACES, FolderPlace, GitPlace, Place, RsyncPlace, S3Place
from tests.hosting.published import Author, site_to_publish
from tests.small_sites import source, tree


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return opened(PLACES[request.param](tmp_path), monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> FolderPlace:
    return FolderPlace(tmp_path)


def opened(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    for name, text in place.environment.items():
        monkeypatch.setenv(name, text)
    return place


@pytest.fixture
def author(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Author:
    name = "place" if "place" in request.fixturenames else "folder"
    target = request.getfixturevalue(name).target
    return Author(site_to_publish(tmp_path, f"targets: {{live: {target}}}\n"), capsys)


def ours(place: Place) -> dict[str, bytes]:
    """Return what stands there but for the record, which has to be there."""
    published = place.files()
    published.pop(RECORD)
    return published


def built(author: Author) -> dict[str, bytes]:
    return tree(author.site.root / "build")


def test_a_target_holds_the_finished_build(author: Author, place: Place) -> None:
    out = author.published("live")
    assert "live (" in out
    assert " was given " in out
    assert ours(place) == built(author)
    assert {".nojekyll", ".well-known/security.txt"} <= ours(place).keys()


def test_nothing_is_done_twice(author: Author, place: Place) -> None:
    author.published()
    before = place.files()
    assert "holds this very site already" in author.published()
    assert place.files() == before
    if isinstance(place, GitPlace):
        assert len(place.commits()) == 1


def test_a_dry_run_says_what_would_change_and_changes_nothing(author: Author, place: Place) -> None:
    assert "+ /posts/tea/" in author.published("--dry-run")
    assert place.files() == {}
    assert not (author.site.root / "published.txt").exists()
    author.published()
    before = place.files()
    author.edit("content/posts/tea.md", "Old.", "New words.")
    author.site.write("content/posts/milk.md", source("White.", title="Milk", date="2024-01-04"))
    (author.site.root / "content/static/.well-known/security.txt").unlink()
    out = author.published("--dry-run", "--gone", "/.well-known/*")
    lines = [line.strip() for line in out.splitlines()]
    assert {"+ /posts/milk/", "~ /posts/tea/", "- /.well-known/security.txt"} <= {*lines}
    sent = sum(len(each) for path, each in built(author).items() if before.get(path) != each)
    assert f"{sent / 1000:,.0f} KB to send" in out or f"{sent} bytes to send" in out
    assert place.files() == before


def test_what_differs_is_put_and_what_is_gone_is_removed(author: Author, place: Place) -> None:
    author.published()
    author.edit("content/posts/tea.md", "Old.", "New words.")
    author.site.write("content/static/a b/ö 'c'.txt", "A name to be quoted.")
    author.move("content/posts/cups.md", "content/posts/mugs.md")
    author.edit("content/posts/pots.md", "cups.md", "mugs.md")
    out = author.published("--gone", "/posts/cups/")
    assert "2 files new" in out
    assert ours(place) == built(author)
    assert not (place.folder / "posts/cups").exists()


def test_a_file_becomes_a_folder_and_a_folder_a_file(author: Author, place: Place) -> None:
    author.site.write("content/static/x", "A file.")
    author.site.write("content/static/y/z", "In a folder.")
    author.published()
    shutil.rmtree(author.site.root / "content/static/y")
    (author.site.root / "content/static/x").unlink()
    author.site.write("content/static/x/y", "In a folder.")
    author.site.write("content/static/y", "A file.")
    author.published("--gone", "/x", "--gone", "/y/z")
    assert ours(place) == built(author)


def test_what_rsync_was_receiving_when_it_was_killed_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = RsyncPlace(tmp_path)
    opened(place, monkeypatch)
    author = Author(site_to_publish(tmp_path, f"targets: {{live: {place.target}}}\n"), capsys)
    author.published()
    underway = TargetRecord().underway(["posts/tea/index.html", ".nojekyll"])
    record = read_record(place.files()[RECORD])
    place.put(RECORD, structs.replace(record, files={**record.files, **underway.files}).encoded())
    killed = ("posts/tea/.index.html.a1B2c3", ".nojekyll.AAAAAA", f"{RECORD}.xxxxxx")
    others = ("posts/tea/.notes.html.a1B2c3", ".index.html.a1B2c3", "posts/tea/.index.html.a1B2")
    for path in (*killed, *others):
        place.put(path, b"")
    author.published()
    assert ours(place) == {**built(author), **dict.fromkeys(others, b"")}


def test_what_others_put_there_stays(author: Author, place: Place) -> None:
    author.published()
    place.put("uploads/cat.jpg", b"a cat")
    place.put("CNAME", b"tea.example")
    author.edit("content/posts/tea.md", "Old.", "New words.")
    author.published()
    assert ours(place) == {**built(author), "uploads/cat.jpg": b"a cat", "CNAME": b"tea.example"}


def test_what_is_in_the_way_is_told_and_taken_over_where_that_is_meant(
    author: Author, place: Place
) -> None:
    place.put("index.html", b"Somebody else's.")
    told = author.publish()
    assert told.code == 1
    assert 'the target "live" holds what was not published from here: index.html' in told.err
    assert "site.yaml:4:" in told.err
    assert place.files() == {"index.html": b"Somebody else's."}
    author.published("--take-over")
    assert ours(place) == built(author)


def test_another_machine_goes_on_from_the_record_at_the_target(
    author: Author, place: Place
) -> None:
    author.published()
    shutil.rmtree(author.site.root / ".postrock")
    shutil.rmtree(author.site.root / "build")
    author.edit("content/posts/tea.md", "Old.", "New words.")
    author.move("content/posts/cups.md", "content/posts/mugs.md")
    author.edit("content/posts/mugs.md", "---\ntitle", "---\naliases: [/posts/cups/]\ntitle")
    author.edit("content/posts/pots.md", "cups.md", "mugs.md")
    author.published()
    assert b"New words." in ours(place)["posts/tea/index.html"]
    assert ours(place) == built(author)


def test_what_was_changed_by_hand_is_put_anew(author: Author, place: Place) -> None:
    author.published()
    place.put("posts/tea/index.html", b"Broken.")
    place.remove("about/index.html")
    out = author.published("--dry-run")
    assert "~ /posts/tea/" in out
    assert "+ /about/" in out
    author.published()
    assert ours(place) == built(author)


def test_an_error_publishes_nothing(author: Author, folder: FolderPlace) -> None:
    author.published()
    before = folder.files()
    author.edit("content/posts/pots.md", "cups.md", "coffee.md")
    told = author.publish()
    assert told.code == 1
    assert "nothing was published" in told.err
    assert folder.files() == before


@pytest.mark.parametrize("other", ["build", ".", "content", "build/www", ".."])
def test_a_folder_that_holds_more_is_refused(author: Author, other: str) -> None:
    author.edit("site.yaml", "../www", other)
    told = author.publish()
    assert told.code == 1
    assert "name a folder" in told.err


def test_drafts_are_not_published(author: Author, folder: FolderPlace) -> None:
    author.site.write(
        "content/posts/milk.md", "---\ntitle: Milk\ndate: 2024-01-03\ndraft: true\n---\n"
    )
    author.published()
    assert not (folder.folder / "posts/milk").exists()


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


def test_a_target_is_one_of_one_kind_and_knows_its_keys(author: Author) -> None:
    author.edit("site.yaml", "../www}", "../www, git: origin}")
    assert "needs exactly one of folder, git, rsync, s3" in author.publish().err
    author.edit("site.yaml", "../www, git: origin}", "../www, branch: pages}")
    assert '"branch" means nothing for a folder' in author.publish().err


@pytest.mark.parametrize("target", ['{rsync: "--rsh=evil a:b"}', '{git: "--upload-pack=evil"}'])
def test_what_would_be_an_option_is_refused(author: Author, target: str) -> None:
    author.edit("site.yaml", "{folder: ../www}", target)
    assert "would be taken for an option" in author.publish().err


def test_a_password_is_refused_and_not_shown(author: Author) -> None:
    author.edit("site.yaml", "{folder: ../www}", '{git: "https://ada:secret@example.org/x.git"}')
    told = author.publish()
    assert "has a password in words" in told.err
    assert "secret" not in told.err + told.out


def test_a_remote_that_is_not_there_is_told_with_what_git_says(author: Author) -> None:
    author.edit("site.yaml", "{folder: ../www}", "{git: ../nowhere.git}")
    told = author.publish()
    assert told.code == 1
    assert "git did not go through" in told.err
    assert "hint: see that the remote is there" in told.err


def test_the_working_tree_and_the_index_are_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = GitPlace(tmp_path)
    opened(place, monkeypatch)
    author = Author(site_to_publish(tmp_path, f"targets: {{live: {place.target}}}\n"), capsys)
    root = str(author.site.root)
    place.git("init", "--quiet", root)
    author.site.write(".gitignore", "build/\n.postrock/\n")
    place.git("-C", root, "add", "site.yaml")
    before = place.git("-C", root, "status", "--porcelain")
    author.published()
    after = place.git("-C", root, "status", "--porcelain")
    assert {*after.splitlines()} == {*before.splitlines(), b"?? published.txt"}
    assert ours(place) == built(author)
    assert place.commits() == ["Publish https://tea.example/"]


def test_who_publishes_at_the_same_time_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = GitPlace(tmp_path)
    opened(place, monkeypatch)
    author = Author(site_to_publish(tmp_path, f"targets: {{live: {place.target}}}\n"), capsys)
    author.published()
    author.edit("content/posts/tea.md", "Old.", "New words.")
    look = GitTarget.look

    def and_somebody_pushes(self: GitTarget) -> Found:
        seen = look(self)
        place.put("hello.txt", b"Hello.")
        return seen

    monkeypatch.setattr(GitTarget, "look", and_somebody_pushes)
    told = author.publish()
    assert told.code == 1
    assert "somebody else may have published meanwhile" in told.err
    assert place.files()["hello.txt"] == b"Hello."


def in_a_bucket(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[S3Place, Author]:
    place = S3Place(tmp_path)
    opened(place, monkeypatch)
    settings = f"targets: {{live: {place.target}}}\n"
    return place, Author(site_to_publish(tmp_path, settings), capsys)


def test_a_bucket_says_types_and_how_long_a_file_may_be_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, author = in_a_bucket(tmp_path, capsys, monkeypatch)
    author.published()
    said = {path: (each.type, each.cache) for path, each in place.objects().items()}
    assert said["site/posts/tea/index.html"] == ("text/html; charset=utf-8", "no-cache")
    assert said["site/feed.atom"][0] == "application/atom+xml; charset=utf-8"
    (style,) = (each for path, each in said.items() if path.endswith(".css"))
    assert style == ("text/css; charset=utf-8", "public, max-age=31536000, immutable")


def test_without_keys_a_bucket_is_not_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, author = in_a_bucket(tmp_path, capsys, monkeypatch)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    told = author.publish()
    assert told.code == 1
    assert "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" in told.err


def test_what_a_bucket_refuses_is_told_without_a_secret(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, author = in_a_bucket(tmp_path, capsys, monkeypatch)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "eve")
    told = author.publish()
    assert told.code == 1
    assert "S3 did not go through" in told.err
    assert "secret" not in told.err
