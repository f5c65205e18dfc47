"""The spare tree: staging costs what changed, and what is published is never its leftovers."""

import os
import random
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.engine import clear_places
from generator.problems import Place
from tests.engine.test_publish import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.publish(a="1", b__c="1", b__d="1")
    site.publish(a="2", b__c="1", b__d="1")
    assert site.record.with_name(site.record.name + ".spare").is_dir()
    return site


def test_texts_that_go_back_and_forth_are_always_those_asked_for(site: Site) -> None:
    draw = random.Random(5)
    for _ in range(60):
        names = draw.sample(["a", "b__c", "b__d", "e", "f__g__h", "b__e__f"], draw.randint(1, 5))
        texts = {name: str(draw.randint(1, 3)) for name in names}
        site.publish(**texts)
        assert site.files() == {site.path(name): text for name, text in texts.items()}
        empty = [
            path for path in site.output.rglob("*") if path.is_dir() and not any(path.iterdir())
        ]
        assert empty == []


def test_a_change_by_hand_is_not_published_by_way_of_a_shared_inode(site: Site) -> None:
    with open(site.output / "b/c", "w") as file:
        file.write("X")
    site.publish(a="3", b__c="1", b__d="1")
    assert site.files() == {"a": "3", "b/c": "1", "b/d": "1"}


def test_a_foreign_file_that_was_deleted_does_not_come_back(site: Site) -> None:
    site.put("mine/own", "text")
    site.publish(a="3", b__c="1", b__d="1")
    (site.output / "mine/own").unlink()
    (site.output / "mine").rmdir()
    for number in range(4, 8):
        site.publish(a=str(number), b__c="1", b__d="1")
        assert not (site.output / "mine").exists()


def test_only_what_changed_is_linked_or_written(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked: list[str] = []

    def link(present: str, staged: str, **_: bool) -> None:
        linked.append(staged)
        real(present, staged)

    real = os.link
    monkeypatch.setattr(os, "link", link)
    site.asked.clear()
    site.publish(a="3", b__c="1", b__d="1")
    assert site.asked == ["3"]
    assert linked == []


def test_a_spare_tree_that_somebody_spoilt_is_mended(site: Site) -> None:
    folder = site.record.with_name(site.record.name + ".spare")
    (folder / "b/c").unlink()
    (folder / "b/c").write_text("spoilt")
    (folder / "more").mkdir()
    (folder / "more/files").write_text("spoilt")
    site.publish(a="3", b__c="1", b__d="1")
    assert site.files() == {"a": "3", "b/c": "1", "b/d": "1"}


def spare_of(site: Site) -> Path:
    return site.record.with_name(site.record.name + ".spare")


def test_a_spare_file_that_was_touched_back_to_its_old_time_is_mended(site: Site) -> None:
    file = spare_of(site) / "a"
    before = file.stat()
    file.write_text("X")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    site.publish(a="1", b__c="1", b__d="1")
    assert site.files() == {"a": "1", "b/c": "1", "b/d": "1"}


def link(place: Path, victim: Path) -> None:
    place.symlink_to(victim)


def dangling(place: Path, victim: Path) -> None:
    place.symlink_to("nowhere")


def file(place: Path, victim: Path) -> None:
    place.write_text("mine")


def pipe(place: Path, victim: Path) -> None:
    os.mkfifo(place)


def bound(place: Path, victim: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(place))


def folder(place: Path, victim: Path) -> None:
    place.mkdir()
    (place / "link").symlink_to(victim)


@pytest.mark.parametrize("put", [link, dangling, file, pipe, bound, folder])
@pytest.mark.parametrize("name", [".spare", ".spare-record", ".spare-record.new", "", ".new"])
def test_what_stands_in_the_place_of_our_own_is_replaced_and_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put: Callable[[Path, Path], None], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    site, victim = Site(Path("s")), tmp_path / "victim"
    (victim / "sub").mkdir(parents=True)
    (victim / "sub/doc").write_text("mine")
    site.output.parent.mkdir()
    for text in "12":
        site.publish(a=text, b="1")
    place = site.record.with_name(site.record.name + name)
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    put(place, victim)
    # Where the record is lost, only a file that is as wanted can be taken over.
    for text in "234":
        site.publish(a=text, b="1") if name or text == "2" else None
        assert site.files() == {"a": text if name else "2", "b": "1"}
    assert [path.read_text() for path in victim.rglob("*") if path.is_file()] == ["mine"]
    assert spare_of(site).is_dir()
    assert not spare_of(site).is_symlink()
    assert site.record.is_file()
    assert not site.record.is_symlink()
    site.unpublish()
    assert [path.read_text() for path in victim.rglob("*") if path.is_file()] == ["mine"]


def test_without_room_for_a_spare_tree_all_goes_on(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("another file system")

    monkeypatch.setattr("generator.engine.exchange.os.rename", refuse)
    site.publish(a="3", b__c="1", b__d="1")
    site.publish(a="4", b__c="1", b__d="1")
    assert site.files() == {"a": "4", "b/c": "1", "b/d": "1"}
    assert not site.record.with_name(site.record.name + ".spare").exists()


def test_unpublish_removes_the_spare_tree(site: Site) -> None:
    site.unpublish()
    assert [path.name for path in site.record.parent.iterdir()] == []


def test_what_stands_in_the_place_of_our_own_is_told(site: Site, tmp_path: Path) -> None:
    assert clear_places(site.record) == ()
    shutil.rmtree(spare_of(site))
    spare_of(site).symlink_to(tmp_path)
    site.record.unlink()
    os.mkfifo(site.record)
    pipe, link = clear_places(site.record)
    assert pipe.message == "this was a pipe where builds keep a file; it was removed"
    assert link.message == "this was a symbolic link where builds keep a folder; it was removed"
    assert link.place == Place("workshop/published.msgpack.spare")
    assert clear_places(site.record) == ()
