"""Random documents of every container that may stand in another, with things planted in them."""

from collections.abc import Callable
from random import Random

from msgspec import Struct

from tests.markup.planting import Planted, Planter, address, column, command, harvest

Lines = list["Line"]
MARKS = ("-", "*", "+", "1.", "1)", "10.", "123)")
"""Marks of lists, of which the first five may stand right behind a paragraph."""


class Line(Struct, frozen=True):
    """A line; what goes on a paragraph may go without the marks of what it stands in."""

    text: str
    goes_on: bool = False


class Document(Struct, frozen=True):
    """A text as its author wrote it, and all that is to be told of it."""

    text: str
    first_line: int
    planted: list[Planted]


class Writer:
    """Writes the blocks of one document."""

    def __init__(self, seed: object) -> None:
        self.random = Random(repr(seed))
        self.planter = Planter(self.random)
        self.notes: list[str] = []

    def document(self) -> Document:
        """Write a document: its blocks, its notes and the definitions of its links."""
        blocks = self.blocks(0)
        blocks += [self._note() for _ in range(self.random.choice((0, 0, 1, 2)))]
        if self.random.random() < 0.5:
            blocks.append([Line("*[HTML]: HyperText")])
        references = "".join(f" [^{name}]" for name in self.notes)
        blocks.insert(0, [Line(f"{self.planter.phrase()}{references}")])
        blocks += [self._somewhere([Line(each)]) for each in self.planter.definitions]
        first_line = self.random.choice((1, 1, 7))
        text = "\n".join(line.text for line in joined(blocks)) + "\n"
        bare, planted = harvest(text, self.planter, first_line)
        end = self.random.choice(("\n", "\n", "\r\n"))
        return Document(bare.replace("\n", end), first_line, planted)

    def blocks(self, depth: int) -> list[Lines]:
        """Write some blocks, of which those that hold others become rarer with their depth."""
        count = self.random.randint(1, 3 if depth else 4)
        return [self._block(depth) for _ in range(count)]

    def _block(self, depth: int) -> Lines:
        if self.random.random() < (0.7, 0.5, 0.3, 0.1)[min(depth, 3)]:
            return self.random.choice(CONTAINERS)(self, depth)
        return self.random.choice(LEAVES)(self)

    def within(self, depth: int) -> Lines:
        """Write what stands in a container."""
        return joined(self.blocks(depth + 1))

    def _note(self) -> Lines:
        name = self.planter.name()
        self.notes.append(name)
        inside = [*_paragraph(self), Line(""), *self.within(1)]
        return wrapped(inside, f"[^{name}]: ", "    ")

    def _somewhere(self, lines: Lines) -> Lines:
        prefix = self.random.choice(("", "", "> ", "- "))
        return wrapped(lines, prefix, prefix)


def joined(blocks: list[Lines]) -> Lines:
    """Put blank lines between blocks."""
    lines = list(blocks[0])
    for block in blocks[1:]:
        lines += [Line(""), *block]
    return lines


def wrapped(
    lines: Lines, first: str, rest: str, blank: str = "", random: Random | None = None
) -> Lines:
    """Put marks before lines; with a source of chance paragraphs may go on without."""
    made = [Line(first + lines[0].text)]
    for line in lines[1:]:
        if random and line.goes_on and random.random() < 0.3:
            made.append(line)
        else:
            # A quotation's mark takes a space after it away.
            space = " " if rest[-1:] == ">" and line.text[:1] in (" ", "\t") else ""
            made.append(Line(f"{rest}{space}{line.text}" if line.text else blank))
    return made


def _list(writer: Writer, depth: int, marks: tuple[str, ...] = MARKS) -> Lines:
    random = writer.random
    mark = random.choice(marks)
    gap = " " * random.randint(1, 4)
    if not depth and mark in "-*+" and random.random() < 0.3:
        first, rest = f"{mark}\t", random.choice(("\t", "    "))
    else:
        first, rest = mark + gap, " " * len(mark + gap)
    items = [
        wrapped([*_paragraph(writer), *_more(writer, depth)], first, rest, random=random)
        for _ in range(random.randint(1, 3))
    ]
    return joined(items) if random.random() < 0.5 else [line for item in items for line in item]


def _more(writer: Writer, depth: int) -> Lines:
    drawn = writer.random.random()
    if drawn < 0.3:
        return []
    if drawn < 0.5 and depth < 3:
        return _list(writer, depth + 1, MARKS[:5]) if drawn < 0.4 else _fenced(writer)
    return [Line(""), *writer.within(depth)]


def _block_in_list(writer: Writer, depth: int) -> Lines:
    return wrapped(writer.random.choice(LEAVES)(writer), "-   ", "    ")


def _quotation(writer: Writer, depth: int) -> Lines:
    mark = writer.random.choice(("> ", "> ", ">", " > "))
    inside = [*_paragraph(writer), Line(""), *writer.within(depth)]
    return wrapped(inside, mark, mark, mark.rstrip(), writer.random)


