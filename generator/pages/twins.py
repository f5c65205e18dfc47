"""Markdown twins: each post once more for programs that read, and llms.txt, which lists them."""

from collections.abc import Iterator

from msgspec import Struct

from generator.engine import Blob, Recall, Step
from generator.pages.addresses import absolute, output_path
from generator.pages.body import Body
from generator.pages.contexts import PageContext, PlanInput, SiteContext
from generator.pages.figure_value import FigureValue
from generator.pages.makers import WRITE_LLMS, WRITE_TWIN
from generator.pages.outputs import Output
from generator.site.placing import Page
from generator.site.settings import Settings

LLMS = "/llms.txt"


class Twin(Struct, frozen=True):
    """A page for its twin: addresses are absolute, ``body`` is that of feeds.

    ``tables`` are the data of each figure as CSV, ``files`` where they are published whole.
    """

    title: str
    url: str
    author: str
    date: str
    updated: str
    summary: str
    body: Body
    tables: tuple[Blob | None, ...] = ()
    files: tuple[str, ...] = ()


class Llms(Struct, frozen=True):
    """What llms.txt says: each list has a title, and title, address and summary of each entry."""

    title: str
    description: str
    lists: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


def twin_url(page: Page, settings: Settings) -> str:
    """Return the address of a page's twin below the site's root; empty where it has none."""
    if not settings.llms or not page.is_found:
        return ""
    return f"/{output_path(page.url).removesuffix('.html').removesuffix('.htm')}.md"


def twin_outputs(given: PlanInput, recall: Recall) -> Iterator[Output]:
    """Yield the twin of each page, and llms.txt; nothing where the site wants none."""
    if not given.settings.llms:
        return
    yield from recall.gathered(_twin, (given.pages,), given.site)
    entries = recall.for_each(_entry, (given.pages,), given.settings)
    site, order = given.site, given.catalogue.order.posts
    posts = tuple([found for path in order if (found := entries[path])])
    known = set(order)
    pages = tuple([each for path, each in entries.items() if each and path not in known])
    lists = ((site.words("posts"), posts), (site.words("llms_pages"), pages))
    told = tuple([each for each in lists if each[1]])
    value = Llms(given.settings.title, given.settings.description, told)
    yield Output(LLMS[1:], Step(WRITE_LLMS, value), "site.yaml")


def _entry(context: PageContext, settings: Settings) -> tuple[str, str, str] | None:
    url = twin_url(context.page, settings)
    return (context.page.title, absolute(settings, url), context.summary) if url else None


def _twin(context: PageContext, site: SiteContext) -> tuple[Output, ...]:
    page, settings = context.page, site.settings
    url = twin_url(page, settings)
    if not url:
        return ()
    figures = [(f.figure if f else None) for f in context.bound.body.figures]
    value = Twin(
        page.title,
        absolute(settings, page.url),
        settings.author,
        page.date if page.kind == "post" else "",
        page.updated,
        page.document.wording.summary,
        context.bound.feed_body,
        tuple(each.table.csv if each and each.table else None for each in context.drawn.figures),
        tuple(_file(figure, settings) for figure in figures),
    )
    where = page.document.front.place_of("slug")
    return (Output(url[1:], Step(WRITE_TWIN, value), page.path, *where),)


def _file(figure: FigureValue | None, settings: Settings) -> str:
    files = figure.downloads if figure else ()
    return next((settings.origin + each.url for each in files if each.title == "CSV"), "")
