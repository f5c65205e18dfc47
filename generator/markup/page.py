"""The page that is being converted, and the steps from its tree to its HTML, in order."""

from collections.abc import Callable
from typing import Self

from msgspec import Struct, field

from generator.markup.admonitions import turn_alerts
from generator.markup.attributes import assign_attributes
from generator.markup.author_html import AuthorHtml
from generator.markup.blocks import Blocks
from generator.markup.calls import pair_calls
from generator.markup.dress import dress, part_formulas
from generator.markup.footnotes import Numbered, note_problems, number_notes
from generator.markup.headings import anchor_headings
from generator.markup.inlines import Inlines, take_abbreviations
from generator.markup.links import Links
from generator.markup.more import take_more
from generator.markup.parts import Heading, MarkupSource
from generator.markup.patterns import Findings
from generator.markup.pictures import images_told, load_first_at_once, shown_in, surround
from generator.markup.runs import Runs
from generator.markup.text import Text, text_of
from generator.markup.tree import Node
from generator.problems import Place, Problem


class MarkupPage(Struct):
    """One page on its way.

    ``masked`` is its text with what is no Markdown masked, ``root`` its tree, ``definitions``
    are its notes as they are defined, ``shown`` those that readers get. ``elements`` are all of
    both, once no step adds any.
    """

    source: MarkupSource
    text: Text
    blocks: Blocks
    links: Links
    found: Findings
    problems: list[Problem]
    masked: str = ""
    root: Node = field(default_factory=lambda: Node("div"))
    definitions: list[Node] = []
    shown: list[Numbered] = []
    elements: list[Node] = []
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    words: int = 0
    more: Node | None = None

    @classmethod
    def of(cls, source: MarkupSource) -> Self:
        """Begin with a source's text."""
        text, problems = text_of(source), list[Problem]()
        own = {kind.name: kind for kind in source.own}
        blocks, links = Blocks(text, problems, own=own), Links(text, problems)
        return cls(source, text, blocks, links, Findings(text, problems), problems)

    @property
    def all_roots(self) -> tuple[Node, ...]:
        """The tree and those of all notes, before it is known which readers get."""
        return (self.root, *self.definitions)

    @property
    def roots(self) -> list[Node]:
        """The tree and those of the notes that readers get."""
        return [self.root, *(note.root for note in self.shown)]


def find_more(page: MarkupPage) -> None:
    """Find where the part of the page ends that lists quote."""
    page.more, problems = take_more(page.root, page.all_roots, page.text)
    page.problems += problems


def read_alerts(page: MarkupPage) -> None:
    """Turn quotations with a mark into admonitions."""
    if "[!" in page.masked:
        for root in page.all_roots:
            turn_alerts(root)


def give_attributes(page: MarkupPage) -> None:
    """Give elements the attributes that are written behind them."""
    if "{" in page.masked:
        for root in page.all_roots:
            assign_attributes(root, page.masked)


def look_into_runs(page: MarkupPage) -> None:
    """Find what stands in runs of text: formulas, values, addresses, abbreviations."""
    roots = page.all_roots
    # What stands in code and addresses alone is asked for nowhere.
    runs = "".join("".join(root.itertext()) for root in roots)
    if "*[" in page.text.body:
        for root in roots:
            page.found.short |= take_abbreviations(root)
    inlines = Inlines(page.found, runs, page.source)
    for root in roots:
        inlines.look(root)
    if page.found.has_math:
        for root in roots:
            part_formulas(root)
    pair_calls(page.found, roots)


def dress_elements(page: MarkupPage) -> None:
    """Make figures of images and the like."""
    for root in page.all_roots:
        dress(root)


def order_notes(page: MarkupPage) -> None:
    """Give the notes their numbers, and gather all elements that readers get."""
    page.shown = number_notes(page.root, page.definitions)
    found = page.found.undefined
    page.problems += note_problems(page.text, page.definitions, page.shown, found)
    page.elements = [each for root in page.roots for each in root.iter() if type(each) is Node]


def leave_holes(page: MarkupPage) -> None:
    """Leave a hole for each address, two around each image, and judge the author's own HTML."""
    has_images = any(each.tag.lower() == "img" for each in page.elements)
    if has_images:
        page.problems += images_told(page.elements, page.text)
        load_first_at_once(page.elements)
        for root in page.roots:
            page.links.shown |= shown_in(root)
    page.links.rewrite(page.elements)
    for root in page.roots if has_images else ():
        surround(root, page.links.images)
    page.problems += AuthorHtml(page.text, page.links.refused).look(page.elements)


def set_type(page: MarkupPage) -> None:
    """Set typographic marks, and count words."""
    runs = Runs(page.source.language, typography=page.source.typography)
    page.words = runs.set(page.roots)


def give_anchors(page: MarkupPage) -> None:
    """Give headings their anchors, each once in a page."""
    blocks = (*page.blocks.figures, *page.blocks.inserts)
    figures = [block.name for block in blocks if block.name]
    stems = ("note", "note-ref")
    notes = [f"{stem}-{note.number}" for note in page.shown for stem in stems]
    _same_anchors(page)
    page.headings, page.anchors = anchor_headings(page.elements, [*figures, *notes])


def _same_anchors(page: MarkupPage) -> None:
    blocks = (*page.blocks.figures, *page.blocks.inserts)
    places = {b.name: Place(b.path, b.line - 1) for b in blocks if b.fence and b.name}
    for element in page.elements:
        at = element.given.get("id", -1) if element.given else -1
        name = element.get("id") if at >= 0 else None
        if not name:
            continue
        place = page.text.place(at)
        first = places.setdefault(name, place)
        if first.line != place.line:
            message = f'two things on this page are called "{name}": one is in {first.row}'
            page.problems.append(page.text.problem(message, at, "give each a name of its own"))


STEPS: tuple[Callable[[MarkupPage], None], ...] = (
    find_more,
    read_alerts,
    give_attributes,
    dress_elements,
    look_into_runs,
    order_notes,
    leave_holes,
    set_type,
    give_anchors,
)
