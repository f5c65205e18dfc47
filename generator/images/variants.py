"""Which widths and formats of a picture readers get: decided from facts and settings alone."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from generator.engine import Blob
from generator.images.files import ImageFacts
from generator.markup.parts import ImageSize
from generator.site.image_settings import ImageFormat

Format = ImageFormat | Literal["jpeg", "png"]
ENDINGS: Final[Mapping[Format, str]] = {
    "avif": ".avif", "webp": ".webp", "jpeg": ".jpg", "png": ".png"
}  # fmt: skip
QUALITIES: Final[Mapping[Format, float]] = {"avif": 0.8, "webp": 1.0, "jpeg": 1.05, "png": 0.0}
"""A format's own number for the same look, as a share of what the settings say."""
FEW_BYTES = 4_000
"""What is no larger is not worth another file, nor the room in its page."""
PHONE, WIDE_PHONE = 390, 402
"""CSS pixels of phones: the one that a theme's ``narrow`` column is for, and a wide one of three
device pixels each."""
NEAR = 1.15
"""What is so little wider than another width is not worth a file."""


class Widths(Struct, frozen=True):
    """The CSS pixels that a theme gives to its columns, and to one on a phone."""

    narrow: int
    text: int
    wide: int
    full: int

    def of(self, size: ImageSize) -> int:
        """Return how wide a picture of a size is shown at most."""
        return {"text": self.text, "wide": self.wide, "full": self.full}[size]

    @property
    def margin(self) -> int:
        """Return what a column leaves of a phone."""
        return max(PHONE - self.narrow, 0)

    @property
    def fallback(self) -> int:
        """Return the width of the one file for old browsers, cards and feeds."""
        return 2 * self.text


class Encoding(Struct, frozen=True):
    """A picture that is to be made of another: a step of its own, whoever shows it."""

    source: Blob
    width: int
    height: int
    format: Format
    quality: int
    is_exact: bool = False
    """Whether each pixel is to stay what it is."""


class Encoded(Struct, frozen=True):
    """The bytes of a picture that was made, and how many they are."""

    blob: Blob
    size: int


class ImagePlan(NamedTuple):
    """What is to be made of a picture: its other formats, and what stands in for it.

    Without a ``fallback`` that is the file itself.
    """

    facts: ImageFacts
    others: tuple[Encoding, ...] = ()
    fallback: Encoding | None = None

    @property
    def encodings(self) -> tuple[Encoding, ...]:
        """Return all that is to be made, the widest first, so that pixels are scaled down once."""
        every = (*self.others, *((self.fallback,) if self.fallback else ()))
        return tuple(sorted(every, key=lambda each: -each.width))


def plan_of(
    facts: ImageFacts,
    source: Blob,
    size: ImageSize,
    widths: Widths,
    formats: tuple[ImageFormat, ...],
    quality: int,
) -> ImagePlan:
    """Return what is to be made of a file that is shown at a size."""
    is_small = facts.is_plain and facts.size <= FEW_BYTES
    if is_small or facts.kind not in ("photo", "drawing"):
        return ImagePlan(facts)
    fallback = min(facts.width, widths.fallback)

    def encoding(width: int, form: Format, *, exact: bool = False) -> Encoding:
        height = max(1, round(facts.height * width / facts.width))
        own = 0 if exact else round(min(quality * QUALITIES[form], 100))
        return Encoding(source, width, height, form, own, exact)

    is_drawing = facts.kind == "drawing"
    if is_drawing:
        # Its edges would blur, and what is not exact is seldom smaller.
        exact = [form for form in formats if form == "webp"]
        others = [encoding(facts.width, form, exact=True) for form in exact]
    else:
        ladder = [*_ladder(facts.width, size, widths)]
        others = [encoding(width, form) for form in formats for width in ladder]
    if facts.is_plain and (is_drawing or facts.width <= fallback):
        return ImagePlan(facts, tuple(others))
    lasting: Format = "jpeg" if facts.is_opaque and not is_drawing else "png"
    width = facts.width if is_drawing else fallback
    return ImagePlan(facts, tuple(others), encoding(width, lasting, exact=lasting == "png"))


def _ladder(natural: int, size: ImageSize, widths: Widths) -> Iterator[int]:
    """Yield widths from the largest down: for phones up to three times, for desks twice as sharp.

    A browser takes the next larger one, so each is just enough for some screen.
    """
    phone = WIDE_PHONE - widths.margin
    steps = {widths.narrow, widths.text, 2 * phone, 3 * phone}
    steps |= {2 * widths.text, 2 * widths.of(size)}
    above = 0
    for width in sorted({min(each, natural) for each in steps}, reverse=True):
        if not above or width * NEAR < above:
            yield width
            above = width
