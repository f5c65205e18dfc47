"""All pictures of one figure: for its page, for phones, for feeds, to take away."""

from collections.abc import Mapping

from msgspec import Struct

from generator.charts.authored import Settings
from generator.charts.figure import Narrow, Raster
from generator.charts.pictures.download import svg_file
from generator.charts.pictures.raster import is_heavy
from generator.charts.pictures.render import dark_picture, picture, with_pictures
from generator.charts.pictures.svg import inline_svg
from generator.charts.plot import Plot
from generator.engine import Blob, keep
from generator.markup.parts import Block
from generator.site.look import Look


class Pictures(Struct, frozen=True):
    """What a figure shows without a script."""

    svg: Blob
    png: Blob
    download: Blob
    narrow: Narrow | None
    raster: Raster | None


class Drawings(Struct, frozen=True):
    """A block's drawings; ``pictures`` are the files that they show, as data by their addresses."""

    wide: Plot
    narrow: Plot | None
    pictures: Mapping[str, str] = {}


def draw_pictures(
    drawn: Drawings, block: Block, settings: Settings, alt: str, look: Look
) -> tuple[Pictures, tuple[bytes, ...]]:
    """Write out the drawings of a block's figure, with the bytes of their Blobs."""
    blobs: list[bytes] = []
    heavy = is_heavy(drawn.wide.root)

    def pictured(svg: str) -> Raster | None:
        return _raster(with_pictures(svg, drawn.pictures), look, blobs) if heavy else None

    svg = inline_svg(drawn.wide.root, block.name, alt, look.width_of(settings.size))
    whole = with_pictures(svg, drawn.pictures)
    raster, narrow = pictured(svg), drawn.narrow
    # Both drawings stand in the page, so their ids must not be the same.
    slim = inline_svg(narrow.root, f"{block.name}-narrow", alt, look.narrow) if narrow else ""
    made = Pictures(
        svg=_keep(svg, blobs),
        png=_keep(picture(whole, look), blobs),
        download=_keep(svg_file(whole, look, settings.caption, alt), blobs),
        narrow=_narrow(narrow, slim, pictured(slim), blobs) if narrow else None,
        raster=raster,
    )
    return made, tuple(blobs)


def _narrow(drawn: Plot, svg: str, raster: Raster | None, blobs: list[bytes]) -> Narrow:
    return Narrow(_keep(svg, blobs), drawn.width, drawn.height, raster=raster)


def _raster(svg: str, look: Look, blobs: list[bytes]) -> Raster:
    return Raster(_keep(picture(svg, look), blobs), _keep(dark_picture(svg, look), blobs))


def _keep(content: str | bytes, blobs: list[bytes]) -> Blob:
    blob, raw = keep(content)
    blobs.append(raw)
    return blob
