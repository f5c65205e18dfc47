"""Fill the holes of converted Markdown; notes stand in the margin, or at the end."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from msgspec import Struct

from generator.markup.parts import Note
from generator.markup.tags import NOT_IN_P
from generator.problems.regex import regex

HOLE = regex("\x02([LFCNTSVWPQBE])([0-9]+)\x03")
VALUE = regex("\x02V([0-9]+)\x03")
QUOTED = "VT"
"""The kinds of holes that are filled where a text is quoted: values, and texts of links."""
_QUOTED = regex(f"\x02([{QUOTED}])([0-9]+)\x03")
_ALONE = regex("<p>((?:\\s*\x02V[0-9]+\x03)+)\\s*</p>")
_BLOCK = regex(rf"\s*(?:\Z|</?(?:{'|'.join(sorted(NOT_IN_P))})\b)")


class Holes(Struct, frozen=True):
    """What fills each kind of hole, by index.

    ``links`` are addresses and ``texts`` plain words: both are escaped when they are
    filled in. ``texts`` stand in for the text of a link that has none, ``sizes`` are
    attributes of an image that has none, ``pictures`` what stands before and behind one that has
    other forms, all at the index of the link. The others are HTML, ``values`` among them;
    ``notes`` and ``inserts`` may have holes of the other kinds. ``boxes`` are the words
    of the page's language, in the order of ``SAID``.
    """

    links: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    inserts: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


class NoteWords(Struct, frozen=True):
    """What is said about notes; ``{number}`` stands for that of a note."""

    notes: str
    show: str
    back: str


def fill(html: str, holes: Holes) -> str:
    """Replace every hole by what belongs there."""
    optional = {"S": holes.sizes, "V": holes.values, "T": holes.texts, "W": holes.boxes}
    optional |= {"E": holes.lists}
    around = {"P": 0, "Q": 1}
    needed = {"F": holes.figures, "C": holes.codes, "L": holes.links}

    def filled(match: re.Match[str]) -> str:
        kind, index = match[1], int(match[2])
        if kind in "NB":
            return HOLE.sub(filled, (holes.notes if kind == "N" else holes.inserts)[index])
        if kind in around:
            return holes.pictures[index][around[kind]] if holes.pictures else ""
        if kind in needed:
            found = needed[kind][index]
        else:
            found = optional[kind][index] if index < len(optional[kind]) else ""
        return escape(found) if kind in "LTW" else found

    return HOLE.sub(filled, _unwrapped(html, holes.values) if "<p>\x02V" in html else html)


def _unwrapped(html: str, values: Sequence[str]) -> str:
    """Take off the paragraph around values that are blocks themselves: those of snippets."""

    def unwrapped(match: re.Match[str]) -> str:
        numbers = [int(each[1]) for each in VALUE.finditer(match[1])]
        are_blocks = all(
            number < len(values) and _BLOCK.match(values[number]) for number in numbers
        )
        return match[1] if are_blocks else match[0]

    return _ALONE.sub(unwrapped, html)


def as_quoted(text: str, values: Sequence[str], texts: Sequence[str] = ()) -> str:
    """Fill the values and the texts of links in what others quote; HTML where they are HTML.

    Where there are none, nothing stands in their place.
    """
    if "\x02" not in text:
        return text

    def filled(match: re.Match[str]) -> str:
        found = values if match[1] == "V" else texts
        return found[int(match[2])] if found else ""

    return _QUOTED.sub(filled, text)


def in_margin(note: Note) -> bool:
    """Tell whether a note can stand in the margin: plain paragraphs, referred to in the prose."""
    return note.simple and bool(note.references)


def margin_notes(notes: tuple[Note, ...], words: NoteWords) -> tuple[str, ...]:
    """Return what fills each ``N`` hole of a page.

    Notes that have no place in the margin are only linked; ``end_notes`` lists them.
    """

    def write(note: Note, occurrence: int) -> str:
        if in_margin(note):
            return note_in_margin(note, words, occurrence)
        return note_link(note, occurrence)

    return _by_reference(notes, write)


def end_notes(notes: tuple[Note, ...], words: NoteWords) -> str:
    """List the notes of a page that cannot stand in the margin."""
    return notes_list((note for note in notes if not in_margin(note)), words)


def linked_notes(notes: tuple[Note, ...]) -> tuple[str, ...]:
    """Return what fills each ``N`` hole where there is no margin, as in a feed.

    ``notes_list`` belongs at the end.
    """
    return _by_reference(notes, note_link)


def note_in_margin(note: Note, words: NoteWords, occurrence: int = 1) -> str:
    """Write a reference with its note beside it, opened by a tick box where there is no margin.

    All of it is phrasing content, so that it may stand inside a paragraph.
    """
    name = _name("note", note, occurrence)
    number = f'<span class="note-number">{note.number}</span> '
    return (
        f'<sup class="note-ref" id="{_name("note-ref", note, occurrence)}">'
        f'<label for="{name}-toggle">{note.number}</label></sup>'
        f'<input type="checkbox" class="note-toggle" id="{name}-toggle"'
        f' aria-label="{_numbered(words.show, note)}">'
        f'<small class="note" id="{name}">{_phrasing(note.html, number)}</small>'
    )


def _numbered(text: str, note: Note) -> str:
    return escape(text.replace("{number}", str(note.number)))


def note_link(note: Note, occurrence: int = 1) -> str:
    """Write a reference that leads to the note at the end."""
    return (
        f'<sup class="note-ref" id="{_name("note-ref", note, occurrence)}">'
        f'<a class="footnote-ref" href="#note-{note.number}" role="doc-noteref">'
        f"{note.number}</a></sup>"
    )


def note_at_end(note: Note, words: NoteWords) -> str:
    """Write a note as an entry of the list at the end, with a way back."""
    back = f' <a class="footnote-backref" href="#note-ref-{note.number}" role="doc-backlink"'
    back += f' aria-label="{_numbered(words.back, note)}">\u21a9\ufe0e</a>'
    html = note.html
    if not note.references:
        back = ""
    if html.endswith("</p>"):
        html = html.removesuffix("</p>") + back + "</p>"
    else:
        html += back
    return f'<li id="note-{note.number}" value="{note.number}">{html}</li>'


def notes_list(notes: Iterable[Note], words: NoteWords) -> str:
    """Write notes as a list for the end of a page or feed entry, nothing where there are none."""
    entries = "\n".join(note_at_end(note, words) for note in notes)
    if not entries:
        return ""
    return (
        f'<section class="footnotes" role="doc-endnotes" aria-label="{escape(words.notes)}">\n'
        f"<hr>\n<ol>\n{entries}\n</ol>\n</section>"
    )


def _by_reference(notes: tuple[Note, ...], write: Callable[[Note, int], str]) -> tuple[str, ...]:
    written = {
        reference: write(note, occurrence)
        for note in notes
        for occurrence, reference in enumerate(note.references, 1)
    }
    return tuple(written[index] for index in range(len(written)))


def _name(stem: str, note: Note, occurrence: int) -> str:
    first = f"{stem}-{note.number}"
    return first if occurrence == 1 else f"{first}-{occurrence}"


def _phrasing(html: str, number: str) -> str:
    paragraphs = html.removeprefix("<p>").removesuffix("</p>").split("</p>\n<p>")
    if len(paragraphs) == 1:
        return number + paragraphs[0]
    paragraphs[0] = number + paragraphs[0]
    return "".join(f'<span class="note-par">{paragraph}</span>' for paragraph in paragraphs)
