"""The browser's runtime: Vega without Vega-Lite, bundled from what vl-convert carries."""

from generator.charts.bundle.cuts import cut
from generator.charts.bundle.shaking import shaken
from generator.charts.figure import RuntimeParts
from generator.charts.vega.renderer import renderer
from generator.engine import Blob, Made, Read, keep
from generator.problems import Problem

# The names under which vl-convert keeps its own copies of Vega's modules. They look like
# addresses, but nothing is fetched: a name that it does not carry is an error.
_MODULE = "https://cdn.jsdelivr.net/npm/{}/+esm"
_VIEW = "vega-view@6.1.0"
_PARSER = "vega-parser@7.1.0"
_INTERPRETER = "vega-interpreter@2.0.0"
_DATAFLOW = "vega-dataflow@6.1.0"

_ALWAYS = {
    "vega-transforms@5.1.0": (
        "aggregate", "collect", "compare", "expression", "extent", "facet", "field", "filter",
        "formula", "generate", "key", "load", "multiextent", "multivalues", "params", "prefacet",
        "proxy", "relay", "sieve", "subflow", "tupleindex", "values",
    ),
    "vega-view-transforms@5.1.0": (
        "bound", "identifier", "mark", "overlap", "render", "viewlayout",
    ),
    "vega-encode@5.1.0": (
        "axisticks", "datajoin", "encode", "legendentries", "scale", "sortitems",
    ),
}  # fmt: skip
_WHEN_USED = {
    "vega-transforms@5.1.0": (
        "bin", "countpattern", "cross", "density", "dotbin", "flatten", "fold", "impute",
        "joinaggregate", "kde", "lookup", "pivot", "project", "quantile", "sample", "sequence",
        "timeunit", "window",
    ),
    "vega-encode@5.1.0": ("linkpath", "pie", "stack"),
    "vega-crossfilter@5.1.0": ("crossfilter", "resolvefilter"),
    "vega-force@5.1.0": ("force",),
    "vega-geo@5.1.0": (
        "contour", "geojson", "geopath", "geopoint", "geoshape", "graticule", "heatmap",
        "isocontour", "kde2d", "projection",
    ),
    "vega-hierarchy@5.1.0": (
        "nest", "pack", "partition", "stratify", "tree", "treelinks", "treemap",
    ),
    "vega-label@2.1.0": ("label",),
    "vega-regression@2.1.0": ("loess", "regression"),
    "vega-voronoi@5.1.0": ("voronoi",),
    "vega-wordcloud@5.1.0": ("wordcloud",),
}  # fmt: skip


def runtime(value: RuntimeParts, read: Read) -> Made[Blob]:
    """Bundle the module that live figures import: one for the whole site."""
    try:
        text = renderer().javascript_bundle(module(value.parts))
    except ValueError as error:
        told = str(error).strip().splitlines()
        message = f"the charts' runtime cannot be bundled: {told[0] if told else 'no reason given'}"
        hint = "vl-convert-python has changed its modules; install the locked version"
        return Made(None, (Problem(message, hint=hint),))
    cut_down, problems = _cut_down(text, value.parts)
    blob, raw = keep(cut_down)
    return Made(blob, problems, (raw,))


def _cut_down(text: str, parts: tuple[str, ...]) -> tuple[str, tuple[Problem, ...]]:
    try:
        return shaken(cut(text, frozenset(parts))), ()
    except ValueError as error:
        message = f"the charts' runtime is larger than it could be: {error}"
        hint = "vl-convert-python has changed its modules; install the locked version"
        return text, (Problem(message, hint=hint, severity="warning"),)


def module(parts: tuple[str, ...]) -> str:
    """Write the module's source: it registers transforms and exports what the loader needs."""
    chosen = [
        (package, name)
        for package, names in _packages().items()
        for name in names
        if name in _ALWAYS.get(package, ()) or name in parts
    ]
    imports = "\n".join(
        f'import {{{name} as {_local(name)}}} from "{_MODULE.format(package)}";'
        for package, name in chosen
    )
    registered = ", ".join(f"{name}: {_local(name)}" for _, name in chosen)
    return f"""
import {{View as ChartView}} from "{_MODULE.format(_VIEW)}";
import {{parse as parseChart}} from "{_MODULE.format(_PARSER)}";
import {{expressionInterpreter as interpretExpression}} from "{_MODULE.format(_INTERPRETER)}";
import {{transforms as registry}} from "{_MODULE.format(_DATAFLOW)}";
{imports}
Object.assign(registry, {{{registered}}});
export {{ChartView as View, parseChart as parse, interpretExpression as interpret}};
"""


def _packages() -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys((*_ALWAYS, *_WHEN_USED))
    return {name: _ALWAYS.get(name, ()) + _WHEN_USED.get(name, ()) for name in names}


def _local(name: str) -> str:
    return f"{name}Transform"
