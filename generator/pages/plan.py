"""The plan: every output of the site; posts, pages, redirects and machine-readable files here."""

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct, structs

from generator.data.words import direction_of
from generator.engine import Blob, Made, Read, Recall, Step, keep
from generator.pages.addresses import absolute, href, output_path, whole
from generator.pages.cards import card_of, card_outputs
from generator.pages.contexts import (
    ALONE,
    Links,
    Neighbours,
    PageContext,
    PlanInput,
    SiteContext,
    find_neighbours,
)
from generator.pages.describe import describe, describe_link
from generator.pages.feeds import feed_outputs
from generator.pages.figure_pages import figure_page_outputs
from generator.pages.figures import loaded_files
from generator.pages.lists import ListPage, list_outputs, list_urls, page_output
from generator.pages.makers import RENDER_PAGE, WRITE_ROBOTS, WRITE_SITEMAP
from generator.pages.outputs import Budget, Output, PageRender, WeighedFigure
from generator.pages.structured_data import of_post
from generator.pages.values import PageValue, PostLink, PostValue
from generator.problems import Place
from generator.site.placing import LOST_URL, Page
from generator.site.settings import Settings


def article_outputs(
    given: PlanInput, links: Links, neighbours: Mapping[str, Neighbours], recall: Recall
) -> Iterator[Output]:
    """Return every post and page, and the redirects that lead to it."""
    made = recall.for_each(_article, (given.pages, links, neighbours), given.site)
    return chain.from_iterable(made.values())


def _article(
    context: PageContext, link: PostLink, neighbours: Neighbours | None, site: SiteContext
) -> tuple[Output, ...]:
    page = context.page
    layout = layout_of(page)
    post = describe(context, link, neighbours or ALONE)
    value = PageRender(
        layout,
        site.templates(layout, page.language),
        site.values[page.language],
        _head(context, link, post, site),
        (("post", post),),
        context.bound.body,
        _budget(context, site),
    )
    where = page.document.front.place_of("slug")
    own = Output(output_path(page.url), Step(RENDER_PAGE, value), page.path, *where)
    return (own, *_redirects(page, site))


def _budget(context: PageContext, site: SiteContext) -> Budget | None:
    most = site.settings.page_budget * 1000
    if not most:
        return None
    blocks = context.page.document.markup.figures
    weighed = [
        WeighedFigure(
            figure.name, Place(block.path, block.line - 1), block.fence, loaded_files(figure)
        )
        for figure, block in zip(context.drawn.figures, blocks, strict=False)
        if figure is not None
    ]
    return Budget(most, context.page.path, tuple(weighed))


def layout_of(page: Page) -> str:
    """Return the template that a page asks for, or its kind's."""
    return f"{page.document.front.layout or page.kind}.html"


def _head(context: PageContext, link: PostLink, post: PostValue, site: SiteContext) -> PageValue:
    page, settings = context.page, site.settings
    card = card_of(context, site)
    head = PageValue(
        title=link.title,
        url=link.url,
        canonical=whole(settings, link.url),
        description=link.summary,
        kind=page.kind,
        image=card.address,
        image_alt=card.alt,
        image_width=card.width,
        image_height=card.height,
        scripts=context.scripts(site),
        noindex=not page.is_found,
        language=link.language,
        direction=link.direction,
    )
    if page.kind != "post" or head.noindex:
        return head
    return structs.replace(head, structured_data=of_post(context, head, post, settings))


def _redirects(page: Page, site: SiteContext) -> Iterator[Output]:
    settings = site.settings
    for index, alias in enumerate(page.document.front.aliases):
        url = alias if alias.endswith(("/", ".html", ".htm")) else alias + "/"
        canonical = absolute(settings, page.url)
        head = PageValue(
            page.title,
            href(settings, url),
            canonical,
            "",
            "redirect",
            noindex=True,
            language=page.language,
            direction=direction_of(page.language),
        )
        values = (("target", href(settings, page.url)), ("canonical", canonical))
        templates = site.templates("redirect.html", page.language)
        shown = site.values[page.language]
        value = PageRender("redirect.html", templates, shown, head, values)
        where = page.document.front.place_of("aliases", index)
        yield Output(output_path(url), Step(RENDER_PAGE, value), page.path, *where)


SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Sitemap(Struct, frozen=True):
    """Absolute addresses with the date of their last change (ISO 8601, may be empty)."""

    entries: tuple[tuple[str, str], ...]


class Robots(Struct, frozen=True):
    """The content of robots.txt: everything may be read, and the sitemap's absolute address."""

    sitemap: str


def write_sitemap(value: Sitemap, read: Read) -> Made[Blob]:
    """Write sitemap.xml."""
    # Only loaded where a sitemap has to be made.
    from xml.etree.ElementTree import Element, SubElement, tostring

    root = Element("urlset", {"xmlns": SITEMAP})
    for address, changed in value.entries:
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = address
        if changed:
            SubElement(entry, "lastmod").text = changed[:10]
    blob, content = keep(tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return Made(blob, blobs=(content,))


def write_robots(value: Robots, read: Read) -> Made[Blob]:
    """Write robots.txt."""
    blob, content = keep(f"User-agent: *\nAllow: /\n\nSitemap: {value.sitemap}\n")
    return Made(blob, blobs=(content,))


def plan(given: PlanInput, recall: Recall) -> tuple[Output, ...]:
    """Return the outputs of all pages, lists, feeds and machine-readable files."""
    links = _links(given, recall)
    near = find_neighbours(given, links, recall)
    return tuple(
        chain(
            article_outputs(given, links, near, recall),
            figure_page_outputs(given, recall),
            card_outputs(given, recall),
            list_outputs(given, links, recall),
            feed_outputs(given, recall),
            _machine(given, recall),
            _lost(given, recall),
        )
    )


def _links(given: PlanInput, recall: Recall) -> Links:
    return recall.for_each(describe_link, (given.pages,), given.settings)


def _lost(given: PlanInput, recall: Recall) -> Iterator[Output]:
    """Yield the theme's own page for missing addresses, where the site has none."""
    if all(page.url != LOST_URL for page in given.catalogue.pages):
        lost = ListPage(LOST_URL, "404.html", given.site.words("lost"))
        yield recall(page_output, given.site, recall.same("lost", lost))


def _machine(given: PlanInput, recall: Recall) -> Iterator[Output]:
    settings = given.settings
    lists = [(absolute(settings, url), "") for url in list_urls(settings, given.catalogue)]
    articles = recall.for_each(_entry, (given.catalogue.by_path,), settings)
    sitemap = recall(_sitemap, recall.same("lists", tuple(lists)), articles)
    yield Output("sitemap.xml", Step(WRITE_SITEMAP, sitemap), "site.yaml")
    robots = Step(WRITE_ROBOTS, Robots(absolute(settings, "/sitemap.xml")))
    if "content/static/robots.txt" not in given.files:
        yield Output(output_path("/robots.txt"), robots, "site.yaml")


def _sitemap(
    lists: tuple[tuple[str, str], ...], articles: Mapping[str, tuple[str, str] | None]
) -> Sitemap:
    return Sitemap((*lists, *(each for each in articles.values() if each)))


def _entry(page: Page, settings: Settings) -> tuple[str, str] | None:
    return (absolute(settings, page.url), page.updated or page.date) if page.is_found else None
