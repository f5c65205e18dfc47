"""Outputs that stand for one figure each: its own page, to share and to embed elsewhere."""

from collections.abc import Iterator

from msgspec import structs

from generator.charts.figure import Figure
from generator.charts.pictures.card import Card, draw_card
from generator.engine import Step
from generator.pages.body import FigureFill
from generator.pages.compose import Composition, compose
from generator.pages.edition import Edition, absolute, href
from generator.pages.embedding import PADDING, Embedding, figure_title, height_of, write_oembed
from generator.pages.figures import figure_url
from generator.pages.layouts import EMBED
from generator.pages.outputs import Output
from generator.pages.values import LinkValue, PageValue
from generator.site.catalogue import Page


def figure_page_outputs(edition: Edition) -> Iterator[Output]:
    """Yield page, oEmbed answer and card of each figure; none where the theme has no such page."""
    if EMBED not in edition.layouts:
        return
    for page in edition.catalogue.all:
        fills = edition.bodies[page.path].figures
        pairs = zip(fills, edition.figures.get(page.path, ()), strict=False)
        # That two figures have one name is told already; their pages would say it again.
        whole = {
            figure.name: (fill, figure) for fill, figure in reversed([*pairs]) if fill and figure
        }
        for fill, figure in whole.values():
            yield from _outputs(edition, page, fill, figure)


def _outputs(edition: Edition, page: Page, fill: FigureFill, figure: Figure) -> Iterator[Output]:
    stem = figure_url(page, figure)
    embedding = _embedding(edition, page, fill, stem)
    composition = _composition(edition, page, fill, embedding)
    look, site = edition.theme.charts, edition.settings.title
    card = Card(figure.svg, figure.width, figure.height, embedding.title, site, look)
    folder = stem[1:]
    yield Output(f"{folder}/index.html", Step(compose, composition), page.path)
    yield Output(f"{folder}/oembed.json", Step(write_oembed, embedding), page.path)
    yield Output(f"{folder}/card.png", Step(draw_card, card), page.path)


def _embedding(edition: Edition, page: Page, fill: FigureFill, stem: str) -> Embedding:
    settings = edition.settings
    return Embedding(
        title=figure_title(fill.figure, page.document.front.title),
        address=absolute(settings, f"{stem}/"),
        card=absolute(settings, f"{stem}/card.png"),
        site=settings.title,
        home=absolute(settings, "/"),
        width=fill.figure.width + 2 * PADDING,
        height=height_of(fill.figure),
    )


def _composition(
    edition: Edition, page: Page, fill: FigureFill, embedding: Embedding
) -> Composition:
    settings, front = edition.settings, page.document.front
    figure = fill.figure
    head = PageValue(
        title=embedding.title,
        url=figure.page,
        canonical=absolute(settings, page.url),  # it has nothing that the post lacks
        description=figure.alt,
        kind="figure",
        image=embedding.card,
        image_alt=figure.alt,
        scripts=edition.scripts.get(page.path, ()) if figure.is_live else (),
        noindex=front.draft,
    )
    alone = structs.replace(fill, figure=structs.replace(figure, page=""))
    values = (
        ("figure", alone),
        ("post", LinkValue(front.title, f"{href(settings, page.url)}#{figure.id}")),
        ("snippet", embedding.snippet("100%")),
        ("oembed", f"{figure.page}oembed.json"),
    )
    return Composition(EMBED, edition.layouts[EMBED], edition.site, head, values)
