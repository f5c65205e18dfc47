"""A damaged or forged cache: what is published is what a clean build makes, each time."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.engine import digest
from tests.small_sites import Small, small_site, source, tree

PAGE = 4096
DAMAGES = 12


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Give a site that was built, to be copied."""
    posts = {
        f"content/posts/p{number}.md": source(f"Post [first](p0.md) {number}.\n" * 40, title="P")
        for number in range(12)
    }
    posts["content/posts/code.md"] = source("```python\nprint(1)\n```\n", title="Code")
    site = small_site(tmp_path_factory.mktemp("damage") / "site", posts)
    site.made()
    return site


@pytest.fixture
def site(built: Small, tmp_path: Path) -> Small:
    shutil.copytree(built.root, tmp_path / "site")
    return Small(tmp_path / "site")


@pytest.fixture
def clean(built: Small) -> dict[str, bytes]:
    return tree(built.root / "build")


def cache_of(site: Small) -> Path:
    return site.root / ".postrock/cache.sqlite"


def published_anew(site: Small, *, silent: bool = False) -> dict[str, bytes]:
    """Build into an empty folder, so that every byte comes out of the cache or is made."""
    shutil.rmtree(site.root / "build")
    problems = site.build().assembly.problems
    assert all(problem.severity == "warning" for problem in problems)
    assert not (silent and problems)
    return tree(site.root / "build")


def test_the_cache_is_used_where_it_is_whole(site: Small, clean: dict[str, bytes]) -> None:
    shutil.rmtree(site.root / "build")
    report = site.made()
    assert sum(tally.made for tally in report.tallies.values()) == 0
    assert tree(site.root / "build") == clean


@pytest.mark.parametrize("number", range(DAMAGES))
def test_a_damaged_page_in_the_middle(site: Small, clean: dict[str, bytes], number: int) -> None:
    content = bytearray(cache_of(site).read_bytes())
    pages = len(content) // PAGE
    assert pages > 2 * DAMAGES
    start = (1 + number * (pages - 2) // (DAMAGES - 1)) * PAGE
    for at in range(start + 100, start + PAGE - 96, 37):
        content[at] ^= 0x5A
    cache_of(site).write_bytes(content)
    assert published_anew(site) == clean
    assert site.made().assembly.problems == ()


@pytest.mark.parametrize("seed", range(DAMAGES))
def test_some_flipped_bits(site: Small, clean: dict[str, bytes], seed: int) -> None:
    chance, content = random.Random(seed), bytearray(cache_of(site).read_bytes())
    for _ in range(30):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    cache_of(site).write_bytes(content)
    assert published_anew(site) == clean
    assert site.made().assembly.problems == ()


def change(site: Small, *statements: str, given: tuple[object, ...] = ()) -> None:
    with closing(sqlite3.connect(cache_of(site))) as db:
        for statement in statements:
            assert db.execute(statement, given).rowcount > 0
        db.commit()


FORGERIES = {
    "results": "UPDATE made SET result = x'c1'",
    "one result": "UPDATE made SET result = x'c1' WHERE key = (SELECT min(key) FROM made)",
    "cut results": "UPDATE made SET result = substr(result, 2)",
    "another's result": "UPDATE made SET result = (SELECT result FROM made LIMIT 1 OFFSET 5)",
    "lost results": "DELETE FROM made",
    "blobs": "UPDATE blobs SET content = CAST(content || 'x' AS BLOB)",
    "poisoned pages": "UPDATE blobs SET content = '<script src=\"https://evil.example\"></script>'",
    "another's blob": "UPDATE blobs SET content = (SELECT content FROM blobs LIMIT 1 OFFSET 5)",
    "lost blobs": "DELETE FROM blobs",
    "one lost blob": "DELETE FROM blobs WHERE digest = (SELECT min(digest) FROM blobs)",
    "notes": "UPDATE notes SET content = x'c1'",
    "another's note": "UPDATE notes SET content = (SELECT min(content) FROM notes)",
    "lost notes": "DELETE FROM notes",
    "values": "UPDATE asked SET value = x'c1'",
    "brought": "UPDATE brought SET mark = x''",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_row_is_made_again_without_a_word(
    site: Small, clean: dict[str, bytes], forgery: str
) -> None:
    change(site, FORGERIES[forgery])
    assert published_anew(site, silent=True) == clean
    assert published_anew(site, silent=True) == clean


def test_a_lost_table_is_made_again(site: Small, clean: dict[str, bytes]) -> None:
    for table in ("made", "asked", "blobs", "brought", "notes"):
        with closing(sqlite3.connect(cache_of(site))) as db:
            db.execute(f"DROP TABLE {table}")
        assert published_anew(site) == clean
        site.made()


def test_a_blob_whose_name_fits_is_not_enough_where_a_page_was_changed(
    site: Small, clean: dict[str, bytes]
) -> None:
    """A stranger who knows our format can name a page, but not sign that a step made it."""
    poison = clean["posts/p1/index.html"].replace(b"Post", b"Poison")
    page, forged = digest(clean["posts/p1/index.html"]), digest(poison)
    change(site, "INSERT INTO blobs VALUES (?, ?)", given=(forged, poison))
    with closing(sqlite3.connect(cache_of(site))) as db:
        rows = db.execute("SELECT key, result FROM made").fetchall()
        speaking = [(key, result) for key, result in rows if page.encode() in result]
        assert speaking
        for key, result in speaking:
            poisoned = result.replace(page.encode(), forged.encode())
            db.execute("UPDATE made SET result = ? WHERE key = ?", (poisoned, key))
        db.commit()
    assert published_anew(site, silent=True) == clean


def test_another_sites_row_is_no_good_under_a_key_of_this_one(
    site: Small, clean: dict[str, bytes], tmp_path: Path
) -> None:
    other = small_site(tmp_path / "other", {"content/posts/p1.md": source("Poison.", title="P")})
    other.made()
    with closing(sqlite3.connect(cache_of(site))) as db:
        db.execute("ATTACH ? AS other", (str(cache_of(other)),))
        with_pages = (
            "SELECT made.key FROM {0}.made JOIN {0}.asked USING (key) WHERE maker LIKE '%render%'"
        )
        ours = [key for (key,) in db.execute(with_pages.format("main"))]
        theirs = [key for (key,) in db.execute(with_pages.format("other"))]
        assert ours
        assert theirs
        for number, key in enumerate(ours):
            db.execute(
                "UPDATE made SET result = (SELECT result FROM other.made WHERE key = ?)"
                " WHERE key = ?",
                (theirs[number % len(theirs)], key),
            )
        db.execute("INSERT OR IGNORE INTO blobs SELECT * FROM other.blobs")
        db.commit()
    assert published_anew(site, silent=True) == clean
