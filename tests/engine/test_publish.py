"""Publishing: the output folder holds the manifest, and never half of it."""

import os
import shutil
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from generator.engine import Blob, Published, keep, publish, unpublish
from generator.engine.exchange import exchange, staging_folder
from generator.engine.record import Record, load_record

Marks = dict[str, tuple[int, int]]


class Site:
    """An output folder, its record, and the texts that are to be published there."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "build"
        self.record = folder / "workshop" / "published.msgpack"
        self.asked: list[str] = []
        self.trusting = True

    def publish(self, **texts: str) -> Published:
        """Publish texts; ``a__b_html`` stands for the path ``a/b.html``."""
        kept = {self.path(name): keep(text) for name, text in texts.items()}
        contents = dict(kept.values())

        def read(blob: Blob) -> bytes:
            self.asked.append(contents[blob].decode())
            return contents[blob]

        manifest = {path: blob for path, (blob, _) in kept.items()}
        return publish(manifest, read, self.output, self.record, trusting=self.trusting)

    @staticmethod
    def path(name: str) -> str:
        return name.replace("__", "/").replace("_", ".")

    def unpublish(self) -> tuple[int, tuple[str, ...]]:
        return unpublish(self.output, self.record)

    def put(self, path: str, text: str) -> None:
        """Write a file by hand."""
        file = self.output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def files(self) -> dict[str, str]:
        found = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_text() for path in found}

    def marks(self) -> Marks:
        """Return inode and time of every file and folder."""
        found = {path: path.lstat() for path in (self.output, *self.output.rglob("*"))}
        return {
            path.relative_to(self.output).as_posix(): (seen.st_ino, seen.st_mtime_ns)
            for path, seen in found.items()
        }

    def recorded(self) -> Record:
        record, is_signed = load_record(self.record, os.path.realpath(self.output))
        assert is_signed or record == Record()
        return record

    def beside(self) -> list[str]:
        return sorted(path.name for path in self.output.parent.iterdir())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_the_first_build_writes_everything(site: Site) -> None:
    done = site.publish(index_html="home", posts__a__index_html="a", feed_xml="feed")
    assert done == Published(written=3)
    assert site.files() == {"index.html": "home", "posts/a/index.html": "a", "feed.xml": "feed"}
    assert site.beside() == ["build", "workshop"]


def test_a_folder_that_does_not_exist_yet_is_made(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.output = tmp_path / "some" / "where" / "build"
    assert site.publish(a="a").written == 1
    assert site.files() == {"a": "a"}


def test_everybody_may_read_the_output_as_the_umask_says(site: Site) -> None:
    before = os.umask(0o022)
    try:
        site.publish(posts__a_html="a")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (site.output, *site.output.rglob("*"))]
    assert sorted(modes) == [0o644, 0o755, 0o755]


def test_an_empty_manifest_makes_an_empty_folder(site: Site) -> None:
    assert site.publish() == Published()
    assert site.output.is_dir()
    assert site.files() == {}


def test_no_change_writes_nothing(site: Site) -> None:
    texts = {"index_html": "home", "posts__a_html": "a"}
    site.publish(**texts)
    before, record = site.marks(), site.record.stat()
    site.asked.clear()
    assert site.publish(**texts) == Published(unchanged=2)
    assert site.marks() == before
    assert site.record.stat() == record
    assert site.asked == []


def test_a_change_leaves_all_other_files_as_they_are(site: Site) -> None:
    site.publish(index_html="home", posts__a_html="a", posts__b_html="b")
    before = site.marks()
    site.asked.clear()
    assert site.publish(index_html="home", posts__a_html="new", posts__b_html="b") == Published(
        written=1, unchanged=2
    )
    after = site.marks()
    assert site.files()["posts/a.html"] == "new"
    assert {path for path in ("index.html", "posts/b.html") if before[path] == after[path]} == {
        "index.html",
        "posts/b.html",
    }
    assert before["posts/a.html"][0] != after["posts/a.html"][0]
    assert site.asked == ["new"]


def test_files_are_copied_where_they_cannot_be_linked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    site.publish(a="a", b="b")
    os.utime(site.output / "a", ns=(10**18, 10**18))
    site.publish(a="a", b="b")
    monkeypatch.setattr(os, "link", refuse)
    before = site.marks()["a"]
    site.publish(a="a", b="new")
    assert site.files() == {"a": "a", "b": "new"}
    assert site.marks()["a"][1] == before[1]
    assert site.publish(a="a", b="new") == Published(unchanged=2)


def test_what_is_gone_from_the_manifest_is_removed_with_its_folder(site: Site) -> None:
    site.publish(index_html="home", posts__a__index_html="a")
    assert site.publish(index_html="home") == Published(removed=1, unchanged=1)
    assert list(site.output.iterdir()) == [site.output / "index.html"]


def test_a_file_that_was_removed_by_hand_comes_back(site: Site) -> None:
    site.publish(a="a", b="b")
    (site.output / "a").unlink()
    assert site.publish(a="a", b="b") == Published(written=1, unchanged=1)
    shutil.rmtree(site.output)
    assert site.publish(a="a", b="b") == Published(written=2)
    assert site.files() == {"a": "a", "b": "b"}


def test_a_file_that_was_touched_by_hand_is_written_again(site: Site) -> None:
    site.publish(a="a", b="b")
    site.put("a", "longer")
    assert site.publish(a="a", b="b").written == 1
    assert site.files() == {"a": "a", "b": "b"}


def test_a_file_of_the_same_size_touched_by_hand_is_written_again(site: Site) -> None:
    site.publish(a="a")
    site.put("a", "x")
    os.utime(site.output / "a", ns=(10**18, 10**18))
    assert site.publish(a="a").written == 1
    assert site.files() == {"a": "a"}


def test_a_file_that_was_replaced_by_a_link_is_written_again(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    site.publish(a="a")
    (site.output / "a").unlink()
    (site.output / "a").symlink_to(secret)
    assert site.publish(a="a").written == 1
    assert not (site.output / "a").is_symlink()
    assert (site.files(), secret.read_text()) == ({"a": "a"}, "secret")


def touch_back(file: Path, before: os.stat_result) -> None:
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("trusting", [True, False])
def test_a_file_that_was_touched_back_to_its_old_time_is_written_again(
    site: Site, trusting: bool
) -> None:
    site.publish(a="a", b="b")
    before = (site.output / "a").stat()
    site.put("a", "x")
    touch_back(site.output / "a", before)
    site.trusting = trusting
    assert site.publish(a="a", b="b") == Published(written=1, unchanged=1)
    assert site.files() == {"a": "a", "b": "b"}


def test_without_trust_no_mark_of_a_file_is_believed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish(a="a", b="b")
    site.put("a", "x")
    # As where a file system keeps no time of change.
    monkeypatch.setattr("generator.engine.changes.is_untouched", lambda *_: True)
    assert site.publish(a="a", b="b") == Published(unchanged=2)
    site.trusting = False
    assert site.publish(a="a", b="b") == Published(written=1, unchanged=1)
    assert site.files() == {"a": "a", "b": "b"}


def test_a_file_that_is_only_touched_or_linked_stays_as_it_is(site: Site, tmp_path: Path) -> None:
    site.publish(a="a", b="b")
    os.link(site.output / "a", tmp_path / "kept")
    os.utime(site.output / "b", ns=(10**18, 10**18))
    before = site.marks()
    assert site.publish(a="a", b="b") == Published(unchanged=2)
    assert site.marks() == before


def test_a_file_that_was_replaced_by_a_folder_is_told(site: Site) -> None:
    site.publish(a="a")
    (site.output / "a").unlink()
    (site.output / "a").mkdir()
    assert site.publish(a="a") == Published(refused=("a/",))
    site.put("a/mine", "mine")
    assert site.publish(a="a") == Published(refused=("a/mine",))


def test_a_folder_that_was_replaced_by_a_link_is_told(site: Site, tmp_path: Path) -> None:
    site.publish(posts__a="a")
    (site.output / "posts").rename(tmp_path / "posts")
    (site.output / "posts").symlink_to(tmp_path / "posts")
    assert site.publish(posts__a="new") == Published(refused=("posts",))
    assert (tmp_path / "posts/a").read_text() == "a"


def modes(site: Site) -> dict[str, int]:
    found = {path: path.lstat() for path in (site.output, *site.output.rglob("*"))}
    return {
        path.relative_to(site.output).as_posix(): stat.S_IMODE(seen.st_mode)
        for path, seen in found.items()
        if path.is_dir()
    }


def test_empty_folders_and_modes_of_folders_stay(site: Site) -> None:
    site.publish(posts__a__b="1")
    (site.output / "mine/deep").mkdir(parents=True)
    for folder, mode in ((".", 0o750), ("posts", 0o701), ("mine", 0o711), ("mine/deep", 0o700)):
        (site.output / folder).chmod(mode)
    before = modes(site)
    for text in ("2", "3", "4", "4"):
        assert site.publish(posts__a__b=text).foreign == ("mine/deep/",)
        assert modes(site) == before
    (site.output / "posts").chmod(0o755)
    site.publish(posts__a__b="5")
    assert modes(site) == before | {"posts": 0o755}
    assert site.publish(x="1").foreign == ("mine/deep/",)
    assert site.unpublish() == (1, ("mine/deep/",))
    assert modes(site) == {name: before[name] for name in (".", "mine", "mine/deep")}


def test_a_folder_that_was_there_before_a_build_filled_it_stays(site: Site) -> None:
    (site.output / "posts").mkdir(parents=True)
    site.output.chmod(0o750)
    site.publish(posts__a="1", pages__b="1")
    site.publish(posts__a="2", pages__b="2")
    assert site.publish(c="3").foreign == ("posts/",)
    assert modes(site) == {".": 0o750, "posts": 0o755}
    assert site.unpublish() == (1, ("posts/",))
    (site.output / "posts").rmdir()
    site.publish(c="3")
    assert site.unpublish() == (1, ())
    assert site.output.is_dir()


def test_foreign_things_of_every_kind_are_the_very_same(site: Site) -> None:
    site.publish(a="1")
    site.put("mine", "mine")
    os.link(site.output / "mine", site.output / "second")
    os.mkfifo(site.output / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(site.output / "socket"))
    names = ("mine", "pipe", "second", "socket")
    before = {name: (site.output / name).lstat() for name in names}
    for text in "234":
        assert site.publish(a=text).foreign == names
        for name in names:
            assert os.path.samestat((site.output / name).lstat(), before[name])
    site.unpublish()
    assert sorted(os.listdir(site.output)) == list(names)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives files away")
def test_roots_build_of_anothers_folder_leaves_all_to_its_owner(site: Site) -> None:
    site.publish(a="1", posts__a="1")
    for path in (site.output, *site.output.rglob("*")):
        os.chown(path, 1234, 1234)
    site.publish(a="2", posts__a="1", more__b="2")
    site.publish(a="3", posts__a="1", more__b="2")
    assert {path.stat().st_uid for path in (site.output, *site.output.rglob("*"))} == {1234}


def test_a_foreign_file_is_kept_as_it_is(site: Site) -> None:
    site.publish(a="a")
    site.put("CNAME", "example.org")
    site.put("old/notes.txt", "mine")
    before = {
        path: mark for path, mark in site.marks().items() if path in ("CNAME", "old/notes.txt")
    }
    for text in ("a", "new", "newer"):
        done = site.publish(a=text)
        assert done.foreign == ("CNAME", "old/notes.txt")
        assert before.items() <= site.marks().items()
    assert site.files() == {"a": "newer", "CNAME": "example.org", "old/notes.txt": "mine"}


def test_foreign_links_are_kept_as_links(site: Site, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    site.publish(a="a")
    (site.output / "folder").symlink_to(tmp_path / "elsewhere")
    (site.output / "nowhere").symlink_to("not-there")
    assert site.publish(a="new").foreign == ("folder", "nowhere")
    assert os.readlink(site.output / "folder") == str(tmp_path / "elsewhere")
    assert os.readlink(site.output / "nowhere") == "not-there"


def refused(site: Site, *paths: str, **texts: str) -> None:
    before, files, record = site.marks(), site.files(), site.recorded()
    assert site.publish(**texts) == Published(refused=paths)
    assert site.marks() == before
    assert site.files() == files
    assert site.recorded() == record
    assert site.beside() in (["build", "workshop"], ["build"])


def test_a_foreign_file_in_the_way_is_refused_and_nothing_is_touched(site: Site) -> None:
    site.publish(a="a")
    site.put("b", "mine")
    site.put("c", "mine")
    refused(site, "b", "c", a="new", b="b", c="c", d="d")


def test_a_foreign_file_where_a_folder_has_to_be_is_refused(site: Site) -> None:
    site.put("posts", "mine")
    refused(site, "posts", posts__a__b_html="b")


def test_a_foreign_file_under_what_has_to_be_a_file_is_refused(site: Site) -> None:
    site.put("posts/deep/notes.txt", "mine")
    refused(site, "posts/deep/notes.txt", posts="a file now")


def test_a_foreign_link_to_a_folder_in_the_way_is_refused(site: Site, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "posts").symlink_to(tmp_path / "build")
    before = site.marks()
    assert site.publish(posts__a_html="a") == Published(refused=("posts",))
    assert site.marks() == before


def test_a_foreign_link_to_an_equal_file_is_not_adopted(site: Site, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("a")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "a").symlink_to(tmp_path / "elsewhere")
    assert site.publish(a="a") == Published(refused=("a",))


def test_a_file_in_place_of_the_output_folder_is_refused(site: Site) -> None:
    site.output.write_text("mine")
    assert site.publish(a="a") == Published(refused=("build",))
    assert site.output.read_text() == "mine"


@pytest.mark.parametrize("lost", [Path.unlink, lambda record: record.write_bytes(b"\xc1garbage")])
def test_files_that_are_as_wanted_are_adopted_when_the_record_is_lost(
    site: Site, lost: Callable[[Path], object]
) -> None:
    texts = {"a": "a", "posts__b_html": "b"}
    site.publish(**texts)
    before = site.marks()
    lost(site.record)
    assert site.publish(**texts) == Published(unchanged=2)
    assert site.marks() == before
    assert site.publish(a="new", posts__b_html="b") == Published(written=1, unchanged=1)


def test_a_folder_becomes_a_file_and_a_file_a_folder(site: Site) -> None:
    site.publish(a__b="b", c="c")
    assert site.publish(a="file", c__d="d") == Published(written=2, removed=2)
    assert site.files() == {"a": "file", "c/d": "d"}


def test_an_output_folder_behind_a_link_is_filled_where_it_is(site: Site, tmp_path: Path) -> None:
    real = tmp_path / "www" / "site"
    real.mkdir(parents=True)
    site.output.symlink_to(real)
    for text in ("one", "two"):
        site.publish(a=text)
        assert site.output.is_symlink()
        assert (real / "a").read_text() == text
    assert site.beside() == ["build", "workshop", "www"]
    assert list(real.parent.iterdir()) == [real]


class Crash(BaseException):
    """Stands for a kill, so nothing may tidy up after it."""


def crash(*_: object, **__: object) -> None:
    raise Crash


def killed(monkeypatch: pytest.MonkeyPatch, step: str, site: Site, **texts: str) -> None:
    """Publish, but die at a step, with no chance to clear away."""
    module, name = step.split(".")
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", lambda *_, **__: None)
        patched.setattr(import_module(f"generator.engine.{module}"), name, crash)
        with pytest.raises(Crash):
            site.publish(**texts)


STEPS = ["staging.write_file", "staging._link", "publish.save_record", "staging.exchange"]


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_before_the_exchange_leaves_the_old_tree_whole(
    site: Site, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish(a="a", b="b")
    before = site.marks()
    killed(monkeypatch, step, site, a="new", b="b", c="c")
    assert site.marks() == before
    assert site.files() == {"a": "a", "b": "b"}
    assert staging_folder(site.output).exists()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("wanted", [{"a": "new", "b": "b", "c": "c"}, {"a": "a", "b": "b"}])
def test_the_next_build_clears_up_after_a_crash(
    site: Site, step: str, wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish(a="a", b="b")
    site.put("CNAME", "mine")
    killed(monkeypatch, step, site, a="new", b="b", c="c")
    assert site.publish(**wanted).foreign == ("CNAME",)
    assert site.files() == wanted | {"CNAME": "mine"}
    assert site.beside() == ["build", "workshop"]
    assert set(site.recorded().files) == set(wanted)


def test_what_a_crashed_build_was_to_remove_is_still_known_as_ours(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish(a="a", gone="g")
    killed(monkeypatch, "staging.exchange", site, a="new")
    assert site.publish(a="new") == Published(written=1, removed=1)


def test_a_crash_after_the_exchange_is_no_loss(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def exchange_and_crash(staged: Path, place: Path) -> Path:
        exchange(staged, place)
        raise Crash

    site.publish(a="a", b="b", gone="g")
    site.put("CNAME", "mine")
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", lambda *_, **__: None)
        patched.setattr("generator.engine.staging.exchange", exchange_and_crash)
        with pytest.raises(Crash):
            site.publish(a="new", b="b")
    assert site.files() == {"a": "new", "b": "b", "CNAME": "mine"}
    assert site.publish(a="new", b="b") == Published(unchanged=2, foreign=("CNAME",))
    assert site.beside() == ["build", "workshop"]


def test_a_crash_before_the_first_exchange_leaves_nothing_of_ours(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(monkeypatch, "staging.exchange", site, a="a")
    assert not site.output.exists()
    assert site.publish(b="b") == Published(written=1)
    assert site.beside() == ["build", "workshop"]


def test_an_interrupt_while_staging_leaves_the_old_tree_and_no_staging(site: Site) -> None:
    site.publish(a="a")
    before = site.marks()
    blobs = {"a": keep("new")[0], "b": keep("b")[0]}

    def read(blob: Blob) -> bytes:
        if blob == blobs["b"]:
            raise KeyboardInterrupt
        return b"new"

    with pytest.raises(KeyboardInterrupt):
        publish(blobs, read, site.output, site.record)
    assert site.marks() == before
    assert site.beside() == ["build", "workshop"]
    assert site.publish(a="a") == Published(unchanged=1)


PAGES = ("first", "second", "third")
VERSIONS = 100


def test_a_reader_sees_whole_versions_alone(site: Site) -> None:
    def publish_version(version: int) -> None:
        site.publish(**dict.fromkeys(PAGES, f"{version:06}" * 2000))

    publish_version(0)
    done = threading.Event()
    seen: list[list[str]] = []
    reader = threading.Thread(target=lambda: seen.extend(read_until(done, site.output)))
    reader.start()
    for version in range(1, VERSIONS):
        publish_version(version)
    done.set()
    reader.join()
    assert len(seen) > 10
    assert all(text == text[:6] * 2000 for texts in seen for text in texts)
    # The first page is read twice: where it stayed the same, no exchange came between.
    steady = [texts for texts in seen if texts[0] == texts[-1]]
    assert steady
    assert all(len(set(texts)) == 1 for texts in steady)


def read_until(done: threading.Event, folder: Path) -> Iterator[list[str]]:
    while not done.is_set():
        try:
            yield [(folder / page).read_text() for page in (*PAGES, PAGES[0])]
        except OSError as error:
            yield [f"a page was not there: {error}"]


def test_unpublish_removes_what_builds_wrote_alone(site: Site) -> None:
    site.publish(index_html="home", posts__a__index_html="a")
    site.put("posts/mine.txt", "mine")
    assert site.unpublish() == (2, ("posts/mine.txt",))
    assert site.files() == {"posts/mine.txt": "mine"}
    assert not site.record.exists()
    assert sorted(path.name for path in site.output.iterdir()) == ["posts"]


def test_unpublish_removes_the_folder_when_nothing_else_is_in_it(site: Site) -> None:
    site.publish(index_html="home", posts__a__index_html="a")
    assert site.unpublish() == (2, ())
    assert not site.output.exists()


def test_unpublish_of_nothing_does_nothing(site: Site) -> None:
    assert site.unpublish() == (0, ())
    site.put("mine", "mine")
    assert site.unpublish() == (0, ("mine",))
    assert site.files() == {"mine": "mine"}
