"""Early files: publishing finds them, believes only what it sees, and writes what is missing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.engine import early_files, keep
from generator.engine.early import AHEAD
from generator.engine.files import make_folder, write_file
from tests.engine.test_publish import Site

TEXTS = {"index_html": "home", "a__index_html": "one", "a__b__index_html": "two"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.record.parent.mkdir()
    return site


def write_early(site: Site, texts: dict[str, str]) -> None:
    with early_files(site.output, site.record) as early:
        for name, text in texts.items():
            early.write(site.path(name), *keep(text))


def published(texts: dict[str, str]) -> dict[str, str]:
    return {Site.path(name): text for name, text in texts.items()}


def left(site: Site) -> list[str]:
    return sorted(path.name for path in site.record.parent.iterdir())


def test_what_was_written_early_is_published_and_not_asked_for_again(site: Site) -> None:
    write_early(site, TEXTS)
    done = site.publish(**TEXTS, more="three")
    assert site.asked == ["three"]
    assert done.written == 4
    assert site.files() == published({**TEXTS, "more": "three"})
    assert left(site) == [site.record.name]
    assert site.publish(**TEXTS, more="three").unchanged == 4


def test_nothing_is_published_by_writing_early(site: Site) -> None:
    write_early(site, TEXTS)
    assert not site.output.exists()


def test_what_is_not_wanted_after_all_is_not_published(site: Site) -> None:
    write_early(site, {**TEXTS, "x__y": "old", "a__index_html": "other"})
    site.publish(**TEXTS)
    assert site.files() == published(TEXTS)
    assert site.asked == ["one"]
    assert not (site.output / "x").exists()


def test_what_somebody_changed_meanwhile_is_written_again(site: Site) -> None:
    write_early(site, TEXTS)
    (spare,) = (path for path in site.record.parent.iterdir() if path.suffix == ".spare")
    (spare / "a/index.html").write_text("own")
    (spare / "mine").write_text("own")
    site.publish(**TEXTS)
    assert site.files() == published(TEXTS)


def test_without_its_note_as_after_a_crash_nothing_of_it_is_wrong(site: Site) -> None:
    write_early(site, TEXTS)
    for path in site.record.parent.glob("*.spare-record"):
        path.unlink()
    site.publish(**{**TEXTS, "index_html": "other"})
    assert site.files() == published({**TEXTS, "index_html": "other"})


@pytest.mark.parametrize("published_before", [True, False])
def test_where_something_is_there_nothing_is_written_early(
    site: Site, published_before: bool
) -> None:
    if published_before:
        site.publish(a="1")
    else:
        write_early(site, TEXTS)
    with early_files(site.output, site.record) as early:
        early.write("later", *keep("text"))
        early.close()
        assert early.files == {}


REAL: dict[str, Callable[..., Any]] = {"write_file": write_file, "make_folder": make_folder}


@pytest.mark.parametrize("broken", REAL)
def test_a_disk_that_fills_up_is_left_to_publishing(
    site: Site, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = REAL[broken]

    def fills_up(place: str, *given: Any) -> Any:
        if place.endswith(("x", "b")):
            raise OSError("full")
        return real(place, *given)

    with early_files(site.output, site.record) as early:
        with monkeypatch.context() as patch:
            patch.setattr(f"generator.engine.early.{broken}", fills_up)
            for path, text in (("a", "1"), ("x/b", "2"), ("c", "3")):
                early.write(path, *keep(text))
            early.close()
        assert list(early.files) == ["a"]
    site.publish(a="1", x__b="2", c="3")
    assert sorted(site.asked) == ["2", "3"]
    assert site.files() == {"a": "1", "x/b": "2", "c": "3"}


def test_a_path_that_no_file_can_have_holds_nobody_up(site: Site) -> None:
    with early_files(site.output, site.record) as early:
        for path in ("a\0b", *map(str, range(AHEAD + 2))):
            early.write(path, *keep("text"))
        early.close()
        assert early.files == {}
