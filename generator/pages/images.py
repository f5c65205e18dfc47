"""Where the pictures lie that a chart shows, and at which address each is published."""

from collections.abc import Iterator

from msgspec import structs

from generator.charts.figure import Chart, Figure
from generator.data.samples import sample_at
from generator.markup.parts import Block, Link
from generator.problems import Place, Problem
from generator.site.links import Addresses, Target, resolve


def find_images(
    figure: Figure, block: Block, known: Addresses
) -> Iterator[tuple[str, Target | Problem]]:
    """Look for each picture beside the post, then where data lies; a missing one is a warning."""
    for written in figure.images if isinstance(figure, Chart) else ():
        place = Place(block.path, block.line - 1)
        name = sample_at(written) or written
        ways = (name, f"/{name}", f"/data/{name}")
        found = [resolve(Link(w, place, block.fence, "image"), block.path, known) for w in ways]
        target = next((each for each in found if isinstance(each, Target)), None)
        yield written, target or structs.replace(found[0], severity="warning")
