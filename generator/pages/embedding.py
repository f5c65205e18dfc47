"""Embedding: what another site needs to show one of our figures."""

import re
from html import escape, unescape

from msgspec import Struct

from generator.engine import Blob, Made, Read, keep
from generator.pages.values import FigureValue

CARD_WIDTH, CARD_HEIGHT = 1200, 630
MOST_TITLE = 110
PADDING = 16
"""Around a figure on its own page, in CSS pixels; the theme's style sheet has it too."""

_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"(?<=[.!?])\s")
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


def figure_title(figure: FigureValue, post: str) -> str:
    """Return the first sentence of a figure's caption, or else its number."""
    return first_words(figure) if figure.caption else f"Figure {figure.number} in {post}"


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
