"""What is wrong with steps: found by them, or that they were stopped or not allowed to run."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from generator.engine import Engine, Made, Step
from generator.problems import Place, Problem
from generator.problems.alike import OnPages

if TYPE_CHECKING:
    # A build that changes nothing comes here, and need not load it.
    from generator.site.placing import Page


def problems_of(made: Iterable[Made[Any]]) -> tuple[Problem, ...]:
    """Return the problems of many results, in order."""
    return tuple(problem for each in made for problem in each.problems)


def problems_on(found: Iterable[tuple["Page", tuple[Problem, ...]]]) -> tuple[Problem, ...]:
    """Return the problems of pages, in order; what many rows of one source have is told once."""
    kept: list[Problem] = []
    of_rows = OnPages()
    for page, problems in found:
        if page.document.row is None:
            kept += problems
            continue
        for each in problems:
            of_rows.add(each, page.url)
    return (*kept, *of_rows.told())


Name = TypeVar("Name")


class AuthorCode(Struct, frozen=True):
    """An author's code that a step runs: what to call it (this loader), and where it stands."""

    what: str
    place: Place
    source: str = ""


def take_out_code(
    engine: Engine, steps: dict[Name, Step], code: Callable[[Any], AuthorCode | None]
) -> tuple[Problem, ...]:
    """Take out the steps that would have to run an author's code, and say so.

    ``code`` tells of a step's value what it would run, None where that is nothing.
    """
    problems = []
    for name, step in list(steps.items()):
        found = code(step.value)
        if found is not None and not engine.was_made(step):
            del steps[name]
            problems.append(not_run(found.what, found.place, found.source))
    return tuple(problems)


def not_run(what: str, place: Place, source: str) -> Problem:
    """Say that something of the author's was not run."""
    return Problem(
        f"--no-exec: {what} was not run, and its result is not in the cache",
        place,
        "build once without --no-exec, if you trust whoever wrote it",
        source,
    )


_WHAT = {
    "compile": "this template",
    "compose": "this page",
    "highlight": "this block of code",
    "index": "what this page is found by",
    "load": "this table",
    "loaders": "this loader",
    "query": "this query",
    "read": "this text",
    "snippets": "a snippet",
    "execute": "the Python of this post",
    "blocks": "a block of your own",
    "values": "a value in this text",
}
_HINTS = {
    "compile": "what in it is so long, or nested so deeply?",
    "draw": "give it less to draw: fewer rows, smaller sizes; what takes long is a loader's work",
    "query": "aggregate first, join less; what takes long is a loader's work",
    "compose": "does a template loop over much, or within another loop?",
    "read": "what is nested so deeply, or repeated so often?",
}


def tell_stopped(wave: str, value: Any, why: str) -> Problem:
    """Say why a step was not made, at the place of what it was to make."""
    block = getattr(value, "block", None)
    if block is not None:
        place, source = Place(block.path, block.line - 1), block.fence
        return Problem(f"this {block.kind} {why}", place, _HINTS["draw"], source)
    what, hint = _WHAT.get(wave, f"a step of {wave}"), _HINTS.get(wave, "")
    if wave == "compose":
        return Problem(f"{_page(value)} {why}", _layout(value), hint)
    # A query knows its own text alone: whoever asked tells which block that is.
    where = Place("", 1, 1) if wave == "query" else _place(value)
    return Problem(f"{what} {why}", where, hint)


def _place(value: Any) -> Place | None:
    place: Place | None = getattr(value, "place", None)
    if place is None and (path := getattr(value, "path", "")):
        place = Place(path, 1)
    if place is None and (expressions := getattr(value, "expressions", ())):
        place = expressions[0].place
    return place


def _page(value: Any) -> str:
    url = getattr(getattr(value, "page", None), "url", "")
    return f"the page {url}" if url else "a feed"


def _layout(value: Any) -> Place | None:
    templates = getattr(value, "templates", None)
    files = templates.files if templates else ()
    return next((Place(path, 1) for name, path, _ in files if name == value.layout), None)
