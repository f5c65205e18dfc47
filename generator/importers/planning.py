"""Settle: from what was found in the old site to the texts and files of the new one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from generator.engine import Recall
from generator.importers.addresses import AddressMap, address_map, static_path
from generator.importers.front import postrock_date, title_from
from generator.importers.linking import (
    LinkedEntry,
    LinkIndex,
    dead_links,
    from_root,
    relink,
    rewritten,
)
from generator.importers.old_site import BlogEntry, OldSite, Placed, ReportNote
from generator.importers.placing import TakenAddresses, aliases_for, choose_files, place
from generator.importers.repair import ParsedEntry, parse_entry, printable
from generator.importers.target import TargetSite
from generator.pages.feeds import feed_urls
from generator.site.catalogue import Catalogue, Visit, catalogue
from generator.site.document import Document
from generator.site.links import Addresses
from generator.site.settings import Settings
from generator.site.targets import faces_of

MADE = ("/sitemap.xml", "/robots.txt", "/404.html")


class ImportPlan(Struct, frozen=True):
    """What is to be written, by path in the new site, and lines of the report.

    ``notes`` come before those of the entries, ``of_files`` behind.
    """

    entries: Mapping[str, BlogEntry]
    files: Mapping[str, Path | bytes]
    notes: tuple[ReportNote, ...]
    of_files: tuple[ReportNote, ...]


def plan_import(found: OldSite, target: TargetSite, now: datetime) -> ImportPlan:
    """Place every entry, rewrite its links, and keep its old address."""
    taken = {document.path for document in target.documents}
    ready = [_ready(entry, target.settings) for entry in found.entries]
    placed, notes = place(ready, taken)
    known = address_map(found, placed)
    parsed_entries = [_parsed(each, known, target.settings) for each in placed]
    files = _all_files(found, parsed_entries, target)
    linked = _link(parsed_entries, known, target, files, now)
    requested = {path: _requested(entry) for path, entry in placed}
    aliased, lost = _with_aliases(linked, requested, target, now)
    used = {file for each in linked for file in each.files}
    wanted = choose_files(found, used, target, _published(aliased, target, now))
    return ImportPlan(
        entries={parsed.path: parsed.entry for parsed in aliased},
        files={
            **wanted.files,
            **{path: f for parsed in parsed_entries for path, f in _beside(parsed).items()},
        },
        notes=(*found.notes, *_other_rules(found, target), *notes, *lost),
        of_files=wanted.notes,
    )


def _other_rules(found: OldSite, target: TargetSite) -> Iterator[ReportNote]:
    """Yield what to tell where texts come into a site that reads Markdown in another way."""
    theirs, ours = found.site.markdown, target.settings.markdown
    if theirs != ours:
        why = f"markdown: {ours} reads texts here that were written for markdown: {theirs}"
        yield ReportNote("changed", "site.yaml", why)


def _ready(entry: BlogEntry, settings: Settings) -> BlogEntry:
    """Give an entry a title, and say whether its dates can be read."""
    entry = printable(entry)
    reasons: list[str] = []
    dates: dict[str, Any] = {}
    for key in ("date", "updated", "expires"):
        written = getattr(entry, key)
        dates[key] = postrock_date(written, settings.timezone) if written else ""
        if written and not dates[key]:
            reasons.append(f'the {key} "{written}" cannot be read')
    draft = entry.draft
    if entry.kind == "post" and not dates["date"] and not draft:
        reasons.append("it has no date, so it became a draft")
        draft = True
    title = entry.title.strip() or title_from(entry.name)
    # Whoever writes the site need not be named by each post.
    authors = () if entry.authors == (settings.author,) else entry.authors
    return entry.noted(*reasons, title=title, draft=draft, authors=authors, **dates)


def _parsed(placed: Placed, known: AddressMap, settings: Settings) -> ParsedEntry:
    path, entry = placed
    return parse_entry(
        path,
        structs.replace(entry.rewritten(lambda text: from_root(text, known)), aliases=()),
        settings,
    )


def _all_files(
    found: OldSite, parsed_entries: Iterable[ParsedEntry], target: TargetSite
) -> frozenset[str]:
    """Return the paths of all files that links may lead to."""
    beside = (path for parsed in parsed_entries for path in _beside(parsed))
    return frozenset((*map(static_path, found.files), *beside, *target.files))


def _beside(parsed: ParsedEntry) -> dict[str, Path | bytes]:
    folder = parsed.path.rpartition("/")[0]
    return {f"{folder}/{name}": place for name, place in parsed.entry.files.items()}


def _listed(documents: Iterable[Document], settings: Settings, visit: Visit) -> Catalogue:
    by_path = {document.path: document for document in documents}
    return catalogue(by_path, settings, visit, Recall())[0]


def _link(
    parsed_entries: list[ParsedEntry],
    known: AddressMap,
    target: TargetSite,
    files: frozenset[str],
    now: datetime,
) -> list[LinkedEntry]:
    """Rewrite links; what is published may not lead to what is not, a draft may."""
    documents = [*target.documents, *(parsed.document for parsed in parsed_entries)]
    indexes = {}
    for shows_all in (False, True):
        listed = _listed(documents, target.settings, Visit(now, shows_all, shows_all))
        made = (*listed.order.lists, *feed_urls(target.settings, listed), MADE[0])
        held = {each.path: each for each in listed.held}
        all_known = Addresses(faces_of(listed.all), files, frozenset(made), held)
        indexes[shows_all] = LinkIndex(known, all_known)
    hidden = indexes[False].known.held
    return [
        _linked(parsed, indexes[parsed.path in hidden], target.settings)
        for parsed in parsed_entries
    ]


def _linked(parsed: ParsedEntry, index: LinkIndex, settings: Settings) -> LinkedEntry:
    """Rewrite an entry's links, and look whether a build would be content with them."""
    done = relink(parsed, index)
    again = parse_entry(parsed.path, done.parsed.entry, settings)
    left = dead_links(again, index)
    if left:
        entry = again.entry
        for old, new in left.items():
            entry = entry.rewritten(partial(_led_elsewhere, old=old, new=new))
            entry = entry.noted(f"{old} is not here: it leads to {new}")
        again = parse_entry(parsed.path, entry, settings)
    return structs.replace(done, parsed=again)


