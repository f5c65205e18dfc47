"""Reading: from the bytes of a source to a document."""

from msgspec import structs

from generator.data.files import named_files
from generator.data.load import block_loading
from generator.data.prose.references import caption_values, value_references
from generator.data.reference import Reference
from generator.data.references import references, scripts
from generator.data.sql.questions import question_of
from generator.engine import Made, Read
from generator.markup.convert import convert
from generator.markup.parts import Markup, MarkupSource
from generator.markup.typography import smart
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.site.dates import read_date
from generator.site.document import Document, Reading, Wording
from generator.site.front_matter import FrontMatter, Split, read_front_matter, split
from generator.site.slug import date_in_name
from generator.site.unused import unused


def read_document(value: Reading, read: Read) -> Made[Document]:
    """Parse a source's front matter and Markdown."""
    text = read_text(read(value.source), value.path)
    if isinstance(text, Problem):
        return Made(None, (text,))
    parted = split(text)
    front, front_problems = read_front_matter(
        parted.front, value.path, 2, value.timezone, parted.body
    )
    if parted.front is None:
        first = parted.body.partition("\n")[0]
        front_problems = tuple(structs.replace(one, source=first) for one in front_problems)
    markup = convert(_prose(value, parted, front))
    problems = front_problems + markup.problems
    if front is None or markup.value is None:
        return Made(None, problems)
    tables = markup.value.data
    rows = [block_loading(block) for block in tables if block.kind == "data"]
    asked = [question_of(block) for block in tables if block.kind == "sql"]
    problems += tuple(problem for _, wrong in asked for problem in wrong)
    problems += tuple(unused(parted.body, markup.value, front.data))
    document = Document(
        value.path,
        _dated(front, value),
        markup.value,
        tuple(references(block) for block in markup.value.figures),
        tuple(loading for loading, _ in rows),
        tuple(question for question, _ in asked),
        scripts(markup.value.figures),
        _spoken(markup.value),
        tuple(named_files(block) for block in markup.value.figures),
        _wording(front, value.dialect.language),
    )
    return Made(document, problems, markup.blobs + tuple(raw for _, raw in rows))


def _prose(value: Reading, parted: Split, front: FrontMatter | None) -> MarkupSource:
    dialect = value.dialect if front is None else front.dialect(value.dialect)
    return dialect.source(value.path, parted.body, parted.body_line)


def _wording(front: FrontMatter, language: str) -> Wording:
    return Wording(
        smart(front.title, language),
        smart(front.summary, language),
        tuple([smart(tag, language) for tag in front.tags]),
        smart(front.series, language),
    )


def _spoken(markup: Markup) -> tuple[Reference, ...]:
    """Return the datasets that values in the prose and in captions ask for, each once."""
    in_captions = (each for block in markup.figures for each in caption_values(block))
    found: dict[str, Reference] = {}
    for expression in (*markup.values, *in_captions):
        for reference in value_references(expression):
            found.setdefault(reference.name, reference)
    return tuple(found.values())


def _dated(front: FrontMatter, value: Reading) -> FrontMatter:
    """Take the date from the file's name where the front matter has none."""
    named = date_in_name(value.path)
    if front.date or not named:
        return front
    return structs.replace(front, date=read_date(named, value.timezone).iso)
