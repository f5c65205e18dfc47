"""Outputs that stand for a source: posts and pages, and the redirects that lead to them."""

from collections.abc import Iterator

from generator.engine import Step
from generator.pages.budget import Budget, Weighed
from generator.pages.compose import Composition, compose
from generator.pages.describe import Neighbours, describe
from generator.pages.edition import Edition, absolute, href, output_path, whole
from generator.pages.figures import loaded_files
from generator.pages.lists import Links
from generator.pages.outputs import Output
from generator.pages.values import PageValue
from generator.problems import Place
from generator.site.catalogue import Page


def article_outputs(edition: Edition, links: Links) -> Iterator[Output]:
    """Yield every post and page, and the redirects that lead to it."""
    near = Neighbours(edition)
    for page in edition.catalogue.all:
        post = describe(page, edition, links, near)
        layout = layout_of(page)
        value = Composition(
            layout,
            edition.layouts[layout],
            edition.site,
            _head(page, edition),
            (("post", post),),
            edition.bodies[page.path],
            _budget(page, edition),
        )
        where = page.document.front.place_of("slug")
        yield Output(output_path(page.url), Step(compose, value), page.path, *where)
        yield from _redirects(page, edition)


def _budget(page: Page, edition: Edition) -> Budget | None:
    most = edition.settings.page_budget * 1000
    figures = edition.figures.get(page.path, ())
    blocks = page.document.markup.figures
    weighed = (
        Weighed(figure.name, Place(block.path, block.line - 1), block.fence, loaded_files(figure))
        for figure, block in zip(figures, blocks, strict=False)
        if figure is not None
    )
    return Budget(most, page.path, tuple(weighed)) if most else None


def layout_of(page: Page) -> str:
    """Return the template that a page asks for, or its kind's."""
    return f"{page.document.front.layout or page.kind}.html"


def _head(page: Page, edition: Edition) -> PageValue:
    front, settings = page.document.front, edition.settings
    image = edition.images.get(page.path, "")
    return PageValue(
        title=front.title,
        url=href(settings, page.url),
        canonical=absolute(settings, page.url),
        description=edition.summary(page),
        kind=page.kind,
        image=whole(settings, image) if image else "",
        image_alt=front.image_alt,
        scripts=edition.scripts.get(page.path, ()),
        noindex=not page.is_found,
    )


def _redirects(page: Page, edition: Edition) -> Iterator[Output]:
    settings = edition.settings
    for index, alias in enumerate(page.document.front.aliases):
        url = alias if alias.endswith(("/", ".html", ".htm")) else alias + "/"
        canonical = absolute(settings, page.url)
        head = PageValue(page.title, href(settings, url), canonical, "", "redirect", noindex=True)
        values = (("target", href(settings, page.url)), ("canonical", canonical))
        value = Composition(
            "redirect.html", edition.layouts["redirect.html"], edition.site, head, values
        )
        where = page.document.front.place_of("aliases", index)
        yield Output(output_path(url), Step(compose, value), page.path, *where)
