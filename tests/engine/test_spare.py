"""The spare tree: staging costs what changed, and what is published is never its leftovers."""

import os
import random
from pathlib import Path

import pytest

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


def test_without_room_for_a_spare_tree_all_goes_on(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("another file system")

    monkeypatch.setattr("generator.engine.spare.os.rename", refuse)
    site.publish(a="3", b__c="1", b__d="1")
    site.publish(a="4", b__c="1", b__d="1")
    assert site.files() == {"a": "4", "b/c": "1", "b/d": "1"}
    assert not site.record.with_name(site.record.name + ".spare").exists()


def test_unpublish_removes_the_spare_tree(site: Site) -> None:
    site.unpublish()
    assert [path.name for path in site.record.parent.iterdir()] == []
