"""Reading: from the bytes of a source to a document."""

from collections.abc import Iterator

from msgspec import structs

from generator.blocks.contents import Contents
from generator.blocks.listing import read_listing
from generator.blocks.reading import read_block
from generator.blocks.tables import block_loading, question_of
from generator.data.dataset import Reference
from generator.data.prose.calls import call_references
from generator.data.prose.grammar import value_references
from generator.engine import Made, Read
from generator.markup.convert import convert
from generator.markup.parts import Expression, MarkupSource
from generator.markup.typography import smart
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.site.datasets import unused
from generator.site.dates import read_date
from generator.site.document import Document, Reading, Term, Wording
from generator.site.front_matter import FrontMatter, Split, read_front_matter, split
from generator.site.slug import CELLS, date_in_name, slugify


def read_document(value: Reading, read: Read) -> Made[Document]:
    """Parse a source's front matter and Markdown."""
    parted = _parted(value.path, read(value.source))
    if not isinstance(parted, Split):
        return Made(None, () if parted is None else (parted,))
    front, front_problems = read_front_matter(
        parted.front,
        value.path,
        parted.front_line,
        value.timezone,
        parted.body,
        value.taxonomies,
    )
    if parted.front is None:
        first = parted.body.partition("\n")[0]
        front_problems = tuple(structs.replace(one, source=first) for one in front_problems)
    markup = convert(_prose(value, parted, front))
    problems = front_problems + parted.problems + markup.problems
    if front is None or markup.value is None:
        return Made(None, problems)
    dialect = front.dialect(value.dialect)
    read_figures = [read_block(block, dialect) for block in markup.value.figures]
    contents = tuple(each for each, _ in read_figures)
    read_inserts = [read_block(block, dialect) for block in markup.value.inserts]
    tables = markup.value.data
    rows = [block_loading(block) for block in tables if block.kind == "data"]
    asked = [question_of(block) for block in tables if block.kind == "sql"]
    problems += tuple(problem for _, wrong in asked for problem in wrong)
    table = front.pages.data.name if front.pages else ""
    problems += tuple(unused(parted.body, markup.value, front.data, table))
    listings = [read_listing(block, value.taxonomies) for block in markup.value.lists]
    problems += tuple(problem for _, wrong in listings for problem in wrong)
    document = Document(
        value.path,
        _dated(front, value),
        markup.value,
        contents,
        tuple(loading for loading, _ in rows),
        tuple(question for question, _ in asked),
        _spoken(markup.value.values, contents),
        _wording(front, dialect.language),
        dialect.language,
        parted.files,
        tuple(each for each, _ in read_inserts),
        tuple(listing for listing, _ in listings),
    )
    kept = (raw for _, blobs in (*read_figures, *read_inserts) for raw in blobs)
    return Made(
        document, problems, (*markup.blobs, *(raw for _, raw in rows), *kept, *parted.blobs)
    )


def _parted(path: str, raw: bytes) -> Split | Problem | None:
    """Part a source's front matter from its body; None where a file in cells is no source."""
    if path.endswith(CELLS):
        # Most sites have no notebooks.
        from generator.notebooks.reading import Written, read_cells

        written = read_cells(path, raw)
        return Split(**structs.asdict(written)) if isinstance(written, Written) else written
    text = read_text(raw, path)
    return text if isinstance(text, Problem) else split(text)


def _prose(value: Reading, parted: Split, front: FrontMatter | None) -> MarkupSource:
    dialect = value.dialect if front is None else front.dialect(value.dialect)
    source = dialect.source(value.path, parted.body, parted.body_line)
    if not parted.origins:
        return source
    # Cells are CommonMark, whatever the texts of the site are.
    return structs.replace(source, origins=parted.origins, grammar="commonmark")


def _wording(front: FrontMatter, language: str) -> Wording:
    terms: dict[str, Term] = {}
    for taxonomy, name in _named(front):
        term = Term(taxonomy, slugify(name), smart(name, language))
        terms.setdefault(term.url, term)
    title, summary = smart(front.title, language), smart(front.summary, language)
    return Wording(title, summary, tuple(terms.values()))


def _named(front: FrontMatter) -> Iterator[tuple[str, str]]:
    """Yield what a source is gathered by; of two spellings of one slug the first counts."""
    yield from (("tags", name) for name in front.tags)
    if front.series:
        yield "series", front.series
    yield from (("authors", name) for name in front.authors)
    for taxonomy, names in front.terms:
        yield from ((taxonomy, name) for name in names)


def _spoken(
    values: tuple[Expression, ...], contents: tuple[Contents, ...]
) -> tuple[Reference, ...]:
    """Return the datasets that values in the prose and in captions ask for, each once."""
    in_captions = (value for each in contents for value in each.frame.caption.values)
    found: dict[str, Reference] = {}
    for expression in (*values, *in_captions):
        for reference in (*value_references(expression), *call_references(expression)):
            found.setdefault(reference.name, reference)
    return tuple(found.values())


def _dated(front: FrontMatter, value: Reading) -> FrontMatter:
    """Take the date from the file's name where the front matter has none."""
    named = date_in_name(value.path)
    if front.date or not named:
        return front
    return structs.replace(front, date=read_date(named, value.timezone).iso)
