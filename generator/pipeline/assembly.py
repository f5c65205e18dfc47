"""The whole way from a snapshot to what is to be published."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field, structs

from generator.data.words import Words
from generator.engine import NO_FILES, Blob, EarlyFiles, Engine, Step
from generator.images.files import is_image
from generator.pages.contexts import PlanInput
from generator.pages.outputs import Output, collisions, unnameable
from generator.pages.plan import plan
from generator.pages.redirects import dead_redirects
from generator.pipeline.drawing import draw_site
from generator.pipeline.figures import DrawContext
from generator.pipeline.lost import lost_notebooks, notebooks_in
from generator.pipeline.plan_input import make_plan_input
from generator.pipeline.plan_sources import PlanSources
from generator.pipeline.request import BuildOutcome, Counts, Request, errors_but
from generator.pipeline.rows import expand_documents
from generator.pipeline.site_data import load_site_data
from generator.pipeline.waves import (
    Said,
    choose_theme,
    compose_outputs,
    read_all_words,
    read_documents,
)
from generator.problems import Place, Problem
from generator.site.catalogue import Catalogue, Visit, catalogue
from generator.site.held import Held
from generator.site.makers import READ_SETTINGS
from generator.site.settings import Settings, SettingsSources
from generator.site.snapshot import Snapshot
from generator.site.theme import is_shipped


class Assembly(Struct, frozen=True):
    """A site that is made and not yet published.

    ``manifest`` maps each path to its bytes; it is empty where the assembly ``failed``.
    ``in_figures`` are errors that stand in the place of a figure: with them alone there is a
    manifest all the same. ``editor`` and ``sources`` are for who shows the site to its author.
    """

    problems: tuple[Problem, ...] = ()
    manifest: Mapping[str, Blob] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    held: tuple[Held, ...] = ()
    in_figures: tuple[Problem, ...] = ()
    broken_links: tuple[Problem, ...] = ()
    listed: Catalogue | None = None
    editor: str = ""
    sources: Mapping[str, Blob] = field(default_factory=dict)
    words: Words = Words()
    """What is said in the language of the site; nothing where it was not read so far."""

    @property
    def counts(self) -> Counts:
        """Return how much of what there is."""
        pages = self.listed.all if self.listed else ()
        return Counts(
            posts=sum(page.kind == "post" for page in pages),
            pages=sum(page.kind == "page" for page in pages),
            figures=sum(len(page.document.markup.figures) for page in pages),
            images=sum(is_image(output.path) for output in self.outputs),
            outputs=len(self.outputs),
        )

    def origin(self, path: str) -> str:
        """Return the source that an output stands for, empty where there is no such output."""
        return next((each.origin for each in self.outputs if each.path == path), "")

    @property
    def elsewhere(self) -> tuple[Problem, ...]:
        """Return the errors that no figure shows."""
        return errors_but(self.in_figures, self.problems)

    @property
    def failed(self) -> bool:
        """Return whether an error stands among the problems that no figure shows."""
        return bool(self.elsewhere)

    @property
    def outcome(self) -> BuildOutcome:
        """Return what a report tells of it."""
        return BuildOutcome(self.problems, self.manifest, self.held, self.in_figures, self.counts)


def assemble_once(
    request: Request, snapshot: Snapshot, engine: Engine, early: EarlyFiles = NO_FILES
) -> Assembly:
    """Make everything that a snapshot's sources come to; write early what is sure to be wanted."""
    present = engine.recall.same_each("files", snapshot.files)
    settings, found = settings_of(request, snapshot, engine)
    if settings is None:
        return Assembly(found)
    request = request.in_timezone(settings.timezone)
    theme, theme_problems = choose_theme(engine, present, settings)
    if theme is None:
        return Assembly((*found, *theme_problems))
    theme = structs.replace(theme, shipped=is_shipped(theme, request.root))
    read = read_documents(engine, present, settings)
    if read.files:
        present = engine.recall.same_each("files of cells", {**present, **dict(read.files)})
    known = read.documents
    read = expand_documents(engine, request, read, present, settings)
    visit = Visit(request.now, request.drafts, request.future)
    listed, listing_problems = catalogue(read.documents, settings, visit, engine.recall)
    stated = _languages(listed, settings)
    languages, word_problems = read_all_words(engine, theme, stated)
    if len(languages) < len(stated):
        return Assembly((*found, *theme_problems, *word_problems))
    told = (*read.problems, *listing_problems, *word_problems)
    context = DrawContext(theme, settings, present, languages, read.dialect)
    drawn = draw_site(engine, request, listed, context, told)
    given = drawn.files, settings, theme, listed, drawn.by_page, read.unread, languages
    data = load_site_data(engine, settings, present, execute=request.execute)
    sources = PlanSources(*given, encodes=request.encodes, data=data.values)
    prepared = make_plan_input(engine, sources)
    index, index_problems = _index(engine, prepared.plan_input, early)
    outputs = (*prepared.outputs, *plan(prepared.plan_input, engine.recall), *index)
    lost = lost_notebooks(engine.recall(notebooks_in, snapshot.files), known, outputs)
    made = (*drawn.problems, *data.problems, *prepared.problems)
    problems = (*found, *theme_problems, *told, *made, *lost)
    problems = (*problems, *index_problems, *dead_redirects(settings, outputs))
    whole = Assembly(
        (*problems, *unnameable(outputs, engine.recall), *collisions(outputs, engine.recall)),
        held=listed.held,
        in_figures=drawn.in_figures,
        broken_links=prepared.broken_links,
        listed=listed,
        editor=settings.editor,
        sources=snapshot.files,
        words=languages[settings.language].words,
    )
    return _finish(
        engine, whole, outputs, NO_FILES if whole.failed else early, guarded=not theme.shipped
    )


