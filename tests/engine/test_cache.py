"""The cache: one file, replaced where it is not ours to read."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from generator.engine import Cache, digest
from generator.engine.cache import VERSION, Row
from generator.engine.seal import user_seal


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
    ("spoil", "why"),
    [
        (other_version, "it is of another version of the generator"),
        (cut_in_half, "database disk image is malformed"),
        (lambda path: path.write_bytes(b"garbage " * 1000), "it is no database"),
        (
            lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000),
            "it is of another version of the generator",
        ),
        (Path.touch, ""),
    ],
    ids=["version", "cut", "garbage", "half garbage", "empty"],
)
def test_a_file_that_is_no_cache_of_ours_is_replaced(
    path: Path, spoil: Callable[[Path], object], why: str
) -> None:
    path.parent.mkdir()
    spoil(path)
    for told in (why, ""):
        cache = Cache(path)
        cache.keep([row("one", b"page")])
        assert cache.find(["one", "1"]) == {"one": b"result"}
        assert cache.blob(digest(b"page")) == b"page"
        said = [f"this cache was thrown away and begun anew: {told}"] if told else []
        assert [each.message for each in cache.troubles()] == said
        assert cache.troubles() == ()
        cache.close()


def filled(path: Path) -> None:
    cache = Cache(path)
    cache.keep([row("one", b"page", result=b"first"), row("two", b"other", result=b"second")])
    cache.write_notes({"plan": b"a plan", "memory": b"a memory"})
    cache.close()


def told_by(cache: Cache) -> tuple[object, ...]:
    """Return all that a filled cache says."""
    pages = [cache.blob(digest(page)) for page in (b"page", b"other")]
    asked = [cache.asked(key) for key in ("one", "two")]
    makers = [cache.maker_of(digest(page)) for page in (b"page", b"other")]
    notes = [cache.note(name) for name in ("plan", "memory")]
    return (cache.find(["one", "two"]), *pages, *asked, *makers, *notes)


WHOLE = (
    {"one": b"first", "two": b"second"},
    *(b"page", b"other"),
    *(("maker", b"value of one"), ("maker", b"value of two")),
    *("one", "two"),
    *(b"a plan", b"a memory"),
)
FORGERIES: dict[str, dict[int, object]] = {
    "UPDATE made SET result = x'c1' WHERE key = 'one'": {0: {"two": b"second"}},
    "UPDATE made SET result = 'text' WHERE key = 'one'": {0: {"two": b"second"}},
    "UPDATE made SET result = 7 WHERE key = 'one'": {0: {"two": b"second"}},
    "UPDATE made SET result = CAST(substr(result, 1, 16) || 'f' AS BLOB) WHERE key = 'one'": {
        0: {"two": b"second"}
    },
    "UPDATE made SET result = (SELECT result FROM made WHERE key = 'two')": {0: {"two": b"second"}},
    "UPDATE made SET key = 'three' WHERE key = 'one'": {0: {"two": b"second"}},
    "DELETE FROM made": {0: {}},
    "UPDATE blobs SET content = 'poison'": {1: None, 2: None},
    "UPDATE blobs SET content = x'00' WHERE content = x'70616765'": {1: None},
    "UPDATE asked SET value = x'c1' WHERE key = 'one'": {3: None},
    "UPDATE asked SET maker = 'another'": {3: None, 4: None},
    "UPDATE asked SET value = (SELECT value FROM asked WHERE key = 'two')": {3: None},
    "UPDATE brought SET mark = x''": {5: None, 6: None},
    "UPDATE brought SET mark = NULL": {5: None, 6: None},
    "UPDATE brought SET key = 'two' WHERE key = 'one'": {5: None},
    "UPDATE notes SET content = x'c1'": {7: None, 8: None},
    "UPDATE notes SET content = (SELECT content FROM notes WHERE name = 'plan')": {8: None},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_was_changed_is_not_there(path: Path, forgery: str) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as db, db:
        assert db.execute(forgery).rowcount > 0
    with closing(Cache(path)) as cache:
        expected = [FORGERIES[forgery].get(at, each) for at, each in enumerate(WHOLE)]
        assert list(told_by(cache)) == expected
        assert cache.troubles() == ()
    filled(path)
    with closing(Cache(path)) as cache:
        assert told_by(cache) == WHOLE


def test_what_nobody_changed_is_all_there(path: Path) -> None:
    filled(path)
    with closing(Cache(path)) as cache:
        assert told_by(cache) == WHOLE


@pytest.fixture
def another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Give a function after which builds are another user's."""

    def change() -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another"))
        user_seal.cache_clear()

    yield change
    user_seal.cache_clear()


def test_what_another_user_wrote_is_thrown_away_with_a_sentence(
    path: Path, another_user: Callable[[], None]
) -> None:
    filled(path)
    another_user()
    for told in (["another user or another machine wrote it"], []):
        with closing(Cache(path)) as cache:
            assert cache.find(["one"]) == {}
            assert [each.message.rpartition(": ")[2] for each in cache.troubles()] == told


def test_another_users_rows_are_not_believed_in_a_file_of_ours(
    path: Path, tmp_path: Path, another_user: Callable[[], None]
) -> None:
    filled(path)
    another_user()
    Cache(tmp_path / "ours.sqlite").close()
    with closing(sqlite3.connect(tmp_path / "ours.sqlite")) as db, db:
        db.execute("ATTACH ? AS theirs", (str(path),))
        for table in ("made", "asked", "brought", "notes"):
            db.execute(f"INSERT INTO {table} SELECT * FROM theirs.{table}")
        db.commit()
    with closing(Cache(tmp_path / "ours.sqlite")) as cache:
        assert told_by(cache) == ({}, *[None] * 8)


def test_without_a_lasting_key_the_file_is_left_alone(
    path: Path, tmp_path: Path, another_user: Callable[[], None]
) -> None:
    filled(path)
    before = path.read_bytes()
    (tmp_path / "another").write_text("in the way")
    another_user()
    with closing(Cache(path)) as cache:
        cache.keep([row("three")])
        assert cache.find(["one", "three"]) == {"three": b"result"}
        (problem,) = cache.troubles()
    assert "no key" in problem.message
    assert path.read_bytes() == before


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
