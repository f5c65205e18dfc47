"""What kramdown reads otherwise than other Markdown, its tables among it."""

import pytest

from generator.importers.jekyll.kramdown import from_kramdown, with_tables


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("* TOC\n{:toc}\n\nA", "\n\nA"),
        ("A $$x$$ b", "A $x$ b"),
        ("`a` $$x$$", "`a` $x$"),
        ("A $$x\n+ y$$ b", "A $x + y$ b"),
        ("$$x$$", "$$x$$"),
        ("$$\nx \\\\\ny\n$$", "$$\nx \\\\\ny\n$$"),
        (r"\$$x$$", "$x$"),
        ("A\n\n$$\nx\n\n \ny\n$$\n\nB", "A\n\n$$\nx\ny\n$$\n\nB"),
        ("A $$x\n\n$$ B\n\nC", "A $$x\n\n$$ B\n\nC"),
        ("`$$x$$`", "`$$x$$`"),
        ("```\n$$x$$ a\n```", "```\n$$x$$ a\n```"),
        ("a\\\\\nb", "a  \nb"),
        ("\\begin{a}\nx \\\\\ny\n\\end{a}", "\\begin{a}\nx \\\\\ny\n\\end{a}"),
        ("a\n\n^\n\nb", "a\n\n\n\nb"),
        ("> Use it.\n{: .prompt-tip }\n\nA", "> [!TIP]\n> Use it.\n\nA"),
        ("1. A\n\n   > B\n   {: .prompt-tip}\n", "1. A\n\n   > [!TIP]\n   > B\n"),
        ("Use it.\n{: .notice--danger}\n", "> [!CAUTION]\n> Use it.\n"),
        ("{: .notice}\nUse it.\n", "> [!NOTE]\n> Use it.\n"),
        ("A\n{: .wide}\n", "A\n{: .wide}\n"),
        ("`a`{:.wide}\nb", "`a`{:.wide}\nb"),
        ("{::comment}x{:/comment}a", "a"),
    ],
)
def test_kramdown(written: str, markdown: str) -> None:
    assert from_kramdown(written)[0] == markdown


def test_what_is_left_out_is_told() -> None:
    text, changes = from_kramdown("| a |\n|---|\n| b |\n{: .wide}\n\n{:toc}\n")
    assert text.strip() == "| a |\n|---|\n| b |"
    assert changes == (
        "the table of contents is left to the theme",
        "attributes that stand alone are left out: {: .wide}",
    )


def test_long_paragraphs_are_read_at_once() -> None:
    text = f"{'word ' * 50}\n" * 500
    assert from_kramdown(text) == (text, ())


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
