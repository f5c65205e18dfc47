"""A page's figures: what templates see of each, and the files that are published for it."""

from collections.abc import Iterator, Sequence

from msgspec import Raw, Struct, json, structs

from generator.blocks.exhibit import SCRIPTS, STYLES
from generator.blocks.options import FigureOptions
from generator.charts.figure import Chart, Exhibit, Figure, Infographic, Raster
from generator.data.words import Languages
from generator.engine import Blob
from generator.pages.addresses import absolute, href, whole
from generator.pages.body import FigureFill
from generator.pages.figure_value import FigureValue
from generator.pages.outputs import Output
from generator.pages.values import LinkValue
from generator.problems import Place
from generator.site.placing import Page
from generator.site.settings import Settings

SHARED = "/figures/data/"
"""Where rows lie that several figures use, each by the digest of its bytes."""
MADE = frozenset("caption alt source height table downloads echo".split())
"""What templates get by the name of an option, and is made from it."""
AS_SAID = frozenset(FigureOptions.__struct_fields__) & set(FigureValue.__struct_fields__) - MADE
"""Options that templates get as they were set: those that a figure's value has a field for."""


class FigureContext(Struct, frozen=True):
    """What all figures of a site share.

    ``runtime`` is the address of the charts' runtime, for figures that come alive;
    ``have_pages`` tells whether each figure has a page of its own; ``languages`` are what is said
    in that of each page.
    """

    languages: Languages
    runtime: str = ""
    have_pages: bool = True


def figure_url(page: Page, figure: Figure) -> str:
    """Return the address of a figure's files, without their ending."""
    # The whole address: two posts of one name may stand under two years.
    return f"/figures/{page.url.strip('/').removesuffix('.html')}/{figure.name}"


def asked_at(page: Page, figure: Figure) -> tuple[Place | None, str]:
    """Return the place and the line of a figure's block."""
    blocks = (each for each in page.document.markup.figures if each.name == figure.name)
    block = next(blocks, None)
    return (Place(block.path, block.line - 1), block.fence) if block else (None, "")


def figure_outputs(page: Page, figures: Sequence[Figure]) -> tuple[Output, ...]:
    """Return the files of a page's figures: pictures, the live chart's data, downloads."""
    # That two figures have one name is told already; their files would say it again.
    by_name = {figure.name: figure for figure in reversed(figures)}
    own = (
        Output(f"{figure_url(page, figure)[1:]}{ending}", blob, page.path, *asked_at(page, figure))
        for figure in by_name.values()
        for ending, blob in _files(figure)
    )
    shared = dict.fromkeys(blob for figure in figures for blob in figure.rows)
    rows = (Output(f"{SHARED[1:]}{blob.digest}.json", blob, page.path) for blob in shared)
    return (*own, *rows)


def _files(figure: Figure) -> Iterator[tuple[str, Blob]]:
    yield ".png", figure.png
    if isinstance(figure, Chart):
        yield from _files_of_chart(figure)
    if isinstance(figure, Exhibit):
        yield from ((f".{figure.mark}/{path}", blob) for path, blob in figure.files)
    for _, ending, blob in _downloads(figure):
        if ending != ".png":
            yield ending, blob


def _files_of_chart(chart: Chart) -> Iterator[tuple[str, Blob]]:
    if chart.spec is not None:
        yield ".json", chart.spec
    yield from _pictures("", chart.raster)
    if chart.narrow is not None:
        yield from _pictures(".narrow", chart.narrow.raster)
    if chart.narrow is not None and chart.narrow.spec is not None:
        yield ".narrow.json", chart.narrow.spec


def _pictures(version: str, raster: Raster | None) -> Iterator[tuple[str, Blob]]:
    if raster is not None:
        yield f"{version}.light.png", raster.light
        yield f"{version}.dark.png", raster.dark


def loaded_files(figure: Figure) -> tuple[Blob, ...]:
    """Return the files that a figure loads when it comes near the view."""
    if not figure.is_live or figure.frame.options.live != "visible":
        return ()
    if isinstance(figure, Chart) and figure.spec is not None:
        return (figure.spec, *figure.rows)
    if isinstance(figure, Exhibit):
        code = (blob for path, blob in figure.files if path.endswith((*SCRIPTS, *STYLES)))
        return (*code, *figure.rows)
    return ()


