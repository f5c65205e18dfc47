"""A picture as readers get it: the files that were made of it, and which of them are worth it."""

from collections.abc import Iterator, Sequence
from posixpath import basename

from msgspec import Struct

from generator.engine import Blob
from generator.images.files import ImageFacts
from generator.images.variants import ENDINGS, Encoded, Encoding, ImagePlan, Widths
from generator.markup.parts import ImageSize
from generator.site.slug import slugify

FOLDER = "assets/images/"
"""Where files lie whose names carry their digest, so that they may be cached for ever."""


class Variant(Struct, frozen=True):
    """A file that was made: where it is published, and how large it is."""

    path: str
    blob: Blob
    width: int
    height: int
    size: int


class PictureSource(Struct, frozen=True):
    """The files of one format, the widest first; ``type`` is its media type."""

    type: str
    variants: tuple[Variant, ...]


class Picture(Struct, frozen=True):
    """A picture at one size; without a ``fallback`` its file is published as it is."""

    facts: ImageFacts = ImageFacts()
    sources: tuple[PictureSource, ...] = ()
    fallback: Variant | None = None

    @property
    def variants(self) -> Iterator[Variant]:
        """Return all files that were made."""
        if self.fallback:
            yield self.fallback
        for source in self.sources:
            yield from source.variants

    @property
    def shown_width(self) -> int:
        """Return how wide the file is that stands for it where there is only one."""
        return self.fallback.width if self.fallback else self.facts.width

    @property
    def shown_height(self) -> int:
        """Return how high that file is."""
        return self.fallback.height if self.fallback else self.facts.height

    @property
    def most(self) -> int:
        """Return how many bytes readers get at most."""
        made = max((each.size for each in self.variants), default=0)
        return made if self.fallback else max(made, self.facts.size)


def picture_of(path: str, plan: ImagePlan, made: Sequence[Encoded | None]) -> Picture:
    """Return a picture with those of its forms that are smaller than what more browsers know."""
    facts = plan.facts
    pairs = zip(plan.encodings, made, strict=True)
    found = {each: _variant(path, each, one) for each, one in pairs if one is not None}
    fallback = found.get(plan.fallback) if plan.fallback else None
    if plan.fallback and fallback is None:
        return Picture(facts)
    width, size = (fallback.width, fallback.size) if fallback else (facts.width, facts.size)
    sources = []
    for form in dict.fromkeys(each.format for each in plan.others):
        variants = [found[each] for each in plan.others if each.format == form and each in found]
        beside = [each.size for each in variants if each.width <= width]
        if beside and max(beside) < size:
            sources.append(PictureSource(f"image/{form}", tuple(variants)))
    return Picture(facts, _worth_it(sources), fallback)


def _worth_it(sources: Sequence[PictureSource]) -> tuple[PictureSource, ...]:
    """Leave out a format with more bytes than one that more browsers know.

    A browser takes the first that it knows, and AVIF is not the smaller one of noisy pictures.
    """
    kept: list[PictureSource] = []
    for source in reversed(sources):
        if not kept or _weight(source) < _weight(kept[0]):
            kept.insert(0, source)
    return tuple(kept)


def _weight(source: PictureSource) -> int:
    return sum(each.size for each in source.variants)


def _variant(path: str, encoding: Encoding, made: Encoded) -> Variant:
    stem = slugify(basename(path).rpartition(".")[0])[:60] or "image"
    name = f"{stem}-{encoding.width}.{made.blob.digest[:10]}{ENDINGS[encoding.format]}"
    return Variant(FOLDER + name, made.blob, encoding.width, encoding.height, made.size)


def sizes_attribute(facts: ImageFacts, size: ImageSize, stated: int, widths: Widths) -> str:
    """Say how wide a picture is shown: in its column, and in that of a phone.

    One in the text is never wider than it is; ``stated`` is what its author asks for, or 0.
    """
    natural = facts.width
    column, margin = widths.of(size), widths.margin
    shown = min(column, stated or (natural if size == "text" else column))
    if shown <= widths.narrow:
        return f"{shown}px"
    if facts.portrait and not stated:
        high = f"{facts.portrait}vh"
        on_phones = f"min(100vw - {margin}px, {high})"
        return f"(min-width: {shown + margin}px) min({shown}px, {high}), {on_phones}"
    return f"(min-width: {shown + margin}px) {shown}px, calc(100vw - {margin}px)"
