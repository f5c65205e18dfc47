"""FrontMatter: what a source says about itself."""

from msgspec import Struct

from generator.problems import Place


class FrontMatter(Struct, frozen=True):
    """What a source says about itself. Dates are ISO 8601 with an offset, or empty.

    ``data`` are name, path and place; ``extra`` is JSON. ``place`` is where the front matter
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
    data: tuple[tuple[str, str, Place], ...] = ()
    math: bool | None = None
    toc: bool | None = None
    id: str = ""
    extra: str = "{}"
    place: Place = Place("")
    places: tuple[tuple[str, Place, str], ...] = ()

    def place_of(self, key: str, index: int = 0) -> tuple[Place, str]:
        """Return where a value of a key stands, and that line.

        For one that was not written it is the place of the front matter.
        """
        found = [(place, source) for name, place, source in self.places if name == key]
        return found[index] if index < len(found) else (self.place, "")
