"""A new post or page, from an archetype."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from generator.engine import Recall, keep
from generator.pipeline.request import Request
from generator.problems import Place, Problem
from generator.scaffolds.archetypes import (
    PLACE,
    Destination,
    Kind,
    Pattern,
    Values,
    fill,
    find_archetype,
    named_in,
    read_destination,
)
from generator.scaffolds.starting import (
    markdown_text,
    slug_of,
    taken_by,
    title_of,
    write_new,
    yaml_list,
    yaml_text,
)
from generator.site.catalogue import Visit, catalogue
from generator.site.dates import read_date
from generator.site.document import Document, Reading
from generator.site.reading import read_document
from generator.site.slug import slugify

SAMPLE = Path(__file__).parent / "sample"


class NewDocument(Struct, frozen=True):
    """What an author asks for; ``slug`` and ``date`` may be left to us."""

    kind: Kind
    title: str
    slug: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    figure: bool = False


class Created(Struct, frozen=True):
    """What was written, the source first, and the address that it will have."""

    paths: tuple[str, ...]
    address: str
    draft: bool
    until: str = ""
    """The time of its date, where that is still to come."""


def create(new: NewDocument, request: Request) -> tuple[Created | None, tuple[Problem, ...]]:
    """Write a new post or page into a site; with a problem nothing is written."""
    site, found = read_destination(request)
    if site is None:
        return None, found
    title = title_of(new.title)
    if isinstance(title, Problem):
        return None, (title,)
    slug = slug_of(title, new.slug, new.kind)
    if isinstance(slug, Problem):
        return None, (slug,)
    settled = structs.replace(new, title=title, slug=slug)
    problems = tuple(_wrong(settled, site, request))
    return (None, problems) if problems else _create(settled, site, request)


def _create(
    new: NewDocument, site: Destination, request: Request
) -> tuple[Created | None, tuple[Problem, ...]]:
    archetype = find_archetype(new.kind, site)
    if isinstance(archetype, Problem):
        return None, (archetype,)
    text, problems = fill(archetype, _values(new, site, request.now))
    problems = problems or tuple(_lost(new, archetype))
    if problems:
        return None, problems
    path = _path(new)
    files = {path: text, **_figure(path, text)} if new.figure else {path: text}
    document, problems = _read(path, files[path], site)
    if document is None:
        return None, tuple(_in_archetype(problem, archetype) for problem in problems)
    unwritten = write_new(request.root, files)
    if unwritten is not None:
        return None, (unwritten,)
    return _created(document, tuple(files), site, request.now), ()


def _wrong(new: NewDocument, site: Destination, request: Request) -> Iterator[Problem]:
    there = taken_by(new.slug, new.kind, request.root)
    if there is not None:
        hint = "go on writing there, or choose another name: --slug another-name"
        yield Problem(f"a {new.kind} of this name is there already", Place(there), hint)
    moment = read_date(new.date, site.settings.timezone)
    if new.date and moment.wrong:
        yield Problem(moment.wrong, Place("--date"), moment.hint)
    for tag in new.tags:
        if not slugify(tag):
            hint = "an address is made of its letters and digits"
            yield Problem(f'"{tag}" has no letter and no digit', Place("--tags"), hint)


def _values(new: NewDocument, site: Destination, now: datetime) -> Values:
    today = now.astimezone(ZoneInfo(site.settings.timezone)).date().isoformat()
    date = new.date.strip() or today
    return Values(
        front={
            "title": yaml_text(new.title),
            "date": yaml_text(date) if new.date else date,
            "slug": yaml_text(new.slug),
            "tags": yaml_list(new.tags),
        },
        prose={
            "title": markdown_text(new.title),
            "date": date,
            "slug": new.slug,
            "tags": ", ".join(map(markdown_text, new.tags)),
        },
    )


def _lost(new: NewDocument, archetype: Pattern) -> Iterator[Problem]:
    """Report what was asked for and has no place in the archetype."""
    asked = {"title": new.title, "date": new.date, "tags": new.tags}
    places = named_in(archetype)
    for name in (name for name, value in asked.items() if value and name not in places):
        message = f"this archetype has no place for the {name}"
        hint = f"write {name}: ${{{name}}} into its front matter"
        yield Problem(message, Place(archetype.path), hint)


def _path(new: NewDocument) -> str:
    """Return where it goes: into a folder of its own where it is, or may be, more than one file."""
    if new.kind == "post":
        return f"content/posts/{new.slug}/index.md"
    return f"content/{new.slug}/index.md" if new.figure else f"content/{new.slug}.md"


def _figure(path: str, text: str) -> Mapping[str, str]:
    """Return the source with a chart at its end, and the data that the chart draws."""
    chart = (SAMPLE / "figure.md").read_text(encoding="utf-8")
    data = (SAMPLE / "made-up.csv").read_text(encoding="utf-8")
    folder = path.rpartition("/")[0]
    return {path: f"{text.rstrip()}\n\n{chart}", f"{folder}/made-up.csv": data}


def _read(path: str, text: str, site: Destination) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read what is to be written as a build will; nothing where that finds an error."""
    blob, raw = keep(text)
    own = site.settings.taxonomies.names
    reading = Reading(path, blob, site.settings.timezone, site.settings.dialect, own)
    made = read_document(reading, {blob: raw}.__getitem__)
    failed = any(problem.severity == "error" for problem in made.problems)
    return (None if failed else made.value), made.problems


def _in_archetype(problem: Problem, archetype: Pattern) -> Problem:
    """Say a problem of the new source where it came from: lines are the same in both."""
    lines, place = archetype.text.split("\n"), problem.place
    if place is None or not 1 <= place.line <= len(lines):
        return problem
    source = lines[place.line - 1]
    filled = PLACE.search(source)
    column = min(place.column, filled.start() + 1) if filled else place.column
    return structs.replace(problem, place=Place(archetype.path, place.line, column), source=source)


def _created(
    document: Document, paths: tuple[str, ...], site: Destination, now: datetime
) -> Created:
    settings, front = site.settings, document.front
    listed, _ = catalogue(
        {document.path: document}, settings, Visit(now, drafts=True, future=True), Recall()
    )
    page = listed.by_path.get(document.path)
    address = settings.origin + settings.base_path + page.url.lstrip("/") if page else ""
    later = bool(front.date) and datetime.fromisoformat(front.date) > now
    return Created(paths, address, front.draft, front.date if later else "")
