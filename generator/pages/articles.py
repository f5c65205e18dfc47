"""Outputs of posts and pages: what each is rendered from, and the redirects that lead to it."""

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import structs

from generator.engine import Recall, Step
from generator.pages.addresses import alias_url, href, output_path, whole
from generator.pages.cards import card_of
from generator.pages.contexts import ALONE, Links, Neighbours, PageContext, PlanInput, SiteContext
from generator.pages.describe import describe
from generator.pages.figures import loaded_files
from generator.pages.makers import RENDER_PAGE
from generator.pages.outputs import Budget, Output, PageRender, WeighedFigure
from generator.pages.redirects import redirect_output
from generator.pages.structured_data import of_post
from generator.pages.twins import twin_url
from generator.pages.values import PageValue, PostLink, PostValue
from generator.problems import Place
from generator.site.placing import Page


def article_outputs(
    given: PlanInput, links: Links, neighbours: Mapping[str, Neighbours], recall: Recall
) -> Iterator[Output]:
    """Return every post and page, and the redirects that lead to it."""
    intros = frozenset(given.catalogue.order.intros.values())
    own = {path: each for path, each in given.pages.items() if path not in intros}
    pages = own if intros else given.pages
    made = recall.for_each(_article, (pages, links, neighbours), given.site)
    redirects = [_redirects(given.pages[path].page, given.site) for path in sorted(intros)]
    return chain(chain.from_iterable(made.values()), *redirects)


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
        head_of(context, link, post, site),
        (("post", post),),
        context.bound.body,
        budget_of(context, site),
        site.for_lists(context.bound.body, page.language),
    )
    where = page.document.front.place_of("slug")
    own = Output(output_path(page.url), Step(RENDER_PAGE, value), page.path, *where)
    return (own, *_redirects(page, site))


def budget_of(context: PageContext, site: SiteContext) -> Budget | None:
    """Return how heavy a page may be, and what in it weighs; None where it may be anything."""
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
    return Budget(most, context.page.document.source, tuple(weighed))


def layout_of(page: Page) -> str:
    """Return the template that a page asks for, its collection's, or its kind's."""
    return f"{page.document.front.layout or page.layout or page.kind}.html"


def head_of(context: PageContext, link: PostLink, post: PostValue, site: SiteContext) -> PageValue:
    """Return what the head of a page says."""
    page, settings = context.page, site.settings
    card, twin = card_of(context, site), twin_url(page, settings)
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
        twin=href(settings, twin) if twin else "",
        scripts=context.scripts(site),
        noindex=not page.is_found,
        language=link.language,
        direction=link.direction,
        author=", ".join([author.title for author in link.authors]),
    )
    if page.kind != "post" or head.noindex:
        return head
    return structs.replace(head, structured_data=of_post(context, head, post, settings))


def _redirects(page: Page, site: SiteContext) -> Iterator[Output]:
    for index, alias in enumerate(page.document.front.aliases):
        origin = page.path, page.document.front.place_of("aliases", index)
        yield redirect_output(alias_url(alias), page.url, page.title, page.language, site, origin)
