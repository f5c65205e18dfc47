"""What a plan is made from, and what its links may lead to."""

from collections.abc import Mapping

from msgspec import Struct, structs

from generator.data.words import Languages
from generator.engine import Blob, Recall
from generator.pages.addresses import href
from generator.pages.body import Drawn
from generator.pages.feeds import feed_urls
from generator.pages.link_targets import linked_states, movable_params
from generator.pages.lists import SEARCH_URL
from generator.site.catalogue import Catalogue
from generator.site.links import Addresses
from generator.site.settings import Settings
from generator.site.targets import Face, face_of, gathered
from generator.site.theme import Theme


class PlanSources(Struct, frozen=True):
    """What contexts are made from."""

    files: Mapping[str, Blob]
    settings: Settings
    theme: Theme
    listed: Catalogue
    drawn: Mapping[str, Drawn]
    unread: tuple[str, ...]
    languages: Languages
    encodes: bool = True
    data: Mapping[str, Blob | None] = {}


def url_of(given: PlanSources, path: str) -> str:
    """Return the address of an output."""
    return href(given.settings, "/" + path.lstrip("/"))


def addresses_of(given: PlanSources, recall: Recall) -> Addresses:
    """Return all that links may name; the same object as before where nothing of it changed."""
    pages, drawn = given.listed.by_path, given.drawn
    made = (
        *given.listed.order.lists,
        *feed_urls(given.settings, given.listed),
        "/sitemap.xml",
        *((SEARCH_URL,) if given.settings.search else ()),
    )
    known = Addresses(
        faces=recall(gathered, recall.for_each(face_of, (pages,))),
        files=frozenset(given.files),
        made=frozenset(made),
        held={entry.path: entry for entry in given.listed.held},
        unread=frozenset(given.unread),
        params=dict(recall.gathered(movable_params, (pages, drawn))),
    )
    states = linked_states(pages, drawn, known, given.settings, recall)
    return recall.same("addresses", structs.replace(known, states=states))


def with_anchors(
    known: Addresses, anchors: Mapping[str, tuple[str, ...]], recall: Recall
) -> Addresses:
    """Add what links may lead to in snippets and in what blocks made."""
    if not any(anchors.values()):
        return known
    faces = recall(gathered, recall.for_each(_anchored, (known.faces.by_path, anchors)))
    return recall.same("with anchors", structs.replace(known, faces=faces))


def made_anchors(drawn: Drawn, in_snippets: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the names that a page's snippets and blocks give to what they write."""
    of_blocks = (each.anchors for each in drawn.inserts if each)
    return (*(in_snippets or ()), *(anchor for each in of_blocks for anchor in each))


def _anchored(face: Face, anchors: tuple[str, ...]) -> Face:
    return structs.replace(face, anchors=(*face.anchors, *anchors)) if anchors else face
