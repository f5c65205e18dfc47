"""Each wave of a build: which steps it asks for, and what becomes of their results."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.build.found import problems_of
from generator.engine import Blob, Engine, Made, Step, key_of
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
    """Documents, the paths of sources that could not be read, and the problems of all."""

    documents: tuple[Document, ...]
    unread: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_documents(engine: Engine, files: Mapping[str, Blob], settings: Settings) -> Documents:
    """READ: every Markdown file of content/ into a document."""
    paths = [path for path in files if _is_source(path)]
    steps = [
        Step(read_document, Reading(path, files[path], settings.timezone, settings.language))
        for path in paths
    ]
    made = engine.run("read", steps)
    documents = tuple(each.value for each in made if each.value is not None)
    unread = tuple(path for path, each in zip(paths, made, strict=True) if each.value is None)
    return Documents(documents, unread, problems_of(made))


def _is_source(path: str) -> bool:
    inside = path.startswith("content/") and not path.startswith("content/static/")
    return inside and path.endswith(SOURCES)


def measure_pictures(
    engine: Engine, bound: Mapping[str, Bound], files: Mapping[str, Blob]
) -> dict[str, Bound]:
    """MEASURE: every image file that some page shows, so that each has its size there."""
    paths = dict.fromkeys(path for each in bound.values() for path in each.measured)
    made = engine.run("measure", [Step(measure, Picture(path, files[path])) for path in paths])
    sizes = {path: each.value for path, each in zip(paths, made, strict=True) if each.value}
    return {path: sized(each, sizes) for path, each in bound.items()}


class Composed(Struct, frozen=True):
    """The manifest, the key of each step by its output's path, and the problems."""

    manifest: Mapping[str, Blob]
    keys: Mapping[str, str]
    problems: tuple[Problem, ...]


def compose_outputs(engine: Engine, outputs: Sequence[Output]) -> Composed:
    """COMPOSE: every output of the plan."""
    copied = {each.path: each.content for each in outputs if isinstance(each.content, Blob)}
    steps = {each.path: each.content for each in outputs if isinstance(each.content, Step)}
    keys = {path: key_of(step) for path, step in steps.items()}
    made = dict(zip(steps, engine.run("compose", list(steps.values()), list(keys.values()))))
    composed = {path: each.value for path, each in made.items() if each.value is not None}
    problems = tuple(dict.fromkeys(problems_of(made.values())))
    return Composed(copied | composed, keys, problems)
