import re
from typing import TYPE_CHECKING

import pytest

from generator.markup.holes import (
    Holes,
    NoteWords,
    end_notes,
    fill,
    linked_notes,
    margin_notes,
    note_in_margin,
    notes_list,
)
from generator.markup.parts import GRAMMARS, Grammar, Note

if TYPE_CHECKING:
    from tests.markup.conftest import Convert

WORDS = NoteWords("Notes", "Show note {number}", "Back to reference {number}")
SIMPLE = Note(1, "<p>One.</p>\n<p>Two.</p>", simple=True, references=(0, 1))
BLOCK = Note(2, "<ul><li>x</li></ul>", simple=False, references=(2,))


def test_a_note_in_the_margin_is_phrasing_content_that_opens_without_a_script() -> None:
    html = note_in_margin(SIMPLE, WORDS)
    assert not re.search(r"<(?:p|div|ul|section)\b", html)
    assert '<label for="note-1-toggle">1</label>' in html
    assert '<input type="checkbox" class="note-toggle" id="note-1-toggle"' in html
    assert '<small class="note" id="note-1">' in html
    assert html.count('<span class="note-par">') == 2


def test_ids_of_a_note_that_is_referred_to_twice_are_unique() -> None:
    html = "".join(margin_notes((SIMPLE, BLOCK), WORDS))
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) > 4


def test_every_label_has_its_box() -> None:
    html = "".join(margin_notes((SIMPLE,), WORDS))
    boxes = re.findall(r'<input[^>]* id="([^"]+)"', html)
    assert re.findall(r'<label for="([^"]+)"', html) == boxes


def test_only_notes_without_a_place_in_the_margin_come_at_the_end_of_a_page() -> None:
    html = end_notes((SIMPLE, BLOCK), WORDS)
    assert 'role="doc-endnotes"' in html
    assert '<li id="note-2" value="2">' in html
    assert "note-1" not in html
    assert end_notes((SIMPLE,), WORDS) == ""


def test_references_and_notes_at_the_end_lead_to_each_other() -> None:
    notes = (SIMPLE, BLOCK)
    html = "".join(linked_notes(notes)) + notes_list(notes, WORDS)
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


def test_notes_are_numbered_as_they_are_read(converted: "Convert") -> None:
    page = converted("- a[^b]\n\nx[^a] y[^b]\n\n[^a]: A\n[^b]: B [l](c.md)\n")
    assert [(note.number, note.references) for note in page.markup.notes] == [
        (1, (0, 2)),
        (2, (1,)),
    ]
    assert page.markup.notes[0].html == '<p>B <a href="\x02L0\x03">l</a></p>'
    assert page.html == "<ul>\n<li>a[N0]</li>\n</ul>\n<p>x[N1] y[N2]</p>"


def test_a_note_with_a_list_or_code_is_not_simple(converted: "Convert") -> None:
    text = "x[^1] y[^2] z[^3]\n\n[^1]: - a\n    - b\n[^2]: plain\n\n    more *text*\n"
    text += "[^3]: code\n\n    ```py\n    x\n    ```\n"
    notes = converted(text).markup.notes
    assert [note.simple for note in notes] == [False, True, False]
    assert notes[2].html == "<p>code</p>\n\x02C0\x03"


def test_a_note_that_only_a_note_refers_to_goes_to_the_end(converted: "Convert") -> None:
    page = converted("x[^1]\n\n[^1]: see [^2]\n[^2]: and [^1]\n")
    first, second = page.markup.notes
    assert first.references == (0,)
    assert '<a href="#note-2">2</a>' in first.html
    assert second.references == ()
    assert 'id="note-2"' in end_notes(page.markup.notes, WORDS)
    assert fill("\x02N0\x03", Holes(notes=margin_notes(page.markup.notes, WORDS)))


def test_a_reference_among_the_words_of_an_image_is_told(converted: "Convert") -> None:
    page = converted("![alt[^1]](a.png) x[^1]\n\n[^1]: n\n")
    assert page.told() == ["a.md:1:10  this is no link"]


def test_undefined_unused_and_repeated_notes_are_told_with_their_place(
    converted: "Convert",
) -> None:
    page = converted("x[^smal] `[^code]`\n\n[^small]: a\n[^two]: b\n[^two]: c\n\ny[^two]\n", 5)
    assert page.told() == [
        'a.md:5:2  no note is called "smal"',
        'a.md:7:1  nothing refers to the note "small"',
        'a.md:9:1  two notes are called "two", and only the first one is used',
    ]
    assert page.problems[0].hint == 'did you mean "[^small]"?'
    assert [problem.severity for problem in page.problems] == ["error", "warning", "warning"]


@pytest.mark.parametrize("raw", ["<div>x</div>", "<table><tr><td>x</td></tr></table>", "# H"])
def test_block_html_in_a_note_is_not_put_into_a_paragraph(converted: "Convert", raw: str) -> None:
    page = converted(f"x[^1]\n\n[^1]: text\n\n    {raw}\n")
    assert not page.markup.notes[0].simple


@pytest.mark.parametrize(
    ("text", "numbers", "told"),
    [
        ("[^1][^2]\n\n[^1]: One.\n\n    [^2]: Two.", ["<p>One.</p>", "<p>Two.</p>"], []),
        ("[^1][^2]\n\n[^1]: [^2]: Two.", ["", "<p>Two.</p>"], []),
        (
            "[^1][^2]\n\n[^1]: One.\n    > [^2]: Two.",
            ["<p>One.</p>\n<blockquote></blockquote>", "<p>Two.</p>"],
            [],
        ),
        (
            "[^1]\n\n[^1]: One.\n\n    [^2]: [^3]: Three.",
            ["<p>One.</p>"],
            [
                'a.md:5:5  nothing refers to the note "2"',
                'a.md:5:11  nothing refers to the note "3"',
            ],
        ),
        (
            "[^1]\n\n[^1]: [^1]: One.",
            [""],
            ['a.md:3:7  two notes are called "1", and only the first one is used'],
        ),
    ],
)
def test_a_note_defined_within_a_note_is_a_note(
    converted: "Convert", text: str, numbers: list[str], told: list[str]
) -> None:
    page = converted(text)
    assert [note.html.strip() for note in page.markup.notes] == numbers
    assert page.told() == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x\n\n[^1]: see[^1]", ["1"]),
        ("x\n\n[^1]: see[^2]\n\n[^2]: see[^1]", ["1", "2"]),
        ("x[^1]\n\n[^1]: see[^2]\n\n[^2]: see[^2]", []),
    ],
)
def test_a_note_that_only_notes_without_readers_refer_to_is_told(
    converted: "Convert", text: str, told: list[str]
) -> None:
    said = [message.partition("  ")[2] for message in converted(text).told()]
    assert said == [f'nothing refers to the note "{name}"' for name in told]


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_an_element_of_html_is_no_reference(converted: "Convert", grammar: Grammar) -> None:
    page = converted('a[^1] <note name="1">b</note>\n\n[^1]: <note>c</note>')
    (note,) = page.markup.notes
    assert page.html == '<p>a[N0] <note name="1">b</note></p>'
    assert note.html == "<p><note>c</note></p>"
