"""What cards of pages are drawn from; those of figures are ``Card`` in ``charts/figure.py``."""

from msgspec import Struct

from generator.data.words import Direction
from generator.engine import Blob
from generator.problems import Place
from generator.site.look import Look


class TitleCard(Struct, frozen=True):
    """The card of a page that has neither picture nor figure.

    ``told`` is a sentence below the title, ``date`` ISO 8601; ``place`` is where the title stands.
    """

    title: str
    site: str
    look: Look
    language: str
    direction: Direction
    place: Place
    told: str = ""
    date: str = ""


class PictureCard(Struct, frozen=True):
    """A page's own picture, which is made as large as cards are.

    ``instead`` is drawn where the picture cannot be; ``place`` and ``source`` are where it is
    named.
    """

    path: str
    picture: Blob
    instead: TitleCard
    place: Place
    source: str
