"""The plan: every output of the site."""

from collections.abc import Iterator, Mapping
from itertools import chain

from generator.engine import Recall, Step
from generator.pages.addresses import absolute, output_path
from generator.pages.articles import article_outputs
from generator.pages.describe import describe_link
from generator.pages.edition import Edition
from generator.pages.feeds import feed_outputs
from generator.pages.figure_pages import figure_page_outputs
from generator.pages.lists import Listing, list_outputs, list_urls, page_output
from generator.pages.machine import Robots, Sitemap
from generator.pages.makers import WRITE_ROBOTS, WRITE_SITEMAP
from generator.pages.neighbours import Links, around
from generator.pages.outputs import Output
from generator.site.placing import LOST_URL, Page
from generator.site.settings import Settings

LOST = Listing(LOST_URL, "404.html", "Page not found")


def plan(edition: Edition, recall: Recall) -> tuple[Output, ...]:
    """Return the outputs of all pages, lists, feeds and machine-readable files."""
    links = _links(edition, recall)
    near = around(edition.catalogue, links, edition.settings, recall)
    return tuple(
        chain(
            article_outputs(edition, near, recall),
            figure_page_outputs(edition, recall),
            list_outputs(edition, links, recall),
            feed_outputs(edition, recall),
            _machine(edition, recall),
            _lost(edition, recall),
        )
    )


def _links(edition: Edition, recall: Recall) -> Links:
    return recall.for_each(describe_link, (edition.proofs,), edition.settings)


def _lost(edition: Edition, recall: Recall) -> Iterator[Output]:
    """Yield the theme's own page for missing addresses, where the site has none."""
    if all(page.url != LOST_URL for page in edition.catalogue.pages):
        yield recall(page_output, edition.masthead, LOST)


def _machine(edition: Edition, recall: Recall) -> Iterator[Output]:
    settings = edition.settings
    lists = [(absolute(settings, url), "") for url in list_urls(settings, edition.catalogue)]
    articles = recall.for_each(_entry, (edition.catalogue.by_path,), settings)
    sitemap = recall(_sitemap, recall.same("lists", tuple(lists)), articles)
    yield Output("sitemap.xml", Step(WRITE_SITEMAP, sitemap), "site.yaml")
    robots = Step(WRITE_ROBOTS, Robots(absolute(settings, "/sitemap.xml")))
    if "content/static/robots.txt" not in edition.files:
        yield Output(output_path("/robots.txt"), robots, "site.yaml")


def _sitemap(
    lists: tuple[tuple[str, str], ...], articles: Mapping[str, tuple[str, str] | None]
) -> Sitemap:
    return Sitemap((*lists, *(each for each in articles.values() if each)))


def _entry(page: Page, settings: Settings) -> tuple[str, str] | None:
    return (absolute(settings, page.url), page.updated or page.date) if page.is_found else None
