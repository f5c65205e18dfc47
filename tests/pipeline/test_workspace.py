"""A build that follows from the same premises comes to the same, and nothing else does."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.pipeline import assembly
from tests.small_sites import NOW, Small, small_site, source, tree

NAMED = "content/posts/a.md"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files = {
        NAMED: source("One.", title="A"),
        "content/posts/draft.md": source("Two.", title="Draft", draft=True),
        "content/posts/later.md": source("Three.", title="Later", date="2025-06-02T12:00Z"),
        "content/posts/ends.md": source("Four.", title="Ends", expires="2025-06-03T12:00Z"),
        "site.loud.yaml": "title: LOUD\n",
    }
    return small_site(tmp_path, files)


@pytest.fixture
def assembled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often a site is assembled."""
    real, calls = assembly.assemble_once, [0]

    def counted(*given: Any) -> assembly.Assembly:
        calls[0] += 1
        return real(*given)

    monkeypatch.setattr(assembly, "assemble_once", counted)
    return calls


def test_a_second_build_reports_the_same_and_assembles_nothing(
    site: Small, assembled: list[int]
) -> None:
    site.write("content/static/.left-out", "")
    first, second = site.build(), site.build()
    assert assembled == [1]
    assert first.assembly == second.assembly
    assert second.assembly.problems
    assert len(second.assembly.held) == 2
    assert second.assembly.counts.posts == 2
    reused = {wave: each.made + each.reused for wave, each in first.tallies.items()}
    assert {wave: each.reused for wave, each in second.tallies.items()} == reused
    assert not any(each.made for each in second.tallies.values())


def _written(path: str, text: str) -> Callable[[Small], None]:
    return lambda site: site.write(path, text)


@pytest.mark.parametrize(
    "change",
    [
        _written(NAMED, source("Another.", title="A")),
        _written("content/posts/b.md", source("New.", title="B")),
        _written("site.yaml", "title: Cup\nbase_url: https://tea.example/\ntheme: bare\n"),
        _written("themes/bare/templates/post.html", "{{ body | safe }}\n"),
        lambda site: (site.root / NAMED).unlink(),
        lambda site: (site.root / NAMED).rename(site.root / "content/posts/other.md"),
    ],
)
def test_another_source_is_another_site(
    site: Small, assembled: list[int], change: Callable[[Small], None]
) -> None:
    site.made()
    before = tree(site.root / "build")
    change(site)
    site.made()
    assert assembled == [2]
    assert tree(site.root / "build") != before


@pytest.mark.parametrize(
    "asked",
    [
        {"drafts": True},
        {"future": True},
        {"base_url": "https://cup.example/"},
        {"overlay": "loud"},
        {"environment": {"GENERATOR_TITLE": "Cup"}},
        {"now": NOW + timedelta(days=1)},
        {"now": NOW + timedelta(days=2)},
    ],
)
def test_who_asks_for_something_else_gets_it(
    site: Small, assembled: list[int], asked: dict[str, Any]
) -> None:
    site.made()
    before = tree(site.root / "build")
    site.made(**asked)
    assert assembled == [2]
    assert tree(site.root / "build") != before
    site.made()
    assert assembled == [3]
    assert tree(site.root / "build") == before


def test_until_time_decides_it_makes_no_difference(site: Small, assembled: list[int]) -> None:
    site.made()
    site.made(now=NOW + timedelta(days=1, seconds=-1))
    assert assembled == [1]


def test_the_past_is_another_time(site: Small, assembled: list[int]) -> None:
    site.made(now=NOW + timedelta(days=1))
    assert "posts/later/index.html" in site.outputs()
    site.made()
    assert "posts/later/index.html" not in site.outputs()
    assert assembled == [2]


@pytest.mark.parametrize("asked", [{"execute": False}, {"now": NOW.replace(tzinfo=None)}])
def test_what_more_than_sources_and_time_decide_is_not_foreseen(
    site: Small, assembled: list[int], asked: dict[str, Any]
) -> None:
    for _ in "12":
        site.made(**asked)
    assert assembled == [2]


def test_what_does_not_last_is_not_foreseen(
    site: Small, assembled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.engine.tally.RanWaves.lasts", False)
    for _ in "12":
        site.made()
    assert assembled == [2]


def test_after_the_preview_a_build_is_the_last_plan_again(
    site: Small, assembled: list[int]
) -> None:
    site.made()
    site.assembled()
    site.made()
    assert assembled == [3]


@pytest.mark.parametrize("content", ["X'00'", "CAST(content || X'00' AS BLOB)"])
def test_what_nobody_signed_is_not_believed(
    site: Small, assembled: list[int], content: str
) -> None:
    first = site.made()
    with sqlite3.connect(site.root / ".postrock/cache.sqlite") as db:
        db.execute(f"UPDATE notes SET content = {content} WHERE name = 'known'")
    db.close()
    assert site.made().assembly == first.assembly
    assert assembled == [2]


def test_outputs_that_went_away_are_written_again(site: Small, assembled: list[int]) -> None:
    site.made()
    before = tree(site.root / "build")
    (site.root / "build/index.html").unlink()
    (site.root / "build/posts/a/index.html").write_text("touched")
    site.made()
    assert tree(site.root / "build") == before
    with sqlite3.connect(site.root / ".postrock/cache.sqlite") as db:
        db.execute("DELETE FROM blobs")
    db.close()
    (site.root / "build/index.html").unlink()
    assert assembled == [1]
    site.made()
    assert tree(site.root / "build") == before
    assert assembled == [2]
