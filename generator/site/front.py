"""FrontMatter: what a source says about itself."""

from typing import Final, Literal

from msgspec import Struct, structs

from generator.data.load import Stated
from generator.data.loaders import Input
from generator.markup.parts import Dialect, Math
from generator.problems import Place

Formulas = bool | Literal["tex"]
"""What ``math`` says of formulas, in front matter as in site.yaml."""
TEX: Final[tuple[Literal["tex"]]] = ("tex",)
MATH: Final[dict[Formulas, Math]] = {False: "", True: "dollars", "tex": "tex"}


class DataFile(Struct, frozen=True):
    """A data file under a name of the author's own, and where its path stands."""

    name: str
    path: str
    place: Place
    source: str = ""
    types: tuple[Stated, ...] = ()
    sheet: str = ""
    inputs: tuple[Input, ...] = ()
    """What the loader reads that writes the file."""


class FrontMatter(Struct, frozen=True):
    """What a source says about itself. Dates are ISO 8601 with an offset, or empty.

    ``extra`` is JSON. ``place`` is where the front matter
    begins, ``places`` are key, place and source line of what later checks point at, one for
    each value of a list.
    """

    title: str = ""
    date: str = ""
    updated: str = ""
    slug: str = ""
    draft: bool = False
    expires: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    series: str = ""
    image: str = ""
    image_alt: str = ""
    aliases: tuple[str, ...] = ()
    layout: str = ""
    data: tuple[DataFile, ...] = ()
    math: Formulas | None = None
    toc: bool | None = None
    id: str = ""
    extra: str = "{}"
    place: Place = Place("")
    places: tuple[tuple[str, Place, str], ...] = ()

    def dialect(self, of_site: Dialect) -> Dialect:
        """Return how this source is read, in a site that is read in a way of its own."""
        return of_site if self.math is None else structs.replace(of_site, math=MATH[self.math])

    def place_of(self, key: str, index: int = 0) -> tuple[Place, str]:
        """Return where a value of a key stands, and that line.

        For one that was not written it is the place of the front matter.
        """
        found = [(place, source) for name, place, source in self.places if name == key]
        return found[index] if index < len(found) else (self.place, "")
