"""Typesetting: a composition through its templates."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import structs

from generator.engine import Blob, Made, Read, keep
from generator.pages.body import FigureFill, drawn, fill_page
from generator.pages.budget import over_budget
from generator.pages.outputs import Composition
from generator.pages.templates import TemplateFailed, Unknown, render
from generator.pages.values import FigureValue, PostValue

FIGURE = "figure.html"


def compose(value: Composition, read: Read) -> Made[Blob]:
    """Render a composition; what is wrong with a template is a problem at its own line."""
    if all(name != value.layout for name, _, _ in value.templates.files):
        return Made(None)  # why there is no such layout is told where layouts are found
    try:
        given = _given(value, read)
        blob, content = keep(render(value.templates, value.layout, given, read))
    except TemplateFailed as failed:
        return Made(None, (failed.problem,))
    heavy = value.budget and over_budget(value.budget, content, value.body, read)
    return Made(blob, (heavy,) if heavy else (), (content,))


def _given(value: Composition, read: Read) -> dict[str, Any]:
    given: dict[str, Any] = {
        "site": _open(value.site, "params"),
        "page": value.page,
        "asset": _asset_finder(dict(value.site.assets)),
        **{name: _open_any(entry, read) for name, entry in value.values},
    }
    if value.body is not None:
        given["body"] = fill_page(value.body, read, _figure_writer(value, given, read))
    return given


def _asset_finder(assets: Mapping[str, str]) -> Callable[[str], str]:
    def asset(name: str) -> str:
        if name not in assets:
            raise Unknown(f'no asset "{name}" in the theme', name, assets)
        return assets[name]

    return asset


def _figure_writer(
    value: Composition, given: dict[str, Any], read: Read
) -> Callable[[FigureValue], str]:
    def write(figure: FigureValue) -> str:
        return render(value.templates, FIGURE, {**given, "figure": figure}, read)

    return write


def _open_any(value: Any, read: Read) -> Any:
    if isinstance(value, FigureFill):
        return drawn(value, read)
    return _open(value, "extra") if isinstance(value, PostValue) else value


def _open(value: Any, field: str) -> dict[str, Any]:
    """Give a struct to templates with one JSON field unpacked."""
    opened = structs.asdict(value)
    opened[field] = json.loads(opened[field])
    return opened
