"""Vega-Lite into Vega: the theme's look, the box, the data, and what a runtime must hold."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from generator.charts.bundle.cuts import called_for
from generator.charts.cutting.held import Held
from generator.charts.look import configuration
from generator.charts.utc import in_utc
from generator.data.dataset import Dataset
from generator.problems.fault import Fault
from generator.site.look import Look

COMPOSED = ("facet", "concat", "hconcat", "vconcat", "repeat")
_FACETS = ("facet", "row", "column")
_HEADS = ("Vega-Lite to Vega", "Vega to SVG")
"""How vl-convert begins what it tells."""
_TEXT_FORMS = ("csv", "tsv", "dsv", "json")


def with_look(spec: dict[str, Any], look: Look, size: str, height: int) -> dict[str, Any]:
    """Return a specification in the theme's look that fills its figure's box.

    What the author says himself goes before the theme.
    """
    single = is_single(spec)
    sized = msgspec.structs.replace(look, width=look.width_of(size))
    kept = {k: v for k, v in spec.items() if not (k in ("width", "height") and v == "container")}
    if height:
        kept |= _high(kept, height)
    if single and "width" not in kept and "autosize" not in kept:
        kept["autosize"] = {"type": "fit", "contains": "padding"}
    theme = configuration(sized, single=single)
    return kept | {"config": merged(theme, kept.get("config") or {})}


def _high(spec: dict[str, Any], height: int) -> dict[str, Any]:
    """Return what gives a specification its height; in a facet each view has it."""
    inner = spec.get("spec")
    if isinstance(inner, dict) and not any(key in inner for key in COMPOSED):
        return {"spec": inner | {"height": height}}
    return {"height": height}


def is_single(spec: dict[str, Any]) -> bool:
    """Tell whether a specification is one view, or layers of it."""
    encoding = spec.get("encoding") or {}
    return not any(key in spec for key in COMPOSED) and not any(f in encoding for f in _FACETS)


def merged(under: Any, over: Any) -> Any:
    """Return two nested mappings as one; ``over`` wins."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    shared = {key: merged(under[key], over[key]) for key in over if key in under}
    return under | over | shared


def with_data(
    spec: dict[str, Any], datasets: Mapping[str, Dataset], rows: Mapping[str, bytes]
) -> dict[str, Any]:
    """Put the rows of every named dataset into a specification, each once."""
    decoded = {name: msgspec.json.decode(rows[name]) for name in datasets}
    used: set[str] = set()
    filled: dict[str, Any] = _fill(spec, datasets, decoded, used)
    if not used:
        return filled
    own = filled.get("datasets") or {}
    return filled | {"datasets": own | {name: decoded[name] for name in sorted(used)}}


def _fill(
    value: Any, datasets: Mapping[str, Dataset], rows: Mapping[str, Any], used: set[str]
) -> Any:
    if isinstance(value, list):
        return [_fill(part, datasets, rows, used) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _source(part, datasets, rows, used)
        if key == "data" and isinstance(part, dict)
        else part
        if key in ("values", "datasets")
        else _fill(part, datasets, rows, used)
        for key, part in value.items()
    }


def _source(
    data: dict[str, Any], datasets: Mapping[str, Dataset], rows: Mapping[str, Any], used: set[str]
) -> dict[str, Any]:
    name = data.get("url") or data.get("name")
    if "values" in data or not isinstance(name, str) or name not in rows:
        return data
    form = _form(data.get("format"), datasets[name])
    if form:
        return {"values": rows[name], "format": form}
    used.add(name)
    return {"name": name}


def _form(form: Any, dataset: Dataset) -> dict[str, Any]:
    """Keep of a data format what still holds when the rows are read already."""
    if not isinstance(form, dict):
        return {}
    kept = {k: v for k, v in form.items() if k not in ("delimiter", "header")}
    if kept.get("type") in _TEXT_FORMS:
        del kept["type"]
    dates = {column.name for column in dataset.columns if column.type == "date"}
    if isinstance(kept.get("parse"), dict):
        parse = kept["parse"].items()
        kept["parse"] = {f: "date" if f in dates and kind else kind for f, kind in parse}
    return kept


def compile_vega(spec: dict[str, Any]) -> dict[str, Any]:
    """Compile to Vega. Raises Fault."""
    import vl_convert

    try:
        held = Held(spec)
        vega: dict[str, Any] = held.put_back(vl_convert.vegalite_to_vega(json.dumps(held.spec)))
    except ValueError as error:
        raise Fault(f"Vega-Lite: {told_by(error)}", (0, 0)) from None
    return without_unused(in_utc(vega))


def told_by(error: Exception) -> str:
    """Return what Vega says is wrong, without the way there."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [line for line in lines if line and not line.startswith(("at ", *_HEADS))]
    return (told or lines or ["it cannot be compiled"])[0].removeprefix("Error: ")


def without_unused(vega: dict[str, Any]) -> dict[str, Any]:
    """Drop the columns that nothing in the specification speaks of."""
    skeleton = json.dumps(vega | {"data": [_bare(data) for data in vega.get("data", ())]})
    if '"signal": "datum"' in skeleton:
        return vega
    return vega | {"data": [_trimmed(data, skeleton) for data in vega.get("data", ())]}


def _bare(data: dict[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in data.items() if key != "values"}


def _trimmed(data: dict[str, Any], skeleton: str) -> dict[str, Any]:
    rows = data.get("values")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return data
    # Most rows have the same keys: to look at each set of them once takes a tenth of the time.
    names = dict.fromkeys(name for keys in dict.fromkeys(map(tuple, rows)) for name in keys)
    kept = [name for name in names if json.dumps(name)[1:-1] in skeleton]
    if len(kept) == len(names):
        return data
    return data | {"values": [{name: row[name] for name in kept if name in row} for row in rows]}


def parts_of(vega: dict[str, Any]) -> tuple[str, ...]:
    """Return what of Vega a specification needs: transforms, rare functions, colour schemes."""
    bare = vega | {"data": [_bare(data) for data in vega.get("data", ())]}
    return tuple(sorted({*_parts(vega), *called_for(vega, json.dumps(bare))}))


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _parts(part)
    if not isinstance(value, dict):
        return
    for key, part in value.items():
        if key == "transform" and isinstance(part, list):
            yield from (str(one["type"]) for one in part if isinstance(one, dict) and "type" in one)
        if key == "projections":
            yield "projection"
        if key != "values":
            yield from _parts(part)


def tooltips_on_points(value: Any) -> Any:
    """Take tooltips off lines and areas, which would tell their first row everywhere."""
    if isinstance(value, list):
        return [tooltips_on_points(part) for part in value]
    if not isinstance(value, dict):
        return value
    made = {k: v if k == "values" else tooltips_on_points(v) for k, v in value.items()}
    if made.get("type") in ("line", "area", "trail") and isinstance(made.get("encode"), dict):
        made["encode"] = {
            name: {k: v for k, v in part.items() if k != "tooltip"}
            for name, part in made["encode"].items()
        }
    return made
