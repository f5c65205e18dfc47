"""A list as pages: what each shows, and where it stands among the others."""

from typing import Any

from msgspec import Struct, structs

from generator.data.words import direction_of
from generator.engine import Step
from generator.pages.addresses import absolute, href, output_path
from generator.pages.articles import budget_of, head_of, layout_of
from generator.pages.contexts import ALONE, PageContext, SiteContext
from generator.pages.describe import describe
from generator.pages.makers import RENDER_PAGE
from generator.pages.outputs import Output, PageRender
from generator.pages.structured_data import of_home
from generator.pages.values import LinkValue, PagerValue, PageValue, PostLink
from generator.site.placing import FRONT_URL
from generator.site.settings import Settings


class ListPage(Struct, frozen=True):
    """A page that stands for no source of its own."""

    url: str
    layout: str
    title: str
    values: tuple[tuple[str, Any], ...] = ()
    feeds: tuple[LinkValue, ...] = ()


class Intro(Struct, frozen=True):
    """What a list begins with: a page of the author's, and what lists quote of it."""

    context: PageContext
    link: PostLink


def page_output(site: SiteContext, list_page: ListPage, intro: Intro | None) -> Output:
    """Return the output of a list page."""
    head, layout = _head(site, list_page), list_page.layout
    origin, body, budget, post = f"the theme's {layout}", None, None, None
    if intro is not None:
        context, link = intro.context, intro.link
        post = describe(context, link, ALONE)
        own = head_of(context, link, post, site)
        head = structs.replace(
            own, kind=head.kind, feeds=head.feeds, structured_data=head.structured_data
        )
        origin, front = context.page.path, context.page.document.front
        layout = layout_of(context.page) if front.layout else layout
        body, budget = context.bound.body, budget_of(context, site)
    shown, templates = site.values[head.language], site.templates(layout, head.language)
    values = (*list_page.values, ("intro", post))
    lists = site.for_lists(body, head.language)
    value = PageRender(layout, templates, shown, head, values, body, budget, lists)
    return Output(output_path(list_page.url), Step(RENDER_PAGE, value), origin)


def _head(site: SiteContext, list_page: ListPage) -> PageValue:
    settings = site.settings
    page = PageValue(
        title=list_page.title,
        url=href(settings, list_page.url),
        canonical=absolute(settings, list_page.url),
        description=settings.description,
        kind="list",
        image=site.card.address,
        image_alt=site.card.alt,
        image_width=site.card.width,
        image_height=site.card.height,
        feeds=list_page.feeds,
        noindex=list_page.layout == "404.html",
        language=settings.language,
        direction=direction_of(settings.language),
    )
    if list_page.url != FRONT_URL:
        return page
    return structs.replace(page, structured_data=of_home(page, settings))


def paged(
    site: SiteContext,
    first: ListPage,
    posts: tuple[PostLink, ...],
    intro: Intro | None,
    size: int,
) -> tuple[Output, ...]:
    """Return the pages of a list; the first of them begins with what introduces it."""
    pages = max(1, -(-len(posts) // size))
    parts = [posts[at * size : (at + 1) * size] for at in range(pages)]
    listed = [_one_of(site, first, part, number, pages) for number, part in enumerate(parts, 1)]
    return tuple(
        [page_output(site, each, None if number else intro) for number, each in enumerate(listed)]
    )


def _one_of(
    site: SiteContext, first: ListPage, posts: tuple[PostLink, ...], number: int, pages: int
) -> ListPage:
    pager = _pager(site.settings, first.url, number, pages)
    values = (*first.values, ("posts", posts), ("pager", pager))
    return structs.replace(first, url=_page_url(first.url, number), values=values)


def _pager(settings: Settings, url: str, number: int, pages: int) -> PagerValue:
    newer = href(settings, _page_url(url, number - 1)) if number > 1 else ""
    older = href(settings, _page_url(url, number + 1)) if number < pages else ""
    return PagerValue(number, pages, newer, older)


def _page_url(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"
