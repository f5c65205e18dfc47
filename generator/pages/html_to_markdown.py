"""HTML of a body as Markdown: what readers of texts see of it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape

from msgspec import Struct, field

from generator.markup.tags import tags
from generator.markup.tree import VOID
from generator.problems.regex import regex

INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img input ins kbd label mark math output q s"
    " samp small span strong sub sup time u var wbr".split()
)
SILENT = frozenset("button colgroup noscript script style svg template".split())
AROUND = {"em": "*", "i": "*", "strong": "**", "b": "**", "del": "~~", "s": "~~"}
SPACE = regex(r"\s+")
SPECIAL = regex(r"[\\*`\[\]]|(?<!\w)_|_(?!\w)|<(?=[\w/!?])")
LEADING = regex(r"\A(?:([#>+-])|(\d+)([.)]))(?=\s|\Z)")
HOLE = "hole"
"""An element of ours, in whose place stands Markdown that is there already."""


class Element(Struct):
    """An element of HTML; ``parts`` are elements and texts."""

    tag: str
    attributes: dict[str, str] = {}
    parts: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Return the names of its classes."""
        return self.attributes.get("class", "").split()

    def each(self, *tags: str) -> Iterator["Element"]:
        """Yield all elements within it that have one of some tags."""
        for part in self.parts:
            if isinstance(part, Element):
                if part.tag in tags:
                    yield part
                yield from part.each(*tags)

    @property
    def text(self) -> str:
        """Return its text as it is, without the numbers of lines."""
        found = (part if isinstance(part, str) else part.text for part in self.parts)
        return "" if "linenos" in self.classes else "".join(found)


def hole(number: int) -> str:
    """Return the HTML in whose place ready Markdown stands."""
    return f'<{HOLE} n="{number}"></{HOLE}>'


def markdown_of(html: str, ready: Sequence[str] = ()) -> str:
    """Write HTML as Markdown; ``ready`` is what stands in the place of each hole."""
    return "\n\n".join(_MarkdownText(ready).blocks(_parsed(html).parts))


def inline_of(html: str, ready: Sequence[str] = ()) -> str:
    """Write phrasing HTML as Markdown on one line."""
    return _MarkdownText(ready).inline(_parsed(html).parts).strip()


def _parsed(html: str) -> Element:
    root = Element("")
    around = [root]
    for found in tags(html):
        tag = found.name.lower()
        if found.kind == "text":
            around[-1].parts.append(unescape(html[found.start : found.end]))
        elif found.kind == "close":
            depth = next((n for n in range(len(around) - 1, 0, -1) if around[n].tag == tag), 0)
            del around[depth or len(around) :]
        elif found.kind == "open":
            given = {each.name.lower(): each.value or "" for each in found.attributes}
            element = Element(tag, given)
            around[-1].parts.append(element)
            if tag not in VOID and not found.is_closed:
                around.append(element)
    return root


