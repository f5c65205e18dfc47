"""Cards: a picture of a figure for where its address is shared."""

from msgspec import Struct

from generator.engine import Blob
from generator.site.look import Look


class Card(Struct, frozen=True):
    """A figure's drawing with what is written around it; its size is in CSS pixels."""

    svg: Blob
    width: int
    height: int
    title: str
    site: str
    look: Look
