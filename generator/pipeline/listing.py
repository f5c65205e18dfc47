"""Listing: what the site has and what it holds back, from the same waves as a build."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct, structs

from generator.engine.wave import Progress
from generator.pages.addresses import alias_url, href
from generator.pages.redirects import redirects_of
from generator.pipeline.assembly import settings_of
from generator.pipeline.request import Request
from generator.pipeline.waves import read_documents
from generator.pipeline.workspace import Workspace, open_beside
from generator.problems import Problem
from generator.site.catalogue import Catalogue, Visit, catalogue
from generator.site.dates import seen_in
from generator.site.document import Document
from generator.site.folders import places
from generator.site.held import Held
from generator.site.placing import Page
from generator.site.settings import Settings
from generator.site.snapshot import take_snapshot

State = Literal["published", "draft", "scheduled", "expired"]
NO_DATE = datetime.min.replace(tzinfo=UTC)


class ListedDocument(Struct, frozen=True):
    """A document in a list; dates are those of the site's clocks, or empty.

    ``moment`` is until when a scheduled one is held, or since when an expired one is; ``url`` is
    there for what is published.
    """

    state: State
    path: str
    title: str
    date: str
    words: int
    url: str = ""
    moment: str = ""


class Listing(Struct, frozen=True):
    """What was found, newest first, and the problems met on the way."""

    entries: tuple[ListedDocument, ...]
    problems: tuple[Problem, ...]


def list_site(request: Request, state: State, progress: Progress | None = None) -> Listing:
    """List the posts that are published, or what is held back, in one state."""
    with open_beside(request, progress) as workspace:
        found = _listed(request, workspace, state)
        return structs.replace(found, problems=(*found.problems, *workspace.troubles()))


def find_settings(request: Request) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Return the settings of a site, with their problems; nothing is built."""
    with open_beside(request) as workspace:
        snapshot = take_snapshot(request.root, places(request.root), workspace.memory)
        return settings_of(request, snapshot, workspace.engine(snapshot))


def _listed(request: Request, workspace: Workspace, state: State) -> Listing:
    seen = _seen(request, workspace)
    if seen.settings is None or seen.listed is None:
        return Listing((), seen.problems)
    documents, timezone = _whole(seen.documents), seen.settings.timezone
    entries = _entries(seen.listed, documents, state, timezone)
    newest_first = sorted(entries, key=_moment, reverse=True)
    return Listing(tuple(newest_first), seen.problems)


class _Glance(Struct, frozen=True):
    """What is known of a site before anything is drawn; problems alone without settings."""

    problems: tuple[Problem, ...]
    settings: Settings | None = None
    listed: Catalogue | None = None
    documents: Mapping[str, Document | None] = {}


def _seen(request: Request, workspace: Workspace) -> _Glance:
    snapshot = take_snapshot(request.root, places(request.root), workspace.memory)
    engine = workspace.engine(snapshot)
    settings, found = settings_of(request, snapshot, engine)
    if settings is None:
        return _Glance(found)
    request = request.in_timezone(settings.timezone)
    read = read_documents(engine, snapshot.files, settings)
    visit = Visit(request.now, request.drafts, request.future)
    listed, problems = catalogue(read.documents, settings, visit, engine.recall)
    return _Glance((*found, *read.problems, *problems), settings, listed, read.documents)


def list_redirects(request: Request, workspace: Workspace) -> Mapping[str, str]:
    """Return the addresses that lead on to others, and those, as pages write them."""
    seen = _seen(request, workspace)
    if seen.settings is None or seen.listed is None:
        return {}
    return dict(redirects_of(seen.settings)) | {
        href(seen.settings, alias_url(alias)): href(seen.settings, page.url)
        for page in seen.listed.all
        for alias in page.document.front.aliases
    }


def _whole(documents: Mapping[str, Document | None]) -> dict[str, Document]:
    return {path: document for path, document in documents.items() if document is not None}


def _entries(
    listed: Catalogue, documents: Mapping[str, Document], state: State, timezone: str
) -> list[ListedDocument]:
    if state == "published":
        return [_published(page, timezone) for page in listed.posts]
    return [_held(each, documents, timezone) for each in listed.held if each.reason == state]


def _published(page: Page, timezone: str) -> ListedDocument:
    date, words = seen_in(timezone, page.date), page.document.markup.words
    title = page.document.front.title
    return ListedDocument("published", page.path, title, date, words, page.url)


def _held(held: Held, documents: Mapping[str, Document], timezone: str) -> ListedDocument:
    document = documents[held.path]
    date = seen_in(timezone, document.front.date) if document.front.date else ""
    words = document.markup.words
    return ListedDocument(held.reason, held.path, held.title, date, words, moment=held.until)


def _moment(entry: ListedDocument) -> tuple[datetime, str]:
    return datetime.fromisoformat(entry.date) if entry.date else NO_DATE, entry.path
