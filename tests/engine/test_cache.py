"""The cache: one file, replaced where it is not ours to read."""

import sqlite3
from pathlib import Path

import pytest

from generator.engine import Cache, digest
from generator.engine.cache import VERSION, Row


def row(key: str, *blobs: bytes, result: bytes = b"result") -> Row:
    named = tuple((digest(blob), blob) for blob in blobs)
    return Row(key, "maker", b"value of " + key.encode(), result, named)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workshop" / "cache.sqlite"


def test_what_was_kept_is_found_by_the_next_build(path: Path) -> None:
    cache = Cache(path)
    cache.keep([row("one", b"page", result=b"first"), row("two", result=b"second")])
    cache.close()
    later = Cache(path)
    assert later.find(["two", "three", "one"]) == {"one": b"first", "two": b"second"}
    assert later.blob(digest(b"page")) == b"page"
    assert later.asked("one") == ("maker", b"value of one")
    assert later.maker_of(digest(b"page")) == "one"
    assert later.count() == 2
    later.close()


def test_without_a_path_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache = Cache(None)
    cache.keep([row("one")])
    assert cache.find(["one"]) == {"one": b"result"}
    cache.close()
    assert list(tmp_path.iterdir()) == []


def test_what_was_never_kept_is_not_there() -> None:
    cache = Cache(None)
    assert cache.find(["one"]) == {}
    assert (cache.blob("x"), cache.asked("x"), cache.maker_of("x"), cache.note("x")) == (None,) * 4


def test_a_result_that_is_made_again_replaces_the_old_one() -> None:
    cache = Cache(None)
    cache.keep([row("one", result=b"old")])
    cache.keep([row("one", result=b"new")])
    assert cache.find(["one"]) == {"one": b"new"}


def test_rows_are_kept_all_or_none(path: Path) -> None:
    def rows() -> object:
        yield row("one", b"page")
        raise KeyboardInterrupt

    cache = Cache(path)
    with pytest.raises(KeyboardInterrupt):
        cache.keep(rows())  # type: ignore[arg-type]
    assert cache.find(["one"]) == {}
    assert cache.blob(digest(b"page")) is None
    cache.close()


def test_notes_are_kept_by_name(path: Path) -> None:
    cache = Cache(path)
    cache.write_notes({"plan": b"old", "memory": b"m"})
    cache.write_notes({"plan": b"new"})
    cache.close()
    later = Cache(path)
    assert (later.note("plan"), later.note("memory"), later.note("other")) == (b"new", b"m", None)
    later.close()


def other_version(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE made (something TEXT)")
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.commit()
    db.close()


def cut_in_half(path: Path) -> None:
    cache = Cache(path)
    cache.keep([row(str(n), bytes(2000)) for n in range(200)])
    cache.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize(
    "spoil",
    [
        other_version,
        cut_in_half,
        lambda path: path.write_bytes(b"garbage " * 1000),
        lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000),
        lambda path: path.touch(),
    ],
    ids=["version", "cut", "garbage", "half garbage", "empty"],
)
def test_a_file_that_is_no_cache_of_ours_is_replaced(path: Path, spoil: object) -> None:
    path.parent.mkdir()
    assert callable(spoil)
    spoil(path)
    for _ in range(2):
        cache = Cache(path)
        cache.keep([row("one", b"page")])
        assert cache.find(["one", "1"]) == {"one": b"result"}
        assert cache.blob(digest(b"page")) == b"page"
        cache.close()


def test_a_file_that_cannot_be_opened_is_not_taken_for_garbage(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(sqlite3.OperationalError):
        Cache(path)
    assert path.is_dir()


def test_sweeping_leaves_what_is_used(path: Path) -> None:
    cache = Cache(path)
    cache.keep([row("old", b"old page"), row("new", b"new page")])
    cache.write_notes({"plan": b"kept"})
    for _ in range(2):
        cache.forget_all_but(frozenset({"new", "never made"}))
        assert cache.find(["old", "new"]) == {"new": b"result"}
        assert (cache.blob(digest(b"old page")), cache.asked("old")) == (None, None)
        assert cache.blob(digest(b"new page")) == b"new page"
    assert cache.note("plan") == b"kept"
    cache.close()


@pytest.mark.parametrize("used", ["one", "two"])
def test_a_blob_that_two_steps_brought_stays_while_one_of_them_is_used(used: str) -> None:
    cache = Cache(None)
    cache.keep([row("one", b"shared")])
    cache.keep([row("two", b"shared")])
    cache.forget_all_but(frozenset({used}))
    assert cache.blob(digest(b"shared")) == b"shared"
    assert cache.maker_of(digest(b"shared")) == used
    cache.forget_all_but(frozenset())
    assert cache.blob(digest(b"shared")) is None
