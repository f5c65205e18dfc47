"""The plan: every output of the site; articles, lists, feeds, and machine-readable files here."""

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct

from generator.engine import Blob, Made, Read, Recall, Step, keep
from generator.pages.addresses import absolute, output_path
from generator.pages.articles import article_outputs
from generator.pages.cards import card_outputs
from generator.pages.contexts import Links, PlanInput, find_neighbours
from generator.pages.describe import describe_link
from generator.pages.feeds import feed_outputs
from generator.pages.figure_pages import figure_page_outputs
from generator.pages.list_pages import ListPage, page_output
from generator.pages.listings import with_lists
from generator.pages.lists import list_outputs
from generator.pages.makers import WRITE_ROBOTS, WRITE_SITEMAP
from generator.pages.outputs import Output
from generator.pages.redirects import settings_redirects
from generator.pages.twins import twin_outputs
from generator.site.placing import LOST_URL, Page
from generator.site.settings import Settings

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
    given = with_lists(given, links, recall)
    near = find_neighbours(given, links, recall)
    return tuple(
        chain(
            article_outputs(given, links, near, recall),
            figure_page_outputs(given, recall),
            card_outputs(given, recall),
            twin_outputs(given, recall),
            list_outputs(given, links, recall),
            feed_outputs(given, recall),
            _machine(given, recall),
            _lost(given, recall),
            recall(settings_redirects, given.site) if given.settings.redirects else (),
        )
    )


def _links(given: PlanInput, recall: Recall) -> Links:
    return recall.for_each(describe_link, (given.pages,), given.settings, given.names)


def _lost(given: PlanInput, recall: Recall) -> Iterator[Output]:
    """Yield the theme's own page for missing addresses, where the site has none."""
    if all(page.url != LOST_URL for page in given.catalogue.pages):
        lost = ListPage(LOST_URL, "404.html", given.site.words("lost"))
        yield recall(page_output, given.site, recall.same("lost", lost), None)


def _machine(given: PlanInput, recall: Recall) -> Iterator[Output]:
    settings = given.settings
    order = given.catalogue.order
    lists = [(absolute(settings, url), "") for url in order.lists if url not in order.intros]
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
