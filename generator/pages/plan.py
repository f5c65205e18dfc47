"""The plan: every output of the site."""

from collections.abc import Iterator, Mapping
from itertools import chain

from generator.engine import Step
from generator.pages.articles import article_outputs
from generator.pages.describe import describe_link
from generator.pages.edition import Edition, absolute, output_path
from generator.pages.feed_outputs import feed_outputs
from generator.pages.figure_pages import figure_page_outputs
from generator.pages.lists import Listing, list_outputs, list_urls, page_output
from generator.pages.machine import Robots, Sitemap, write_robots, write_sitemap
from generator.pages.outputs import Output
from generator.pages.values import PostLink
from generator.site.catalogue import LOST_URL


def plan(edition: Edition) -> tuple[Output, ...]:
    """Return the outputs of all pages, lists, feeds and machine-readable files."""
    links = _links(edition)
    return tuple(
        chain(
            article_outputs(edition, links),
            figure_page_outputs(edition),
            list_outputs(edition, links),
            feed_outputs(edition),
            _machine(edition),
            _lost(edition),
        )
    )


def _links(edition: Edition) -> Mapping[str, PostLink]:
    return {post.path: describe_link(post, edition) for post in edition.catalogue.posts}


def _lost(edition: Edition) -> Iterator[Output]:
    """Yield the theme's own page for missing addresses, where the site has none."""
    if all(page.url != LOST_URL for page in edition.catalogue.pages):
        yield page_output(edition, Listing(LOST_URL, "404.html", "Page not found"))


def _machine(edition: Edition) -> Iterator[Output]:
    settings = edition.settings
    articles = [
        (absolute(settings, page.url), page.updated or page.date)
        for page in edition.catalogue.all
        if page.is_found
    ]
    lists = [(absolute(settings, url), "") for url in list_urls(settings, edition.catalogue)]
    sitemap = Step(write_sitemap, Sitemap(tuple(lists + articles)))
    yield Output("sitemap.xml", sitemap, "site.yaml")
    robots = Step(write_robots, Robots(absolute(settings, "/sitemap.xml")))
    if "content/static/robots.txt" not in edition.files:
        yield Output(output_path("/robots.txt"), robots, "site.yaml")
