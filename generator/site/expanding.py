"""ROWS: from a table and a source to a page for each row, with its address and its own texts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import json

from generator.data.dataset import ROW, Column, Dataset
from generator.data.locales import locale_of
from generator.data.locating import cell_problem
from generator.data.prose.choosing import Scope
from generator.data.prose.fill import fill, ready
from generator.data.prose.rows import rows_of
from generator.engine import Blob, Made, Read, keep
from generator.markup.typography import smart
from generator.problems import Problem, many, suggestion
from generator.problems.alike import MOST_TOLD, OnPages
from generator.problems.fault import Fault
from generator.site.data_pages import COLUMN
from generator.site.document import TAGS, PageRow, Term, Wording
from generator.site.rows import Expanding, RowPage
from generator.site.slug import slugify, wrong_path


def expand_rows(value: Expanding, read: Read) -> Made[tuple[RowPage, ...]]:
    """Make a page of each row; one that has no address of its own is a problem at its place."""
    table = value.table
    if wrong := _unknown_columns(value):
        return Made(None, wrong)
    records: list[dict[str, Any]] = json.decode(read(table.rows))
    fill = RowTexts(value)
    pages, blobs, seen = [], [], dict[str, int]()
    faults = _Faults(value, read)
    for number, record in enumerate(records):
        slugs = {name: slugify(_written(record.get(name))) for name in value.pages.columns}
        if not _is_addressable(slugs, number, record, faults):
            continue
        url = _address(value.pages.path, slugs)
        first = seen.setdefault(url, number)
        if first != number:
            faults.collision(url, number, first)
            continue
        blob, raw = keep(json.encode([record]))
        row = PageRow(_alone(table, blob), json.encode(record).decode(), url)
        query = "&".join(f"{name}={slug}" for name, slug in slugs.items())
        made = fill.page(query, row, record)
        if made is not None:
            pages.append(made)
            blobs.append(raw)
    problems = (*fill.told(), *faults.told())
    return Made(tuple(pages), tuple(dict.fromkeys(problems)), tuple(blobs))


def _unknown_columns(value: Expanding) -> tuple[Problem, ...]:
    pages, table = value.pages, value.table
    name, known = pages.data.name, [column.name for column in table.columns]
    if not known:
        message = f'"{name}" is no table of rows'
        return (Problem(message, pages.data.place, "", pages.data.source),)
    if not table.count:
        message = f'"{name}" has no rows, so there is no page'
        return (Problem(message, pages.data.place, "", pages.data.source, "warning"),)
    return tuple(
        Problem(
            f'no column "{column}" in {name}',
            pages.place_of(column),
            suggestion(column, known, f"it has {', '.join(known)}"),
            pages.source,
        )
        for column in pages.columns
        if column not in known
    )


def _address(pattern: str, slugs: Mapping[str, str]) -> str:
    return COLUMN.sub(lambda match: slugs[match[1].strip()], pattern)


def _alone(table: Dataset, blob: Blob) -> Dataset:
    """Return one row as a dataset, which knows nothing of the others."""
    columns = tuple(Column(each.name, each.type, each.zone) for each in table.columns)
    return Dataset(ROW, columns, blob, 1)


def _written(value: Any) -> str:
    """Write a cell as it stands in an address."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    is_whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if is_whole else str(value)


def _is_addressable(
    slugs: Mapping[str, str], number: int, record: Mapping[str, Any], faults: "_Faults"
) -> bool:
    for name, slug in slugs.items():
        if not slug:
            faults.empty(number, name, _written(record.get(name)))
            return False
        if wrong := wrong_path(slug):
            faults.unfit(number, name, wrong)
            return False
    return True


class _Faults:
    """Gathers what is wrong with rows, and tells of the first ones at their places."""

    def __init__(self, value: Expanding, read: Read) -> None:
        self._value, self._read = value, read
        self._found: dict[str, list[tuple[int, str, Fault]]] = defaultdict(list)

    def empty(self, number: int, column: str, written: str) -> None:
        hint = "each page needs an address of its own"
        message = f'"{written}" has no letter and no digit to make an address of'
        self._add("empty", number, column, message if written else f"{column} is empty", hint)

    def unfit(self, number: int, column: str, wrong: str) -> None:
        self._add("unfit", number, column, f"no address can be made of this: {wrong}", "")

    def collision(self, url: str, number: int, first: int) -> None:
        pages, columns = self._value.pages, self._value.table.columns
        column = pages.columns[-1]
        message = f"the address {url} is that of row {first + 1} already"
        other = next((each.name for each in columns if each.name not in pages.columns), "number")
        more = pages.path.replace(f"{{{column}}}", f"{{{column}}}/{{{other}}}")
        hint = f'another column may tell them apart: path: "{more}"'
        self._add("collision", number, column, message, hint)

    def _add(self, kind: str, number: int, column: str, message: str, hint: str) -> None:
        self._found[kind].append((number, column, Fault(message, (1, 1), hint)))

    def told(self) -> Iterator[Problem]:
        """Yield the problems, those of one kind as far as they are not too many."""
        for each in self._found.values():
            for number, column, fault in each[:MOST_TOLD]:
                yield self._problem(number, column, fault)
            if len(each) > MOST_TOLD:
                pages = self._value.pages
                rest = many(len(each) - MOST_TOLD, "row")
                message = f"{rest} more of {pages.data.name} have no address either"
                yield Problem(message, pages.place, "", pages.source)

    def _problem(self, number: int, column: str, fault: Fault) -> Problem:
        value = self._value
        if value.loading is not None:
            return cell_problem(value.loading, self._read, number, column, fault)
        message = f"row {number + 1} of {value.pages.data.name}: {fault.message}"
        return Problem(message, value.pages.data.place, fault.hint, value.pages.data.source)


class RowTexts:
    """The texts of front matter, read once and written for each row."""

    def __init__(self, value: Expanding) -> None:
        """Read the texts; what is wrong with them, or with a row in them, is told at the end."""
        self._problems: list[Problem] = []
        self._of_rows = OnPages()
        self._language, self._locale = value.language, locale_of(value.language)
        self._texts = [(name, ready(text, ROW, self._problems)) for name, text in value.texts]

    def page(self, query: str, row: PageRow, record: Mapping[str, Any]) -> RowPage | None:
        """Write the texts of a row's page; None where one of them cannot be."""
        scope = Scope({ROW: rows_of(row.table, [record])}, {})
        written: dict[str, list[str]] = defaultdict(list)
        for name, text in self._texts:
            filled = fill(text, scope, self._locale)
            if isinstance(filled, Problem):
                self._of_rows.add(filled, row.url)
                return None
            written[name].append(filled)
        return self._made(query, row, written)

    def told(self) -> Iterator[Problem]:
        """Yield the problems; what many rows have is told once."""
        yield from self._problems
        yield from self._of_rows.told()

    def _made(self, query: str, row: PageRow, written: Mapping[str, list[str]]) -> RowPage:
        title, summary, image, image_alt = (
            written[name][0] for name in ("title", "summary", "image", "image_alt")
        )
        tags = tuple(dict.fromkeys(tag for tag in written["tags"] if slugify(tag)))
        said = [smart(text, self._language) for text in (title, summary, *tags)]
        named = zip(reversed(tags), reversed(said[2:]), strict=True)
        terms = {slug: Term(TAGS, slug, name) for tag, name in named if (slug := slugify(tag))}
        wording = Wording(said[0], said[1], tuple(terms.values())[::-1])
        return RowPage(query, row, title, summary, image, image_alt, tags, wording)
