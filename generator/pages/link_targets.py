"""Where the links, pictures and menus of a page lead, and what readers may set by them."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from msgspec import structs

from generator.charts.figure import Chart, Figure
from generator.data.dataset import sample_at
from generator.data.prose.values import Param
from generator.data.words import Words
from generator.engine import Blob, Recall
from generator.markup.holes import as_quoted
from generator.markup.parts import Block, Link
from generator.pages.addresses import href
from generator.pages.body import Drawn
from generator.pages.outputs import Output
from generator.problems import Place, Problem
from generator.site.links import Addresses, Target, file_url, front_link, resolve
from generator.site.links import Figure as FigureName
from generator.site.placing import Page
from generator.site.settings import Settings
from generator.site.slug import STATIC


def target_of(link: Link, page: Page, known: Addresses, problems: list[Problem]) -> Target:
    """Return where a link of a page leads, the home page where that is nowhere."""
    found = resolve(link, page.path, known)
    if isinstance(found, Problem):
        problems.append(found)
        return Target("/")
    return found


def link_text(
    link: Link,
    target: Target,
    here: Page,
    known: Addresses,
    words: Words,
    problems: list[Problem],
) -> str:
    """Return the text of a link that has none of its own: a figure's number, a heading's text."""
    if link.has_text:
        return ""
    path, _, anchor = target.url.partition("#")
    page = known.faces.by_url.get(unquote(path))
    if page is None:
        return target.url
    figure = anchor.partition("?")[0]
    if figure in page.figures:
        number = page.figures.index(figure) + 1
        if page.path == here.path:
            return words("figure", number=number)
        return words("figure_in", number=number, post=page.title)
    named = dict(page.headings).get(unquote(anchor), page.title)
    text = " ".join(as_quoted(named, ()).split())
    if named.count("\x02"):
        message = f'the heading holds what is computed, so the link says only "{text}"'
        problems.append(Problem(message, link.place, _OWN_WORDS, link.source, "warning"))
    return text


def image_of(page: Page, known: Addresses, problems: list[Problem]) -> Target | None:
    """Return the picture that a page names for lists and cards."""
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


_OWN_WORDS = "give the link words of its own: [like these](…)"

ICONS = {
    "favicon.ico": ("icon", "image/x-icon"),
    "favicon.png": ("icon", "image/png"),
    "favicon.svg": ("icon", "image/svg+xml"),
    "apple-touch-icon.png": ("apple-touch-icon", "image/png"),
}
"""What a site's own icons are called, and what they are to browsers."""


def icon_files(files: Mapping[str, Blob]) -> dict[str, str]:
    """Return the names of a site's own icons by their paths."""
    ways = ((folder + name, name) for name in ICONS for folder in ("content/", STATIC))
    return {path: name for path, name in ways if path in files}


def file_outputs(
    files: Mapping[str, Blob], used: Sequence[str], known: Addresses
) -> tuple[Output, ...]:
    """Return the outputs of the files that pages use, and of ``content/static/`` as it is."""
    static = [path for path in files if path.startswith(STATIC)]
    paths = dict.fromkeys([*static, *icon_files(files), *used])
    return tuple(Output(file_url(path, known)[1:], files[path], path) for path in paths)


def linked_states(
    pages: Mapping[str, Page],
    drawn: Mapping[str, Drawn],
    known: Addresses,
    settings: Settings,
    recall: Recall,
) -> dict[FigureName, tuple[str, ...]]:
    """Return every fragment that sets a figure, by that figure; each becomes an id there."""
    found: dict[FigureName, set[str]] = {}
    for path, link in recall.gathered(_with_state, (pages, drawn)):
        target = resolve(link, path, known)
        if isinstance(target, Target) and target.moves:
            fragment = href(settings, target.url).partition("#")[2]
            figure = (target.moves, fragment.partition("?")[0])
            found.setdefault(figure, set()).add(fragment)
    return {figure: tuple(sorted(fragments)) for figure, fragments in found.items()}


def _with_state(page: Page, drawn: Drawn) -> tuple[tuple[str, Link], ...]:
    every = [*page.document.markup.links]
    for figure in drawn.whole:
        every += figure.frame.caption.links
    return tuple([(page.path, link) for link in every if "?" in link.href.partition("#")[2]])


def movable_params(page: Page, drawn: Drawn) -> tuple[tuple[FigureName, tuple[Param, ...]], ...]:
    """Return what readers may move in each figure of a page that could be drawn."""
    return tuple(
        [
            ((page.path, figure.name), figure.params if figure.is_live else ())
            for figure in drawn.whole
        ]
    )
