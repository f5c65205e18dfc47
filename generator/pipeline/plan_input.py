"""Bring together what was read and drawn into the contexts that the plan is made from."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from msgspec import Struct, structs

from generator.charts.figure import Figure
from generator.data.words import Languages, Words, direction_of
from generator.engine import NO_LIMIT, Blob, Engine, Looked, Recall, Step
from generator.pages.addresses import href
from generator.pages.assets import (
    asset_outputs,
    loader_outputs,
    runtime_output,
    search_outputs,
)
from generator.pages.bind import Bound, bind, value_outputs
from generator.pages.body import Drawn
from generator.pages.cards import card_of_site
from generator.pages.contexts import (
    PageContext,
    PlanInput,
    Related,
    SiteContext,
    carriers_of,
    term_names,
)
from generator.pages.feeds import feed_links, feed_urls
from generator.pages.figures import FigureContext, figure_outputs
from generator.pages.layouts import EMBED, SEARCH, STAND_INS
from generator.pages.link_targets import file_outputs, linked_states, movable_params
from generator.pages.listings import Chosen, choose_lists
from generator.pages.lists import SEARCH_URL, list_title
from generator.pages.makers import FIND_RELATED
from generator.pages.outputs import Output
from generator.pages.values import FormValue, LinkValue, SiteValue
from generator.pipeline.figures import draw_runtime
from generator.pipeline.pictures import Pictured, PictureSources, make_pictures
from generator.pipeline.snippets import SnippetSite, fill_snippets
from generator.pipeline.waves import Said, SiteLayouts, find_layouts
from generator.problems import Place, Problem
from generator.site.catalogue import Catalogue, Order
from generator.site.links import Addresses, Target, front_link, resolve
from generator.site.placing import Page
from generator.site.services import Newsletter, analytics_script, comments_page, comments_script
from generator.site.settings import Settings
from generator.site.targets import NO_FACES, Face, Faces, face_of, gathered
from generator.site.theme import Theme

MENU = "content/site.yaml"
"""Where the paths in a menu begin."""


class Prepared(Struct, frozen=True):
    """What the plan is made from, the outputs that stand for no page, and the problems found.

    ``broken_links`` are those of documents, which stand among the problems too.
    """

    plan_input: PlanInput
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    broken_links: tuple[Problem, ...] = ()


class PlanSources(Struct, frozen=True):
    """What contexts are made from."""

    files: Mapping[str, Blob]
    settings: Settings
    theme: Theme
    listed: Catalogue
    drawn: Mapping[str, Drawn]
    unread: tuple[str, ...]
    languages: Languages
    encodes: bool = True
    data: Mapping[str, Blob | None] = {}


def make_plan_input(engine: Engine, given: PlanSources) -> Prepared:
    """Resolve every link, put figures in their places, and describe the site to its templates."""
    pages = given.listed.by_path
    known = _addresses(given, engine.recall)
    runtime = _runtime(engine, given)
    loader, modules = loader_outputs(given.files)
    searching = search_outputs(given.files) if given.settings.search else ("", ())
    assets = dict(asset_outputs(given.theme))
    menu, menu_problems = _menu(given, known)
    picture, picture_problems = _picture(given.settings, known)
    shared = _SharedParts(menu, assets, searching[0])
    values = {each: _site(given, shared, each) for each in given.languages}
    snippet_site = SnippetSite(given.settings, values, given.languages)
    filled = fill_snippets(engine, pages, given.drawn, given.theme, snippet_site)
    given = structs.replace(given, drawn=filled.drawn)
    anchors = engine.recall.for_each(_made_anchors, (given.drawn, filled.anchors))
    known = _with_anchors(known, anchors, engine.recall)
    pictures = _bound(engine, given, known, runtime)
    bound = pictures.bound
    layouts, layout_problems = _layouts(engine, given)
    site = SiteContext(
        settings=given.settings,
        values=values,
        layouts=layouts,
        loader=_url(given, loader),
        look=given.theme.charts,
        languages=given.languages,
        card=card_of_site(given.settings, picture.file, href(given.settings, picture.url)),
        card_file=picture.file,
    )
    chosen = _lists(engine.recall, given)
    in_lists = (problem for each in chosen.values() for problem in each.problems)
    plan_input = PlanInput(
        site=engine.recall.same("site", site),
        catalogue=given.listed,
        pages=engine.recall.for_each(PageContext, (pages, bound, given.drawn)),
        files=given.files,
        related=_related(engine, given.listed.order),
        names=engine.recall.same("names", term_names(given.listed)),
        lists={path: each.lists for path, each in chosen.items()},
    )
    recall = engine.recall
    is_live = any(recall.for_each(_is_live, (bound,)).values())
    scripts = (*(modules if is_live else ()), *((runtime,) if runtime else ()))
    files = _outputs(recall, given, known, bound, picture)
    outputs = (*assets.values(), *files, *scripts, *searching[1], *pictures.outputs)
    links = recall.gathered(_problems, (bound,))
    problems = (*menu_problems, *picture_problems, *layout_problems, *dict.fromkeys(in_lists))
    problems = (*filled.problems, *links, *pictures.problems, *problems)
    return Prepared(plan_input, outputs, problems, links)


def _bound(
    engine: Engine, given: PlanSources, known: Addresses, runtime: Output | None
) -> Pictured:
    address = _url(given, runtime.path) if runtime else ""
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


def _layouts(engine: Engine, given: PlanSources) -> tuple[SiteLayouts, tuple[Problem, ...]]:
    pages, settings = given.listed.by_path, given.settings
    stated = _stated_layouts(settings)
    return find_layouts(engine, given.theme, given.languages, pages, stated, given.data)


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


def _runtime(engine: Engine, given: PlanSources) -> Output | None:
    made = draw_runtime(engine, engine.recall.gathered(_whole, (given.drawn,)))
    return None if made is None else runtime_output(made)


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


def _files(bound: Bound) -> tuple[str, ...]:
    return bound.files


def _is_live(bound: Bound) -> bool:
    return bound.live


def _whole(drawn: Drawn) -> tuple[Figure, ...]:
    return drawn.whole


def _addresses(given: PlanSources, recall: Recall) -> Addresses:
    """Return all that links may name; the same object as before where nothing of it changed."""
    pages, drawn = given.listed.by_path, given.drawn
    made = (
        *given.listed.order.lists,
        *feed_urls(given.settings, given.listed),
        "/sitemap.xml",
        *((SEARCH_URL,) if given.settings.search else ()),
    )
    known = Addresses(
        faces=recall(gathered, recall.for_each(face_of, (pages,))),
        files=frozenset(given.files),
        made=frozenset(made),
        held={entry.path: entry for entry in given.listed.held},
        unread=frozenset(given.unread),
        params=dict(recall.gathered(movable_params, (pages, drawn))),
    )
    states = linked_states(pages, drawn, known, given.settings, recall)
    return recall.same("addresses", structs.replace(known, states=states))


def _with_anchors(
    known: Addresses, anchors: Mapping[str, tuple[str, ...]], recall: Recall
) -> Addresses:
    """Add what links may lead to in snippets and in what blocks made."""
    if not any(anchors.values()):
        return known
    faces = recall(gathered, recall.for_each(_anchored, (known.faces.by_path, anchors)))
    return recall.same("with anchors", structs.replace(known, faces=faces))


def _made_anchors(drawn: Drawn, in_snippets: tuple[str, ...] | None) -> tuple[str, ...]:
    of_blocks = (each.anchors for each in drawn.inserts if each)
    return (*(in_snippets or ()), *(anchor for each in of_blocks for anchor in each))


def _anchored(face: Face, anchors: tuple[str, ...]) -> Face:
    return structs.replace(face, anchors=(*face.anchors, *anchors)) if anchors else face


def _url(given: PlanSources, path: str) -> str:
    return href(given.settings, "/" + path.lstrip("/"))


def _problems(bound: Bound) -> tuple[Problem, ...]:
    return bound.problems


def _menu(
    given: PlanSources, known: Addresses
) -> tuple[tuple[LinkValue, ...], tuple[Problem, ...]]:
    entries, problems = [], []
    for entry in given.settings.menu:
        if urlsplit(entry.url).scheme:
            entries.append(LinkValue(entry.title, entry.url))
            continue
        address = "/" + entry.url.lstrip("/")
        link = front_link(address, entry.place, entry.source, "link")
        found = resolve(link, MENU, known)
        if isinstance(found, Problem):  # told in the author's own spelling
            found = resolve(structs.replace(link, href=entry.url), MENU, known)
        if isinstance(found, Target):
            entries.append(LinkValue(entry.title, href(given.settings, found.url)))
        else:
            problems.append(found)
    return tuple(entries), tuple(problems)


NO_PICTURE = Target("")


def _picture(settings: Settings, known: Addresses) -> tuple[Target, tuple[Problem, ...]]:
    """Find the site's own picture."""
    if not settings.image:
        return NO_PICTURE, ()
    place, line = settings.place_of("image")
    link = front_link("/" + settings.image.lstrip("/"), place or Place("site.yaml"), line)
    found = resolve(link, MENU, known)
    if isinstance(found, Problem):
        return NO_PICTURE, (found,)
    return found, ()


