"""Cards: the picture of a page where its address is shared."""

from msgspec import Struct

from generator.pages.addresses import whole
from generator.pages.contexts import PageContext
from generator.pages.figure_pages import CARD_HEIGHT, CARD_WIDTH
from generator.pages.values import PostLink
from generator.site.settings import Settings


class CardImage(Struct, frozen=True):
    """A picture's whole address, what it shows, and its size where that is known."""

    address: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0


NO_CARD = CardImage()


def card_of(context: PageContext, link: PostLink, settings: Settings) -> CardImage:
    """Return the picture of a page: its own, or else the card of its first figure."""
    if link.image:
        address = whole(settings, link.image)
        return CardImage(address, link.image_alt, link.image_width, link.image_height)
    fills = (fill for fill in context.bound.body.figures if fill is not None and fill.figure.page)
    first = next(fills, None)
    if first is None:
        return NO_CARD
    address = whole(settings, f"{first.figure.page}card.png")
    return CardImage(address, first.figure.alt, CARD_WIDTH, CARD_HEIGHT)
