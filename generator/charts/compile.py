"""Vega-Lite into Vega: the theme's look, the box, the data, and what a runtime must hold."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from generator.charts.bundle.cuts import called_for
from generator.charts.cutting.held import Held
from generator.charts.look import configuration
from generator.charts.spec import (
    COMPOSED,
    Data,
    Mark,
    Node,
    Spec,
    Vega,
    is_single,
    mappings,
    merged,
    rewrite,
)
from generator.charts.utc import in_utc
from generator.data.dataset import Dataset
from generator.problems.fault import Fault, Path
from generator.site.look import Look

_HEADS = ("Vega-Lite to Vega", "Vega to SVG")
"""How vl-convert begins what it tells."""
_TEXT_FORMS = ("csv", "tsv", "dsv", "json")


def with_look(spec: Spec, look: Look, size: str, height: int) -> Spec:
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


def _high(spec: Spec, height: int) -> Spec:
    """Return what gives a specification its height; in a facet each view has it."""
    inner = spec.get("spec")
    if isinstance(inner, dict) and not any(key in inner for key in COMPOSED):
        return {"spec": inner | {"height": height}}
    return {"height": height}


def with_data(spec: Spec, datasets: Mapping[str, Dataset], rows: Mapping[str, bytes]) -> Spec:
    """Put the rows of every named dataset into a specification, each once."""
    decoded = {name: msgspec.json.decode(rows[name]) for name in datasets}
    used: set[str] = set()
    filled: Spec = _fill(spec, datasets, decoded, used)
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
    data: Data, datasets: Mapping[str, Dataset], rows: Mapping[str, Any], used: set[str]
) -> Data:
    name = data.get("url") or data.get("name")
    if "values" in data or not isinstance(name, str) or name not in rows:
        return data
    form = _form(data.get("format"), datasets[name])
    if form:
        return {"values": rows[name], "format": form}
    used.add(name)
    return {"name": name}


def _form(form: Any, dataset: Dataset) -> Node:
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


def compile_vega(spec: Spec) -> Vega:
    """Compile to Vega. Raises Fault."""
    import vl_convert

    try:
        held = Held(spec)
        vega: Vega = held.put_back(vl_convert.vegalite_to_vega(json.dumps(held.spec)))
    except ValueError as error:
        raise Fault(f"Vega-Lite: {told_by(error)}", (0, 0)) from None
    return without_unused(in_utc(vega))


def told_by(error: Exception) -> str:
    """Return what Vega says is wrong, without the way there."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [line for line in lines if line and not line.startswith(("at ", *_HEADS))]
    return (told or lines or ["it cannot be compiled"])[0].removeprefix("Error: ")


def without_unused(vega: Vega) -> Vega:
    """Drop the columns that nothing in the specification speaks of."""
    skeleton = json.dumps(vega | {"data": [_bare(data) for data in vega.get("data", ())]})
    if '"signal": "datum"' in skeleton:
        return vega
    return vega | {"data": [_trimmed(data, skeleton) for data in vega.get("data", ())]}


def _bare(data: Data) -> Data:
    return {key: part for key, part in data.items() if key != "values"}


def _trimmed(data: Data, skeleton: str) -> Data:
    rows = data.get("values")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return data
    # Most rows have the same keys: to look at each set of them once takes a tenth of the time.
    names = dict.fromkeys(name for keys in dict.fromkeys(map(tuple, rows)) for name in keys)
    kept = [name for name in names if json.dumps(name)[1:-1] in skeleton]
    if len(kept) == len(names):
        return data
    return data | {"values": [{name: row[name] for name in kept if name in row} for row in rows]}


def parts_of(vega: Vega) -> tuple[str, ...]:
    """Return what of Vega a specification needs: transforms, rare functions, colour schemes."""
    bare = vega | {"data": [_bare(data) for data in vega.get("data", ())]}
    return tuple(sorted({*_parts(vega), *called_for(vega, json.dumps(bare))}))


def _parts(vega: Vega) -> Iterator[str]:
    for _, node in mappings(vega):
        steps = node.get("transform")
        for one in steps if isinstance(steps, list) else ():
            if isinstance(one, dict) and "type" in one:
                yield str(one["type"])
        if "projections" in node:
            yield "projection"


def tooltips_on_points(vega: Vega) -> Vega:
    """Take tooltips off lines and areas, which would tell their first row everywhere."""
    made: Vega = rewrite(vega, _without_tooltip)
    return made


def _without_tooltip(mark: Mark, _: Path) -> Mark:
    is_line = mark.get("type") in ("line", "area", "trail")
    if not is_line or not isinstance(mark.get("encode"), dict):
        return mark
    encode = {
        name: {k: v for k, v in part.items() if k != "tooltip"}
        for name, part in mark["encode"].items()
    }
    return mark | {"encode": encode}