class _SharedParts(Struct, frozen=True):
    """What a site's value is made of besides its settings."""

    menu: tuple[LinkValue, ...]
    assets: Mapping[str, Output]
    search_script: str


def _site(given: PlanSources, shared: _SharedParts, language: str) -> SiteValue:
    """Describe the site to pages in a language, in which its feeds are called."""
    settings = given.settings
    return SiteValue(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        direction=direction_of(settings.language),
        author=settings.author,
        base_url=settings.base_url,
        home=href(settings, "/"),
        menu=shared.menu,
        feeds=feed_links(settings, "/", given.languages[language].words),
        assets=tuple((name, _url(given, output.path)) for name, output in shared.assets.items()),
        params=settings.params,
        archive=href(settings, "/archive/"),
        posts=href(settings, given.listed.order.list_url),
        tags=href(settings, "/tags/") if settings.taxonomies.tags.is_on else "",
        taxonomies=tuple(_taxonomies(given, given.languages[language].words)),
        colors=given.theme.charts.colors,
        search=href(settings, SEARCH_URL) if settings.search else "",
        search_script=_url(given, shared.search_script) if settings.search else "",
        comments=comments_script(settings.comments, language),
        comments_page=comments_page(settings.comments),
        analytics=analytics_script(settings.analytics),
        newsletter=_form(settings.newsletter),
    )


def _form(newsletter: Newsletter) -> FormValue | None:
    host = urlsplit(newsletter.action).hostname or ""
    return FormValue(newsletter.action, newsletter.field, host) if newsletter.action else None


def _taxonomies(given: PlanSources, words: Words) -> Iterator[LinkValue]:
    """Yield the lists of terms but for that of tags, which templates know apart."""
    for each in given.settings.taxonomies.every[1:]:
        if each.has_index(given.listed.order.terms[each.name]):
            yield LinkValue(list_title(each, words), href(given.settings, each.url))


def _stated_layouts(settings: Settings) -> dict[str, Said]:
    """Return the layouts that settings ask for, and where."""
    stated: dict[str, Said] = {SEARCH: settings.place_of("search")} if settings.search else {}
    for collection in settings.collections:
        for key, name in (("layout", collection.layout), ("list", collection.list)):
            if f"{name}.html" not in STAND_INS:
                stated.setdefault(f"{name}.html", collection.place_of(key))
    return stated
