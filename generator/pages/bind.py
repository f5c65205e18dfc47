"""Bind the holes of every document to what fills them: addresses, figures, code, values."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from msgspec import Struct, structs

from generator.charts.vega.controls import control_id
from generator.data.prose.values import Follows, WrittenValue, path_hole
from generator.data.words import Words
from generator.engine import Blob
from generator.images.files import is_image
from generator.images.picture import Picture
from generator.markup.holes import Holes, fill
from generator.markup.parts import Block, Link
from generator.pages.addresses import absolute, href, whole
from generator.pages.body import Body, Drawn, FigureFill, InsertFill, broken_figure
from generator.pages.figures import FigureContext, figure_fill, still
from generator.pages.link_targets import find_images, image_of, link_text, target_of
from generator.pages.outputs import Output
from generator.problems import Problem
from generator.site.links import Addresses, Target
from generator.site.placing import Page
from generator.site.settings import Settings


class Bound(Struct, frozen=True):
    """A document's bodies for its page and for feeds, its image, and the files it needs.

    ``pictures`` are the files that the body shows as images, at the index of their links; all
    other links have an empty path there. ``files`` are all others, until it is known which
    pictures are published as they are.
    """

    body: Body
    feed_body: Body
    image: str
    files: tuple[str, ...]
    scripts: tuple[str, ...]
    """The browser's modules that its figures need."""
    problems: tuple[Problem, ...] = ()
    pictures: tuple[str, ...] = ()
    image_file: str = ""
    image_picture: Picture = Picture()
    links: tuple[Link, ...] = ()
    """Those of its text, and behind them those that blocks of the site's own made."""

    @property
    def has_pictures(self) -> bool:
        """Whether it shows any image file."""
        return bool(self.image_file) or any(self.pictures)


def bind(
    page: Page, drawn: Drawn, known: Addresses, settings: Settings, charts: FigureContext
) -> Bound:
    """Resolve a document's links and put its figures and code in place."""
    problems: list[Problem] = []
    markup = page.document.markup
    words = charts.languages[page.language].words
    written = _links(page, drawn)
    targets = [target_of(link, page, known, problems) for link in written]
    pairs = [*zip(written, targets, strict=True)]
    links = tuple([href(settings, target.url) for target in targets])
    image = image_of(page, known, problems)
    given = [target_of(link, page, known, problems) for each in drawn.values for link in each.links]
    figures = NO_FIGURES
    if drawn.figures:
        figures = _figures(drawn, page, known, settings, charts, problems)
    body = Body(
        html=markup.html,
        links=links,
        figures=figures.on_page,
        codes=drawn.codes,
        notes=markup.notes,
        texts=tuple([link_text(*each, page, known, words, problems) for each in pairs]),
        values=_values_on_page(drawn.values, given, settings),
        broken=_broken(drawn, markup.figures, words),
        words=charts.languages[page.language].blob,
        inserts=tuple(_insert_fills(drawn, page)) if drawn.inserts else (),
    )
    absolutes = tuple([whole(settings, link) if link.startswith("/") else link for link in links])
    pictures = tuple(map(_picture, written, targets))
    head = image.file if image and is_image(image.file) else ""
    more = (*figures.targets, *given, *((image,) if image and not head else ()))
    return Bound(
        body,
        structs.replace(
            body,
            links=absolutes,
            figures=figures.in_feed,
            values=_values_in_feed(drawn.values, given, settings),
            broken=(),
        ),
        href(settings, image.url) if image else "",
        _files(pictures, targets, more),
        _scripts(body),
        tuple(dict.fromkeys(problems)),
        pictures,
        head,
        links=written,
    )


def _scripts(body: Body) -> tuple[str, ...]:
    every = (fill.figure.script for fill in body.figures if fill is not None)
    return tuple(dict.fromkeys(filter(None, every)))


def _links(page: Page, drawn: Drawn) -> tuple[Link, ...]:
    """Return the links of a page's text, and behind them those that blocks made."""
    own = page.document.markup.links
    made = [link for each in drawn.inserts if each for link in each.links]
    return (*own, *made) if made else own


def _files(
    pictures: Sequence[str], targets: Sequence[Target], more: Iterable[Target]
) -> tuple[str, ...]:
    """Return the files that links and others lead to, without those of pictures."""
    pairs = zip(pictures, targets, strict=True)
    found = (*[target for picture, target in pairs if not picture], *more)
    return tuple(dict.fromkeys(each.file for each in found if each.file))


def _insert_fills(drawn: Drawn, page: Page) -> Iterator[InsertFill]:
    links, codes = len(page.document.markup.links), len(page.document.markup.codes)
    for each in drawn.inserts:
        yield InsertFill(each.html, links, codes) if each else InsertFill()
        links += len(each.links) if each else 0
        codes += len(each.codes) if each else 0


def _broken(drawn: Drawn, blocks: Sequence[Block], words: Words) -> tuple[str, ...]:
    pairs = zip(blocks, drawn.broken, strict=False)
    return tuple(
        broken_figure(block.name, words("figure_broken", number=number), problems)
        if problems
        else ""
        for number, (block, problems) in enumerate(pairs, 1)
    )


