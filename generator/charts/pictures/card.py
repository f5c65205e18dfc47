"""Cards: a picture of a figure for where its address is shared."""

from msgspec import Struct

from generator.engine import Blob, Made, Read
from generator.site.look import Look


class Card(Struct, frozen=True):
    """A figure's drawing with what is written around it; its size is in CSS pixels."""

    svg: Blob
    width: int
    height: int
    title: str
    site: str
    look: Look


def draw_card(value: Card, read: Read) -> Made[Blob]:
    """Draw a card of 1200 by 630 pixels."""
    # What draws is only loaded where a card has to be made.
    from generator.charts.pictures.card_drawing import draw

    return draw(value, read)