def _led_elsewhere(text: str, old: str, new: str) -> str:
    done = rewritten(text, {old: new})
    # Where an address is spelt oddly it is looked for everywhere, a mere word never.
    return done.replace(old, new) if done == text and "/" in old else done


def _with_aliases(
    linked: list[LinkedEntry],
    requested: Mapping[str, tuple[str, ...]],
    target: TargetSite,
    now: datetime,
) -> tuple[list[ParsedEntry], list[ReportNote]]:
    """Let old addresses lead to the new ones, as far as nothing else is there."""
    parsed_entries = [each.parsed for each in linked]
    listed = _everything(parsed_entries, target, now)
    taken = TakenAddresses(_urls(listed, target), target.files)
    lost: list[ReportNote] = []
    done = []
    for parsed in parsed_entries:
        url = listed.by_path[parsed.path].url
        kept, wrong = aliases_for(url, requested[parsed.path], taken)
        lost += [ReportNote("changed", parsed.entry.source, each) for each in wrong]
        done.append(structs.replace(parsed, entry=structs.replace(parsed.entry, aliases=kept)))
    return done, lost


def _requested(entry: BlogEntry) -> tuple[str, ...]:
    """Return the addresses that should go on leading to an entry; a draft had none yet."""
    return (*([entry.old] if entry.old and not entry.draft else []), *entry.aliases)


def _everything(
    parsed_entries: Iterable[ParsedEntry], target: TargetSite, now: datetime
) -> Catalogue:
    documents = [*target.documents, *(parsed.document for parsed in parsed_entries)]
    return _listed(documents, target.settings, Visit(now, drafts=True, future=True))


def _urls(listed: Catalogue, target: TargetSite) -> list[str]:
    """Return every address that the new site has, but for files."""
    made = (*listed.order.lists, *feed_urls(target.settings, listed), *MADE)
    older = (alias for document in target.documents for alias in document.front.aliases)
    return [*(page.url for page in listed.all), *made, *older]


def _published(
    parsed_entries: list[ParsedEntry], target: TargetSite, now: datetime
) -> TakenAddresses:
    aliases = (alias for parsed in parsed_entries for alias in parsed.entry.aliases)
    urls = _urls(_everything(parsed_entries, target, now), target)
    # A robots.txt of the author's own stands in for the one that is made.
    return TakenAddresses((*(url for url in urls if url != "/robots.txt"), *aliases), ())
