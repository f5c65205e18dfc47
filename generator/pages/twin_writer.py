"""The makers that write Markdown twins and llms.txt; a site without them loads none of this."""

import csv
import io
from collections.abc import Iterator
from html import escape
from itertools import islice

from generator.data.words import Words, words_of
from generator.engine import Blob, Made, Read, keep
from generator.markup.admonitions import SAID
from generator.markup.holes import Holes, fill
from generator.pages.body import LINK_WITHIN, plain_list
from generator.pages.figure_value import FigureValue
from generator.pages.html_to_markdown import hole, inline_of, markdown_of, plain, table_of
from generator.pages.twins import Llms, Twin

ROWS = 20
"""How many rows of a figure's data stand in a twin."""


def write_twin(value: Twin, read: Read) -> Made[Blob]:
    """Write a page as Markdown: notes at its end, figures as captions, pictures and tables."""
    body, words = value.body, words_of(read(value.body.words)) if value.body.words else Words()
    count = len(body.figures)
    figures = (_figure(value, index, words, read) for index in range(count))
    ready = [*figures, *(f"[^{note.number}]" for note in body.notes)]
    called = {at: hole(count + n) for n, note in enumerate(body.notes) for at in note.references}
    holes = Holes(
        links=body.links,
        figures=tuple(hole(index) for index in range(count)),
        codes=tuple(read(code).decode() for code in body.codes),
        notes=tuple(called[at] for at in range(len(called))),
        texts=body.texts,
        values=body.values,
        boxes=tuple(words(each) for each in SAID),
        inserts=tuple(each.written(read) for each in body.inserts),
        lists=tuple(map(plain_list, body.lists)),
    )
    notes = (
        f"[^{note.number}]: " + markdown_of(fill(note.html, holes), ready).replace("\n", "\n    ")
        for note in body.notes
    )
    text = markdown_of(_whole(fill(read(body.html).decode(), holes), value.url), ready)
    parts = [f"# {plain(value.title)}", *_head(value), text, *notes]
    return _made("\n\n".join(filter(None, parts)) + "\n")


def _whole(html: str, url: str) -> str:
    return LINK_WITHIN.sub(lambda match: f"{match[1]}{escape(url)}#", html)


def _head(value: Twin) -> Iterator[str]:
    dates = " / ".join(dict.fromkeys(each[:10] for each in (value.date, value.updated) if each))
    yield f"> {plain(value.summary)}" if value.summary else ""
    yield " · ".join(filter(None, (plain(value.author), dates, f"<{value.url}>")))


def _figure(value: Twin, index: int, words: Words, read: Read) -> str:
    """Write a figure: what it is, what it shows, where that comes from, and its first rows."""
    fill, blob = value.body.figures[index], value.tables[index]
    if fill is None:
        return ""
    figure = fill.figure
    label = f"**{words('figure_label', number=figure.number)}**"
    parts = [
        f"{label} {inline_of(_whole(figure.caption, value.url))}".strip(),
        f"![{plain(figure.alt)}]({figure.png})",
        _source(figure, words),
    ]
    if blob is not None:
        rows = list(islice(csv.reader(io.StringIO(read(blob).decode())), ROWS + 1))
        parts += [table_of([[plain(cell, table=True) for cell in row] for row in rows])]
        parts += [_counted(figure.rows, len(rows) - 1, value.files[index], words)]
    return "\n\n".join(filter(None, parts))


def _source(figure: FigureValue, words: Words) -> str:
    source = inline_of(figure.source)
    if source and figure.as_of:
        said = words.form("source_as_of").replace("{date}", figure.as_of)
        return said.replace("{source}", source)
    if source:
        return words.form("source").replace("{source}", source)
    return words.form("as_of").replace("{date}", figure.as_of) if figure.as_of else ""


def _counted(rows: int, shown: int, file: str, words: Words) -> str:
    whole = rows <= shown
    told = words("chart_rows", count=rows)
    if not whole:
        told = words("chart_rows_first", count=rows, shown=shown)
    return f"{told}: <{file}>" if file else told


def write_llms(value: Llms, read: Read) -> Made[Blob]:
    """Write llms.txt (https://llmstxt.org)."""
    parts = [f"# {plain(value.title)}"]
    parts += [f"> {plain(value.description)}"] if value.description else []
    for title, entries in value.lists:
        lines = (
            f"- [{plain(name)}]({url})" + (f": {plain(summary)}" if summary else "")
            for name, url, summary in entries
        )
        parts += [f"## {title}", "\n".join(lines)]
    return _made("\n\n".join(parts) + "\n")


def _made(text: str) -> Made[Blob]:
    blob, content = keep(text)
    return Made(blob, blobs=(content,))
