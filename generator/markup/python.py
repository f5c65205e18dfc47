"""The grammar ``python``: what Python-Markdown makes of a text, as our tree.

Of the package this uses the registries of a ``Markdown`` instance, its stash of raw HTML, the
placeholders that ``markdown.util`` names, and its extensions. It keeps no places, so text and tree
are gone through side by side: each piece is looked for behind the one before.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, HTML_PLACEHOLDER, STX, AtomicString, Registry
from pymdownx.tilde import DeleteSubExtension

from generator.markup.commonmark import DEEP, INLINE, builder_of, fences
from generator.markup.html import close_tag, close_to, end_block, write_html
from generator.markup.mask import literal, mask, unmask
from generator.markup.page import Page
from generator.markup.tags import tags
from generator.markup.tree import Node, Places, TooMuch, node, offset_in

# Some codes of masks are white space to Python, which would take them off the ends of lines.
_SPACE, _STANDING = "\x1c\x1d\x1e\x1f", "\ufdd0\ufdd1\ufdd2\ufdd3"
_BACK = str.maketrans(_STANDING, _SPACE)
_WORK = 20_000_000
"""How often the marks of a paragraph may make Python-Markdown look at one of its characters."""
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\n))*")
_MARKS = re.compile(r"[\[*_`<&\\~!]")
_PART = re.compile(
    rf"{HTML_PLACEHOLDER % '(?P<raw>[0-9]+)'}|{STX}(?P<escaped>[0-9]+){ETX}"
    rf"|(?P<text>[^{STX}{ETX}]+)"
)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BEFORE = re.compile(r"(?:[\s>|]|[-+*:=#~_`]+(?=[\s|])|[0-9]+[.](?=\s))*")
_NOTE = re.compile(
    r"^[ >]*(?P<mark>\[\^)(?P<name>[^\]]*)\]:[^\n]*"
    r"(?:(?:\n(?=[ >]*[^ >\n])|(?:\n[ >]*)+\n(?=[ >]{4}))(?![ >]*\[\^[^\]]*\]:)[^\n]+)*",
    re.MULTILINE,
)
_DEFINED = re.compile(
    r"^[ >]{0,9}\[(?P<name>[^\[\]\n]*)\]:[ ]*\n?[ ]*<?(?P<address>\S+)[^\n]*", re.MULTILINE
)
_TARGET = re.compile(r"\]\(\s*<?(?P<address>(?:[^()\n]|\n(?!\n)|\([^()\n]*\))*)\)")
_LABEL = re.compile(r"\](?:[ ]?\n?[ ]?\[(?P<name>[^\[\]]*)\])?")
_BROKEN = re.compile(r"\[(?P<text>[^\[\]]+)\]\[(?P<name>[^\[\]]*)\]")
# Those within a line stay, so that it is found again as it was written.
_TABS = re.compile(
    r"^(?:[ \t>]|(?:[-*+:]|[0-9]+[.]|\[[^\]\n]*\]:)(?=[ \t]))*\t[ \t>]*", re.MULTILINE
)
_OPENING = re.compile(r"[<\[]")
_INDENT = re.compile(r"(?<=\n)[ ]+\Z")
_ENTITY = re.compile(r"&#?\w+;")
_TICKS = re.compile("`+")
_SOMETHING = re.compile(r"[^\s>]")
_BLANK = re.compile(r"\n[ >]*\n")
_NAME = re.compile(r"</?([^ >]+)")
_DEFINITION = "definition"
_TASK = re.compile(r"\[(?P<done>[ xX])\][ ]")


def parse(page: Page) -> None:
    """Make the tree of a page."""
    page.masked = mask(page.text.body, page.source.math)
    for paragraph in _PARAGRAPH.finditer(page.masked):
        written = paragraph[0]
        if len(written) > 1000 and len(_MARKS.findall(written)) * len(written) > _WORK:
            hint = "is there a paragraph with thousands of brackets, stars or the like?"
            raise TooMuch(paragraph.start(), "this takes too long to convert", hint)
    try:
        _instance().read(page)
    except TooMuch:
        raise
    except RecursionError:
        raise TooMuch(-1, "this is nested too deeply", DEEP) from None
    # The package has faults of its own, which an author can come upon but not mend.
    except Exception as error:
        message = f"python-markdown cannot read this page ({type(error).__name__})"
        raise TooMuch(-1, message, "look for raw HTML that is not closed") from error


class _PythonMarkdown(Markdown):
    """The package's own stages; what follows them makes our tree instead of HTML."""

    page: Page

    def __init__(self) -> None:
        self.footnotes = _Notes()
        self.fences: dict[int, tuple[Node | None, int]] = {}
        self.own: set[Element] = set()
        extensions = [
            DefListExtension(),
            self.footnotes,
            MarkdownInHtmlExtension(),
            # A style attribute would be refused by a strict content security policy.
            TableExtension(use_align_attribute=True),
            AdmonitionExtension(),
            DeleteSubExtension(subscript=False),
        ]
        super().__init__(extensions=extensions)
        self.stripTopLevelTags = False
        self.ESCAPED_CHARS += ['"', "'", "$"]
        self.postprocessors = Registry()
        # It would take out the placeholders of fences.
        self.preprocessors.deregister("normalize_whitespace")
        self.treeprocessors.deregister("prettify")
        self.preprocessors.register(_Own(self), "own", 1)
        self.treeprocessors.register(_Tree(self), "tree", 15)

    def read(self, page: Page) -> None:
        """Make the tree of a page."""
        self.reset()
        self.fences.clear()
        self.own.clear()
        self.page = page
        text = self.without_fences(page.masked.translate(str.maketrans(_SPACE, _STANDING)))
        text = _TABS.sub(lambda match: match[0].expandtabs(4), text)
        self.convert(re.sub(r"(?<=\n)[ \t]+\n", "\n", text) + "\n\n")

    def without_fences(self, text: str) -> str:
        """Leave a placeholder for each fence; where all was is known by the lines of ``seen``."""
        lines = text.split("\n")
        seen, left, done = list(lines), [], 0
        for fence in fences(self.page.text.body, self.page.source.math):
            last = fence.first + fence.content.count("\n") + fence.closed
            placeholder = self.htmlStash.store("")
            end = sum(len(line) + 1 for line in lines[: last + 1])
            self.fences[self.htmlStash.html_counter - 1] = (self.page.blocks.take(fence), end)
            before = lines[fence.first][: fence.column - 1]
            marked = [f"{before}{placeholder}"]
            left += lines[done : fence.first]
            # In a list without blank lines, one would make paragraphs of its items.
            is_tight = before.strip(" >") or (left and left[-1].strip(" >"))
            blank = "> " * before.count(">")
            if not before.strip() and len(before) < 4:
                left += ["", *marked, ""]
            else:
                left += marked if is_tight else [*marked, blank]
            for index in range(fence.first, last + 1):
                seen[index : index + 1] = [" " * len(line) for line in seen[index : index + 1]]
            done = last + 1
        self.seen = "\n".join(seen)
        return "\n".join([*left, *lines[done:]])


