"""The maker that renders a page through its templates, and weighs it."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import structs

from generator.engine import Blob, Made, Read, keep
from generator.pages.body import Body, FigureFill, ListFill, drawn, fill_page, plain_list
from generator.pages.figure_value import FigureValue
from generator.pages.layouts import FIGURE, LIST
from generator.pages.outputs import Budget, PageRender
from generator.pages.templates import TemplateFailed, render, render_bytes
from generator.pages.values import PostValue, SiteValue, TemplateSet
from generator.problems import Place, Problem, suggestion
from generator.problems.fault import AtWord, Fault

SCHEMES = ("light", "dark")


def render_page(value: PageRender, read: Read) -> Made[Blob]:
    """Render a page; what is wrong with a template is a problem at its own line."""
    if value.layout not in [name for name, _, _ in value.templates.files]:
        return Made(None)  # why there is no such layout is told where layouts are found
    try:
        given = _given(value, read)
        blob, content = keep(render_bytes(value.templates, value.layout, given, read))
    except TemplateFailed as failed:
        return Made(None, (failed.problem,))
    heavy = value.budget and _over_budget(value.budget, content, value.body, read)
    return Made(blob, (heavy,) if heavy else (), (content,))


def _given(value: PageRender, read: Read) -> dict[str, Any]:
    given: dict[str, Any] = {
        **of_site(value.site),
        **({"data": _data(value.templates, read)} if value.templates.data else {}),
        "page": value.page,
        **{name: _open_any(entry, read) for name, entry in value.values},
    }
    if value.body is not None:
        writers = _figure_writer(value, given, read), _list_writer(value, given, read)
        given["body"] = fill_page(value.body, read, *writers)
    return given


def _data(templates: TemplateSet, read: Read) -> dict[str, Any]:
    """Return the site's own data; of what no template speaks of there are only the names."""
    return {name: _plain(read(blob)) if blob else None for name, blob in templates.data}


@lru_cache(maxsize=20)
def _plain(content: bytes) -> Any:
    """Read values, which many pages share; templates cannot change them."""
    return json.loads(content)


def of_site(site: SiteValue) -> dict[str, Any]:
    """Return what every template sees of its site."""
    return {
        "site": _opened(site, "params"),
        "asset": _asset_finder(dict(site.assets)),
        "color": color_finder(site.colors),
    }


def _asset_finder(assets: Mapping[str, str]) -> Callable[[str], str]:
    def asset(name: str) -> str:
        if name not in assets:
            raise Fault(f'no asset "{name}" in the theme', AtWord(name), suggestion(name, assets))
        return assets[name]

    return asset


def color_finder(colors: Sequence[tuple[str, str, str]]) -> Callable[..., str]:
    """Return the function that gives templates a colour by its name and its scheme."""

    def color(name: str, scheme: str = "light") -> str:
        values = {each: dict(zip(SCHEMES, pair, strict=True)) for each, *pair in colors}
        if name not in values:
            hint = suggestion(name, values)
            raise Fault(f'no colour "{name}" in the theme', AtWord(name), hint)
        if scheme not in SCHEMES:
            hint = "there are light and dark"
            raise Fault(f'no scheme "{scheme}"', AtWord(scheme), hint)
        return values[name][scheme]

    return color


def _figure_writer(
    value: PageRender, given: dict[str, Any], read: Read
) -> Callable[[FigureValue], str]:
    def write(figure: FigureValue) -> str:
        return render(value.templates, FIGURE, {**given, "figure": figure}, read)

    return write


def _list_writer(value: PageRender, given: dict[str, Any], read: Read) -> Callable[[ListFill], str]:
    def write(listed: ListFill) -> str:
        if value.lists is None:
            return plain_list(listed)
        quoted = {"posts": listed.posts, "summaries": listed.summaries}
        return render(value.lists, LIST, {**given, **quoted}, read)

    return write


def _open_any(value: Any, read: Read) -> Any:
    if isinstance(value, FigureFill):
        return drawn(value, read)
    return _opened(value, "extra", "row") if isinstance(value, PostValue) else value


def _opened(value: Any, *fields: str) -> dict[str, Any]:
    """Give a struct to templates with its JSON fields unpacked."""
    opened = structs.asdict(value)
    return opened | {field: json.loads(opened[field]) for field in fields}


def _over_budget(budget: Budget, html: bytes, body: Body | None, read: Read) -> Problem | None:
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
