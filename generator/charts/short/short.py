"""The short chart: a few lines of YAML into a Vega-Lite specification."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from generator.blocks.options import OPTION_NAMES
from generator.charts.alt.voices import Voice, voice_of
from generator.charts.authored import Authored
from generator.charts.schema import channel_words, words
from generator.charts.short.annotations import axes_of, read_lines, read_notes
from generator.charts.short.gaps import Around, with_gaps
from generator.charts.short.guessed import with_made
from generator.charts.short.labels import with_labels
from generator.charts.short.maps import WORDS as MAP_WORDS
from generator.charts.short.maps import check_map_words, is_map, map_views, projected, unjoined
from generator.charts.short.params import expand_params
from generator.charts.short.parts import (
    Fragment,
    KnownColumns,
    data_of,
    faceted,
    known_columns,
    layered,
    origin,
    with_own_rows,
)
from generator.charts.short.trend import with_trend
from generator.charts.short.views import channels_of, doubts, read_view, with_one_title
from generator.charts.spec import Encoding, Records, Spec
from generator.data.dataset import Dataset
from generator.data.stated import Notation
from generator.data.tree import Tree
from generator.data.words import Words
from generator.problems import suggestion
from generator.problems.fault import Fault, Path

PLAIN = voice_of("en", Words())
"""For charts that say nothing themselves."""
_VIEW = ("mark", "transform", "labels", "gaps", "trend")
_LAYER = ("data", *_VIEW)
_TOP = (*OPTION_NAMES, "title", "layer", "params", "columns", "lines", "notes", "resolve",
        *MAP_WORDS, *_VIEW)  # fmt: skip


def read_short(
    chart: Tree,
    datasets: Mapping[str, Dataset],
    rows: Mapping[str, Records],
    voice: Voice = PLAIN,
    timezone: str = "",
) -> Authored:
    """Read a chart of our few lines. Raises Fault at the first thing that makes no sense.

    Times with an offset that stand in rows of its own are shown in the time zone.
    """
    _check_keys(chart, (), chart.value, _TOP)
    chart = with_own_rows(chart, Notation(timezone=timezone))
    check_map_words(chart.value, chart)
    params, formats = expand_params(chart.value.get("params"), chart)
    found = known_columns(chart.value, datasets, rows, voice.locale)
    known = with_made(found, chart.value, rows, params)
    part = _read(chart, Around(known, voice.words), params)

    def of(path: Path) -> Path:
        return origin(part.origins, path)

    return Authored(
        part.spec,
        lambda path: chart.spot(of(path)),
        lambda path: chart.key_spot(of(path)),
        formats,
        tuple(_doubts(chart, known)),
    )


def _doubts(tree: Tree, known: KnownColumns) -> Iterator[Fault]:
    yield from unjoined(tree, known)
    yield from doubts(tree.value, (), tree, known)
    around = {key: tree.value[key] for key in channels_of(tree.value)}
    for index, layer in enumerate(tree.value.get("layer", ())):
        yield from doubts(around | layer, ("layer", index), tree, known)


def _check_keys(tree: Tree, path: Path, view: Spec, known: tuple[str, ...]) -> None:
    channels = words("FacetedEncoding")
    for key in view:
        if key in known or key in channels:
            continue
        hint = _home_of(key) or suggestion(key, {*known, *channels})
        raise Fault(f'a chart has no "{key}"', tree.key_spot((*path, key)), hint)


def _home_of(key: str) -> str:
    """Tell where a word belongs that is not a chart's own."""
    if key in words("MarkDef"):
        return f"it belongs to the mark: {{type: line, {key}: …}}"
    for channel in ("y", "color"):
        if key in channel_words(channel):
            return f"it belongs to a channel: {channel}: {{field: value, {key}: …}}"
    return ""