def _index(
    engine: Engine, given: PlanInput, early: EarlyFiles
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    if not given.settings.search:
        return (), ()
    # A site that is not searched need not load it.
    from generator.pipeline.searching import index_site

    return index_site(engine, given, early)


def _languages(listed: Catalogue, settings: Settings) -> Mapping[str, Said]:
    """Return the languages of the site and its pages, and where each is first said."""
    found = {settings.language: settings.place_of("language")}
    for page in listed.all:
        if page.language not in found:
            found[page.language] = page.document.front.place_of("language")
    return found


def _finish(
    engine: Engine,
    so_far: Assembly,
    outputs: Sequence[Output],
    early: EarlyFiles,
    *,
    guarded: bool,
) -> Assembly:
    """Compose the outputs; where something is wrong already, only to find what else is."""
    composed = compose_outputs(engine, outputs, early, guarded=guarded)
    problems = tuple(dict.fromkeys((*so_far.problems, *composed.problems)))
    whole = structs.replace(so_far, problems=problems, outputs=tuple(outputs))
    return whole if whole.failed else structs.replace(whole, manifest=composed.manifest)


def settings_of(
    request: Request, snapshot: Snapshot, engine: Engine
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Read the site's settings; with them come the problems of its files."""
    names = ["site.yaml", *([f"site.{request.overlay}.yaml"] if request.overlay else [])]
    missing = [name for name in names if name not in snapshot.files]
    if missing:
        place = Place(missing[0], 1, 1)
        problem = Problem(f"there is no {missing[0]}", place, hint="begin it with title: My site")
        return None, (*snapshot.problems, problem)
    sources = SettingsSources(
        files=tuple((name, snapshot.files[name]) for name in names),
        environment=tuple(sorted(request.environment.items())),
        overrides=(("base_url", request.base_url),) if request.base_url else (),
    )
    (made,) = engine.run("settings", [Step(READ_SETTINGS, sources)])
    return made.value, (*snapshot.problems, *made.problems)
