"""What a person sees: the bar, tables, colours, and no escape codes where nobody looks."""

import io
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width

from generator.cli.screen import Bar, clipped
from generator.cli.screen import table as aligned
from tests.small_sites import Small, small_site, source

ROOT = Path(__file__).parents[2]
CLEARED = "\r\x1b[2K"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def no_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("no_wish")
def test_the_bar_is_drawn_over_itself_and_cleared() -> None:
    stream = Terminal()
    bar = Bar(stream)
    bar("read", 1, 4)
    bar("read", 4, 4)
    assert stream.getvalue() == (
        f"{CLEARED}{'━' * 6}{'╌' * 18} 1/4 reading documents"
        f"{CLEARED}{'━' * 24} 4/4 reading documents"
    )
    bar.clear()
    bar.clear()
    assert stream.getvalue().endswith(f"reading documents{CLEARED}")


@pytest.mark.usefixtures("no_wish")
def test_no_bar_for_one_step_or_where_nobody_looks() -> None:
    terminal, file = Terminal(), io.StringIO()
    Bar(terminal)("read", 1, 1)
    Bar(file)("read", 1, 4)
    Bar(terminal).clear()
    assert terminal.getvalue() == file.getvalue() == ""


def test_no_bar_where_no_colour_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal()
    Bar(terminal)("read", 1, 4)
    assert terminal.getvalue() == ""


@pytest.fixture
def site(tmp_path: Path) -> Small:
    site = small_site(tmp_path / "site")
    for number in range(4):
        site.write(f"content/posts/p{number}.md", source("```nolanguage\nx\n```\n"))
    return site


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def command(site: Small) -> list[str]:
    return [sys.executable, "-m", "generator", "--root", str(site.root), "build", "--jobs", "1"]


def in_terminal(site: Small, **more: str) -> str:
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        build = subprocess.Popen(
            command(site), stdout=theirs, stderr=theirs, env=environment(**more)
        )
        os.close(theirs)
        seen = b""
        try:
            while part := screen.read(4096):
                seen += part
        except OSError:  # the other end is closed
            pass
        assert build.wait(timeout=60) == 0
    return seen.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_in_a_terminal_there_are_a_bar_and_colours(site: Small) -> None:
    seen = in_terminal(site)
    bars, rest = seen.rsplit(CLEARED, 1)
    assert "4/4 reading documents" in bars
    assert "━" not in rest
    assert "\x1b[33;1mwarning:\x1b[0m" in rest
    assert "4 posts, 0 pages" in rest


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_a_terminal_without_colour_gets_no_escape_codes(site: Small) -> None:
    seen = in_terminal(site, NO_COLOR="1")
    assert "\x1b" not in seen
    assert "4 posts, 0 pages" in seen


def test_a_file_gets_no_escape_codes(site: Small) -> None:
    done = subprocess.run(command(site), capture_output=True, check=True, env=environment())
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"4 posts, 0 pages" in done.stdout
    assert b"warning: " in done.stderr


ROWS = [
    ("2025-01-02", "Tea", "5 words", "a.md"),
    ("2025-01-01", "日本のお茶", "120 words", "b.md"),
    ("no date", "❤️ 👩‍👩‍👧 🇸🇪", "1 word ", "c.md"),
    ("2024-01-01", "cafe\u0301", "0 words", "d.md"),
]


def table(rows: Sequence[Sequence[str]], room: int | None) -> str:
    return aligned(rows, room, cut=1, right=(2,))


def starts(text: str, word: str) -> int:
    return width(text[: text.index(word)])


def test_columns_are_aligned_by_what_is_seen() -> None:
    lines = table(ROWS, None).split("\n")
    assert lines[0] == "2025-01-02  Tea           5 words  a.md"
    for word in ("words", ".md"):
        assert len({starts(line, word) for line in lines if word in line}) == 1


@pytest.mark.parametrize("room", [60, 40, 30, 12, 3])
def test_no_line_is_wider_than_there_is_room(room: int) -> None:
    lines = table([(*row[:1], row[1] * 9, *row[2:]) for row in ROWS], room).split("\n")
    assert max(map(width, lines)) <= room
    assert any("…" in line for line in lines)


def test_a_title_that_begins_with_a_number_stands_where_titles_stand() -> None:
    lines = table(
        [("2025-01-02", "2024 in review", "5 words"), ("2025-01-01", "3", "12 words")], 80
    )
    assert lines == "2025-01-02  2024 in review   5 words\n2025-01-01  3               12 words"


def test_what_fits_is_not_cut() -> None:
    assert table(ROWS, 200) == table(ROWS, None)


def test_a_short_title_is_not_cut_for_a_long_path() -> None:
    line = table([("2025-01-02", "Tea", "5 words", "content/posts/" + "long/" * 20)], 60)
    assert line.startswith("2025-01-02  Tea  5 words  content/posts/long")
    assert line.endswith("…")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30), st.integers(1, 40))
def test_a_clipped_text_fits(text: str, room: int) -> None:
    cut = clipped(text, room)
    assert width(cut) <= room
    assert cut == text or cut.endswith("…")
