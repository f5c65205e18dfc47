"""The ledger: text that git merges, and what it says of addresses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.hosting.ledger import (
    LEDGER,
    Ledger,
    read_ledger,
    with_gone,
    with_published,
    write_ledger,
)


def test_it_is_text_in_order_and_read_back(tmp_path: Path) -> None:
    ledger = with_published(Ledger(), {"/b/": "content/b.md", "/a/": "", "/c/": "content/my c.md"})
    write_ledger(tmp_path, with_gone(ledger, ["/a/"]))
    lines = (tmp_path / LEDGER).read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "/a/ gone", "/b/ content/b.md", "/c/ content/my c.md",
    ]  # fmt: skip
    read = read_ledger(tmp_path)
    assert list(read.kept) == ["/b/", "/c/"]
    assert read.kept["/c/"].source == "content/my c.md"


@given(st.permutations(["/a/ gone", "/a/ content/a.md", "/b/", "# words", ""]))
def test_a_union_of_two_sides_means_the_same_in_any_order(lines: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        (Path(folder) / LEDGER).write_text("\n".join(lines))
        assert list(read_ledger(Path(folder)).kept) == ["/b/"]


def test_what_a_merge_left_is_told(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_text("/a/\n<<<<<<< ours\n/b/\n=======\nb\n")
    told = [(str(each.place), each.message) for each in read_ledger(tmp_path).problems]
    assert told == [
        ("published.txt:2:1", "a merge left its mark here"),
        ("published.txt:4:1", "a merge left its mark here"),
        ("published.txt:5:1", "no address stands here"),
    ]


def test_an_address_that_comes_back_is_no_longer_gone(tmp_path: Path) -> None:
    write_ledger(tmp_path, with_gone(Ledger(), ["/a/"]))
    write_ledger(tmp_path, with_published(read_ledger(tmp_path), {"/a/": "content/a.md"}))
    assert list(read_ledger(tmp_path).kept) == ["/a/"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_there_may_be_none(tmp_path: Path, text: str) -> None:
    (tmp_path / LEDGER).write_text(text)
    assert read_ledger(tmp_path) == Ledger()
