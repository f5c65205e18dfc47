"""What an author's block says: a specification, and where each part of it stands."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct, json
from msgspec.structs import replace

from generator.charts.fields import with_fields
from generator.charts.rows import rows_of, with_data
from generator.charts.spec import Config, Node, Records, Row, Spec, mapping_at, merged, rewrite
from generator.charts.vega.language import numbers_for_d3, times_for_d3
from generator.data.dataset import Dataset
from generator.data.locales import Locale, is_known_language, locale_of
from generator.data.text_formats import read_delimited
from generator.data.tree import Tree
from generator.problems.fault import WHOLE, At, Fault, Path, Spot

_DELIMITERS = {"csv": ",", "tsv": "\t", "dsv": ""}


class Authored(Struct, frozen=True):
    """A Vega-Lite specification as its author gave it.

    ``spot`` tells where the value at a path of the specification stands in the block,
    ``key_spot`` where its key does.
    """

    spec: Spec
    spot: Callable[[Path], Spot]
    key_spot: Callable[[Path], Spot]
    formats: dict[str, str] = {}
    """Number formats of the params that readers move, by name."""
    told: tuple[Fault, ...] = ()
    """What was guessed, and is to be told; at spots of the block."""


def read_specification(tree: Tree) -> Authored:
    """Read what a ``vega-lite`` block holds. Raises Fault."""
    if not isinstance(tree.value, dict) or not tree.value:
        raise Fault("a specification needs keys such as data, mark and encoding", (1, 1))
    _refuse_vega(tree.value)
    filled: Spec = rewrite(tree.value, lambda node, path: _with_rows(node, path, tree))
    spec, formats = _without_formats(with_embedded(filled))
    return Authored(spec, tree.spot, tree.key_spot, formats)


def read_made(made: bytes) -> Authored:
    """Read a specification that a block of one's own made, which stands nowhere. Raises Fault."""
    given: Spec = json.decode(made)
    _refuse_vega(given)
    spec, formats = _without_formats(with_embedded(given))
    return Authored(spec, lambda _: WHOLE, lambda _: WHOLE, formats)


def _with_rows(node: Node, path: Path, tree: Tree) -> Node:
    """Read a table that stands in a specification as text: a browser here reads JSON alone."""
    form = mapping_at(node, "format")
    kind = form.get("type")
    if not isinstance(node.get("values"), str) or kind not in _DELIMITERS:
        return node
    delimiter = _DELIMITERS[kind] or str(form.get("delimiter", ","))
    rest = {k: v for k, v in form.items() if k not in ("type", "delimiter", "header")}
    head = form.get("header")
    text = "\n".join([delimiter.join(head), node["values"]] if head else [node["values"]])
    rows = _rows(text, delimiter, tree, (*path, "values"))
    kept = {key: part for key, part in node.items() if key != "format"}
    return kept | {"values": rows} | ({"format": rest} if rest else {})


def _rows(text: str, delimiter: str, tree: Tree, path: Path) -> list[Row]:
    try:
        return list(read_delimited(text, delimiter).rows)
    except Fault as fault:
        raise fault.moved(tree.spot(path)) from None


def with_columns(authored: Authored, datasets: Mapping[str, Dataset]) -> Authored:
    """Return a specification whose fields mean the columns that are called as they are written."""
    names = {column.name for dataset in datasets.values() for column in dataset.columns}
    names.update(*rows_of(authored.spec))
    return replace(authored, spec=with_fields(authored.spec, frozenset(names)))


def filled(
    authored: Authored,
    datasets: Mapping[str, Dataset],
    rows: Mapping[str, Records],
    timezone: str = "",
) -> Spec:
    """Return an authored specification with its data inside. Raises Fault."""
    try:
        return with_data(authored.spec, datasets, rows, timezone)
    except Fault as fault:
        raise fault.located(authored) from None


