"""Outputs that stand for a source: posts and pages, and the redirects that lead to them."""

from collections.abc import Iterator, Mapping
from itertools import chain

from generator.engine import Recall, Step
from generator.pages.addresses import absolute, href, output_path, whole
from generator.pages.contexts import PageContext, PlanInput, SiteContext
from generator.pages.describe import describe
from generator.pages.figures import loaded_files
from generator.pages.makers import RENDER_PAGE
from generator.pages.neighbours import ALONE, Neighbours
from generator.pages.outputs import Budget, Output, PageRender, WeighedFigure
from generator.pages.values import PageValue
from generator.problems import Place
from generator.site.placing import Page


def article_outputs(
    given: PlanInput, neighbours: Mapping[str, Neighbours], recall: Recall
) -> Iterator[Output]:
    """Return every post and page, and the redirects that lead to it."""
    made = recall.for_each(_article, (given.pages, neighbours), given.site)
    return chain.from_iterable(made.values())


def _article(
    context: PageContext, neighbours: Neighbours | None, site: SiteContext
) -> tuple[Output, ...]:
    page = context.page
    layout = layout_of(page)
    value = PageRender(
        layout,
        site.layouts[layout],
        site.value,
        _head(context, site),
        (("post", describe(context, neighbours or ALONE, site.settings)),),
        context.bound.body,
        _budget(context, site),
    )
    where = page.document.front.place_of("slug")
    own = Output(output_path(page.url), Step(RENDER_PAGE, value), page.path, *where)
    return (own, *_redirects(page, site))


def _budget(context: PageContext, site: SiteContext) -> Budget | None:
    most = site.settings.page_budget * 1000
    blocks = context.page.document.markup.figures
    weighed = (
        WeighedFigure(
            figure.name, Place(block.path, block.line - 1), block.fence, loaded_files(figure)
        )
        for figure, block in zip(context.drawn.figures, blocks, strict=False)
        if figure is not None
    )
    return Budget(most, context.page.path, tuple(weighed)) if most else None


def layout_of(page: Page) -> str:
    """Return the template that a page asks for, or its kind's."""
    return f"{page.document.front.layout or page.kind}.html"


def _head(context: PageContext, site: SiteContext) -> PageValue:
    page, settings, image = context.page, site.settings, context.bound.image
    return PageValue(
        title=page.title,
        url=href(settings, page.url),
        canonical=absolute(settings, page.url),
        description=context.summary,
        kind=page.kind,
        image=whole(settings, image) if image else "",
        image_alt=page.document.front.image_alt,
        scripts=context.scripts(site),
        noindex=not page.is_found,
    )


def _redirects(page: Page, site: SiteContext) -> Iterator[Output]:
    settings = site.settings
    for index, alias in enumerate(page.document.front.aliases):
        url = alias if alias.endswith(("/", ".html", ".htm")) else alias + "/"
        canonical = absolute(settings, page.url)
        head = PageValue(page.title, href(settings, url), canonical, "", "redirect", noindex=True)
        values = (("target", href(settings, page.url)), ("canonical", canonical))
        value = PageRender("redirect.html", site.layouts["redirect.html"], site.value, head, values)
        where = page.document.front.place_of("aliases", index)
        yield Output(output_path(url), Step(RENDER_PAGE, value), page.path, *where)
