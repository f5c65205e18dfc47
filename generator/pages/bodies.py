"""Bind the holes of every document to what fills them: addresses, figures, code."""

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from msgspec import Struct, structs

from generator.charts.figure import Figure
from generator.data.prose.values import Written
from generator.engine import Blob
from generator.markup.holes import Holes, fill, with_values
from generator.markup.parts import Block, Link
from generator.pages.addresses import absolute, href, whole
from generator.pages.body import Body, FigureFill
from generator.pages.broken import broken_figure
from generator.pages.figures import Charts, figure_fill, still
from generator.pages.images import find_images
from generator.pages.outputs import Output
from generator.pages.pictures import Size, is_image, size_attributes
from generator.pages.prose import value_html, value_texts
from generator.problems import Problem
from generator.site.links import Addresses, Target, file_url, front_link, resolve
from generator.site.placing import Page
from generator.site.settings import Settings


class Drawn(Struct, frozen=True):
    """What was drawn for one document: its figures and its highlighted code, in order.

    A figure that could not be drawn is None, so that the others keep their places.
    ``values`` are those of the prose, ``captions`` those of each figure's caption.
    ``broken`` is why each figure is missing, for a page that is to tell.
    """

    figures: tuple[Figure | None, ...] = ()
    codes: tuple[Blob, ...] = ()
    values: tuple[Written, ...] = ()
    captions: tuple[tuple[Written, ...], ...] = ()
    broken: tuple[tuple[Problem, ...], ...] = ()

    @property
    def whole(self) -> tuple[Figure, ...]:
        """Return the figures that could be drawn."""
        return tuple(figure for figure in self.figures if figure is not None)

    @property
    def every_value(self) -> tuple[Written, ...]:
        """Return the values of prose and captions."""
        return self.values + tuple(value for each in self.captions for value in each)


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


def bind(page: Page, drawn: Drawn, known: Addresses, settings: Settings, charts: Charts) -> Bound:
    """Resolve a document's links and put its figures and code in place."""
    problems: list[Problem] = []
    markup = page.document.markup
    targets = [_target(link, page, known, problems) for link in markup.links]
    links = tuple(href(settings, target.url) for target in targets)
    image = _image(page, known, problems)
    figures = _figures(drawn, page, known, settings, charts, problems)
    body = Body(
        html=markup.html,
        links=links,
        figures=figures.on_page,
        codes=drawn.codes,
        notes=markup.notes,
        texts=tuple(
            _text(link, target, page, known)
            for link, target in zip(markup.links, targets, strict=True)
        ),
        values=tuple(value_html(each, settings) for each in drawn.values),
        broken=_broken(drawn, markup.figures),
    )
    absolutes = tuple(whole(settings, link) if link.startswith("/") else link for link in links)
    shown = [*targets, *figures.targets, image]
    files = [target.file for target in shown if target is not None and target.file]
    return Bound(
        body,
        structs.replace(
            body,
            links=absolutes,
            figures=figures.in_feed,
            values=value_texts(drawn.values),
            broken=(),
        ),
        href(settings, image.url) if image else "",
        tuple(dict.fromkeys(files)),
        any(fill is not None and fill.figure.is_live for fill in body.figures),
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


def _broken(drawn: Drawn, blocks: Sequence[Block]) -> tuple[str, ...]:
    pairs = zip(blocks, drawn.broken, strict=False)
    return tuple(
        broken_figure(block.name, number, problems) if problems else ""
        for number, (block, problems) in enumerate(pairs, 1)
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


def _target(link: Link, page: Page, known: Addresses, problems: list[Problem]) -> Target:
    found = resolve(link, page.path, known)
    if isinstance(found, Problem):
        problems.append(found)
        return Target("/")
    return found


def _text(link: Link, target: Target, here: Page, known: Addresses) -> str:
    """Word a link that has no text of its own: a figure by its number, a heading by its text."""
    if link.has_text:
        return ""
    path, _, anchor = target.url.partition("#")
    page = known.faces.by_url.get(unquote(path))
    if page is None:
        return target.url
    figure = anchor.partition("?")[0]
    if figure in page.figures:
        number = f"Figure {page.figures.index(figure) + 1}"
        return number if page.path == here.path else f"{number} in {page.title}"
    named = dict(page.headings).get(unquote(anchor), page.title)
    return with_values(named, ()).strip()


def _image(page: Page, known: Addresses, problems: list[Problem]) -> Target | None:
    front = page.document.front
    if not front.image:
        return None
    place, source = front.place_of("image")
    if "://" in front.image:
        message = "a picture on the web is not used: cards and pages show what is published here"
        problems.append(Problem(message, place, "keep a copy beside the post", source, "warning"))
        return None
    found = resolve(front_link(front.image, place, source), page.path, known)
    if isinstance(found, Problem):
        problems.append(found)
        return None
    return found


class _Figures(Struct, frozen=True):
    """A page's figures twice: feeds need whole addresses, and pictures alone.

    ``targets`` are where the links of captions and sources lead.
    """

    on_page: tuple[FigureFill | None, ...]
    in_feed: tuple[FigureFill | None, ...]
    targets: tuple[Target, ...]


def _figures(
    drawn: Drawn,
    page: Page,
    known: Addresses,
    settings: Settings,
    charts: Charts,
    problems: list[Problem],
) -> _Figures:
    on_page: list[FigureFill | None] = []
    in_feed: list[FigureFill | None] = []
    every: list[Target] = []
    captions = drawn.captions or ((),) * len(drawn.figures)
    for number, (figure, values) in enumerate(zip(drawn.figures, captions, strict=True), 1):
        if figure is None:
            on_page.append(None)
            in_feed.append(None)
            continue
        states = known.states.get((page.path, figure.name), ())
        plain = figure_fill(figure, number, page, settings, charts).linked(states)
        targets = [_target(link, page, known, problems) for link in figure.links]
        texts = tuple(
            _text(link, target, page, known) for link, target in zip(figure.links, targets)
        )
        pictures = dict(find_images(figure, page.document.markup.figures[number - 1], known))
        problems += [each for each in pictures.values() if isinstance(each, Problem)]
        shown = {name: each for name, each in pictures.items() if isinstance(each, Target)}
        plain = plain.pictured(tuple((n, href(settings, t.url)) for n, t in shown.items()))
        moving = tuple(value_html(each, settings) for each in values)
        ways = ((on_page, href, moving), (in_feed, absolute, value_texts(values)))
        for fills, address, written in ways:
            links = tuple(address(settings, target.url) for target in targets)
            holes = Holes(links=links, texts=texts, values=written)
            fills.append(plain.worded(fill(figure.caption, holes), fill(figure.source, holes)))
        every += [*targets, *shown.values()]
    stills = tuple(one and still(one, settings) for one in in_feed)
    return _Figures(tuple(on_page), stills, tuple(every))
