"""Bind the holes of every document to what fills them: addresses, figures, code."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from urllib.parse import quote, unquote

from msgspec import Struct, structs

from generator.charts.figure import Figure
from generator.engine import Blob
from generator.markup.fill import Holes, fill
from generator.markup.parts import Link
from generator.pages.body import Body, FigureFill
from generator.pages.edition import absolute, href, whole
from generator.pages.measure import Size, is_image, size_attributes
from generator.pages.outputs import Output
from generator.pages.values import FigureValue
from generator.problems import Problem
from generator.site.catalogue import Page
from generator.site.links import Addresses, Target, file_url, front_link, resolve
from generator.site.settings import Settings


class Drawn(Struct, frozen=True):
    """What was drawn for one document: its figures and its highlighted code, in order.

    A figure that could not be drawn is None, so that the others keep their places.
    """

    figures: tuple[Figure | None, ...] = ()
    codes: tuple[Blob, ...] = ()

    @property
    def whole(self) -> tuple[Figure, ...]:
        """Return the figures that could be drawn."""
        return tuple(figure for figure in self.figures if figure is not None)


class Bound(Struct, frozen=True):
    """A document's bodies for its page and for feeds, its image, and the files it needs.

    ``pictures`` are the image files that the body shows, at the index of their links; all
    other links have an empty path there.
    """

    body: Body
    feed_body: Body
    image: str
    files: tuple[str, ...]
    live: bool
    problems: tuple[Problem, ...] = ()
    pictures: tuple[str, ...] = ()
    image_file: str = ""
    image_size: Size = Size()

    @property
    def measured(self) -> tuple[str, ...]:
        """Return the paths of the pictures whose sizes are wanted."""
        return tuple(path for path in (*self.pictures, self.image_file) if path)


def bind(page: Page, drawn: Drawn, known: Addresses, settings: Settings, runtime: str) -> Bound:
    """Resolve a document's links and put its figures and code in place.

    ``runtime`` is the address of the charts' runtime, for figures that come alive.
    """
    problems: list[Problem] = []
    markup = page.document.markup
    targets = [_target(link, page, known, problems) for link in markup.links]
    links = tuple(href(settings, target.url) for target in targets)
    image = _image(page, known, problems)
    figures = _figures(drawn, page, known, settings, runtime, problems)
    body = Body(
        html=markup.html,
        links=links,
        figures=figures.on_page,
        codes=drawn.codes,
        notes=markup.notes,
        texts=tuple(
            _text(link, target, known) for link, target in zip(markup.links, targets, strict=True)
        ),
    )
    absolutes = tuple(whole(settings, link) if link.startswith("/") else link for link in links)
    files = [target.file for target in [*targets, image] if target is not None and target.file]
    return Bound(
        body,
        structs.replace(body, links=absolutes, figures=figures.in_feed),
        href(settings, image.url) if image else "",
        tuple(dict.fromkeys(files)),
        any(fill is not None and fill.figure.spec for fill in body.figures),
        tuple(dict.fromkeys(problems)),
        tuple(map(_picture, markup.links, targets)),
        image.file if image and is_image(image.file) else "",
    )


def sized(bound: Bound, sizes: Mapping[str, Size]) -> Bound:
    """Give the images of a document the sizes that their files have, by path."""
    if not bound.measured:
        return bound
    written = tuple(size_attributes(sizes[path]) if path else "" for path in bound.pictures)
    return structs.replace(
        bound,
        body=structs.replace(bound.body, sizes=written),
        feed_body=structs.replace(bound.feed_body, sizes=written),
        image_size=sizes.get(bound.image_file, Size()),
    )


def _picture(link: Link, target: Target) -> str:
    return target.file if link.kind == "image" and is_image(target.file) else ""


def file_outputs(
    files: Mapping[str, Blob], used: Sequence[str], known: Addresses
) -> tuple[Output, ...]:
    """Return the outputs of the files that pages use, and of ``content/static/`` as it is."""
    static = [path for path in files if path.startswith("content/static/")]
    paths = dict.fromkeys([*static, *used])
    return tuple(Output(file_url(path, known)[1:], files[path], path) for path in paths)


def figure_outputs(page: Page, figures: Sequence[Figure]) -> tuple[Output, ...]:
    """Return the files of a page's figures: a picture each, and the live chart's data."""
    outputs = []
    for figure in figures:
        stem = figure_url(page, figure)[1:]
        outputs.append(Output(f"{stem}.png", figure.png, page.path))
        if figure.spec is not None:
            outputs.append(Output(f"{stem}.json", figure.spec, page.path))
    return tuple(outputs)


def figure_url(page: Page, figure: Figure) -> str:
    """Return the address of a figure's files, without their ending."""
    # The whole address: two posts of one name may stand under two years.
    return f"/figures/{page.url.strip('/').removesuffix('.html')}/{figure.name}"


