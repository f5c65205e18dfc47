"""Tables that are aligned as they are seen."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width

from generator.cli.table import clipped
from generator.cli.table import table as aligned

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
