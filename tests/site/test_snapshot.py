"""The snapshot: which files there are, and when a remembered digest may be trusted."""

import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from msgspec import structs

from generator.engine import Blob, digest
from generator.problems import Problem
from generator.site import snapshot as module
from generator.site import walk
from generator.site.snapshot import (
    RACY_NS,
    Memory,
    Snapshot,
    SourceChanged,
    load_memory,
    save_memory,
    take_snapshot,
)

TICK = 0.03
"""Longer than the clock of any usual file system stands still, in seconds."""


class Site:
    """A site of sources, looked at again and again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.memory: Memory = {}

    def put(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def look(self) -> Snapshot:
        places = [("content", self.root / "content"), ("site.yaml", self.root / "site.yaml")]
        found = take_snapshot(self.root, places, self.memory)
        self.memory = found.memory
        return found

    def paths(self) -> list[str]:
        return list(self.look().files)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    made.put("content/posts/a/index.md", "a")
    made.put("content/posts/a/art.svg", "<svg/>")
    made.put("content/about.md", "about")
    made.put("site.yaml", "title: A")
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of the files that were read."""
    names: list[str] = []
    read = module._read

    def note(path: str) -> module.Remembered:
        assert not stat.S_ISFIFO(os.stat(path).st_mode), "nobody would ever write to it"
        names.append(Path(path).name)
        return read(path)

    monkeypatch.setattr(module, "_read", note)
    return names


def test_files_are_listed_in_order_with_their_digests(site: Site) -> None:
    found = site.look()
    assert dict(found.files) == {
        "content/about.md": Blob(digest(b"about")),
        "content/posts/a/art.svg": Blob(digest(b"<svg/>")),
        "content/posts/a/index.md": Blob(digest(b"a")),
        "site.yaml": Blob(digest(b"title: A")),
    }
    assert list(found.files) == sorted(found.files)
    assert found.problems == ()


def test_a_file_is_read_by_its_digest(site: Site) -> None:
    found = site.look()
    assert found.read(found.files["content/about.md"]) == b"about"


@pytest.mark.parametrize("change", [lambda file: file.write_text("other"), Path.unlink])
def test_a_file_that_changes_after_it_was_listed_is_noticed(
    site: Site, change: Callable[[Path], object]
) -> None:
    found = site.look()
    change(site.root / "content/about.md")
    with pytest.raises(SourceChanged, match=r"about\.md"):
        found.read(found.files["content/about.md"])


def test_places_that_are_not_there_are_empty(tmp_path: Path) -> None:
    assert Site(tmp_path).look() == Snapshot({}, {}, {})


def test_two_files_with_the_same_bytes_are_both_listed(site: Site) -> None:
    site.put("content/copy.md", "about")
    found = site.look()
    assert found.files["content/copy.md"] == found.files["content/about.md"]
    assert found.read(found.files["content/copy.md"]) == b"about"


def let_time_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next readings take place well after all changes so far."""
    later = SimpleNamespace(time_ns=lambda: time.time_ns() + 2 * RACY_NS)
    monkeypatch.setattr(module, "time", later)


def test_a_file_that_held_still_is_not_read_again(
    site: Site, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    let_time_pass(monkeypatch)
    before = site.look()
    assert len(opened) == 4
    opened.clear()
    assert site.look() == before
    assert opened == []


def test_a_file_that_was_read_just_after_its_change_is_read_again(
    site: Site, opened: list[str]
) -> None:
    site.look()
    opened.clear()
    site.look()
    assert len(opened) == 4


@pytest.mark.parametrize("has_old_time", [False, True])
def test_a_file_that_changes_twice_in_one_tick_of_the_clock_is_noticed(
    site: Site, has_old_time: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same size, inode, mtime and ctime, as on a file system with a coarse clock."""
    file = site.put("content/about.md", "one")
    if has_old_time:
        os.utime(file, ns=(10**18, 10**18))
    frozen = os.stat(file)
    coarse = SimpleNamespace(stat=lambda _: frozen, fstat=lambda _: frozen, path=os.path)
    monkeypatch.setattr(module, "os", coarse)
    assert site.look().files["content/about.md"] == Blob(digest(b"one"))
    file.write_text("two")
    assert site.look().files["content/about.md"] == Blob(digest(b"two"))


def write_with_the_old_time(file: Path) -> None:
    file.write_text("abuot")
    os.utime(file, ns=(10**18, 10**18))