def _target(link: Link, page: Page, known: Addresses, problems: list[Problem]) -> Target:
    found = resolve(link, page.path, known)
    if isinstance(found, Problem):
        problems.append(found)
        return Target("/")
    return found


def _text(link: Link, target: Target, known: Addresses) -> str:
    """Word a link that has no text of its own: a figure by its number, a heading by its text."""
    if link.has_text:
        return ""
    path, _, anchor = target.url.partition("#")
    page = next((page for page in known.catalogue.all if quote(page.url) == path), None)
    if page is None:
        return target.url
    names = [block.name for block in page.document.markup.figures]
    if anchor in names:
        return f"Figure {names.index(anchor) + 1}"
    headings = page.document.markup.headings
    return next((h.text for h in headings if h.anchor == unquote(anchor)), page.title)


def _image(page: Page, known: Addresses, problems: list[Problem]) -> Target | None:
    front = page.document.front
    if not front.image or "://" in front.image:
        return None
    place, source = front.place_of("image")
    found = resolve(front_link(front.image, place, source), page.path, known)
    if isinstance(found, Problem):
        problems.append(found)
        return None
    return found


class _Figures(Struct, frozen=True):
    """A page's figures twice: feeds need whole addresses in captions."""

    on_page: tuple[FigureFill | None, ...]
    in_feed: tuple[FigureFill | None, ...]


def _figures(
    drawn: Drawn,
    page: Page,
    known: Addresses,
    settings: Settings,
    runtime: str,
    problems: list[Problem],
) -> _Figures:
    on_page: list[FigureFill | None] = []
    in_feed: list[FigureFill | None] = []
    for number, figure in enumerate(drawn.figures, 1):
        if figure is None:
            on_page.append(None)
            in_feed.append(None)
            continue
        value = _figure(figure, number, page, settings, runtime)
        for fills, address in ((on_page, href), (in_feed, absolute)):
            caption = _caption(figure, page, known, partial(address, settings), problems)
            fills.append(FigureFill(structs.replace(value, caption=caption), figure.svg))
    return _Figures(tuple(on_page), tuple(in_feed))


def _caption(
    figure: Figure,
    page: Page,
    known: Addresses,
    address: Callable[[str], str],
    problems: list[Problem],
) -> str:
    targets = [_target(link, page, known, problems) for link in figure.links]
    texts = [_text(link, target, known) for link, target in zip(figure.links, targets)]
    links = tuple(address(target.url) for target in targets)
    return fill(figure.caption, Holes(links=links, texts=tuple(texts)))


def _figure(
    figure: Figure, number: int, page: Page, settings: Settings, runtime: str
) -> FigureValue:
    stem = figure_url(page, figure)
    live = figure.spec is not None and figure.live != "never"
    return FigureValue(
        id=figure.name,
        number=number,
        svg="",
        caption="",
        alt=figure.alt,
        width=figure.width,
        height=figure.height,
        size=figure.size,
        spec=href(settings, f"{stem}.json") if live else "",
        live=figure.live,
        png=absolute(settings, f"{stem}.png"),
        echo=figure.echo,
        controls=figure.controls,
        runtime=runtime if live else "",
    )
