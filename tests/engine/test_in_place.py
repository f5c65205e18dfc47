"""A folder that none can replace is filled in an order that leaves no page without its assets."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.engine import Published
from generator.engine import exchange as exchanging
from generator.engine import in_place as module
from generator.engine.record import load_record
from tests.engine.test_publish import Crash, Site


class InPlace(Site):
    """A site whose folder must stay the one that it is."""

    def publish(self, **texts: str) -> Published:
        (self.output / ".git").mkdir(parents=True, exist_ok=True)
        done = super().publish(**texts)
        assert done.in_place in ("", "it holds a git repository")
        assert bool(done.in_place) == bool(done.written or done.removed)
        return done

    def files(self) -> dict[str, str]:
        return {path: text for path, text in super().files().items() if ".git/" not in path}


@pytest.fixture
def site(tmp_path: Path) -> InPlace:
    return InPlace(tmp_path)


def test_the_folder_and_what_stays_the_same_are_untouched(site: InPlace) -> None:
    site.publish(index_html="1", posts__a_html="1", pages__b_html="1")
    site.put("mine/own", "mine")
    before = site.marks()
    done = site.publish(index_html="2", posts__a_html="1", posts__c_html="1")
    assert (done.written, done.removed, done.unchanged) == (2, 1, 1)
    assert done.foreign == (".git/", "mine/own")
    after = site.marks()
    assert after["."][0] == before["."][0]
    for path in ("posts/a.html", ".git", "mine", "mine/own"):
        assert after[path] == before[path]
    expected = {"index.html": "2", "posts/a.html": "1", "posts/c.html": "1", "mine/own": "mine"}
    assert site.files() == expected
    assert not (site.output / "pages").exists()
    assert site.beside() == ["build", "workshop"]
    assert site.unpublish() == (3, (".git/", "mine/own"))
    assert site.files() == {"mine/own": "mine"}


def test_no_change_writes_nothing(site: InPlace) -> None:
    site.publish(a="a", b__c="c")
    before, record = site.marks(), site.record.stat()
    assert site.publish(a="a", b__c="c") == Published(unchanged=2, foreign=(".git/",))
    assert (site.marks(), site.record.stat()) == (before, record)


def test_a_folder_becomes_a_file_and_a_file_a_folder(site: InPlace) -> None:
    site.publish(a__b__x="b", c="c", d__e="e")
    (site.output / "d/e").unlink()
    site.publish(a="file", c__d__e="d", d="file")
    assert site.files() == {"a": "file", "c/d/e": "d", "d": "file"}


def test_an_empty_folder_that_cannot_be_removed_stays(
    site: InPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise OSError(errno.EBUSY, "a mount point")

    site.publish(a="1", posts__b="1")
    monkeypatch.setattr(os, "rmdir", busy)
    assert site.publish(a="1").removed == 1
    assert site.publish(a="1") == Published(unchanged=1, foreign=(".git/", "posts/"))
    assert (site.output / "posts").is_dir()
    shutil.rmtree(site.output / ".git", ignore_errors=True)
    assert Site.unpublish(site)[0] == 1
    assert site.output.is_dir()


def test_a_published_file_that_is_a_link_now_is_replaced(site: InPlace, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    site.publish(a="a")
    (site.output / "a").unlink()
    (site.output / "a").symlink_to(tmp_path / "secret")
    site.publish(a="a")
    assert not (site.output / "a").is_symlink()
    assert (tmp_path / "secret").read_text() == "secret"


def version(number: int) -> dict[str, str]:
    """Return a site whose pages name assets by their version."""
    pages = {f"posts__{n}__index_html": f"uses {number}" for n in range(number, number + 3)}
    assets = {f"assets__{number}_css": "style", f"posts__{number}__{number}_svg": "picture"}
    feed = {"feed_xml": f"uses {number}"}
    return {"index_html": f"uses {number}", **feed, **pages, **assets}


def is_sound(site: Site) -> bool:
    files = site.files()
    used = {text.split()[1] for path, text in files.items() if path.endswith((".html", ".xml"))}
    return all(
        {f"assets/{number}.css", f"posts/{number}/{number}.svg"} <= files.keys() for number in used
    )


def die_at(monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """Let the process end before a call that changes the folder, with nothing tidied up."""
    calls = iter(range(call))

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **named: object) -> object:
            if next(calls, None) is None:
                raise Crash
            return real(*given, **named)

        return run

    for where, name in ((os, "replace"), (os, "rmdir"), (os, "mkdir"), (module, "write_file")):
        monkeypatch.setattr(where, name, counted(getattr(where, name)))
    monkeypatch.setattr(Path, "unlink", counted(Path.unlink))


@pytest.mark.parametrize("call", range(60))
def test_whenever_a_build_dies_no_page_lacks_an_asset(
    site: InPlace, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish(**version(1))
    site.put("mine/own", "mine")
    with monkeypatch.context() as patched:
        die_at(patched, call)
        try:
            site.publish(**version(2))
        except Crash:
            assert call < 50
        else:
            assert call > 20
    assert is_sound(site)
    assert site.files()["mine/own"] == "mine"
    site.publish(**version(3))
    expected = {site.path(name): text for name, text in version(3).items()}
    assert site.files() == expected | {"mine/own": "mine"}


def test_an_asset_that_cannot_be_written_stops_all(
    site: InPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> os.stat_result:
        raise OSError(errno.ENOSPC, "no space left on device")

    site.publish(**version(1))
    before = site.files()
    with monkeypatch.context() as patched:
        patched.setattr(module, "write_file", full)
        with pytest.raises(OSError, match="no space") as raised:
            site.publish(**version(2))
    told = "build/ holds old and new files side by side, for it holds a git repository; build again"
    assert raised.value.__notes__ == [told]
    assert site.files() == before
    site.publish(**version(2))
    assert is_sound(site)


def test_where_the_exchange_fails_the_folder_is_filled_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(self: Path, target: Path) -> Path:
        raise OSError(errno.EBUSY, "device or resource busy")

    site = Site(tmp_path)
    site.publish(a="1", b="1")
    folder = site.output.stat().st_ino
    monkeypatch.setattr(exchanging, "SWAPS", {})
    monkeypatch.setattr(Path, "rename", busy)
    done = site.publish(a="2", b="1")
    assert done.in_place == "the system cannot move it (device or resource busy)"
    assert site.files() == {"a": "2", "b": "1"}
    assert site.output.stat().st_ino == folder
    assert site.beside() == ["build", "workshop"]
    assert [path.name for path in site.record.parent.iterdir()] == [site.record.name]


def test_what_cannot_be_linked_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    site = Site(tmp_path)
    site.publish(a="1")
    os.mkfifo(site.output / "pipe")
    before = (site.output / "pipe").lstat()
    monkeypatch.setattr(os, "link", refuse)
    assert site.publish(a="2").in_place == "pipe in it cannot be linked"
    assert os.path.samestat((site.output / "pipe").lstat(), before)
    assert site.files() == {"a": "2"}


def test_an_unfinished_file_that_no_record_knows_is_in_nobodys_way(
    site: InPlace, tmp_path: Path
) -> None:
    (tmp_path / "victim").write_text("mine")
    site.publish(a="1")
    (site.output / ".postrock-new").symlink_to(tmp_path / "victim")
    site.publish(a="2")
    assert site.files() == {"a": "2"}
    assert (tmp_path / "victim").read_text() == "mine"


def test_the_record_of_a_killed_build_knows_its_unfinished_file(
    site: InPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish(posts__a="1")

    def half(output: Path, path: str, *_: object) -> None:
        (output / path).with_name(".postrock-new").write_text("half")
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(module, "_replace", half)
        with pytest.raises(Crash):
            site.publish(posts__a="2")
    assert (site.output / "posts/.postrock-new").exists()
    record, is_signed = load_record(site.record, os.path.realpath(site.output))
    assert is_signed
    assert "posts/.postrock-new" in record.files
    assert site.publish(posts__a="2").foreign == (".git/",)
    assert not (site.output / "posts/.postrock-new").exists()
