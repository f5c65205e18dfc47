"""The common cache: what one site's build made serves those of others, and is not believed."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from generator.engine import Blob, Cache, Engine, Made, Maker, Read, Step, Workers, keep
from generator.engine.common import MOST, common_file, in_common

MADE: list[str] = []


def make(value: str, read: Read) -> Made[Blob]:
    """Name the bytes of a text; "no" is refused."""
    MADE.append(value)
    if value == "no":
        return Made(None)
    blob, content = keep(f"made of {value}")
    return Made(blob, blobs=(content,))


MAKER = Maker(f"{__name__}:make", Blob)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    MADE.clear()


def no_source(blob: Blob) -> bytes:
    raise KeyError(blob.digest)


def build(path: Path | None, value: str = "parts") -> bytes:
    """Make a step in a site whose cache lies there; return the bytes that it names."""
    step = Step(MAKER, value)
    with closing(Cache(path)) as own:
        engine = Engine(own, Workers(1), no_source)
        with in_common([step], own):
            (made,) = engine.run("wave", [step])
        return engine.read(made.value) if made.value else b""


def test_another_site_has_it_without_making_it(tmp_path: Path) -> None:
    assert build(tmp_path / "one/cache") == build(tmp_path / "two/cache") == b"made of parts"
    assert MADE == ["parts"]
    assert build(tmp_path / "two/cache", "others") == b"made of others"
    assert MADE == ["parts", "others"]


def test_a_site_that_has_it_does_not_open_the_common_cache(tmp_path: Path) -> None:
    build(tmp_path / "one/cache")
    file = common_file()
    assert file is not None
    file.unlink()
    build(tmp_path / "one/cache")
    assert MADE == ["parts"]
    assert not file.exists()


def test_what_keeps_nothing_for_itself_keeps_nothing_here(tmp_path: Path) -> None:
    build(tmp_path / "one/cache")
    assert build(None) == b"made of parts"
    assert MADE == ["parts", "parts"]


def test_what_was_refused_is_kept_for_no_other(tmp_path: Path) -> None:
    assert build(tmp_path / "one/cache", "no") == build(tmp_path / "two/cache", "no") == b""
    assert MADE == ["no", "no"]


def test_of_many_steps_only_those_are_made_that_no_site_has(tmp_path: Path) -> None:
    build(tmp_path / "one/cache", "b")
    steps = [Step(MAKER, value) for value in ("a", "b", "no", "c")]
    for name in ("two", "three"):
        with closing(Cache(tmp_path / name / "cache")) as own, in_common(steps, own):
            made = Engine(own, Workers(1), no_source).run("wave", steps)
            assert [each.value is not None for each in made] == [True, True, False, True]
    assert MADE == ["b", "a", "no", "c", "no"]


@pytest.mark.parametrize(
    "damage",
    ["UPDATE made SET result = x'00'", "UPDATE blobs SET content = 'evil'", "DELETE FROM blobs"],
)
def test_what_was_changed_is_not_believed(tmp_path: Path, damage: str) -> None:
    build(tmp_path / "one/cache")
    with closing(sqlite3.connect(str(common_file()))) as db, db:
        db.execute(damage)
    assert build(tmp_path / "two/cache") == b"made of parts"
    assert MADE == ["parts", "parts"]
    assert build(tmp_path / "three/cache") == b"made of parts"
    assert MADE == ["parts", "parts"]


@pytest.mark.parametrize("stands", ["a file", "a closed folder", "nonsense"])
def test_where_the_folder_cannot_be_used_each_site_makes_it(tmp_path: Path, stands: str) -> None:
    folder = tmp_path / "caches"
    if stands == "a file":
        folder.write_text("mine")
    else:
        (folder / "postrock").mkdir(parents=True)
    if stands == "a closed folder":
        folder.chmod(0o500)
        if os.access(folder, os.W_OK):  # as root has it
            (folder / "postrock").rmdir()
            (folder / "postrock").symlink_to("/proc/nowhere")
    if stands == "nonsense":
        (folder / "postrock/common.sqlite").write_text("no database")
    assert build(tmp_path / "one/cache") == build(tmp_path / "two/cache") == b"made of parts"
    assert (folder.read_text() == "mine") if stands == "a file" else True
    folder.chmod(0o700)


def test_it_does_not_grow_without_end(tmp_path: Path) -> None:
    for number in range(MOST + 2):
        build(tmp_path / "one/cache", f"{number}")
    with closing(Cache(common_file())) as common:
        assert common.count() == 2


def test_builds_of_two_sites_may_be_at_it_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = pool.map(lambda at: build(tmp_path / f"{at}/cache", str(at // 4)), range(16))
    assert list(made) == [f"made of {at // 4}".encode() for at in range(16)]


def test_a_relative_folder_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "caches")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert common_file() == tmp_path / ".cache/postrock/common.sqlite"
