"""Each wave of a build: which steps it asks for, and what becomes of their results."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from generator.charts.makers import CHECK_FONT
from generator.data.locales import is_known_language
from generator.data.words import Languages
from generator.engine import FEW, Blob, EarlyFiles, Engine, Made, Recall, Step
from generator.images.files import SvgFile
from generator.images.makers import CLEAN_SVG
from generator.markup.parts import Dialect
from generator.pages.assets import SHEET
from generator.pages.outputs import Output
from generator.pipeline.own_kinds import read_kinds
from generator.pipeline.step_problems import problems_of
from generator.problems import Place, Problem
from generator.site.document import Document, Reading
from generator.site.makers import READ_DOCUMENT, READ_LEVEL, READ_WORDS
from generator.site.settings import Settings
from generator.site.slug import CELLS, SOURCES, is_source
from generator.site.theme import ChosenFont, Level, LevelSource, StatedName, Theme, load_theme
from generator.site.words import no_words, words_source


def choose_theme(
    engine: Engine, files: Mapping[str, Blob], settings: Settings
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Read the theme that the settings name, and its parents."""

    def level(source: LevelSource) -> Made[Level]:
        return engine.run("theme", [Step(READ_LEVEL, source)])[0]

    chosen = StatedName(settings.theme, *settings.place_of("theme"))
    theme, problems = load_theme(chosen, files, level)
    if theme is None or theme.font is None:
        return theme, problems
    sheets = tuple(blob for name, (_, blob) in theme.assets.items() if name.endswith(SHEET))
    where = theme.font.place, theme.font.source
    font = ChosenFont(theme.charts.font, theme.charts.fonts, sheets, *where)
    (checked,) = engine.run("fonts", [Step(CHECK_FONT, font)])
    return theme if checked.value else None, (*problems, *checked.problems)


Said = tuple[Place | None, str]
"""Where something is said, and that line."""


def read_all_words(
    engine: Engine, theme: Theme, languages: Mapping[str, Said]
) -> tuple[Languages, tuple[Problem, ...]]:
    """Read the words of some languages; one that has none is told once, where it is said."""
    sources = [words_source(language, theme.words) for language in languages]
    made = engine.run("words", [Step(READ_WORDS, source) for source in sources])
    pairs = zip(languages, made, strict=True)
    spoken = {language: each.value for language, each in pairs if each.value is not None}
    problems = dict.fromkeys((*problems_of(made), *_wordless(theme, languages)))
    return engine.recall.same("words", spoken), tuple(problems)


def _wordless(theme: Theme, languages: Mapping[str, Said]) -> Iterator[Problem]:
    for language, (place, line) in languages.items():
        message, hint = no_words(language, theme.words)
        if message and is_known_language(language):  # what nobody knows was told where it is read
            yield Problem(message, place, hint, line, "warning")


class Documents(Struct, frozen=True):
    """Documents by path, None where a source could not be read, and the problems of all."""

    documents: Mapping[str, Document | None]
    problems: tuple[Problem, ...]
    files: tuple[tuple[str, Blob], ...] = ()
    """What cells hold within their source that pages show as files."""
    dialect: Dialect = Dialect()
    """How all were read, with the types of block that the site brings along."""

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the paths of the sources that could not be read."""
        return tuple([path for path, each in self.documents.items() if each is None])


def read_documents(engine: Engine, files: Mapping[str, Blob], settings: Settings) -> Documents:
    """READ: every source in content/ into a document."""
    recall, paths = engine.recall, dict(zip(files, files, strict=True))
    kinds, wrong_kinds = read_kinds(engine, files)
    dialect = recall.same("dialect", structs.replace(settings.dialect, own=kinds))
    given, own = (paths, files), recall.same("own taxonomies", settings.taxonomies.names)
    readings = recall.gathered(_reading, given, settings.timezone, dialect, own)
    results = engine.run("read", readings)
    pairs = zip(recall(_paths_of, readings), results, strict=True)
    # A script or a notebook that is no source has neither a document nor a problem; a script that
    # Jupytext keeps beside its notebook is that notebook.
    made = {
        path: each
        for path, each in pairs
        if (each.value is not None or each.problems) and not _is_paired(path, files)
    }
    documents = recall.for_each(_document, (made,))
    of_cells = recall.gathered(_files_in, (documents,))
    problems = recall.gathered(_problems, (made,))
    return Documents(documents, (*wrong_kinds, *problems), of_cells, dialect)


def _is_paired(path: str, files: Mapping[str, Blob]) -> bool:
    notebook, script = CELLS
    return path.endswith(script) and f"{path.removesuffix(script)}{notebook}" in files


def _reading(
    path: str, source: Blob, timezone: str, dialect: Dialect, own: tuple[str, ...]
) -> tuple[Step, ...]:
    if not is_source(path, SOURCES):
        return ()
    return (Step(READ_DOCUMENT, Reading(path, source, timezone, dialect, own)),)


def _paths_of(readings: tuple[Step, ...]) -> tuple[str, ...]:
    return tuple([step.value.path for step in readings])


def _files_in(document: Document | None) -> tuple[tuple[str, Blob], ...]:
    return document.files if document else ()


def _document(made: Made[Document]) -> Document | None:
    return made.value


def _problems(made: Made[Document]) -> tuple[Problem, ...]:
    return made.problems


class Composed(Struct, frozen=True):
    """The manifest, and the problems."""

    manifest: Mapping[str, Blob]
    problems: tuple[Problem, ...]


def compose_outputs(
    engine: Engine, outputs: Sequence[Output], early: EarlyFiles, *, guarded: bool
) -> Composed:
    """RENDER_PAGE: every output of the plan; ``guarded`` where templates are not those we ship."""
    contents = [_content(output, engine.recall) for output in outputs]
    steps = [each for each in contents if isinstance(each, Step)]
    paths = {id(each): output.path for each, output in zip(contents, outputs, strict=True)}

    def write(step: Step, made: Made[Blob], blobs: Mapping[str, bytes]) -> None:
        # One that only names a file of the site has its bytes from there.
        if made.value is not None and made.value.digest in blobs:
            early.write(paths[id(step)], made.value, blobs[made.value.digest])

    made = engine.run("compose", steps, few=0 if guarded else FEW, seen=write)
    composed = iter(made)
    blobs = [next(composed).value if isinstance(each, Step) else each for each in contents]
    pairs = zip(outputs, blobs, strict=True)
    manifest = {output.path: blob for output, blob in pairs if blob is not None}
    return Composed(manifest, tuple(dict.fromkeys(problems_of(made))))


def _content(output: Output, recall: Recall) -> Step | Blob:
    if isinstance(output.content, Step) or not output.path.lower().endswith(".svg"):
        return output.content
    return recall(_clean_svg, output.origin, output.content)


def _clean_svg(source: str, blob: Blob) -> Step:
    return Step(CLEAN_SVG, SvgFile(source, blob))
