"""Outputs that stand for one figure each: its own page, to share and to embed elsewhere."""

from collections.abc import Iterator

from msgspec import structs

from generator.charts.figure import Chart, Figure
from generator.charts.makers import DRAW_CARD
from generator.charts.pictures.card import Card
from generator.engine import Blob, Recall, Step
from generator.pages.addresses import absolute, href
from generator.pages.body import FigureFill
from generator.pages.edition import Edition, Masthead, Proof
from generator.pages.embedding import PADDING, Embedding, figure_title, height_of
from generator.pages.figures import asked_at, figure_url
from generator.pages.layouts import EMBED
from generator.pages.makers import COMPOSE, WRITE_OEMBED
from generator.pages.outputs import Composition, Output
from generator.pages.values import LinkValue, PageValue
from generator.site.placing import Page


def figure_page_outputs(edition: Edition, recall: Recall) -> Iterator[Output]:
    """Yield page, oEmbed answer and card of each figure; none where the theme has no such page."""
    if EMBED not in edition.masthead.layouts:
        return
    yield from recall.gathered(_pages_of, (edition.proofs,), edition.masthead)


def _pages_of(proof: Proof, masthead: Masthead) -> tuple[Output, ...]:
    pairs = zip(proof.bound.body.figures, proof.drawn.figures, strict=False)
    # That two figures have one name is told already; their pages would say it again.
    whole = {figure.name: (fill, figure) for fill, figure in reversed([*pairs]) if fill and figure}
    return tuple(
        output
        for fill, figure in whole.values()
        for output in _outputs(masthead, proof, fill, figure)
    )


def _outputs(
    masthead: Masthead, proof: Proof, fill: FigureFill, figure: Figure
) -> Iterator[Output]:
    page, title = proof.page, masthead.settings.title
    stem = figure_url(page, figure)
    embedding = _embedding(masthead, page, fill, stem)
    composition = _composition(masthead, proof, fill, embedding)
    card = Card(_still(figure), figure.width, figure.height, embedding.title, title, masthead.look)
    folder = stem[1:]
    where = asked_at(page, figure)
    yield Output(f"{folder}/index.html", Step(COMPOSE, composition), page.path, *where)
    yield Output(f"{folder}/oembed.json", Step(WRITE_OEMBED, embedding), page.path, *where)
    yield Output(f"{folder}/card.png", Step(DRAW_CARD, card), page.path, *where)


def _still(figure: Figure) -> Blob:
    """Return a drawing that stands by itself: pictures in a chart are parts of its file alone."""
    if isinstance(figure, Chart) and figure.images and figure.download:
        return figure.download
    return figure.svg


def _embedding(masthead: Masthead, page: Page, fill: FigureFill, stem: str) -> Embedding:
    settings = masthead.settings
    return Embedding(
        title=figure_title(fill.figure, page.title),
        address=absolute(settings, f"{stem}/"),
        card=absolute(settings, f"{stem}/card.png"),
        site=settings.title,
        home=absolute(settings, "/"),
        width=fill.figure.width + 2 * PADDING,
        height=height_of(fill.figure),
    )


def _composition(
    masthead: Masthead, proof: Proof, fill: FigureFill, embedding: Embedding
) -> Composition:
    settings, page = masthead.settings, proof.page
    front, figure = page.document.front, fill.figure
    head = PageValue(
        title=embedding.title,
        url=figure.page,
        canonical=absolute(settings, page.url),  # it has nothing that the post lacks
        description=figure.alt,
        kind="figure",
        image=embedding.card,
        image_alt=figure.alt,
        scripts=proof.scripts(masthead) if figure.is_live else (),
        noindex=front.draft,
    )
    alone = structs.replace(fill, figure=structs.replace(figure, page=""))
    values = (
        ("figure", alone),
        ("post", LinkValue(page.title, f"{href(settings, page.url)}#{figure.id}")),
        ("snippet", embedding.snippet("100%")),
        ("oembed", f"{figure.page}oembed.json"),
    )
    return Composition(EMBED, masthead.layouts[EMBED], masthead.site, head, values)
