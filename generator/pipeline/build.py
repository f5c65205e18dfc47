"""The whole build: assemble a site, publish it, report."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from msgspec import structs

from generator.engine import BlobLost, Engine, Published, Step, publish
from generator.pages.outputs import Output, collisions, unnameable
from generator.pages.plan import plan
from generator.pipeline.drawing import draw_site
from generator.pipeline.figures import DrawContext
from generator.pipeline.plan_input import PlanSources, make_plan_input
from generator.pipeline.request import Assembly, Report, Request, places
from generator.pipeline.waves import (
    Said,
    choose_theme,
    compose_outputs,
    read_all_words,
    read_documents,
)
from generator.pipeline.workspace import Workspace
from generator.problems import Place, Problem
from generator.site.catalogue import Catalogue, Visit, catalogue
from generator.site.makers import READ_SETTINGS
from generator.site.settings import Settings, SettingsSources
from generator.site.snapshot import Snapshot, SourceChanged, take_snapshot
from generator.site.theme import is_shipped

T = TypeVar("T")
TRIES = 5
"""How often a build starts anew when files change under its hands, or its cache is damaged."""


def build(request: Request, workspace: Workspace) -> Report:
    """Make the site and publish it; with an error among the problems nothing is published."""
    started = time.perf_counter()
    engine, assembly, published = _until_it_is_whole(
        workspace, lambda: _made_and_published(request, workspace)
    )
    workspace.note_down()
    assembly = _with_troubles(assembly, workspace)
    if published is not None and published.refused:
        assembly = _refused(assembly, request, published.refused)
    seconds = time.perf_counter() - started
    return Report(assembly, engine.tallies, published, seconds, request.folder)


def assemble(
    request: Request, workspace: Workspace, snapshot: Snapshot | None = None
) -> tuple[Engine, Assembly]:
    """Make the site without publishing it; raises SourceChanged if the sources never hold still.

    With a snapshot that is no longer true the site is made from another.
    """
    snapshots = iter([snapshot] if snapshot else [])
    engine, assembly = _until_it_is_whole(
        workspace, lambda: _made(request, workspace, next(snapshots, None))
    )
    return engine, _with_troubles(assembly, workspace)


def _until_it_is_whole(workspace: Workspace, attempt: Callable[[], T]) -> T:
    for _ in range(TRIES - 1):
        try:
            return attempt()
        except SourceChanged:
            continue
        except BlobLost:
            workspace.start_over()
    return attempt()


def _with_troubles(assembly: Assembly, workspace: Workspace) -> Assembly:
    return structs.replace(assembly, problems=(*assembly.problems, *workspace.troubles()))


def _made_and_published(
    request: Request, workspace: Workspace
) -> tuple[Engine, Assembly, Published | None]:
    engine, assembly = _made(request, workspace)
    if assembly.failed:
        return engine, assembly, None
    output, record = request.folder, workspace.record_of(request.folder)
    trusting = request.use_cache
    try:
        done = publish(assembly.manifest, engine.read, output, record, trusting=trusting)
    except OSError as error:
        # A disk that is full does not say where.
        error.filename = error.filename or str(output)
        raise
    return engine, assembly, done


def _made(
    request: Request, workspace: Workspace, snapshot: Snapshot | None = None
) -> tuple[Engine, Assembly]:
    snapshot = snapshot or take_snapshot(request.root, places(request.root), workspace.memory)
    engine = workspace.engine(snapshot)
    assembly = _assemble(request, snapshot, engine)
    workspace.remember(snapshot, engine, assembly)
    return engine, assembly


def _assemble(request: Request, snapshot: Snapshot, engine: Engine) -> Assembly:
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
    visit = Visit(request.now, request.drafts, request.future)
    listed, listing_problems = catalogue(read.documents, settings, visit, engine.recall)
    stated = _languages(listed, settings)
    languages, word_problems = read_all_words(engine, theme, stated)
    if len(languages) < len(stated):
        return Assembly((*found, *theme_problems, *word_problems))
    told = (*read.problems, *listing_problems, *word_problems)
    context = DrawContext(theme, settings, present, languages)
    drawn = draw_site(engine, request, listed, context, told)
    sources = PlanSources(
        drawn.files, settings, theme, listed, drawn.by_page, read.unread, languages
    )
    prepared = make_plan_input(engine, sources)
    outputs = (*prepared.outputs, *plan(prepared.plan_input, engine.recall))
    problems = (*found, *theme_problems, *told, *drawn.problems, *prepared.problems)
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
    return _finish(engine, whole, outputs, guarded=not theme.shipped)


def _languages(listed: Catalogue, settings: Settings) -> Mapping[str, Said]:
    """Return the languages of the site and its pages, and where each is first said."""
    found = {settings.language: settings.place_of("language")}
    for page in listed.all:
        found.setdefault(page.language, page.document.front.place_of("language"))
    return found


def _finish(
    engine: Engine, so_far: Assembly, outputs: Sequence[Output], *, guarded: bool
) -> Assembly:
    """Compose the outputs; where something is wrong already, only to find what else is."""
    composed = compose_outputs(engine, outputs, guarded=guarded)
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


def _refused(assembly: Assembly, request: Request, paths: Sequence[str]) -> Assembly:
    name = request.folder.name
    shown = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
    message = f"{name}/ holds what no build wrote and this one would overwrite: {shown}"
    hint = (
        "move it away, or build to another folder with --output; where earlier builds wrote it"
        f" after all, and nothing else is in {name}/, remove that folder"
    )
    if not request.folder.is_dir():
        message, hint = f"{name} is no folder", "move it away, or name a folder with --output"
    problem = Problem(message, Place(name), hint)
    return structs.replace(assembly, problems=(*assembly.problems, problem))