def _alert(writer: Writer, depth: int) -> Lines:
    inside = [Line("[!NOTE]"), *_paragraph(writer), Line(""), *writer.within(depth)]
    return wrapped(inside, "> ", "> ", ">")


def _admonition(writer: Writer, depth: int) -> Lines:
    title = writer.random.choice(("", ' "gone.md"', ' ""'))
    inside = wrapped([Line(""), *writer.within(depth)], "", "    ")
    return [Line(f"!!! note{title}"), *inside[writer.random.choice((0, 1)) :]]


def _element(writer: Writer, depth: int) -> Lines:
    opening, closing = writer.random.choice(
        (
            ("<div>", "</div>"),
            ("<details><summary>gone.md</summary>", "</details>"),
            ('<section class="gone.md">', "</section>"),
            ('<div markdown="1">', "</div>"),
        )
    )
    return [Line(opening), Line(""), *writer.within(depth), Line(""), Line(closing)]


def _definitions(writer: Writer, depth: int) -> Lines:
    inside = [*_paragraph(writer), Line(""), *writer.within(depth)]
    return [Line(writer.planter.phrase()), *wrapped(inside, ":   ", "    ")]


def _paragraph(writer: Writer) -> Lines:
    lines = [Line(writer.planter.phrase())]
    for _ in range(writer.random.choice((0, 0, 1, 2))):
        ending, beginning = writer.random.choice((("", ""), ("", ""), ("  ", ""), ("\\", "")))
        if writer.random.random() < 0.1:
            ending, beginning = f" {column(writer.planter, broken=True)} ".split("\n")
        lines[-1] = Line(lines[-1].text + ending, lines[-1].goes_on)
        indent = " " * writer.random.choice((0, 0, 1, 3))
        lines.append(Line(f"{indent}{beginning}{writer.planter.phrase()}", True))
    return lines


def _heading(writer: Writer) -> Lines:
    text = writer.planter.phrase()
    if writer.random.random() < 0.3:
        return [Line(text), Line("---")]
    list_of = writer.random.choice(("", " ##", f" {{#{writer.planter.name()}}}", " {.gone}"))
    return [Line(f"## {text}{list_of}")]


def _table(writer: Writer) -> Lines:
    edge = writer.random.choice(("| ", ""))
    rows = [
        [writer.planter.phrase(1) for _ in range(2)] for _ in range(writer.random.randint(1, 3))
    ]
    lines = [["gone.md", "b"], ["---", ":-:"], *rows]
    return [Line(edge + " | ".join(cells) + edge[::-1]) for cells in lines]


def _fenced(writer: Writer) -> Lines:
    planter, random = writer.planter, writer.random
    mark = random.choice(("```", "~~~", "````"))
    if random.random() < 0.5:
        word = f"x{planter.name()}"
        content = ["[x](gone.md) {{ fees.gone }}", "", r"  $\gone$ <a href='gone.md'>", "\t> - x"]
        opening = f"{mark}{planter.mark('problem', word)}{word}"
    else:
        opening, content = _chart(planter, mark)
    return [Line(opening), *map(Line, content), Line(mark)]


def _chart(planter: Planter, mark: str) -> tuple[str, list[str]]:
    name, odd, key, word = (planter.name() for _ in range(4))
    lines = f'hl_lines="{planter.mark("problem", odd)}{odd}"'
    file, value = f"{name}.csv", planter.mark("caption", "")
    return f"{mark}chart {{#{name} {lines}}}", [
        f"data: {planter.mark('data', file)}{file}",
        "mark: line",
        "",
        f"{planter.mark('key', key)}{key}: bar",
        f"caption: g\u00f6ne {{{{{value}fees.{word} }}}}",
    ]


def _display(writer: Writer) -> Lines:
    return [Line("$$"), Line("a_1 *"), Line(f"  + {command(writer.planter)}"), Line("$$")]


def _raw(writer: Writer) -> Lines:
    return [
        Line('<div title="gone.md">'),
        Line(
            f"<p>\u00e4 *gone.md* <a class='b'\thref=\"{address(writer.planter, raw=True)}\">x</a>"
        ),
        Line(f"  {column(writer.planter)}</p>"),
        Line("</div>"),
    ]


def _indented(writer: Writer) -> Lines:
    # A heading before it: behind a list it would be more of its text.
    return [
        Line("### gone.md"),
        Line("    [x](gone.md) {{ fees.gone }} $\\gone$"),
        Line("    [^gone]"),
    ]


def _figure(writer: Writer) -> Lines:
    mark = writer.planter.mark("link", "gone.png")
    return [Line(f'![gone.png]({mark}gone.png "G{writer.planter.word()}"){{.wide}}')]


CONTAINERS: list[Callable[[Writer, int], Lines]] = [
    *(_list, _list, _list, _quotation, _quotation, _block_in_list, _alert, _admonition),
    *(_element, _element, _definitions),
]
LEAVES: list[Callable[[Writer], Lines]] = [
    *(_paragraph, _paragraph, _paragraph, _heading, _table, _fenced, _display, _raw),
    *(_indented, _figure),
]
