"""Which states of figures the links of a site lead to."""

from collections.abc import Mapping

from generator.data.prose.values import Param
from generator.engine import Recall
from generator.markup.parts import Link
from generator.pages.addresses import href
from generator.pages.bodies import Drawn
from generator.site.links import Addresses, Figure, Target, resolve
from generator.site.placing import Page
from generator.site.settings import Settings


def linked_states(
    pages: Mapping[str, Page],
    drawn: Mapping[str, Drawn],
    known: Addresses,
    settings: Settings,
    recall: Recall,
) -> dict[Figure, tuple[str, ...]]:
    """Return every fragment that sets a figure, by that figure; each is to be an id there."""
    found: dict[Figure, set[str]] = {}
    for path, link in recall.gathered(_with_state, (pages, drawn)):
        target = resolve(link, path, known)
        if isinstance(target, Target) and target.moves:
            fragment = href(settings, target.url).partition("#")[2]
            figure = (target.moves, fragment.partition("?")[0])
            found.setdefault(figure, set()).add(fragment)
    return {figure: tuple(sorted(fragments)) for figure, fragments in found.items()}


def _with_state(page: Page, drawn: Drawn) -> tuple[tuple[str, Link], ...]:
    groups = (page.document.markup.links, *(figure.links for figure in drawn.whole))
    every = (link for links in groups for link in links)
    return tuple((page.path, link) for link in every if "?" in link.href.partition("#")[2])


def movable_params(page: Page, drawn: Drawn) -> tuple[tuple[Figure, tuple[Param, ...]], ...]:
    """Return what readers may move in each figure of a page that could be drawn."""
    return tuple(
        ((page.path, figure.name), figure.params if figure.is_live else ())
        for figure in drawn.whole
    )
