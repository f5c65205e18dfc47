"""Which states of figures the links of a site lead to."""

from collections.abc import Iterable, Iterator, Mapping

from generator.data.param import Param
from generator.markup.parts import Link
from generator.pages.bodies import Drawn
from generator.pages.edition import href
from generator.site.catalogue import Page
from generator.site.links import Addresses, Figure, Target, resolve
from generator.site.settings import Settings


def linked_states(
    pages: Iterable[Page], drawn: Mapping[str, Drawn], known: Addresses, settings: Settings
) -> dict[Figure, tuple[str, ...]]:
    """Return every fragment that sets a figure, by that figure; each is to be an id there."""
    found: dict[Figure, set[str]] = {}
    for page in pages:
        for link in _with_state(page, drawn[page.path]):
            target = resolve(link, page.path, known)
            if isinstance(target, Target) and target.moves:
                fragment = href(settings, target.url).partition("#")[2]
                figure = (target.moves, fragment.partition("?")[0])
                found.setdefault(figure, set()).add(fragment)
    return {figure: tuple(sorted(fragments)) for figure, fragments in found.items()}


def _with_state(page: Page, drawn: Drawn) -> Iterator[Link]:
    groups = (page.document.markup.links, *(figure.links for figure in drawn.whole))
    for links in groups:
        yield from (link for link in links if "?" in link.href.partition("#")[2])


def movable_params(
    pages: Iterable[Page], drawn: Mapping[str, Drawn]
) -> dict[Figure, tuple[Param, ...]]:
    """Return what readers may move in each figure that could be drawn."""
    return {
        (page.path, figure.name): figure.params if figure.is_live else ()
        for page in pages
        for figure in drawn[page.path].whole
    }
