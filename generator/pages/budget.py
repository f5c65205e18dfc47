"""A page's byte budget: what its readers load before they do anything."""

from msgspec import Struct

from generator.engine import Blob, Read
from generator.pages.body import Body
from generator.problems import Place, Problem


class Weighed(Struct, frozen=True):
    """A figure of a page: where it stands, and the files that it loads when it comes near."""

    name: str
    place: Place
    source: str
    files: tuple[Blob, ...]


class Budget(Struct, frozen=True):
    """How many bytes a page may have, its live figures with it."""

    most: int
    path: str
    figures: tuple[Weighed, ...] = ()


def over_budget(budget: Budget, html: bytes, body: Body | None, read: Read) -> Problem | None:
    """Return what is wrong with a page that is too heavy: a warning at its heaviest figure."""
    files = {blob: len(read(blob)) for each in budget.figures for blob in each.files}
    loaded = sum(files.values())
    total = len(html) + loaded
    if total <= budget.most:
        return None
    inside = _inside(body, read)
    message = f"this page has {_kb(total)}" + (
        f", {_kb(loaded)} of it what live figures load" if loaded else ""
    )
    allowed = f"; page_budget in site.yaml allows {_kb(budget.most)}"
    weights = [
        (sum(files[blob] for blob in each.files) + inside.get(each.name, 0), each)
        for each in budget.figures
    ]
    if not weights:
        hint = "make two pages of it, or allow more"
        return Problem(message + allowed, Place(budget.path), hint, severity="warning")
    weight, heaviest = max(weights, key=lambda pair: pair[0])
    hint = (
        f"{_kb(weight)} are this figure's: give it less to load (fewer rows or columns, or"
        " aggregates), or wake it only when it is touched (live: touch)"
    )
    return Problem(message + allowed, heaviest.place, hint, heaviest.source, "warning")


def _inside(body: Body | None, read: Read) -> dict[str, int]:
    """Return how many bytes each figure has in the page itself."""
    fills = [fill for fill in (body.figures if body else ()) if fill is not None]
    return {
        fill.figure.id: sum(
            len(read(blob)) for blob in (fill.svg, fill.narrow, fill.table) if blob is not None
        )
        for fill in fills
    }


def _kb(count: int) -> str:
    return f"{max(1, round(count / 1000)):,} KB"