def _read(tree: Tree, around: Around, params: list[Any]) -> Fragment:
    """Put the chart together: its data and params around its views."""
    chart = tree.value
    part = _over_one_another(tree, around, params)
    params = [each for each in params if "layer" not in part.spec or not _selects(each)]
    top: Spec = {"data": data_of(chart["data"], (), tree)} if "data" in chart else {}
    top |= {key: chart[key] for key in ("title", "resolve") if key in chart}
    top |= {"params": params} if params else {}
    top |= projected(chart, tree) if is_map(chart) else {}
    part = Fragment(top | part.spec, {("params",): ("params",)} | dict(part.origins) | {(): ()})
    return faceted(part, chart.get("columns"))


def _over_one_another(tree: Tree, around: Around, params: list[Any]) -> Fragment:
    chart = tree.value
    views = _views(tree, around)
    encodings = [part.spec.get("encoding", {}) for part in views]
    axes = axes_of([*encodings, *_layer_encodings(views)], params)
    under, over = read_lines(chart["lines"], axes, tree) if "lines" in chart else ([], [])
    notes = read_notes(chart["notes"], axes, tree) if "notes" in chart else []
    if len(views) + len(under) + len(over) + len(notes) > 1 or "layer" in views[0].spec:
        views[0] = _with_selections(views[0], params)
    return layered([*under, *views, *over, *notes])


def _selects(param: Any) -> bool:
    return isinstance(param, dict) and "select" in param


def _with_selections(part: Fragment, params: list[Any]) -> Fragment:
    """Let one view alone listen to the reader: Vega-Lite would take every layer."""
    made = [each for each in params if _selects(each)]
    if not made:
        return part
    if "layer" not in part.spec:
        return Fragment({"params": made} | part.spec, part.origins)
    first, *others = part.spec["layer"]
    return Fragment(part.spec | {"layer": [{"params": made} | first, *others]}, part.origins)


def _layer_encodings(views: list[Fragment]) -> list[Encoding]:
    return [layer.get("encoding", {}) for part in views for layer in part.spec.get("layer", ())]


def _views(tree: Tree, around: Around) -> list[Fragment]:
    chart = tree.value
    own = read_view(chart, (), tree, around.known)
    if is_map(chart):
        return map_views(own, tree, around.known)
    if "layer" not in chart:
        return _with_words(chart, own, (), tree, around)
    layered_around = replace(around, encoding=own.spec.get("encoding", {}))
    layers = layered_views(chart["layer"], tree, layered_around)
    spec = {key: part for key, part in own.spec.items() if key != "mark"}
    return [Fragment(spec | layers.spec, {**own.origins, **layers.origins})]


def _with_words(
    view: Spec, part: Fragment, path: Path, tree: Tree, around: Around
) -> list[Fragment]:
    """Return a view's parts: what ``gaps``, ``labels`` and ``trend`` make of it. Raises Fault."""
    broken = with_gaps(view, part, path, tree, around)
    return with_trend(view, with_labels(view, broken, path, tree, around), path, tree, around)


def layered_views(layers: Any, tree: Tree, around: Around) -> Fragment:
    """Read the views of ``layer``. Raises Fault."""
    if not isinstance(layers, list) or not all(isinstance(each, dict) for each in layers):
        hint = 'each begins with "- mark: …"'
        raise Fault("layer must be a list of views", tree.spot(("layer",)), hint)
    parts: list[Fragment] = []
    for index, layer in enumerate(layers):
        path: Path = ("layer", index)
        _check_keys(tree, path, layer, _LAYER)
        view = read_view(layer, path, tree, around.known)
        data = {"data": data_of(layer["data"], path, tree)} if "data" in layer else {}
        whole = Fragment(data | view.spec, view.origins)
        parts += _with_words(layer, whole, path, tree, around)
    together = layered(with_one_title(parts))
    return (
        together
        if "layer" in together.spec
        else Fragment({"layer": [together.spec]}, together.under("layer", 0))
    )
