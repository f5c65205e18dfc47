"""Cards: the picture of a page where its address is shared."""

from collections.abc import Iterator
from typing import Literal

from generator.charts.cards import PictureCard, TitleCard
from generator.charts.figure import Card, Figure
from generator.charts.makers import DRAW_CARD, DRAW_PICTURE_CARD, DRAW_TITLE_CARD
from generator.data.words import direction_of
from generator.engine import Looked, Recall, Step
from generator.pages.addresses import absolute, whole
from generator.pages.contexts import CardImage, PageContext, PlanInput, SiteContext
from generator.pages.figure_pages import CARD_HEIGHT, CARD_WIDTH, still_of
from generator.pages.outputs import Output
from generator.problems import Place
from generator.site.placing import LOST_URL, Page
from generator.site.settings import Settings

Kind = Literal["as it is", "picture", "figure", "title", "site"]
SITE_CARD = "/cards/the-site"


def card_of(context: PageContext, site: SiteContext) -> CardImage:
    """Return the picture of a page: its own, its first figure, its title, or else the site's."""
    settings, front = site.settings, context.page.document.front
    stem = _stem(context.page)
    match _kind(context, settings):
        case "as it is":
            picture = context.bound.image_picture
            address = whole(settings, context.bound.image)
            return CardImage(address, front.image_alt, picture.shown_width, picture.shown_height)
        case "picture":
            return _drawn(settings, stem + ending_of(context.bound.image_file), front.image_alt)
        case "figure":
            return _drawn(settings, f"{stem}.png", context.drawn.whole[0].alt)
        case "title":
            return _drawn(settings, f"{stem}.png", context.page.title)
        case "site":
            return site.card


def card_of_site(settings: Settings, file: str, address: str) -> CardImage:
    """Return the picture of lists, and of pages that have none; ``file`` is the site's own."""
    if file and settings.cards == "none":
        return CardImage(whole(settings, address), settings.image_alt)
    if file:
        return _drawn(settings, SITE_CARD + ending_of(file), settings.image_alt)
    if settings.cards == "all":
        return _drawn(settings, f"{SITE_CARD}.png", settings.title)
    return CardImage()


def card_outputs(given: PlanInput, recall: Recall) -> Iterator[Output]:
    """Yield the cards that have to be drawn: of pages, and of the site itself."""
    if given.settings.cards == "none":
        return
    yield from recall.gathered(_outputs_of, (given.pages,), given.site, Looked((given.files,)))
    site, settings = given.site, given.settings
    place, line = settings.place_of("image")
    title = TitleCard(
        settings.title,
        settings.title,
        site.look,
        settings.language,
        direction_of(settings.language),
        Place("site.yaml"),
        told=settings.description,
    )
    step = Step(DRAW_TITLE_CARD, title) if settings.cards == "all" else None
    if site.card_file:
        blob = given.files[site.card_file]
        where = place or Place("site.yaml")
        step = Step(DRAW_PICTURE_CARD, PictureCard(site.card_file, blob, title, where, line))
    if step:
        path = SITE_CARD + (ending_of(site.card_file) if site.card_file else ".png")
        yield Output(path[1:], step, "site.yaml")


def ending_of(picture: str) -> str:
    """Return the ending of a picture's card: drawings have few colours, photographs many."""
    return ".png" if picture.lower().endswith(".svg") else ".jpg"


def _kind(context: PageContext, settings: Settings) -> Kind:
    bound = context.bound
    if context.page.url == LOST_URL:
        return "site"
    if bound.image and (settings.cards == "none" or not bound.image_file):
        return "as it is"
    if settings.cards == "none":
        return "site"
    if bound.image_file:
        return "picture"
    if context.drawn.whole:
        return "figure"
    return "title" if settings.cards == "all" else "site"


def _stem(page: Page) -> str:
    return f"/cards/{page.url.strip('/').removesuffix('.html') or 'index'}"


def _drawn(settings: Settings, path: str, alt: str) -> CardImage:
    return CardImage(absolute(settings, path), alt, CARD_WIDTH, CARD_HEIGHT)


def _outputs_of(context: PageContext, site: SiteContext, looked: Looked) -> tuple[Output, ...]:
    page, kind = context.page, _kind(context, site.settings)
    if kind not in ("picture", "figure", "title"):
        return ()
    ending, step = _step(context, site, kind, looked)
    where = page.document.front.place_of("image" if kind == "picture" else "slug")
    return (Output(f"{_stem(page)[1:]}{ending}", step, page.path, *where),)


def _step(context: PageContext, site: SiteContext, kind: Kind, looked: Looked) -> tuple[str, Step]:
    if kind == "figure":
        return ".png", Step(DRAW_CARD, _of_figure(context.drawn.whole[0], context.page, site))
    title = _of_title(context.page, site)
    if kind == "title":
        return ".png", Step(DRAW_TITLE_CARD, title)
    (files,) = looked
    file = context.bound.image_file
    place, line = context.page.document.front.place_of("image")
    return ending_of(file), Step(
        DRAW_PICTURE_CARD, PictureCard(file, files[file], title, place, line)
    )


def _of_figure(figure: Figure, page: Page, site: SiteContext) -> Card:
    return Card(
        still_of(figure),
        figure.width,
        figure.height,
        page.title,
        site.settings.title,
        site.look,
        direction_of(page.language),
    )


def _of_title(page: Page, site: SiteContext) -> TitleCard:
    return TitleCard(
        page.title,
        site.settings.title,
        site.look,
        page.language,
        direction_of(page.language),
        page.document.front.place_of("title")[0],
        date=page.date if page.kind == "post" else "",
    )
