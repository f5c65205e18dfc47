"""Small multiples of a short chart, of one view or of layers."""

from typing import Any

from generator.charts.short.part import Part

_FACETS = ("facet", "row", "column")
_AROUND = ("data", "params", "title", "resolve", "transform")
_ABOUT_GRID = ("columns", "align", "center", "spacing", "bounds")


def faceted(part: Part, columns: Any) -> Part:
    """Bring a chart's facets to where Vega-Lite takes them."""
    encoding = part.spec.get("encoding", {})
    if "facet" in encoding and columns is not None:
        facet = encoding["facet"] | {"columns": columns}
        origins = {**part.origins, ("encoding", "facet", "columns"): ("columns",)}
        part = Part(part.spec | {"encoding": encoding | {"facet": facet}}, origins)
    return _around_layers(part) if "layer" in part.spec else part


def _around_layers(part: Part) -> Part:
    """Put layers into a facet of their own: within layers Vega-Lite knows none."""
    facets = _facets(part.spec)
    if not facets:
        return part
    around = {key: each for key, each in part.spec.items() if key in _AROUND}
    inner = {key: each for key, each in part.spec.items() if key not in _AROUND}
    grid = {key: facets["facet"][key] for key in _ABOUT_GRID if key in facets.get("facet", {})}
    whole = {k: v for k, v in facets.get("facet", {}).items() if k not in _ABOUT_GRID}
    given = whole or {key: facets[key] for key in ("row", "column") if key in facets}
    spec = around | grid | {"facet": given, "spec": _without_facets(inner)}
    inside = {
        ("spec", *path) if path and path[0] not in _AROUND else path: origin
        for path, origin in part.origins.items()
    }
    return Part(
        spec,
        inside | {("facet",): ("facet",)} | {("facet", k): (k,) for k in facets if k != "facet"},
    )


def _facets(spec: dict[str, Any]) -> dict[str, Any]:
    own = {key: part for key, part in spec.get("encoding", {}).items() if key in _FACETS}
    return own or next((found for layer in spec.get("layer", ()) if (found := _facets(layer))), {})


def _without_facets(spec: dict[str, Any]) -> dict[str, Any]:
    made = dict(spec)
    if "encoding" in spec:
        made["encoding"] = {k: v for k, v in spec["encoding"].items() if k not in _FACETS}
    if "layer" in spec:
        made["layer"] = [_without_facets(layer) for layer in spec["layer"]]
    return made
