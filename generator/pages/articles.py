"""Outputs that stand for a source: posts and pages, and the redirects that lead to them."""

from collections.abc import Iterator, Mapping
from itertools import chain

from generator.engine import Recall, Step
from generator.pages.addresses import absolute, href, output_path, whole
from generator.pages.budget import Budget, Weighed
from generator.pages.describe import describe
from generator.pages.edition import Edition, Masthead, Proof
from generator.pages.figures import loaded_files
from generator.pages.makers import COMPOSE
from generator.pages.neighbours import ALONE, Around
from generator.pages.outputs import Composition, Output
from generator.pages.values import PageValue
from generator.problems import Place
from generator.site.placing import Page


def article_outputs(
    edition: Edition, around: Mapping[str, Around], recall: Recall
) -> Iterator[Output]:
    """Return every post and page, and the redirects that lead to it."""
    made = recall.for_each(_article, (edition.proofs, around), edition.masthead)
    return chain.from_iterable(made.values())


def _article(proof: Proof, around: Around | None, masthead: Masthead) -> tuple[Output, ...]:
    page = proof.page
    layout = layout_of(page)
    value = Composition(
        layout,
        masthead.layouts[layout],
        masthead.site,
        _head(proof, masthead),
        (("post", describe(proof, around or ALONE, masthead.settings)),),
        proof.bound.body,
        _budget(proof, masthead),
    )
    where = page.document.front.place_of("slug")
    own = Output(output_path(page.url), Step(COMPOSE, value), page.path, *where)
    return (own, *_redirects(page, masthead))


def _budget(proof: Proof, masthead: Masthead) -> Budget | None:
    most = masthead.settings.page_budget * 1000
    blocks = proof.page.document.markup.figures
    weighed = (
        Weighed(figure.name, Place(block.path, block.line - 1), block.fence, loaded_files(figure))
        for figure, block in zip(proof.drawn.figures, blocks, strict=False)
        if figure is not None
    )
    return Budget(most, proof.page.path, tuple(weighed)) if most else None


def layout_of(page: Page) -> str:
    """Return the template that a page asks for, or its kind's."""
    return f"{page.document.front.layout or page.kind}.html"


def _head(proof: Proof, masthead: Masthead) -> PageValue:
    page, settings, image = proof.page, masthead.settings, proof.bound.image
    return PageValue(
        title=page.title,
        url=href(settings, page.url),
        canonical=absolute(settings, page.url),
        description=proof.summary,
        kind=page.kind,
        image=whole(settings, image) if image else "",
        image_alt=page.document.front.image_alt,
        scripts=proof.scripts(masthead),
        noindex=not page.is_found,
    )


def _redirects(page: Page, masthead: Masthead) -> Iterator[Output]:
    settings = masthead.settings
    for index, alias in enumerate(page.document.front.aliases):
        url = alias if alias.endswith(("/", ".html", ".htm")) else alias + "/"
        canonical = absolute(settings, page.url)
        head = PageValue(page.title, href(settings, url), canonical, "", "redirect", noindex=True)
        values = (("target", href(settings, page.url)), ("canonical", canonical))
        value = Composition(
            "redirect.html", masthead.layouts["redirect.html"], masthead.site, head, values
        )
        where = page.document.front.place_of("aliases", index)
        yield Output(output_path(url), Step(COMPOSE, value), page.path, *where)
