"""All pictures of one figure: for its page, for phones, for feeds, to take away."""

from msgspec import Struct

from generator.charts.authored import Settings
from generator.charts.figure import Narrow, Raster
from generator.charts.pictures.download import svg_file
from generator.charts.pictures.raster import is_heavy
from generator.charts.pictures.render import dark_picture, picture
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


def draw_pictures(
    wide: Plot, narrow: Plot | None, block: Block, settings: Settings, alt: str, look: Look
) -> tuple[Pictures, tuple[bytes, ...]]:
    """Write out the drawings of a block's figure, with the bytes of their Blobs."""
    name = block.name
    blobs: list[bytes] = []
    heavy = is_heavy(wide.root)
    svg = inline_svg(wide.root, name, alt, look.width_of(settings.size))
    raster = _raster(svg, look, blobs) if heavy else None
    made = Pictures(
        svg=_keep(svg, blobs),
        png=_keep(picture(svg, look), blobs),
        download=_keep(svg_file(svg, look, settings.caption, alt), blobs),
        narrow=_narrow(narrow, name, alt, look, blobs, heavy=heavy) if narrow else None,
        raster=raster,
    )
    return made, tuple(blobs)


def _narrow(
    drawn: Plot, name: str, alt: str, look: Look, blobs: list[bytes], *, heavy: bool
) -> Narrow:
    # Both drawings stand in the page, so their ids must not be the same.
    svg = inline_svg(drawn.root, f"{name}-narrow", alt, look.narrow)
    raster = _raster(svg, look, blobs) if heavy else None
    return Narrow(_keep(svg, blobs), drawn.width, drawn.height, raster=raster)


def _raster(svg: str, look: Look, blobs: list[bytes]) -> Raster:
    return Raster(_keep(picture(svg, look), blobs), _keep(dark_picture(svg, look), blobs))


def _keep(content: str | bytes, blobs: list[bytes]) -> Blob:
    blob, raw = keep(content)
    blobs.append(raw)
    return blob
