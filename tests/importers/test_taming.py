"""What an import changes so that Markdown of elsewhere means here what it meant there."""

import pytest

from generator.importers.taming import normalize


@pytest.mark.parametrize(
    ("written", "tamed", "told"),
    [
        ('```go hl_lines="2 9"\na\nb\n```', '```go hl_lines="2"\na\nb\n```', "9 of a block of"),
        ("```sql\na\n```", "```sql {.code}\na\n```", "code in sql is marked"),
        ("$$  \nx \ny\n$$", "$$\nx\ny\n$$", ""),
        ("$$\na \\nonumber\\\\\nb\n$$", "$$\na \\\\\nb\n$$", ""),
        ("a  \n$x$  \nb", "a  \n$x$  \nb", ""),
        (r"$\nosuch$", r"`$\nosuch$`", "a formula stays as TeX"),
    ],
)
def test_bodies(written: str, tamed: str, changes: str) -> None:
    body, notes = normalize(written, "dollars")
    assert body == tamed
    assert [note.startswith(changes) for note in notes] == [True] * bool(changes)


MUCH = {
    "nested": ("> " * 3000 + "a", "this is nested too deeply"),
    "wide": (
        "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "a\n" * 100,
        "this table has too many cells that nothing is written in",
    ),
}


@pytest.mark.parametrize("name", MUCH)
def test_what_no_build_takes_is_told_and_stays_as_it_was(name: str) -> None:
    body, message = MUCH[name]
    same, changes = normalize(body, "")
    assert same == body
    assert [note.partition(",")[0] for note in changes] == [message]