@lru_cache(maxsize=1)
def _instance() -> _PythonMarkdown:
    return _PythonMarkdown()


class _Own(Preprocessor):
    """Remember which elements their author wrote as HTML."""

    def run(self, lines: list[str]) -> list[str]:
        """Look at what the stage for raw HTML has stashed."""
        md: _PythonMarkdown = self.md  # type: ignore[assignment]
        for each in md.htmlStash.rawHtmlBlocks:
            if isinstance(each, Element):
                md.own.update(each.iter())
        return lines


class _Notes(FootnoteExtension):
    """Notes as the package finds them: all definitions, and elements at references."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the parts that are used."""
        self.md, self.parser = md, md.parser
        md.registerExtension(self)
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)
        md.inlinePatterns.register(_Reference(r"\[\^([^\]\n]+)\]", md), "footnote", 175)
        md.treeprocessors.register(_Definitions(md), "footnote", 50)

    def reset(self) -> None:
        """Forget the page before."""
        self.found: list[tuple[str, str]] = []

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802, A002
        """Keep a definition."""
        self.found.append((id, text))


class _Definitions(Treeprocessor):
    """Put all notes behind the text, for its stage of inlines."""

    def run(self, root: Element) -> None:
        """Parse the definitions, and those that come to light within them."""
        md: _PythonMarkdown = self.md  # type: ignore[assignment]
        for name, text in md.footnotes.found:
            division = Element(_DEFINITION, {"name": name})
            md.parser.parseChunk(division, text)
            root.append(division)


