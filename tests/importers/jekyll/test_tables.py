"""kramdown's tables as GitHub writes them."""

import pytest

from generator.importers.jekyll.kramdown import from_kramdown
from generator.importers.jekyll.tables import with_tables

HEADLESS = "a table without a head has an empty one"
PARTS = "a table has one head and one body: its other parts are rows of it"


@pytest.mark.parametrize(
    ("written", "table", "changes"),
    [
        ("| a | b |\n| c | d |", "|  |  |\n| --- | --- |\n| a | b |\n| c | d |", [HEADLESS]),
        ("| a | b |\n|---\n| c | d |", "| a | b |\n| --- | --- |\n| c | d |", []),
        ("|-----+---:|\n| a | b |\n|-----+---:|\n| c |", "| a | b |\n| --- | ---: |\n| c |  |", []),
        ("a | b\n--|--\nc | `x|y`", "| a | b |\n| --- | --- |\n| c | `x\\|y` |", []),
        (
            "|a|b\n|:-|:-:\n|1|2\n|----\n|4\n|====\n|f|\n|---",
            "| a | b |\n| :--- | :---: |\n| 1 | 2 |\n| 4 |  |\n| f |  |",
            [PARTS],
        ),
        ("> | a | b |\n> |---\n> | b |", "> | a | b |\n> | --- | --- |\n> | b |  |", []),
        ("> | a |\n> |---\n> | b \\| c |", "> | a |\n> |---\n> | b \\| c |", []),
    ],
)
def test_tables(written: str, table: str, changes: list[str]) -> None:
    found: list[str] = []
    assert with_tables(written, found).rstrip("\n") == table
    assert found == changes
    assert with_tables(table, found).rstrip("\n") == table


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| c | d |",
        "a | b\n---|---\nc | d",
        "x | y is prose",
        "x | y\n---",
        "    | a |\n    | b |",
        "Title\n-----",
        "```\n| a |\n| b |\n```",
        "<pre>\n\n| a |\n+---+\n| b |\n</pre>",
    ],
)
def test_what_is_a_usual_table_or_none(text: str) -> None:
    assert from_kramdown(text)[0] == text
