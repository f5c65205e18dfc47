"""Bring together what was read and drawn into the contexts that the plan is made from."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, structs

from generator.charts.figure import Figure
from generator.engine import NO_LIMIT, Engine, Looked, Recall, Step
from generator.pages.assets import loader_outputs, runtime_output
from generator.pages.bind import Bound, bind, value_outputs
from generator.pages.body import Drawn
from generator.pages.contexts import (
    PageContext,
    PlanInput,
    Related,
    SiteContext,
    carriers_of,
    term_names,
)
from generator.pages.figures import FigureContext, figure_outputs
from generator.pages.layouts import EMBED
from generator.pages.link_targets import file_outputs
from generator.pages.listings import Chosen, choose_lists
from generator.pages.makers import FIND_RELATED
from generator.pages.outputs import Output
from generator.pipeline.figures import draw_runtime
from generator.pipeline.layouts import find_layouts
from generator.pipeline.pictures import Pictured, PictureSources, make_pictures
from generator.pipeline.plan_sources import (
    PlanSources,
    addresses_of,
    made_anchors,
    url_of,
    with_anchors,
)
from generator.pipeline.site_value import shared_parts, site_context, site_value
from generator.pipeline.snippets import SnippetSite, fill_snippets
from generator.problems import Problem
from generator.site.catalogue import Order
from generator.site.links import Addresses, Target
from generator.site.placing import Page
from generator.site.settings import Settings
from generator.site.targets import NO_FACES, Faces


class Prepared(Struct, frozen=True):
    """What the plan is made from, the outputs that stand for no page, and the problems found.

    ``broken_links`` are those of documents, which stand among the problems too.
    """

    plan_input: PlanInput
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    broken_links: tuple[Problem, ...] = ()


def make_plan_input(engine: Engine, given: PlanSources) -> Prepared:
    """Resolve every link, put figures in their places, and describe the site to its templates."""
    recall, settings = engine.recall, given.settings
    known = addresses_of(given, recall)
    parts, part_problems = shared_parts(given, known)
    values = {each: site_value(given, parts, each) for each in given.languages}
    snippet_site = SnippetSite(settings, values, given.languages)
    filled = fill_snippets(engine, given.listed.by_path, given.drawn, given.theme, snippet_site)
    given = structs.replace(given, drawn=filled.drawn)
    anchors = recall.for_each(made_anchors, (given.drawn, filled.anchors))
    known = with_anchors(known, anchors, recall)
    bundled = draw_runtime(engine, recall.gathered(_whole, (given.drawn,)))
    runtime = (runtime_output(bundled.value),) if bundled.value else ()
    pictures = _bound(engine, given, known, runtime)
    layouts, layout_problems = find_layouts(engine, given)
    lists = _lists(recall, given)
    site = recall.same("site", site_context(given, parts, values, layouts))
    files = _outputs(recall, given, known, pictures.bound, parts.picture)
    scripts = (*_modules(recall, given, pictures.bound), *runtime, *parts.search_outputs)
    links = recall.gathered(_problems, (pictures.bound,))
    in_lists = dict.fromkeys(problem for each in lists.values() for problem in each.problems)
    problems = (*bundled.problems, *filled.problems, *links, *pictures.problems)
    return Prepared(
        _plan_input(engine, given, site, pictures.bound, lists),
        (*parts.assets.values(), *files, *scripts, *pictures.outputs),
        (*problems, *part_problems, *layout_problems, *in_lists),
        links,
    )


def _plan_input(
    engine: Engine,
    given: PlanSources,
    site: SiteContext,
    bound: Mapping[str, Bound],
    lists: Mapping[str, Chosen],
) -> PlanInput:
    recall, listed = engine.recall, given.listed
    return PlanInput(
        site=site,
        catalogue=listed,
        pages=recall.for_each(PageContext, (listed.by_path, bound, given.drawn)),
        files=given.files,
        related=_related(engine, listed.order),
        names=recall.same("names", term_names(listed)),
        lists={path: each.lists for path, each in lists.items()},
    )


def _bound(
    engine: Engine, given: PlanSources, known: Addresses, runtime: tuple[Output, ...]
) -> Pictured:
    address = url_of(given, runtime[0].path) if runtime else ""
    shared = FigureContext(given.languages, address, EMBED in given.theme.templates)
    charts = engine.recall.same("charts", shared)
    # A page hangs on the faces that its own links lead to, and on all else that can be named.
    rest = engine.recall.same("but faces", structs.replace(known, faces=NO_FACES))
    faces = Looked((known.faces.by_path, known.faces.by_url, known.faces.by_folder))
    pages = (given.listed.by_path, given.drawn)
    bound = engine.recall.for_each(_bind, pages, faces, rest, given.settings, charts)
    sources = PictureSources(
        given.files, given.listed.by_path, given.settings, given.theme.charts, given.encodes
    )
    return make_pictures(engine, bound, sources)


def _lists(recall: Recall, given: PlanSources) -> Mapping[str, Chosen]:
    """Find what the lists of pages name, for those that have some."""
    pages = recall.gathered(_with_lists, (given.listed.by_path,))
    language = given.settings.language
    return {page.path: choose_lists(page, given.listed, language) for page in pages}


def _with_lists(page: Page) -> tuple[Page, ...]:
    return (page,) if page.document.lists else ()


def _bind(
    page: Page,
    drawn: Drawn,
    faces: Looked,
    rest: Addresses,
    settings: Settings,
    charts: FigureContext,
) -> Bound:
    known = structs.replace(rest, faces=Faces(*faces))
    return bind(page, drawn, known, settings, charts)


def _related(engine: Engine, order: Order) -> Related:
    """Find which posts are related, for as long as that takes."""
    step = Step(FIND_RELATED, engine.recall(carriers_of, order))
    (made,) = engine.run("related", [step], limit=NO_LIMIT)
    related: Related = made.value or ()
    return related


def _outputs(
    recall: Recall,
    given: PlanSources,
    known: Addresses,
    bound: Mapping[str, Bound],
    picture: Target,
) -> Iterator[Output]:
    """Yield the files that documents use, and those of figures and values."""
    pages, drawn = given.listed.by_path, given.drawn
    used = recall.gathered(_files, (bound,))
    if picture.file and given.settings.cards == "none":
        used = (*used, picture.file)
    yield from file_outputs(given.files, used, known)
    yield from recall.gathered(_figure_outputs, (pages, drawn))
    yield from recall.gathered(_value_outputs, (pages, drawn))


def _figure_outputs(page: Page, drawn: Drawn) -> tuple[Output, ...]:
    return figure_outputs(page, drawn.whole) if drawn.figures else ()


def _value_outputs(page: Page, drawn: Drawn) -> tuple[Output, ...]:
    has_values = drawn.values or drawn.captions
    return value_outputs(drawn.every_value, page.path) if has_values else ()


def _modules(recall: Recall, given: PlanSources, bound: Mapping[str, Bound]) -> tuple[Output, ...]:
    """Return the modules of charts that come alive, where there is one."""
    is_live = any(recall.for_each(_has_scripts, (bound,)).values())
    return loader_outputs(given.files)[1] if is_live else ()


def _files(bound: Bound) -> tuple[str, ...]:
    return bound.files


def _has_scripts(bound: Bound) -> bool:
    return bool(bound.scripts)


def _whole(drawn: Drawn) -> tuple[Figure, ...]:
    return drawn.whole


def _problems(bound: Bound) -> tuple[Problem, ...]:
    return bound.problems
