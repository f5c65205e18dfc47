"""The thread that keeps what is shown up to date."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from generator.charts.makers import DRAW, LOAD_DRAWING
from generator.engine import BlobLost, Engine
from generator.engine.wave import Progress
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from generator.preview.builder import SiteBuilder, Stopped, stop_if
from generator.preview.debounce import EVERYTHING
from generator.preview.state import StateHolder
from generator.preview.terminal import BUG
from tests.preview.running import wait_until, write_post


@contextmanager
def builder(
    site: Path, holder: StateHolder, stopping: Event, progress: Progress
) -> Iterator[SiteBuilder]:
    request = Request(site, datetime(2026, 6, 1, tzinfo=UTC), jobs=1)
    with open_workspace(request, progress) as shop:
        yield SiteBuilder(request, shop, holder, stopping)


@contextmanager
def watching(builder: SiteBuilder, stopping: Event) -> Iterator[None]:
    thread = Thread(target=builder.watch)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def shown(holder: StateHolder, text: str) -> bool:
    site = holder.state
    page = site.manifest.get("posts/one/index.html")
    return page is not None and text in site.read(page).decode()


def test_a_save_during_a_build_is_not_lost(site: Path) -> None:
    holder, stopping = StateHolder(), Event()
    saved: list[str] = []

    def save_once(wave: str, done: int, total: int) -> None:
        if wave == "compose" and not saved:
            saved.append(wave)
            write_post(site, "one", "Saved while the first text was built.")

    with builder(site, holder, stopping, save_once) as built:
        built.build()
        assert saved
        assert shown(holder, "The first text.")
        with watching(built, stopping):
            wait_until(lambda: shown(holder, "Saved while"), lambda: "the save was lost")


@pytest.mark.parametrize("charts", [0, 1])
def test_a_site_without_a_chart_is_ready_for_its_first_once_it_is_quiet(
    site: Path, monkeypatch: pytest.MonkeyPatch, charts: int
) -> None:
    chart = "```chart\ndata: [{a: 1, b: 2}]\nmark: point\nx: a\ny: b\ncaption: C.\nalt: A.\n```\n"
    loaded: list[str] = []
    monkeypatch.setattr(Engine, "discard", lambda _, step, few=0: loaded.append(step.maker.name))
    write_post(site, "one", f"The first text.\n\n{chart * charts}")
    holder, stopping = StateHolder(), Event()
    with builder(site, holder, stopping, lambda *_: None) as built:
        built.build()
        with watching(built, stopping):
            wait_until(lambda: built.can_draw, lambda: f"never quiet: {loaded}")
    assert loaded.count(DRAW.name) == charts
    assert loaded.count(LOAD_DRAWING.name) == 1 - charts


def test_a_change_that_changes_no_page_is_not_told(site: Path) -> None:
    holder, stopping = StateHolder(), Event()
    told: list[str] = []
    with builder(site, holder, stopping, lambda wave, done, total: None) as built:
        built.changed = lambda: told.append(holder.state.version)
        built.build()
        (site / "content/posts/one.md").touch()
        built.build()
        assert len(told) == 1
        write_post(site, "one", "Another.")
        built.build()
    assert len(set(told)) == len(told) == 2


def test_a_warning_is_said_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    holder, warned = StateHolder(), "```nolanguage\nx\n```\n"
    with builder(site, holder, Event(), lambda *_: None) as built:

        def told(text: str) -> list[str]:
            write_post(site, "one", text)
            built.build()
            lines = capsys.readouterr().err.splitlines()
            return [line for line in lines if re.search("warning:|error:|^all ", line)]

        assert len(told(warned)) == 1
        assert told(f"Another line.\n\n{warned}") == []
        assert ["error:" in line for line in told(f"[a](none.md)\n\n{warned}")] == [True]
        assert told(f"Mended.\n\n{warned}") == ["all mended, but for warnings"]
        assert told("Nothing wrong.") == ["all mended"]
        assert len(told(warned)) == 1


def test_bytes_that_are_gone_from_the_cache_are_made_again(site: Path) -> None:
    holder, stopping = StateHolder(), Event()
    with builder(site, holder, stopping, lambda *_: None) as built, watching(built, stopping):
        built.changes.add([EVERYTHING])
        wait_until(lambda: shown(holder, "The first text."), lambda: "nothing is shown")
        with closing(sqlite3.connect(site / ".postrock/cache.sqlite")) as db:
            db.execute("UPDATE blobs SET content = x'00'")
            db.commit()
        with pytest.raises(BlobLost):
            shown(holder, "The first text.")
        holder.lost()
        wait_until(lambda: readable(holder), lambda: "the page is gone")


def readable(holder: StateHolder) -> bool:
    try:
        return shown(holder, "The first text.")
    except BlobLost:
        return False


def test_a_cache_that_is_gone_round_is_told_once_and_the_site_is_shown(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holder, stopping = StateHolder(), Event()
    with builder(site, holder, stopping, lambda *_: None) as built:
        built.build()
        with closing(sqlite3.connect(site / ".postrock/cache.sqlite")) as db:
            for table in ("made", "blobs"):
                db.execute(f"DROP TABLE {table}")
        for text in ("Another.", "And another."):
            write_post(site, "one", text)
            built.build()
            assert shown(holder, text)
    assert capsys.readouterr().err.count("this cache was thrown away and begun anew") == 1


def test_a_failure_of_ours_leaves_the_last_good_site_and_the_next_edit_mends_it(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holder, stopping = StateHolder(), Event()
    broken = Event()

    def fail(wave: str, done: int, total: int) -> None:
        if broken.is_set():
            raise ZeroDivisionError

    with builder(site, holder, stopping, fail) as built:
        built.build()
        write_post(site, "one", "Unlucky.")
        broken.set()
        built.build()
        assert shown(holder, "The first text.")
        assert holder.state.problems == (BUG,)
        assert "ZeroDivisionError" in capsys.readouterr().err
        broken.clear()
        write_post(site, "one", "Lucky.")
        built.build()
        assert shown(holder, "Lucky.")
        assert not holder.state.problems


def test_a_build_ends_between_two_steps_when_told_to_stop() -> None:
    stopping = Event()
    stop_if(stopping, "compose", 1, 2)
    stopping.set()
    with pytest.raises(Stopped):
        stop_if(stopping, "compose", 1, 2)
