"""Edit: bring together what was read and drawn into the edition that the plan is drawn from."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from msgspec import Struct, structs

from generator.build.figures import Figures, draw_runtime
from generator.build.waves import measure_pictures
from generator.engine import Blob, Engine
from generator.pages.articles import layout_of
from generator.pages.assets import asset_outputs
from generator.pages.bodies import Bound, bind, file_outputs
from generator.pages.edition import Edition, href
from generator.pages.feed_outputs import feed_links, feed_urls
from generator.pages.figures import Charts, figure_outputs
from generator.pages.layouts import EMBED, LAYOUTS, Layouts
from generator.pages.lists import list_urls
from generator.pages.outputs import Output
from generator.pages.prose import value_outputs
from generator.pages.scripts import loader_outputs, runtime_output
from generator.pages.states import linked_states, movable_params
from generator.pages.values import LinkValue, SiteValue, TemplateSet
from generator.problems import Place, Problem
from generator.site.catalogue import Catalogue
from generator.site.links import Addresses, Target, addresses, front_link, resolve
from generator.site.settings import Settings
from generator.site.theme import Theme

MENU = "content/site.yaml"
"""Where the paths in a menu begin."""


class Edited(Struct, frozen=True):
    """The edition, the outputs that stand for no page, and the problems met on the way.

    ``broken_links`` are those of documents, which stand among the problems too.
    """

    edition: Edition
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    broken_links: tuple[Problem, ...] = ()


class Sources(Struct, frozen=True):
    """What an edition is made from."""

    files: Mapping[str, Blob]
    settings: Settings
    theme: Theme
    listed: Catalogue
    figures: Figures
    unread: tuple[str, ...]


def edit(engine: Engine, given: Sources) -> Edited:
    """Resolve every link, put figures in their places, and describe the site to its templates."""
    drawn = given.figures.by_page
    known = _addresses(given)
    states = linked_states(given.listed.all, drawn, known, given.settings)
    known = structs.replace(known, states=states)
    runtime = draw_runtime(engine, (figure for each in drawn.values() for figure in each.whole))
    runtime_url = _url(given, runtime_output(runtime).path) if runtime else ""
    charts = Charts(runtime_url, EMBED in given.theme.templates)
    bound = measure_pictures(
        engine,
        {
            page.path: bind(page, drawn[page.path], known, given.settings, charts)
            for page in given.listed.all
        },
        given.files,
    )
    loader, modules = loader_outputs(given.files)
    assets = dict(asset_outputs(given.theme))
    menu, menu_problems = _menu(given, known)
    layouts, layout_problems = _layouts(engine, given)
    edition = Edition(
        settings=given.settings,
        theme=given.theme,
        catalogue=given.listed,
        site=_site(given, menu, assets),
        layouts=layouts,
        bodies={path: each.body for path, each in bound.items()},
        feed_bodies={path: each.feed_body for path, each in bound.items()},
        images={path: each.image for path, each in bound.items()},
        image_sizes={path: each.image_size for path, each in bound.items()},
        scripts={path: (_url(given, loader),) for path, each in bound.items() if each.live},
        files=given.files,
        figures={path: each.figures for path, each in drawn.items() if each.figures},
        values={
            path: tuple(one.text for one in each.values)
            for path, each in drawn.items()
            if each.values
        },
    )
    runtimes = (runtime_output(runtime),) if runtime else ()
    outputs = (*assets.values(), *_outputs(given, known, bound, modules), *runtimes)
    links = _problems(bound.values())
    problems = (*links, *menu_problems, *layout_problems)
    return Edited(edition, outputs, problems, links)


def _outputs(
    given: Sources, known: Addresses, bound: Mapping[str, Bound], modules: tuple[Output, ...]
) -> Iterator[Output]:
    """Yield the files that documents use, those of figures and values, and what wakes figures."""
    drawn = given.figures.by_page
    yield from file_outputs(
        given.files, [file for each in bound.values() for file in each.files], known
    )
    for page in given.listed.all:
        yield from figure_outputs(page, drawn[page.path].whole)
    for path, each in drawn.items():
        yield from value_outputs(each.every_value, path)
    if any(each.live for each in bound.values()):
        yield from modules


def _addresses(given: Sources) -> Addresses:
    made = [
        *list_urls(given.settings, given.listed),
        *feed_urls(given.settings, given.listed),
        "/sitemap.xml",
    ]
    params = movable_params(given.listed.all, given.figures.by_page)
    return addresses(given.listed, given.files, made, given.unread, params)


def _url(given: Sources, path: str) -> str:
    return href(given.settings, "/" + path.lstrip("/"))


def _problems(bound: Iterable[Bound]) -> tuple[Problem, ...]:
    return tuple(problem for each in bound for problem in each.problems)


def _menu(given: Sources, known: Addresses) -> tuple[tuple[LinkValue, ...], tuple[Problem, ...]]:
    entries, problems = [], []
    for entry in given.settings.menu:
        if urlsplit(entry.url).scheme:
            entries.append(LinkValue(entry.title, entry.url))
            continue
        link = front_link("/" + entry.url.lstrip("/"), entry.place, entry.source)
        found = resolve(link, MENU, known)
        if isinstance(found, Problem):  # told in the author's own spelling
            found = resolve(structs.replace(link, href=entry.url), MENU, known)
        if isinstance(found, Target):
            entries.append(LinkValue(entry.title, href(given.settings, found.url)))
        else:
            problems.append(found)
    return tuple(entries), tuple(problems)


def _layouts(engine: Engine, given: Sources) -> tuple[dict[str, TemplateSet], tuple[Problem, ...]]:
    layouts = Layouts(given.theme, engine.read)
    asked = {layout: (Place(f"themes/{given.theme.name}"), "") for layout in LAYOUTS}
    if EMBED in given.theme.templates:
        asked[EMBED] = asked[LAYOUTS[0]]
    for page in given.listed.all:
        asked.setdefault(layout_of(page), page.document.front.place_of("layout"))
    missing = (layouts.missing(layout, *where) for layout, where in asked.items())
    sets = {layout: layouts.find(layout) for layout in asked}
    problems = [problem for problem in missing if problem is not None]
    return sets, (*problems, *dict.fromkeys(layouts.problems))


def _site(given: Sources, menu: tuple[LinkValue, ...], assets: Mapping[str, Output]) -> SiteValue:
    settings = given.settings
    return SiteValue(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        author=settings.author,
        base_url=settings.base_url,
        home=href(settings, "/"),
        menu=menu,
        feeds=feed_links(settings, "/"),
        assets=tuple((name, _url(given, output.path)) for name, output in assets.items()),
        params=settings.params,
        archive=href(settings, "/archive/"),
        tags=href(settings, "/tags/") if settings.taxonomies.tags else "",
    )
