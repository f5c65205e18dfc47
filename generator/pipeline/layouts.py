"""The templates of each layout that pages and settings ask for."""

from collections.abc import Mapping, Sequence

from msgspec import structs

from generator.blocks.listing import ListBlock
from generator.engine import FEW, Blob, Engine, Step, in_common
from generator.pages.articles import layout_of
from generator.pages.idle import idle_templates
from generator.pages.layouts import (
    EMBED,
    LAYOUTS,
    LIST,
    SEARCH,
    STAND_INS,
    Layouts,
    Template,
    TemplateReferences,
    Uncompiled,
    compiled_sets,
)
from generator.pages.makers import COMPILE, FIND_REFERENCES
from generator.pages.values import TemplateSet
from generator.pipeline.plan_sources import PlanSources
from generator.pipeline.step_problems import problems_of
from generator.pipeline.waves import Said
from generator.problems import Place, Problem
from generator.site.placing import Page
from generator.site.settings import Settings
from generator.site.theme import Theme

SiteLayouts = Mapping[str, Mapping[str, TemplateSet]]
"""The templates of each layout, by language and layout."""


def find_layouts(engine: Engine, given: PlanSources) -> tuple[SiteLayouts, tuple[Problem, ...]]:
    """Find the templates of each layout that is asked for, by language and layout."""
    theme, pages = given.theme, given.listed.by_path
    layouts = Layouts(theme, _find_references(engine, theme), given.data)
    asked: dict[str, Said] = {
        layouts.chosen(layout): (Place(f"themes/{theme.name}/theme.yaml", 1), "")
        for layout in (*LAYOUTS, *STAND_INS)
    }
    if EMBED in theme.templates:
        asked[EMBED] = asked[LAYOUTS[0]]
    asked |= _stated(given.settings)
    listing = engine.recall.gathered(_listings, (pages,))
    if listing and LIST in theme.templates:
        asked[LIST] = asked[layouts.chosen(LAYOUTS[0])]
    asking = engine.recall(_first_to_ask, engine.recall.for_each(layout_of, (pages,)))
    for layout, path in asking.items():
        asked.setdefault(layout, pages[path].document.front.place_of("layout"))
    wanted = {layout: where for layout, where in asked.items() if layout != LIST}
    missing = (layouts.missing(layout, *where) for layout, where in wanted.items())
    sets = {layout: layouts.find(layout) for layout in asked}
    problems = [problem for problem in missing if problem is not None]
    reached = sorted({name for each in sets.values() for name, _, _ in each.files})
    codes, stopped = _compile_templates(engine, theme, reached)
    spoken = {
        language: {
            layout: structs.replace(each, language=language, words=words.blob)
            for layout, each in compiled_sets(sets, codes).items()
        }
        for language, words in given.languages.items()
    }
    idle = idle_templates(given.theme, layouts, asked)
    return spoken, (*problems, *dict.fromkeys(layouts.problems), *stopped, *idle)


def _stated(settings: Settings) -> dict[str, Said]:
    """Return the layouts that settings ask for, and where."""
    stated: dict[str, Said] = {SEARCH: settings.place_of("search")} if settings.search else {}
    for collection in settings.collections:
        for key, name in (("layout", collection.layout), ("list", collection.list)):
            if f"{name}.html" not in STAND_INS:
                stated.setdefault(f"{name}.html", collection.place_of(key))
    return stated


def _listings(page: Page) -> tuple[ListBlock, ...]:
    return page.document.lists


def _first_to_ask(layouts: Mapping[str, str]) -> dict[str, str]:
    """Return the path of the first document that asks for each layout."""
    return {layout: path for path, layout in reversed([*layouts.items()])}


def _find_references(engine: Engine, theme: Theme) -> Mapping[str, TemplateReferences]:
    """Find what each template of a theme refers to, by its name."""
    steps = engine.recall.for_each(_referring, (theme.templates,))
    made = engine.run("references", list(steps.values()))
    return {name: each.value for name, each in zip(steps, made, strict=True) if each.value}


def _referring(template: tuple[str, Blob]) -> Step:
    return Step(FIND_REFERENCES, Template(*template))


def _compile_templates(
    engine: Engine, theme: Theme, names: Sequence[str]
) -> tuple[Mapping[str, Blob], tuple[Problem, ...]]:
    """COMPILE: templates by their names; the problems are those of compiling that was stopped."""
    given = (dict(zip(names, names, strict=True)), theme.templates)
    steps = engine.recall.for_each(_compiling, given, theme.shipped)
    new = [step for step in steps.values() if engine.recall.results.find(step) is None]
    # Templates of ours are those of all sites.
    with in_common(new if theme.shipped else (), engine.cache):
        made = engine.run("compile", list(steps.values()), few=FEW if theme.shipped else 0)
    pairs = zip(steps, made, strict=True)
    return {name: each.value for name, each in pairs if each.value}, problems_of(made)


def _compiling(name: str, template: tuple[str, Blob], shipped: bool) -> Step:
    return Step(COMPILE, Uncompiled(name, *template, shipped))
