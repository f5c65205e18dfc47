"""Each wave of a build: which steps it asks for, and what becomes of their results."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.build.found import problems_of
from generator.engine import Blob, Engine, Made, Step
from generator.pages.bodies import Bound, sized
from generator.pages.measure import Picture, measure
from generator.pages.outputs import Output
from generator.problems import Problem
from generator.site.document import Document, Reading, read_document
from generator.site.settings import Settings
from generator.site.theme import Level, LevelSource, Theme, load_theme, read_level

SOURCES = (".md", ".markdown")


def choose_theme(
    engine: Engine, files: Mapping[str, Blob], settings: Settings
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Read the theme that the settings name, and its parents."""

    def level(source: LevelSource) -> Made[Level]:
        return engine.run("theme", [Step(read_level, source)])[0]

    place, line = settings.place_of("theme"), settings.source_of("theme")
    return load_theme(settings.theme, place, files, level, line)


class Documents(Struct, frozen=True):
    """Documents by path, the paths of sources that could not be read, the problems of all."""

    documents: Mapping[str, Document]
    unread: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_documents(engine: Engine, files: Mapping[str, Blob], settings: Settings) -> Documents:
    """READ: every Markdown file of content/ into a document."""
    sources = {path: blob for path, blob in files.items() if _is_source(path)}
    paths = {path: path for path in sources}
    zone, language = settings.timezone, settings.language
    steps = engine.recall.for_each(_reading, (sources, paths), zone, language)
    made = dict(zip(steps, engine.run("read", list(steps.values())), strict=True))
    documents = {path: each.value for path, each in made.items() if each.value is not None}
    unread = tuple(path for path, each in made.items() if each.value is None)
    return Documents(documents, unread, problems_of(made.values()))


def _reading(source: Blob, path: str, timezone: str, language: str) -> Step:
    return Step(read_document, Reading(path, source, timezone, language))


def _is_source(path: str) -> bool:
    inside = path.startswith("content/") and not path.startswith("content/static/")
    return inside and path.endswith(SOURCES)


def measure_pictures(
    engine: Engine, bound: Mapping[str, Bound], files: Mapping[str, Blob]
) -> Mapping[str, Bound]:
    """MEASURE: every image file that some page shows, so that each has its size there."""
    paths = dict.fromkeys(path for each in bound.values() for path in each.measured)
    made = engine.run("measure", [Step(measure, Picture(path, files[path])) for path in paths])
    measured = {path: each.value for path, each in zip(paths, made, strict=True) if each.value}
    sizes = engine.recall.same_each("sizes", measured)
    return engine.recall.for_each(sized, (bound,), sizes)


class Composed(Struct, frozen=True):
    """The manifest, and the problems."""

    manifest: Mapping[str, Blob]
    problems: tuple[Problem, ...]


def compose_outputs(engine: Engine, outputs: Sequence[Output]) -> Composed:
    """COMPOSE: every output of the plan."""
    copied = {each.path: each.content for each in outputs if isinstance(each.content, Blob)}
    steps = {each.path: each.content for each in outputs if isinstance(each.content, Step)}
    made = engine.run("compose", list(steps.values()))
    composed = {path: each.value for path, each in zip(steps, made) if each.value is not None}
    return Composed(copied | composed, tuple(dict.fromkeys(problems_of(made))))