class _MarkdownText:
    def __init__(self, ready: Sequence[str]) -> None:
        self._ready = ready
        self._by_tag: dict[str, Callable[[Element], str]] = {
            "pre": _fenced,
            "hr": lambda _: "---",
            "ul": self._list,
            "ol": self._list,
            "blockquote": lambda quote: _quoted(self.blocks(quote.parts)),
            "table": self._table,
            "figure": self._figure,
            "dl": self._definitions,
            "summary": lambda summary: f"**{self.inline(summary.parts).strip()}**",
            "iframe": lambda frame: f"<{frame.attributes.get('src', '')}>",
            **dict.fromkeys(("video", "audio"), _film),
            **{f"h{level}": self._heading for level in range(1, 7)},
            **dict.fromkeys(("p", "figcaption", "caption"), self._paragraph),
        }

    def blocks(self, parts: Iterable[Element | str]) -> list[str]:
        """Write blocks, and what stands between them as paragraphs."""
        written: list[str] = []
        run: list[Element | str] = []
        for part in parts:
            if isinstance(part, str) or part.tag in INLINE:
                run.append(part)
                continue
            written += [self._lines(run), *self._block(part)]
            run = []
        return [each for each in (*written, self._lines(run)) if each]

    def _lines(self, run: Sequence[Element | str]) -> str:
        return LEADING.sub(_escaped_start, self.inline(run).strip()) if run else ""

    def _block(self, element: Element) -> list[str]:
        if element.tag in SILENT:
            return []
        if element.tag == HOLE:
            return [self._ready[int(element.attributes["n"])]]
        if element.tag in self._by_tag:
            return [self._by_tag[element.tag](element)]
        if "admonition" in element.classes:
            return [self._admonition(element)]
        if "math" in element.classes:
            (formula,) = list(element.each("math")) or [Element("")]
            return [f"$$\n{formula.attributes.get('alttext', formula.text).strip()}\n$$"]
        return self.blocks(element.parts)

    def inline(self, parts: Iterable[Element | str]) -> str:
        """Write what stands in a line."""
        return "".join(_text(part) if isinstance(part, str) else self._one(part) for part in parts)

    def _one(self, element: Element) -> str:
        tag, given = element.tag, element.attributes
        if tag in SILENT:
            return ""
        if tag == HOLE:
            return self._ready[int(given["n"])]
        if tag in _ALONE:
            return _ALONE[tag](element)
        inside = self.inline(element.parts)
        if tag == "a" and given.get("href") and inside.strip():
            return f"[{inside.strip()}]({_address(given['href'])})"
        return _marked(inside, AROUND.get(tag, ""))

    def _paragraph(self, element: Element) -> str:
        return self._lines(element.parts)

    def _heading(self, element: Element) -> str:
        return f"{'#' * int(element.tag[1])} {self.inline(element.parts).strip()}"

    def _list(self, element: Element) -> str:
        # An author's HTML may have words between the entries.
        items = [
            part.parts if isinstance(part, Element) else [part]
            for part in element.parts
            if isinstance(part, Element) or part.strip()
        ]
        first = int(element.attributes.get("start") or 1)
        marks = (f"{first + n}. " if element.tag == "ol" else "- " for n in range(len(items)))
        bodies = [self.blocks(item) for item in items]
        parts = (part for item in items for part in item if isinstance(part, Element))
        joint = "\n\n" if any(part.tag == "p" for part in parts) else "\n"
        pairs = zip(marks, bodies, strict=False)
        return joint.join(mark + _indented(joint.join(body), len(mark)) for mark, body in pairs)

    def _table(self, element: Element) -> str:
        rows = [
            [self.inline(cell.parts).strip().replace("|", "\\|").replace("\\\n", " ")
             for cell in row.parts if isinstance(cell, Element)]
            for row in element.each("tr")
        ]  # fmt: skip
        caption = "".join(f"{self._paragraph(each)}\n\n" for each in element.each("caption"))
        return caption + table_of(rows)

    def _figure(self, element: Element) -> str:
        if "code" not in element.classes:
            return "\n\n".join(self.blocks(element.parts))
        title = "".join(f"{self._paragraph(each)}\n\n" for each in element.each("figcaption"))
        (code,) = list(element.each("pre")) or [element]
        return title + _fenced(code, element.attributes.get("data-language", ""))

    def _definitions(self, element: Element) -> str:
        written = []
        for each in element.each("dt", "dd"):
            body = "\n\n".join(self.blocks(each.parts))
            written.append(body if each.tag == "dt" else ":   " + _indented(body, 4))
        return "\n".join(written)

    def _admonition(self, element: Element) -> str:
        titles = [each for each in element.parts if isinstance(each, Element)][:1]
        is_titled = titles and "admonition-title" in titles[0].classes
        head = [f"**{self.inline(titles[0].parts).strip()}**"] if is_titled else []
        rest = [each for each in element.parts if not (is_titled and each is titles[0])]
        return _quoted([*head, *self.blocks(rest)])


def _image(element: Element) -> str:
    given = element.attributes
    return f"![{plain(given.get('alt', ''))}]({_address(given.get('src', ''))})"


def _box(element: Element) -> str:
    given = element.attributes
    if given.get("type") != "checkbox":
        return ""
    return "[x]" if "checked" in given else "[ ]"


def _formula(element: Element) -> str:
    return f"${element.attributes.get('alttext', element.text).strip()}$"


def _marked(inside: str, mark: str) -> str:
    core = inside.strip()
    if not mark or not core:
        return inside
    before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    return f"{before}{mark}{core}{mark}{after}"


def _text(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", SPACE.sub(" ", text))


def table_of(rows: Sequence[Sequence[str]]) -> str:
    """Write rows as a table, the first of them its head."""
    if not rows:
        return ""
    head, *others = rows
    lines = [head, ["---"] * len(head), *others]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plain(text: str, *, table: bool = False) -> str:
    """Write a plain text on one line, for a cell of a table too."""
    written = SPECIAL.sub(r"\\\g<0>", SPACE.sub(" ", text).strip())
    return written.replace("|", "\\|") if table else written


def _address(url: str) -> str:
    return f"<{url}>" if re.search(r"[\s()<>]", url) else url


def _escaped_start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    mark, space = "`" * (longest + 1), " " * (text[:1] == "`" or text[-1:] == "`")
    return f"{mark}{space}{text}{space}{mark}"


def _fenced(element: Element, language: str = "") -> str:
    text = element.text.strip("\n")
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    mark = "`" * (longest + 1)
    return f"{mark}{language}\n{text}\n{mark}"


def _film(element: Element) -> str:
    sources = [element, *element.each("source")]
    found = (each.attributes.get("src") for each in sources)
    return next((f"<{each}>" for each in found if each), "")


def _quoted(blocks: Sequence[str]) -> str:
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _indented(text: str, width: int) -> str:
    return text.replace("\n", "\n" + " " * width).replace("\n" + " " * width + "\n", "\n\n")


_ALONE: dict[str, Callable[[Element], str]] = {
    "br": lambda _: "\\\n",
    "img": _image,
    "input": _box,
    "math": _formula,
    **dict.fromkeys(("code", "kbd", "samp"), lambda element: _code(element.text)),
}
