"""Outputs that stand for one figure each: its own page, to share and to embed elsewhere."""

from collections.abc import Iterator
from html import escape, unescape

from msgspec import Struct, structs

from generator.charts.figure import Card, Chart, Figure
from generator.charts.makers import DRAW_CARD
from generator.data.words import Words, direction_of
from generator.engine import Blob, Made, Read, Recall, Step, keep
from generator.pages.addresses import absolute, href
from generator.pages.body import FigureFill
from generator.pages.contexts import PageContext, PlanInput, SiteContext
from generator.pages.figure_value import FigureValue
from generator.pages.figures import asked_at, figure_url
from generator.pages.layouts import EMBED
from generator.pages.makers import RENDER_PAGE, WRITE_OEMBED
from generator.pages.outputs import Output, PageRender
from generator.pages.values import LinkValue, PageValue
from generator.problems.regex import regex
from generator.site.placing import Page

CARD_WIDTH, CARD_HEIGHT = 1200, 630
MOST_TITLE = 110
PADDING = 16
"""Neighbours a figure on its own page, in CSS pixels; the theme's style sheet has it too."""

_TAG = regex(r"<[^>]*>")
_SENTENCE = regex(r"(?<=[.!?])\s")
_LETTER, _LINE, _CONTROL = 6.9, 21, 52
"""The size of small print and of a slider in CSS pixels, to guess how much room they take."""


class Embedding(Struct, frozen=True):
    """A figure's own page as oEmbed tells of it; addresses are absolute, sizes CSS pixels."""

    title: str
    address: str
    card: str
    site: str
    home: str
    width: int
    height: int

    def snippet(self, width: str) -> str:
        """Return the HTML that shows the figure elsewhere."""
        return (
            f'<iframe src="{escape(self.address)}" title="{escape(self.title)}" width="{width}"'
            f' height="{self.height}" loading="lazy" style="border: 0"></iframe>'
        )


def write_oembed(value: Embedding, read: Read) -> Made[Blob]:
    """Write the answer of an oEmbed provider (https://oembed.com) as a file."""
    import json

    answer = {
        "version": "1.0",
        "type": "rich",
        "title": value.title,
        "provider_name": value.site,
        "provider_url": value.home,
        "html": value.snippet(str(value.width)),
        "width": value.width,
        "height": value.height,
        "thumbnail_url": value.card,
        "thumbnail_width": CARD_WIDTH,
        "thumbnail_height": CARD_HEIGHT,
    }
    blob, content = keep(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    return Made(blob, blobs=(content,))


def plain(html: str) -> str:
    """Return phrasing HTML as plain text."""
    return " ".join(unescape(_TAG.sub("", html.replace("<br>", " "))).split())


def figure_title(figure: FigureValue, post: str, words: Words) -> str:
    """Return the first sentence of a figure's caption, or else its number."""
    if figure.caption:
        return first_words(figure)
    return words("figure_in", number=figure.number, post=post)


def first_words(figure: FigureValue) -> str:
    """Return the first sentence of a figure's caption, or of what it shows."""
    words = plain(figure.caption) or figure.alt
    title = _SENTENCE.split(words, maxsplit=1)[0].removesuffix(".")
    if len(title) > MOST_TITLE:
        title = title[:MOST_TITLE].rpartition(" ")[0].rstrip(" ,;:–") + " …"
    return title


def height_of(figure: FigureValue) -> int:
    """Guess how high a figure's own page is where the figure has its whole width."""
    sliders = figure.controls.count('class="vega-bind"')
    rows = -(-sliders // max(1, figure.width // 272))
    letters = len(plain(figure.caption)) + len("Figure 1. ")
    caption = 14 + _LINE * -(-letters * _LETTER // figure.width)
    source = _LINE + 6 if figure.source or figure.as_of else 0
    controls = 44 + rows * _CONTROL if rows else 0
    foot, post = 34, 64
    return round(figure.height + controls + caption + source + foot + post + 2 * PADDING)


def figure_page_outputs(given: PlanInput, recall: Recall) -> Iterator[Output]:
    """Yield page, oEmbed answer and card of each figure; none where the theme has no such page."""
    if EMBED not in given.site.layouts[given.settings.language]:
        return
    yield from recall.gathered(_pages_of, (given.pages,), given.site)


def _pages_of(context: PageContext, site: SiteContext) -> tuple[Output, ...]:
    pairs = zip(context.bound.body.figures, context.drawn.figures, strict=False)
    # That two figures have one name is told already; their pages would say it again.
    whole = {figure.name: (fill, figure) for fill, figure in reversed([*pairs]) if fill and figure}
    return tuple(
        output
        for fill, figure in whole.values()
        for output in _outputs(site, context, fill, figure)
    )


def _outputs(
    site: SiteContext, context: PageContext, fill: FigureFill, figure: Figure
) -> Iterator[Output]:
    page, title = context.page, site.settings.title
    stem = figure_url(page, figure)
    embedding = _embedding(site, page, fill, stem)
    rendered = _page_render(site, context, fill, embedding)
    card = Card(
        still_of(figure),
        figure.width,
        figure.height,
        embedding.title,
        title,
        site.look,
        direction_of(page.language),
    )
    folder = stem[1:]
    where = asked_at(page, figure)
    yield Output(f"{folder}/index.html", Step(RENDER_PAGE, rendered), page.path, *where)
    yield Output(f"{folder}/oembed.json", Step(WRITE_OEMBED, embedding), page.path, *where)
    yield Output(f"{folder}/card.png", Step(DRAW_CARD, card), page.path, *where)


def still_of(figure: Figure) -> Blob:
    """Return a drawing that stands by itself: pictures in a chart are parts of its file alone."""
    if isinstance(figure, Chart) and figure.images and figure.download:
        return figure.download
    return figure.svg


def _embedding(site: SiteContext, page: Page, fill: FigureFill, stem: str) -> Embedding:
    settings = site.settings
    return Embedding(
        title=figure_title(fill.figure, page.title, site.languages[page.language].words),
        address=absolute(settings, f"{stem}/"),
        card=absolute(settings, f"{stem}/card.png"),
        site=settings.title,
        home=absolute(settings, "/"),
        width=fill.figure.width + 2 * PADDING,
        height=height_of(fill.figure),
    )


def _page_render(
    site: SiteContext, context: PageContext, fill: FigureFill, embedding: Embedding
) -> PageRender:
    settings, page = site.settings, context.page
    front, figure = page.document.front, fill.figure
    head = PageValue(
        title=embedding.title,
        url=figure.page,
        canonical=absolute(settings, page.url),  # it has nothing that the post lacks
        description=figure.alt,
        kind="figure",
        image=embedding.card,
        image_alt=figure.alt,
        image_width=CARD_WIDTH,
        image_height=CARD_HEIGHT,
        scripts=(site.modules + figure.script,) if figure.script else (),
        noindex=front.draft,
        language=page.language,
        direction=direction_of(page.language),
    )
    alone = structs.replace(fill, figure=structs.replace(figure, page=""))
    values = (
        ("figure", alone),
        ("post", LinkValue(page.title, f"{href(settings, page.url)}#{figure.id}")),
        ("snippet", embedding.snippet("100%")),
        ("oembed", f"{figure.page}oembed.json"),
    )
    shown = site.values[page.language]
    return PageRender(EMBED, site.templates(EMBED, page.language), shown, head, values)
