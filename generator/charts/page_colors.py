"""One category has one colour in all charts of a page, whatever else each of them shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.charts.fields import column_of, name_of
from generator.charts.rows import rows_of
from generator.charts.shared import Category, Colored
from generator.charts.spec import PAINTS, Node, Spec, Vega, mappings

_OTHERWISE = frozenset(("scale", "aggregate", "bin", "timeUnit"))
"""What gives colours of its own, or to something else than categories."""
_MOST = 8


def colored_in(spec: Spec) -> Iterator[Colored]:
    """Find the columns that colour a specification with its data inside."""
    whole = not any("filter" in node for _, node in mappings(spec))
    for column in dict.fromkeys(_columns(spec)):
        found = _categories(row[column] for row in rows_of(spec) if column in row)
        if found:
            yield Colored(column, found, whole)


def _columns(spec: Spec) -> Iterator[str]:
    for path, node in mappings(spec):
        is_hue = path[-1:] and path[-1] in PAINTS and path[-2:-1] == ("encoding",)
        is_plain = node.get("type", "nominal") == "nominal" and not _OTHERWISE & node.keys()
        if is_hue and is_plain and isinstance(node.get("field"), str):
            yield name_of(node["field"])


def _categories(values: Iterable[object]) -> tuple[Category, ...]:
    """Return the categories in the order that Vega-Lite gives them; none where they have none."""
    found: set[Category] = set()
    for value in values:
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found.add(value)
        if len(found) > _MOST:
            return ()
    texts = sorted(each for each in found if isinstance(each, str))
    numbers = sorted(each for each in found if not isinstance(each, str))
    return (*texts, *numbers) if not (texts and numbers) else ()


def agreed(charts: Sequence[tuple[Colored, ...]]) -> Mapping[str, Colored]:
    """Return by their columns the categories that charts must agree on.

    Where all of them show the same ones, they do so by themselves.
    """
    by_column: dict[str, list[Colored]] = {}
    for each in (one for chart in charts for one in chart):
        by_column.setdefault(each.column, []).append(each)
    made = {}
    for column, found in by_column.items():
        is_alike = len({each.categories for each in found}) == 1
        together = _categories(each for one in found for each in one.categories)
        if together and not (is_alike and all(each.whole for each in found)):
            made[column] = Colored(column, together)
    return {column: each for column, each in made.items() if len(by_column[column]) > 1}


def with_page_colors(vega: Vega, colors: Sequence[Colored]) -> Vega:
    """Return a specification whose scales count all categories, and whose legends its own."""
    known = {each.column: each.categories for each in colors}
    names = [str(each["name"]) for each in vega.get("scales", ()) if _column(each) in known]
    if not names:
        return vega
    made = vega.copy()
    made["scales"] = [part for each in vega["scales"] for part in _counting(each, known)]
    made["legends"] = [_of_own(each, names) for each in vega.get("legends", ())]
    return made


def _counting(scale: Node, known: Mapping[str, tuple[Category, ...]]) -> Iterator[Node]:
    column = _column(scale)
    if column in known:
        yield scale | {"name": _shown(scale["name"])}
        yield scale | {"domain": list(known[column])}
    else:
        yield scale


def _of_own(legend: Node, names: Sequence[str]) -> Node:
    scale = next((legend[hue] for hue in ("fill", "stroke") if legend.get(hue) in names), "")
    if not scale or "values" in legend:
        return legend
    return legend | {"values": {"signal": f"domain('{_shown(scale)}')"}}


def _shown(scale: str) -> str:
    return f"{scale}_shown"


def _column(scale: Node) -> str:
    """Return the column whose categories a scale colours, empty where it colours none."""
    domain = scale.get("domain")
    if scale.get("range") != "category" or not isinstance(domain, dict):
        return ""
    parts = domain.get("fields", [domain])
    fields = {str(part.get("field") if isinstance(part, dict) else part) for part in parts}
    return column_of(fields.pop()) if len(fields) == 1 else ""