class _Reference(InlineProcessor):
    """A reference to a note."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return its element, or nothing where no note has this name."""
        md: _PythonMarkdown = self.md  # type: ignore[assignment]
        if all(name != m[1] for name, _ in md.footnotes.found):
            return None, None, None
        made = Element("note", {"name": m[1]})
        # What an image has for it among its words.
        made.text = AtomicString(m[0])
        return made, m.start(0), m.end(0)


class _Tree(Treeprocessor):
    """Make our tree of the package's."""

    def run(self, root: Element) -> Element:
        """Leave nothing to what follows."""
        _Reader(self.md).read(root)  # type: ignore[arg-type]
        return Element("div")


class _Reader:
    """Goes through text and tree side by side; ``at`` is behind what was found last.

    Nothing is looked for beyond ``limit``, the end of a paragraph, unless a block is ``fresh``.
    """

    def __init__(self, md: _PythonMarkdown) -> None:
        self.md = md
        self.builder = builder_of(md.page)
        self.notes = list(_NOTE.finditer(md.seen))
        self.text = _DEFINED.sub(_blank, _NOTE.sub(_blank, md.seen))
        self.addresses = {_key(each): each.start("address") for each in _DEFINED.finditer(md.seen)}
        self.at = self.limit = self.noted = 0
        self.fresh = True

    def read(self, root: Element) -> None:
        """Make the page's tree, and those of its notes."""
        definitions = list(root.iter(_DEFINITION))
        for definition in definitions:
            root.remove(definition)
        self.inside(root)
        close_to(self.builder, 1)
        self.builder.flush()
        self.md.page.root = self.builder.open[0]
        for definition in definitions:
            self.definition(definition)
        self.md.page.problems += self.builder.broken_links()

    def definition(self, element: Element) -> None:
        """Make the tree of a note."""
        name = element.attrib["name"]
        found = next((each for each in self.notes if each["name"] == name), None)
        if found is not None:
            self.notes.remove(found)
            at, end = found.start("mark"), found.end()
        else:
            at = self.md.seen.find(f"[^{name}]:", self.noted)
            end = self.bound(at)
        self.noted = at + 1
        self.text, self.limit, self.fresh = self.md.seen[:end], 0, True
        self.at = at + len(f"[^{name}]:")
        self.builder.begin_definition(name.translate(_BACK), at, -1)
        self.inside(element)
        self.builder.close()

    def inside(self, element: Element) -> None:
        """Read what is in an element."""
        if element.text:
            self.run(element.text)
        for child in element:
            if child in self.md.own:
                self.own(child)
            else:
                _READERS.get(child.tag, _Reader.element)(self, child)
            if child.tail:
                self.run(child.tail)

    def open(self, element: Element) -> Node:
        """Open an element, a block where it begins."""
        if element.tag not in INLINE:
            self.builder.newline()
            self.begin()
        made = node(element.tag, self.at)
        for name, value in element.items():
            made.set(name, _plain(value))
        self.builder.push(made)
        return made

    def begin(self) -> None:
        """Go to where a block begins."""
        self.fresh = True
        found = _BEFORE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def element(self, element: Element) -> None:
        """Read an element that is nothing special."""
        made = self.open(element)
        if made.get("class") == "admonition-title":
            self.limit, self.fresh = self.text.find("\n", self.at), False
        self.inside(element)
        if made.get("class") == "admonition-title":
            self.at = self.limit
        self.builder.close()

    def paragraph(self, element: Element) -> None:
        """Read a paragraph; a block of HTML or a fence stands without one."""
        only = _PART.fullmatch((element.text or "").strip())
        if only and only["raw"] and not len(element):
            raw = self.md.htmlStash.rawHtmlBlocks[int(only["raw"])]
            found = _NAME.match(raw) if isinstance(raw, str) else None
            is_fence = int(only["raw"]) in self.md.fences
            if is_fence or not found or found[1][0] in "!?" or self.md.is_block_level(found[1]):
                self.builder.newline()
                self.raw(int(only["raw"]))
                self.builder.flush()
                end_block(self.builder)
                return
        self.element(element)
        _drop_empty(self.builder.open[-1])

    def own(self, element: Element) -> None:
        """Read what its author wrote as HTML that holds Markdown."""
        builder, depth = self.builder, len(self.builder.open)
        builder.newline()
        opening = re.compile(rf"<{element.tag}(?=[\s/>])", re.IGNORECASE).search(self.text, self.at)
        tag = next(tags(self.text[opening.start() :]), None) if opening else None
        if opening and tag and tag.kind == "open":
            written = self.text[opening.start() : opening.start() + tag.end]
            self.at = opening.start() + tag.end
            write_html(builder, unmask(written.translate(_BACK)), ((0, opening.start()),))
        else:
            self.open(element).own = True
        self.fresh = True
        self.inside(element)
        closing = re.compile(rf"</{element.tag}\s*>", re.IGNORECASE).search(self.text, self.at)
        if closing:
            self.at = closing.end()
            close_tag(builder, element.tag, closing.start())
        close_to(builder, depth)

    def link(self, element: Element) -> None:
        """Read a link."""
        found = _OPENING.search(self.text, self.at)
        made = self.open(element)
        if found:
            made.at, self.at = found.start(), found.end()
        self.inside(element)
        if found and found[0] == "<":
            made.give("href", made.at + 1)
        else:
            self.target(made, "href")
        self.builder.close()

    def image(self, element: Element) -> None:
        """Read an image."""
        at = self.find("![")
        made = node("img", at)
        for name in ("src", "alt", "title"):
            if name in element.attrib:
                made.set(name, _plain(element.attrib[name]))
        self.find(made.get("alt", ""))
        self.target(made, "src")
        self.builder.add(made)

    def target(self, made: Node, name: str) -> None:
        """Find where the address of a link stands, and its title."""
        end = self.text.find("]", self.at)
        found = _TARGET.match(self.text, end) or _LABEL.match(self.text, end)
        if not found:
            return
        if found.re is _TARGET:
            at = found.start("address")
        else:
            label = found["name"] or self.text[made.at : end].lstrip("![")
            at = self.addresses.get(label.strip().lower(), made.at)
        self.at = found.end()
        made.give(name, at)
        title = self.md.seen.find(made.get("title", ""), at, at + 1000)
        if title > at:
            made.give("title", title)

    def code(self, element: Element) -> None:
        """Read some code in a line."""
        at = self.find("`")
        text = unescape(element.text or "")
        self.locate(text)
        found = _TICKS.match(self.text, self.at)
        self.at = found.end() if found else self.at
        self.builder.add(node("code", at, text.translate(_BACK)))

    def block_of_code(self, element: Element) -> None:
        """Read code that is indented."""
        self.builder.newline()
        self.begin()
        # What is a fence to us may be code by its indentation.
        for part in _PART.finditer(unescape("".join(element.itertext())).rstrip("\n")):
            if part["raw"]:
                self.raw(int(part["raw"]))
            elif part["text"].strip():
                self.indented(part["text"].strip("\n") + "\n")

    def indented(self, text: str) -> None:
        """Read a text as code."""
        block = node("pre", self.at)
        block.append(node("code", self.at, text.translate(_BACK)))
        self.locate(text, beyond=True)
        self.builder.add(block)
        block.tail = "\n"

    def line(self, element: Element) -> None:
        """Read a line break, or a rule."""
        self.builder.line("Rule" if element.tag == "hr" else "HardBreak", self.at)

    def reference(self, element: Element) -> None:
        """Read a reference to a note."""
        name = element.attrib["name"]
        self.builder.refer(name.translate(_BACK), self.find(f"[^{name}]"), -1)

    def run(self, text: str) -> None:
        """Read a run of text, and what placeholders in it stand for."""
        for part in _PART.finditer(text.replace(AMP_SUBSTITUTE, "&")):
            if part["raw"]:
                self.raw(int(part["raw"]))
            elif part["escaped"]:
                char = chr(int(part["escaped"]))
                self.builder.text(literal(char), ((0, self.find(f"\\{char}") + 1),))
            else:
                self.words(part["text"])

    def words(self, text: str) -> None:
        """Read some plain text."""
        top = self.builder.open[-1]
        if not (top.text or len(top) or self.builder.pieces):
            text = self.task(text.lstrip() if top.tag == "p" else text)
        text = _INDENT.sub("", text)
        places = self.locate(text)
        for broken in _BROKEN.finditer(text) if "][" in text else ():
            at = offset_in(places, broken.start())
            label = broken["name"] or broken["text"]
            self.builder.broken.append(("Reference", at, at, label))
        if "&" in text:
            text = _ENTITY.sub(lambda match: literal(unescape(match[0])), text)
        self.builder.text(text.translate(_BACK), places)

    def task(self, text: str) -> str:
        """Read the box at the beginning of an item."""
        top, *around = reversed(self.builder.open[-2:])
        found = _TASK.match(text)
        if found and (top.tag == "li" or (around[0].tag == "li" and len(around[0]) == 1)):
            self.builder.task(found["done"] != " ", self.find("["), -1)
            return text[found.end() :]
        return text

    def raw(self, number: int) -> None:
        """Read what was stashed: a fence, an element, or HTML."""
        if number in self.md.fences:
            self.fence(*self.md.fences.pop(number))
            return
        raw = self.md.htmlStash.rawHtmlBlocks[number]
        if isinstance(raw, Element):
            self.own(raw)
            return
        for part in _PART.finditer(raw.replace(AMP_SUBSTITUTE, "&")):
            if part["raw"]:
                self.raw(int(part["raw"]))
            elif part["text"]:
                places = self.locate(part["text"], beyond=True)
                write_html(self.builder, unmask(part["text"].translate(_BACK)), places)

    def fence(self, piece: Node | None, end: int) -> None:
        """Put the hole of a fence where it stands; no paragraph holds one."""
        self.at = max(self.at, end)
        builder, top = self.builder, self.builder.open[-1]
        if piece is None:
            return
        if top.tag == "p" and not top.own:
            builder.close()
            top.text = (top.text or "").rstrip() if not len(top) else top.text
            _drop_empty(builder.open[-1])
        builder.newline()
        builder.add(piece)
        piece.tail = "\n"
        if top.tag == "p" and not top.own:
            builder.push(node("p", self.at))

    def find(self, wanted: str) -> int:
        """Return where something stands, and go behind it; else where we are."""
        if self.at >= self.limit:
            self.limit = self.bound(self.at)
        at = self.text.find(wanted, self.at, self.limit)
        if at < 0 and self.fresh:
            limit = self.bound(self.limit)
            at = self.text.find(wanted, self.limit, limit)
            self.limit = limit if at >= 0 else self.limit
        if at < 0:
            return self.at
        self.at, self.fresh = at + len(wanted), False
        return at

    def bound(self, at: int) -> int:
        """Return where the paragraph ends that stands next."""
        begin = _SOMETHING.search(self.text, at)
        end = _BLANK.search(self.text, begin.start()) if begin else None
        return end.start() if end else len(self.text)

    def locate(self, text: str, *, beyond: bool = False) -> Places:
        """Return where each line of a text stands, or each word where a line was changed."""
        bare = text.strip("\n")
        if beyond and (at := self.text.find(bare, self.at)) >= 0:
            self.at = at + len(bare)
            return ((text.index(bare), at),)
        places = []
        for line in _LINE.finditer(text):
            self.fresh = self.fresh or beyond
            found = self.find(line[0])
            places.append((line.start(), found))
        return places or ((0, self.at),)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _key(definition: re.Match[str]) -> str:
    return definition["name"].strip().lower()


def _plain(value: str) -> str:
    """Return what the value of an attribute says."""
    value = _PART.sub(_said, value.replace(AMP_SUBSTITUTE, "&"))
    return unescape(value).translate(_BACK)


def _said(part: re.Match[str]) -> str:
    return chr(int(part["escaped"])) if part["escaped"] else part["text"] or ""


def _drop_empty(parent: Node) -> None:
    last = parent[-1] if len(parent) else None
    if last is not None and last.tag == "p" and not len(last) and not (last.text or "").strip():
        parent.remove(last)


_READERS: dict[str, Callable[[_Reader, Element], None]] = {
    "p": _Reader.paragraph,
    "a": _Reader.link,
    "img": _Reader.image,
    "code": _Reader.code,
    "pre": _Reader.block_of_code,
    "br": _Reader.line,
    "hr": _Reader.line,
    "note": _Reader.reference,
}
