"""What kramdown reads otherwise than other Markdown."""

import pytest

from generator.importers.jekyll.kramdown import from_kramdown


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