def move_another_in(file: Path) -> None:
    other = file.with_name("new")
    write_with_the_old_time(other)
    other.replace(file)


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_text("abuot"),
        lambda file: file.write_text("longer than before"),
        write_with_the_old_time,
        move_another_in,
    ],
    ids=["same size", "other size", "old time", "moved in"],
)
def test_every_change_of_a_file_that_held_still_is_noticed(
    site: Site, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = site.root / "content/about.md"
    os.utime(file, ns=(10**18, 10**18))
    with monkeypatch.context() as patched:
        let_time_pass(patched)
        site.look()
    time.sleep(TICK)
    change(file)
    assert site.look().files["content/about.md"] == Blob(digest(file.read_bytes()))


@pytest.mark.parametrize("mark", ["size", "mtime_ns", "ctime_ns", "inode"])
def test_each_mark_counts(site: Site, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    let_time_pass(monkeypatch)
    place = str(site.root / "content/about.md")
    seen = site.look().memory[place]
    changed = structs.replace(seen, **{mark: getattr(seen, mark) - 1, "digest": "stale"})
    site.memory = {place: changed}
    assert site.look().files["content/about.md"] == Blob(digest(b"about"))


def test_the_memory_is_of_the_files_that_are_there(site: Site) -> None:
    site.look()
    (site.root / "content/about.md").unlink()
    site.look()
    assert sorted(Path(path).name for path in site.memory) == ["art.svg", "index.md", "site.yaml"]


def test_a_memory_can_be_kept(site: Site) -> None:
    memory = site.look().memory
    kept = save_memory(memory, site.root)
    assert load_memory(kept, site.root) == memory
    assert load_memory(None, site.root) == load_memory(b"", site.root) == {}


def test_a_memory_does_not_tell_where_the_site_lies(site: Site, tmp_path: Path) -> None:
    kept = save_memory(site.look().memory, site.root)
    assert str(site.root).encode() not in kept
    assert b"content/about.md" in kept
    moved = load_memory(kept, tmp_path / "elsewhere")
    assert str(tmp_path / "elsewhere/content/about.md") in moved


def test_what_lies_elsewhere_is_not_kept(site: Site) -> None:
    (seen,) = [each for place, each in site.look().memory.items() if place.endswith("site.yaml")]
    assert load_memory(save_memory({"/home/me/a.md": seen}, site.root), site.root) == {}


def test_a_memory_of_a_site_that_we_are_in_is_kept(site: Site) -> None:
    (seen,) = [each for place, each in site.look().memory.items() if place.endswith("site.yaml")]
    memory = {"content/a.md": seen}
    assert load_memory(save_memory(memory, Path()), Path()) == memory


@pytest.mark.parametrize(
    "path",
    [
        "content/.secret.md",
        "content/.git/config",
        "content/posts/.draft/index.md",
        "content/about.md~",
        "content/node_modules/x.js",
        "content/posts/__pycache__/x.pyc",
    ],
)
def test_dot_files_and_leavings_are_left_out(site: Site, path: str) -> None:
    before = site.paths()
    site.put(path, "secret")
    assert site.paths() == before
    assert site.look().problems == ()


@pytest.mark.parametrize(
    "path", [".well-known/security.txt", ".nojekyll", "sub/.htaccess", "_headers", "_redirects"]
)
def test_what_servers_ask_for_is_there(site: Site, path: str) -> None:
    site.put(f"content/static/{path}", "served")
    site.put(f"content/posts/a/{path}", "not served")
    found = site.look()
    assert f"content/static/{path}" in found.files
    assert (f"content/posts/a/{path}" in found.files) is path.startswith("_")
    assert found.problems == ()


@pytest.mark.parametrize("path", [".env", ".ssh/key", ".well-known/.secret", "a/.b"])
def test_other_names_with_a_dot_are_told_once(site: Site, path: str) -> None:
    site.put(f"content/static/{path}", "secret")
    found = site.look()
    assert not any("static" in path for path in found.files)
    (problem,) = found.problems
    hidden = path.removesuffix("/key")
    assert str(problem.place) == f"content/static/{hidden}"
    assert problem.severity == "warning"
    assert ".well-known" in problem.hint


@pytest.mark.parametrize(
    "path", [".DS_Store", ".gitkeep", ".git/config", ".#a", "._b", ".a.swp", ".a~"]
)
def test_what_systems_and_editors_leave_behind_is_not_worth_a_word(site: Site, path: str) -> None:
    before = site.paths()
    site.put(f"content/static/{path}", "left")
    assert site.paths() == before
    assert site.look().problems == ()


def test_pipes_are_left_out(site: Site, opened: list[str]) -> None:
    before = site.paths()
    os.mkfifo(site.root / "content" / "pipe")
    assert site.paths() == before
    assert "pipe" not in opened


def test_a_name_that_is_not_utf_8_is_a_problem(site: Site) -> None:
    before = site.paths()
    Path(os.fsdecode(os.fsencode(site.root / "content") + b"/caf\xe9.md")).write_text("x")
    found = site.look()
    assert list(found.files) == before
    (problem,) = found.problems
    assert r"caf\xe9.md" in problem.message
    assert str(problem.place) == "content"
    assert save_memory(found.memory, site.root)


# Symbolic links


def test_links_within_a_folder_of_sources_are_followed(site: Site) -> None:
    shared = site.put("content/shared/photo.jpg", "photo")
    (site.root / "content/photo.jpg").symlink_to(shared)
    (site.root / "content/posts/b").symlink_to("a")
    found = site.look()
    assert found.problems == ()
    assert found.files["content/photo.jpg"] == Blob(digest(b"photo"))
    assert found.files["content/posts/b/index.md"] == Blob(digest(b"a"))


@pytest.mark.parametrize("folder", [True, False])
def test_a_link_that_leaves_the_site_is_left_out(site: Site, tmp_path: Path, folder: bool) -> None:
    # Its name begins like the site's own.
    outside = tmp_path / "site-of-another"
    outside.mkdir()
    (outside / "secret.md").write_text("secret")
    (site.root / "content/link").symlink_to(outside if folder else outside / "secret.md")
    assert "that leads out of content/" in left_out(site, "content/link")


@pytest.mark.parametrize(
    ("where", "target"),
    [
        ("content/a.txt", "../.env"),
        ("content/a.txt", "../notes.txt"),
        ("content/a.txt", "../site.yaml"),
        ("content/a", "../.git"),
        ("content/a", "../themes"),
        ("content/a", "../build"),
        ("content/posts/a/up", "../../../.git/config"),
        ("themes/a", "../content"),
        ("themes/mine/a.css", "../../.env"),
        ("themes/mine/a", "../../content"),
    ],
)
def test_a_link_that_leaves_its_folder_of_sources_is_left_out(
    site: Site, where: str, target: str
) -> None:
    for each in (".env", ".git/config", "notes.txt", "build/index.html", "themes/mine/theme.yaml"):
        site.put(each, "secret")
    (site.root / where).symlink_to(target)
    found = take_snapshot(
        site.root, [("content", site.root / "content"), ("themes", site.root / "themes")], {}
    )
    assert where not in found.files
    assert not any(path.startswith(f"{where}/") for path in found.files)
    (problem,) = found.problems
    assert f"that leads out of {where.split('/', maxsplit=1)[0]}/ is left out" in problem.message


@pytest.mark.parametrize(
    "hidden",
    [
        ".env",
        ".git/config",
        "posts/.drafts/a.txt",
        "posts/notes.txt~",
        "node_modules/a.js",
        "data/server.pem",
        "data/ID_RSA",
        "data/secrets.json",
        "secrets/a.txt",
    ],
)
def test_a_link_to_what_is_never_published_is_left_out(site: Site, hidden: str) -> None:
    target = site.put(f"content/{hidden}", "secret")
    before = set(site.look().files)
    (site.root / "content/link.txt").symlink_to(target)
    found = site.look()
    assert set(found.files) == before
    (problem,) = found.problems
    assert problem.message == f"a symbolic link to {hidden} is left out"
    assert "never published" in problem.hint


def test_a_link_through_links_is_judged_by_its_end(site: Site) -> None:
    site.put("content/.env", "secret")
    (site.root / "content/one.txt").symlink_to(".env")
    (site.root / "content/two.txt").symlink_to("one.txt")
    assert "content/two.txt" not in site.look().files


@pytest.mark.parametrize("target", [".env", ".git/config", "../outside.yaml"])
def test_settings_behind_a_link_are_judged_as_well(site: Site, target: str) -> None:
    site.put(target, "title: Secret\n")
    (site.root / "site.ci.yaml").symlink_to(target)
    found = take_snapshot(site.root, [("site.ci.yaml", site.root / "site.ci.yaml")], {})
    assert found.files == {}
    assert "is left out" in found.problems[0].message


@pytest.mark.parametrize("target", [".", ".."])
def test_content_is_never_the_site_itself(site: Site, target: str) -> None:
    (site.root / "content").rename(site.root / "elsewhere")
    (site.root / "content").symlink_to(target)
    assert list(site.look().files) == ["site.yaml"]


def test_content_may_be_another_folder_of_the_site(site: Site) -> None:
    (site.root / "content").rename(site.root / "notes")
    (site.root / "content").symlink_to("notes")
    found = site.look()
    assert "content/about.md" in found.files
    assert found.problems == ()


@pytest.mark.parametrize(
    ("where", "target"),
    [
        ("content/nowhere.md", "not-there.md"),
        ("content/itself", "itself"),
        ("content/posts/a/up", ".."),
        ("content/posts/a/here", "."),
        ("content/posts/a/content", "../../../content"),
        ("content/posts/a/root", "../../.."),
    ],
)
def test_a_link_that_leads_nowhere_or_in_a_circle_is_left_out(
    site: Site, where: str, target: str
) -> None:
    (site.root / where).symlink_to(target)
    left_out(site, where)


def left_out(site: Site, where: str) -> str:
    found = site.look()
    assert sorted(found.files) == [
        "content/about.md",
        "content/posts/a/art.svg",
        "content/posts/a/index.md",
        "site.yaml",
    ]
    (problem,) = found.problems
    assert (str(problem.place), problem.severity) == (where, "warning")
    assert "is left out" in problem.message
    return problem.message


def test_two_folders_that_link_to_each_other_end(site: Site) -> None:
    site.put("content/b/index.md", "b")
    (site.root / "content/posts/a/to-b").symlink_to("../../b")
    (site.root / "content/b/to-a").symlink_to("../posts/a")
    found = site.look()
    assert "content/posts/a/to-b/index.md" in found.files
    assert "content/b/to-a/index.md" in found.files
    assert sorted(str(problem.place) for problem in found.problems) == [
        "content/b/to-a/to-b",
        "content/posts/a/to-b/to-a",
    ]


def test_a_site_that_is_itself_behind_a_link_is_as_any_other(site: Site, tmp_path: Path) -> None:
    (site.root / "content/posts/a/up").symlink_to("..")
    (site.root / "content/posts/b").symlink_to("a")
    link = tmp_path / "link"
    link.symlink_to(site.root)
    direct, behind = site.look(), Site(link).look()
    assert direct.files == behind.files
    assert direct.problems == behind.problems


def test_content_behind_a_link_that_leaves_the_site_is_left_out(site: Site, tmp_path: Path) -> None:
    (site.root / "content").rename(tmp_path / "elsewhere")
    (site.root / "content").symlink_to(tmp_path / "elsewhere")
    found = site.look()
    assert list(found.files) == ["site.yaml"]
    assert [str(problem.place) for problem in found.problems] == ["content"]


def test_what_we_ship_may_be_linked_from_where_it_was_installed(site: Site, tmp_path: Path) -> None:
    store, shipped = tmp_path / "store", tmp_path / "packages" / "theme"
    store.mkdir()
    shipped.mkdir(parents=True)
    (store / "page.html").write_text("page")
    (shipped / "page.html").symlink_to(store / "page.html")
    found = take_snapshot(site.root, [("themes/default", shipped)], {})
    assert list(found.files) == ["themes/default/page.html"]
    assert found.problems == ()


# What goes away, or cannot be read, while we look


@pytest.mark.parametrize("is_known", [False, True])
def test_a_file_that_goes_away_during_the_walk_is_not_there(
    site: Site, is_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_known:
        site.look()
    look_at = module.look_at

    def remove_first(path: str, *others: object) -> object:
        if path == "content/about.md":
            (site.root / path).unlink()
        return look_at(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "look_at", remove_first)
    found = site.look()
    assert "content/about.md" not in found.files
    assert len(found.files) == 3
    assert found.problems == ()


def test_a_folder_that_goes_away_during_the_walk_is_empty(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = walk._listed

    def remove_first(visit: walk._Candidate, problems: list[Problem]) -> list[walk._Candidate]:
        if visit.path == "content/posts":
            shutil.rmtree(visit.place)
        return listed(visit, problems)

    monkeypatch.setattr(walk, "_listed", remove_first)
    found = site.look()
    assert list(found.files) == ["content/about.md", "site.yaml"]
    assert found.problems == ()


def refuse(*_: object) -> NoReturn:
    raise PermissionError(13, "Permission denied")


def test_a_file_that_may_not_be_read_is_a_problem(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_read", refuse)
    found = site.look()
    assert found.files == {}
    assert [problem.message for problem in found.problems] == [
        "cannot be read: permission denied"
    ] * 4
    assert str(found.problems[0].place) == "content/about.md"
    assert found.problems[0].severity == "error"


def test_a_folder_that_may_not_be_listed_is_a_problem(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def refuse_posts(path: str) -> object:
        return refuse() if path.endswith("posts") else scan(path)

    monkeypatch.setattr(os, "scandir", refuse_posts)
    found = site.look()
    assert list(found.files) == ["content/about.md", "site.yaml"]
    (problem,) = found.problems
    assert (str(problem.place), problem.severity) == ("content/posts", "error")