def _refuse_vega(spec: Spec) -> None:
    if "/schema/vega/" in str(spec.get("$schema", "")):
        raise Fault("this is a Vega specification, not a Vega-Lite one", (1, 1))


def _without_formats(spec: Spec) -> tuple[Spec, dict[str, str]]:
    """Take our one addition out of the params: ``format`` of a slider's number."""
    params = spec.get("params")
    if not isinstance(params, list):
        return spec, {}
    formats = {
        str(param.get("name")): str(param["bind"]["format"])
        for param in params
        if isinstance(param, dict)
        and isinstance(param.get("bind"), dict)
        and "format" in param["bind"]
    }
    return spec | {"params": [_without_format(param) for param in params]}, formats


def _without_format(param: Any) -> Any:
    if not isinstance(param, dict) or not isinstance(param.get("bind"), dict):
        return param
    return param | {"bind": {k: v for k, v in param["bind"].items() if k != "format"}}


_PATH = ("usermeta", "embedOptions")
_LOCALES = {"formatLocale": "number", "timeFormatLocale": "time"}
_NUMBERS: Config = {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]}
_IN_CHART = "say it in the chart itself"
_LOOK = "a chart has the look of the site's theme; what is its own stands under config"
_TOLD = {
    "config": "write it as config of the chart",
    "theme": _LOOK,
    "patch": _IN_CHART,
    "padding": _IN_CHART,
    "width": _IN_CHART,
    "height": _IN_CHART,
    "expressionFunctions": "only Vega's own functions are known",
}
"""What would change the picture; what vega-embed puts around it means nothing here."""


def with_embedded(spec: Spec) -> Spec:
    """Return a specification that has the locales of its ``embedOptions`` as its own."""
    given = _options(spec)
    found = {
        kind: _locale(given[key], kind)
        for key, kind in _LOCALES.items()
        if key in given and not _is_unknown(given[key])
    }
    return merged({"config": {"locale": found}}, spec) if found else spec


def _options(spec: Spec) -> Mapping[str, Any]:
    return mapping_at(mapping_at(spec, _PATH[0]), _PATH[1])


def _is_unknown(given: Any) -> bool:
    """Tell whether a locale is neither d3's own object nor the name of a language."""
    return not (isinstance(given, dict) or (isinstance(given, str) and is_known_language(given)))


def _locale(given: Any, kind: str) -> Config:
    if isinstance(given, dict):
        return _NUMBERS | given if kind == "number" else given
    locale = locale_of(given)
    return numbers_for_d3(locale, "") if kind == "number" else times_for_d3(locale, [])


def embed_faults(spec: Spec) -> Iterator[Fault]:
    """Find what ``embedOptions`` say that is not done."""
    for key, given in _options(spec).items():
        path: Path = (*_PATH, key)
        if key in _LOCALES and _is_unknown(given):
            hint = "d3's object for it, or a language such as de"
            yield Fault(f"{key} is no locale", At(path), hint, "warning")
        elif key in _TOLD and given is not None:
            yield Fault(f"embedOptions.{key} is not taken", At(path), _TOLD[key], "warning")


def own_locale(spec: Spec, locale: Locale) -> Locale:
    """Return how a specification writes numbers and dates that has a locale of its own."""
    own = (spec.get("config") or {}).get("locale") or {}
    number, time = own.get("number") or {}, own.get("time") or {}
    kept = {key: number[key] for key in ("decimal", "thousands", "minus") if key in number}
    kept |= {key: tuple(number[key]) for key in ("grouping", "currency") if key in number}
    kept |= {"percent": ("", number["percent"])} if "percent" in number else {}
    for key, name in (("months", "months"), ("shortMonths", "short_months")):
        kept |= {name: tuple(time[key]), f"{name}_alone": tuple(time[key])} if key in time else {}
    for key, name in (("days", "days"), ("shortDays", "short_days")):
        kept |= {name: (*time[key][1:], time[key][0])} if key in time else {}
    return replace(locale, **kept) if kept else locale
