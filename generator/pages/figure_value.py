"""What the template of a figure is given."""

from msgspec import Struct

from generator.pages.values import LinkValue


class FigureValue(Struct, frozen=True):
    """A figure in the page.

    ``id`` is unique in its page, ``number`` counts from 1. ``svg`` is the drawing, ``narrow`` the
    one for phones; where one would be too large, ``light`` and ``dark`` (``narrow_light`` and
    ``narrow_dark``) are addresses of pictures in its place. ``spec`` and ``narrow_spec`` are the
    addresses of what makes them live, empty where they stay still, ``runtime`` is that of the
    charts' runtime, ``shared`` that of the folder of rows that several figures use, ``images``
    (JSON) are those of the pictures in its chart; ``controls`` is the HTML of sliders and
    menus. ``art`` is the address of an exhibit's art, which stands in place of a drawing,
    ``module`` that of its script, and ``exhibit`` (JSON) what that is given. ``caption``,
    ``source`` and ``table`` are HTML, ``rows`` the number of rows of the data. ``downloads``
    pair a form (CSV) with its address; ``png`` is an absolute address, ``page`` that of the
    figure's own page. ``states`` are the fragments (``fees?fee=1.5``) that links of the site
    lead to: each is an id too, so that such a link works without a script.
    """

    id: str
    number: int
    svg: str
    caption: str
    alt: str
    width: int
    height: int
    size: str
    live: str
    png: str
    spec: str = ""
    echo: str = ""
    runtime: str = ""
    controls: str = ""
    narrow: str = ""
    narrow_width: int = 0
    narrow_height: int = 0
    narrow_light: str = ""
    narrow_dark: str = ""
    narrow_spec: str = ""
    light: str = ""
    dark: str = ""
    source: str = ""
    as_of: str = ""
    table: str = ""
    rows: int = 0
    downloads: tuple[LinkValue, ...] = ()
    page: str = ""
    states: tuple[str, ...] = ()
    shared: str = ""
    images: str = ""
    art: str = ""
    module: str = ""
    exhibit: str = ""

    @property
    def is_live(self) -> bool:
        """Whether it comes alive where scripts run."""
        return bool(self.spec or self.module)

    @property
    def is_awake(self) -> bool:
        """Whether its drawing itself answers to readers where scripts run."""
        return self.live == "awake" and not self.light

    @property
    def script(self) -> str:
        """The browser's module that it needs, empty where it needs none."""
        return "figure.js" if self.is_live else "awake.js" if self.is_awake else ""
