"""A new post or page, from an archetype."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from generator.engine import Recall, keep
from generator.pipeline.request import Request
from generator.problems import Place, Problem
from generator.scaffolds.archetypes import Kind, find_archetype
from generator.scaffolds.files import SAMPLE, write_new
from generator.scaffolds.filling import PLACE, Pattern, Values, fill, named_in
from generator.scaffolds.ground import Ground, survey
from generator.scaffolds.naming import slug_of, taken_by, title_of
from generator.scaffolds.quoting import markdown_text, yaml_list, yaml_text
from generator.site.catalogue import Visit, catalogue
from generator.site.dates import read_date
from generator.site.document import Document, Reading
from generator.site.reading import read_document
from generator.site.slug import slugify


class Wish(Struct, frozen=True):
    """What an author asks for; ``slug`` and ``date`` may be left to us."""

    kind: Kind
    title: str
    slug: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    figure: bool = False


class Begun(Struct, frozen=True):
    """What was written, the source first, and the address that it will have."""

    paths: tuple[str, ...]
    address: str
    draft: bool
    until: str = ""
    """The time of its date, where that is still to come."""


Told = tuple[Problem, ...]


def begin(wish: Wish, request: Request) -> tuple[Begun | None, Told]:
    """Write a new post or page into a site; with a problem nothing is written."""
    ground, found = survey(request)
    if ground is None:
        return None, found
    title = title_of(wish.title)
    if isinstance(title, Problem):
        return None, (title,)
    slug = slug_of(title, wish.slug, wish.kind)
    if isinstance(slug, Problem):
        return None, (slug,)
    settled = structs.replace(wish, title=title, slug=slug)
    problems = tuple(_wrong(settled, ground, request))
    return (None, problems) if problems else _begin(settled, ground, request)


def _begin(wish: Wish, ground: Ground, request: Request) -> tuple[Begun | None, Told]:
    archetype = find_archetype(wish.kind, ground)
    if isinstance(archetype, Problem):
        return None, (archetype,)
    text, problems = fill(archetype, _values(wish, ground, request.now))
    problems = problems or tuple(_lost(wish, archetype))
    if problems:
        return None, problems
    path = _path(wish)
    files = {path: text, **_figure(path, text)} if wish.figure else {path: text}
    document, problems = _read(path, files[path], ground)
    if document is None:
        return None, tuple(_in_archetype(problem, archetype) for problem in problems)
    unwritten = write_new(request.root, files)
    if unwritten is not None:
        return None, (unwritten,)
    return _begun(document, tuple(files), ground, request.now), ()


def _wrong(wish: Wish, ground: Ground, request: Request) -> Iterator[Problem]:
    there = taken_by(wish.slug, wish.kind, request.root)
    if there is not None:
        hint = "go on writing there, or choose another name: --slug another-name"
        yield Problem(f"a {wish.kind} of this name is there already", Place(there), hint)
    moment = read_date(wish.date, ground.settings.timezone)
    if wish.date and moment.wrong:
        yield Problem(moment.wrong, Place("--date"), moment.hint)
    for tag in wish.tags:
        if not slugify(tag):
            hint = "an address is made of its letters and digits"
            yield Problem(f'"{tag}" has no letter and no digit', Place("--tags"), hint)


def _values(wish: Wish, ground: Ground, now: datetime) -> Values:
    today = now.astimezone(ZoneInfo(ground.settings.timezone)).date().isoformat()
    date = wish.date.strip() or today
    return Values(
        front={
            "title": yaml_text(wish.title),
            "date": yaml_text(date) if wish.date else date,
            "slug": yaml_text(wish.slug),
            "tags": yaml_list(wish.tags),
        },
        prose={
            "title": markdown_text(wish.title),
            "date": date,
            "slug": wish.slug,
            "tags": ", ".join(map(markdown_text, wish.tags)),
        },
    )


def _lost(wish: Wish, archetype: Pattern) -> Iterator[Problem]:
    """Tell of what was asked for and finds no place."""
    asked = {"title": wish.title, "date": wish.date, "tags": wish.tags}
    places = named_in(archetype)
    for name in (name for name, value in asked.items() if value and name not in places):
        message = f"this archetype has no place for the {name}"
        hint = f"write {name}: ${{{name}}} into its front matter"
        yield Problem(message, Place(archetype.path), hint)


def _path(wish: Wish) -> str:
    """Return where it goes: into a folder of its own where it is, or may be, more than one file."""
    if wish.kind == "post":
        return f"content/posts/{wish.slug}/index.md"
    return f"content/{wish.slug}/index.md" if wish.figure else f"content/{wish.slug}.md"


def _figure(path: str, text: str) -> Mapping[str, str]:
    """Return the source with a chart at its end, and the data that the chart draws."""
    chart = (SAMPLE / "figure.md").read_text(encoding="utf-8")
    data = (SAMPLE / "made-up.csv").read_text(encoding="utf-8")
    folder = path.rpartition("/")[0]
    return {path: f"{text.rstrip()}\n\n{chart}", f"{folder}/made-up.csv": data}


def _read(path: str, text: str, ground: Ground) -> tuple[Document | None, Told]:
    """Read what is to be written as a build will; nothing where that finds an error."""
    blob, raw = keep(text)
    reading = Reading(path, blob, ground.settings.timezone, ground.settings.dialect)
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


def _begun(document: Document, paths: tuple[str, ...], ground: Ground, now: datetime) -> Begun:
    settings, front = ground.settings, document.front
    listed, _ = catalogue(
        {document.path: document}, settings, Visit(now, drafts=True, future=True), Recall()
    )
    page = listed.by_path.get(document.path)
    address = settings.origin + settings.base_path + page.url.lstrip("/") if page else ""
    later = bool(front.date) and datetime.fromisoformat(front.date) > now
    return Begun(paths, address, front.draft, front.date if later else "")