def _downloads(figure: Figure) -> Iterator[tuple[str, str, Blob]]:
    """Yield the form, the ending and the file of all that readers may take away."""
    table = figure.table
    drawing = figure.download if isinstance(figure, Chart) else None
    every = (
        ("csv", ".csv", table.csv if table else None),
        # The live chart has the plain ending.
        ("json", ".data.json", table.json if table else None),
        ("svg", ".svg", drawing),
        ("png", ".png", figure.png),
    )
    for form, ending, blob in every:
        if form in figure.frame.options.downloads and blob is not None:
            yield form.upper(), ending, blob


def figure_fill(
    figure: Figure, number: int, page: Page, settings: Settings, charts: FigureContext
) -> FigureFill:
    """Return a figure for its hole, its caption and source still to be written."""
    value = figure_value(figure, number, page, settings, charts)
    table = figure.table.html if figure.table else None
    if not isinstance(figure, Chart):
        return FigureFill(value, table=table)
    if isinstance(figure, Infographic):
        return FigureFill(value, figure.markup, table=table)
    svg = None if figure.raster else figure.svg
    narrow = figure.narrow.svg if figure.narrow and not figure.narrow.raster else None
    return FigureFill(value, svg, narrow, table)


def still(fill: FigureFill, settings: Settings) -> FigureFill:
    """Return a figure for a feed: as a picture, with the whole address of its own page."""
    page = whole(settings, fill.figure.page) if fill.figure.page else ""
    return FigureFill(structs.replace(fill.figure, page=page))


def figure_value(
    figure: Figure, number: int, page: Page, settings: Settings, charts: FigureContext
) -> FigureValue:
    """Describe a figure to templates; what comes from Blobs and links is still missing."""
    stem, table = figure_url(page, figure), figure.table
    value = FigureValue(
        id=figure.name,
        number=number,
        svg="",
        caption="",
        alt=figure.alt,
        width=figure.width,
        height=figure.height,
        echo=figure.frame.echo,
        png=absolute(settings, f"{stem}.png"),
        rows=table.count if table else 0,
        downloads=tuple(
            LinkValue(form, href(settings, stem + ending)) for form, ending, _ in _downloads(figure)
        ),
        page=href(settings, f"{stem}/") if charts.have_pages else "",
        **{name: getattr(figure.frame.options, name) for name in AS_SAID},
    )
    if isinstance(figure, Chart):
        return _with_chart(value, figure, stem, settings, charts)
    if isinstance(figure, Exhibit):
        return _with_exhibit(value, figure, stem, settings)
    return value


def _with_chart(
    value: FigureValue, chart: Chart, stem: str, settings: Settings, charts: FigureContext
) -> FigureValue:
    narrow, raster, live = chart.narrow, chart.raster, chart.is_live
    small = narrow.raster if narrow else None
    return structs.replace(
        value,
        spec=href(settings, f"{stem}.json") if live else "",
        runtime=charts.runtime if live else "",
        controls=chart.controls,
        narrow_width=narrow.width if narrow else 0,
        narrow_height=narrow.height if narrow else 0,
        narrow_light=href(settings, f"{stem}.narrow.light.png") if small else "",
        narrow_dark=href(settings, f"{stem}.narrow.dark.png") if small else "",
        narrow_spec=href(settings, f"{stem}.narrow.json") if live and narrow else "",
        shared=href(settings, SHARED) if chart.shared else "",
        light=href(settings, f"{stem}.light.png") if raster else "",
        dark=href(settings, f"{stem}.dark.png") if raster else "",
    )


def _with_exhibit(
    value: FigureValue, exhibit: Exhibit, stem: str, settings: Settings
) -> FigureValue:
    def address(path: str) -> str:
        return href(settings, f"{stem}.{exhibit.mark}/{path}")

    asked = {
        "styles": [address(path) for path in exhibit.styles],
        "props": Raw(exhibit.props.encode()),
        "files": {name: address(path) for name, path in exhibit.named},
        "data": {
            name: href(settings, f"{SHARED}{rows.digest}.json") for name, rows in exhibit.data
        },
    }
    return structs.replace(
        value,
        art=address(exhibit.art),
        module=address(exhibit.module) if exhibit.is_live else "",
        exhibit=json.encode(asked).decode() if exhibit.is_live else "",
    )