def _picture(link: Link, target: Target) -> str:
    return target.file if link.kind == "image" else ""


class _FigureFills(Struct, frozen=True):
    """A page's figures twice: feeds need whole addresses, and pictures alone.

    ``targets`` are where the links of captions and sources lead.
    """

    on_page: tuple[FigureFill | None, ...]
    in_feed: tuple[FigureFill | None, ...]
    targets: tuple[Target, ...]


NO_FIGURES = _FigureFills((), (), ())


def _figures(
    drawn: Drawn,
    page: Page,
    known: Addresses,
    settings: Settings,
    charts: FigureContext,
    problems: list[Problem],
) -> _FigureFills:
    on_page: list[FigureFill | None] = []
    in_feed: list[FigureFill | None] = []
    every: list[Target] = []
    captions = drawn.captions or ((),) * len(drawn.figures)
    words = charts.languages[page.language].words
    for number, (figure, values) in enumerate(zip(drawn.figures, captions, strict=True), 1):
        if figure is None:
            on_page.append(None)
            in_feed.append(None)
            continue
        states = known.states.get((page.path, figure.name), ())
        plain = figure_fill(figure, number, page, settings, charts).linked(states)
        caption = figure.frame.caption
        targets = [target_of(link, page, known, problems) for link in caption.links]
        pairs = zip(caption.links, targets, strict=True)
        texts = tuple(link_text(*each, page, known, words, problems) for each in pairs)
        pictures = dict(find_images(figure, page.document.markup.figures[number - 1], known))
        problems += [each for each in pictures.values() if isinstance(each, Problem)]
        shown = {name: each for name, each in pictures.items() if isinstance(each, Target)}
        plain = plain.pictured(tuple((n, href(settings, t.url)) for n, t in shown.items()))
        given = [target_of(link, page, known, problems) for each in values for link in each.links]
        moving = _values_on_page(values, given, settings)
        texts_of_values = _values_in_feed(values, given, settings)
        ways = ((on_page, href, moving), (in_feed, absolute, texts_of_values))
        for fills, address, written in ways:
            links = tuple(address(settings, target.url) for target in targets)
            holes = Holes(links=links, texts=texts, values=written)
            fills.append(plain.worded(fill(caption.html, holes), fill(caption.source, holes)))
        every += [*targets, *given, *shown.values()]
    stills = tuple(one and still(one, settings) for one in in_feed)
    return _FigureFills(tuple(on_page), stills, tuple(every))


def _values_on_page(
    values: Sequence[WrittenValue], given: Sequence[Target], settings: Settings
) -> tuple[str, ...]:
    """Write values for their page; ``given`` are the files that snippets name, one by one."""
    addresses = iter([href(settings, target.url) for target in given])
    return tuple(
        [
            _with_paths(each, each.html, addresses)
            if _is_made(each)
            else value_html(each, settings)
            for each in values
        ]
    )


def _values_in_feed(
    values: Sequence[WrittenValue], given: Sequence[Target], settings: Settings
) -> tuple[str, ...]:
    """Write values where nothing moves, and each address is whole."""
    addresses = iter([absolute(settings, target.url) for target in given])
    return tuple(
        [
            _with_paths(each, each.feed, addresses) if _is_made(each) else text
            for each, text in zip(values, value_texts(values), strict=True)
        ]
    )


def _is_made(written: WrittenValue) -> bool:
    """Tell whether a snippet made this."""
    return bool(written.html or written.feed or written.links)


def _with_paths(written: WrittenValue, html: str, addresses: Iterator[str]) -> str:
    for index, _ in enumerate(written.links):
        html = html.replace(path_hole(index), escape(next(addresses)))
    return html


def value_html(written: WrittenValue, settings: Settings) -> str:
    """Write a value for its page."""
    text = escape(written.text, quote=False)
    if written.follows is None:
        return text
    follows = written.follows
    attributes = {
        "for": " ".join(control_id(*setting) for setting in follows.settings),
        "data-format": follows.format,
        **_source(follows, settings),
    }
    told = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    # A number alone, out of its sentence, tells nobody anything.
    return f'<output class="value" aria-live="off"{told}>{text}</output>'


def value_texts(values: Iterable[WrittenValue]) -> tuple[str, ...]:
    """Write values where nothing moves: in feeds, and once more in lists."""
    return tuple([escape(written.text, quote=False) for written in values])


def value_outputs(values: Sequence[WrittenValue], path: str) -> tuple[Output, ...]:
    """Return the files of values that are too large to stand in their page, or many values'."""
    follows = [each.follows for each in values if each.follows]
    blobs = dict.fromkeys(blob for each in follows for blob in (each.rows, each.locale) if blob)
    return tuple(Output(_file(blob), blob, path) for blob in blobs)


def _source(follows: Follows, settings: Settings) -> dict[str, str]:
    files = {"data-rows": follows.rows, "data-locale": follows.locale}
    found = {name: href(settings, "/" + _file(blob)) for name, blob in files.items() if blob}
    return found if follows.rows else {"data-expression": follows.expression, **found}


def _file(blob: Blob) -> str:
    return f"figures/values.{blob.digest[:12]}.json"
