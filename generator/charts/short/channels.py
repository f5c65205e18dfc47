"""A short chart's channels, and a column as they write it: year:Q, mean(value), yearmonth(day)."""

import re
from typing import Any

from generator.charts.schema import channel_words, words
from generator.charts.short.hints import slip
from generator.charts.short.parts import KnownColumns
from generator.charts.spec import Channel, is_number
from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path, Spot

_TYPES = {"q": "quantitative", "t": "temporal", "n": "nominal", "o": "ordinal", "g": "geojson"}
_SHORT = re.compile(
    r"(?:(?P<wrap>[a-z]+)\((?P<inner>.*)\)|(?P<field>.*?))(?::(?P<type>[A-Za-z]+))?\Z",
    re.DOTALL,
)
_BY_COLUMN = {"number": "quantitative", "date": "temporal", "text": "nominal", "boolean": "nominal"}


def read_shorthand(text: str, known: KnownColumns, spot: Spot) -> Channel:
    """Read a column with its aggregate or time unit and its type. Raises Fault."""
    column, match = known.called(text), _SHORT.match(text)
    if column in known.types or not match:
        return {"field": column, "type": guessed_type({"field": column}, known)}
    bare = known.called(text[: match.start("type") - 1]) if match["type"] else ""
    if bare in known.types:  # the name of a column, though it looks like more: price(net):Q
        return {"field": bare, "type": _spelled_type(match["type"], spot)}
    made: Channel = {}
    field = match["inner"] if match["wrap"] else match["field"]
    if not match["wrap"] and not field.strip():
        raise Fault("a column is missing here", spot, "such as year:Q or mean(value)")
    if match["wrap"]:
        made |= _wrapped(match["wrap"], spot)
    made |= {"field": known.called(field)} if field else {}
    return made | {"type": _spelled_type(match["type"], spot) or guessed_type(made, known)}


def guessed_type(made: Channel, known: KnownColumns) -> str:
    """Return the type that a channel most likely has."""
    if made.get("bin") or made.get("aggregate") not in (None, "argmin", "argmax"):
        return "quantitative"
    if "timeUnit" in made:
        return "temporal"
    return _BY_COLUMN.get(known.types.get(str(made.get("field", "")), "text"), "nominal")


def _wrapped(word: str, spot: Spot) -> Channel:
    """Read the word before the parentheses: an aggregate, a time unit or ``bin``."""
    if word in words("NonArgAggregateOp"):
        return {"aggregate": word}
    if word in words("TimeUnit"):
        return {"timeUnit": word}
    if word == "bin":
        return {"bin": True}
    every = words("NonArgAggregateOp") | words("TimeUnit") | {"bin"}
    raise Fault(f'no aggregate or time unit "{word}"', spot, suggestion(word, every))


def _spelled_type(word: str | None, spot: Spot) -> str:
    """Return a type in full from its letter or its name, empty for none."""
    if not word:
        return ""
    full = _TYPES.get(word.lower(), word)
    if full not in _TYPES.values():
        hint = suggestion(word, _TYPES.values(), "one of Q, T, N, O")
        raise Fault(f'no type "{word}"', spot, hint)
    return full


PLACED = ("x", "y", "x2", "y2", "theta", "theta2")
_LEGENDED = ("color", "fill", "stroke", "size", "shape", "opacity", "fillOpacity",
             "strokeOpacity", "strokeDash", "strokeWidth", "angle")  # fmt: skip
GUIDES = (
    dict.fromkeys(("x", "y"), "axis")
    | dict.fromkeys(_LEGENDED, "legend")
    | dict.fromkeys(("facet", "row", "column"), "header")
)
_LISTED = ("tooltip", "detail", "order", "key")
"""Channels that take several columns."""
_USUAL = "field, type, aggregate, timeUnit, bin, title, format, sort, stack, scale and axis"
_SLIPS = dict.fromkeys(("labels", "trend", "gaps"), "it stands beside mark, not in a channel") | {
    "agg": "aggregate: mean", "op": "aggregate: mean", "label": "title: …", "name": "title: …",
    "unit": "timeUnit: month",
}  # fmt: skip
"""The cure for keys that other tools, or other places here, have."""
_STACKS = ("zero", "normalize", "center", "none")


def read_channel(name: str, value: Any, path: Path, tree: Tree, known: KnownColumns) -> Any:
    """Read one channel, whose value stands at ``path``. Raises Fault."""
    if isinstance(value, list):
        _check_list(name, value, tree.spot(path))
        return [
            _read_one(name, part, (*path, index), tree, known) for index, part in enumerate(value)
        ]
    if value is None and path[0] == "layer":
        return None
    return _read_one(name, value, path, tree, known)


def _check_list(name: str, value: list[Any], spot: Spot) -> None:
    """Refuse several columns where a channel shows one. Raises Fault."""
    if name not in _LISTED:
        example = next((each for each in value if isinstance(each, str)), "value")
        hint = f"such as: {name}: {example}; layer draws several over one another"
        raise Fault(f"{name} shows one column", spot, hint)


def _read_one(name: str, value: Any, path: Path, tree: Tree, known: KnownColumns) -> Any:
    spot = tree.spot(path)
    if isinstance(value, str):
        if not _transforms(tree) and (found := slip(name, value, known)):
            raise Fault(found[0], spot, found[1])
        return _ordered(name, _typed(name, read_shorthand(value, known, spot)), known)
    if is_number(value):
        return {"datum" if name in PLACED else "value": value}
    if not isinstance(value, dict):
        raise Fault(f"{name} needs a column", spot, f"such as: {name}: year:Q")
    _check_words(name, value, path, tree)
    _check_parts(value, path, tree)
    made = _settle(_mapping(value, path, tree, known), path, tree, known)
    return _ordered(name, _place_format(name, _typed(name, made)), known)


def _ordered(name: str, value: Channel, known: KnownColumns) -> Channel:
    """Put names into the order that they have of themselves, where their author says none."""
    order = known.order_of(value)
    is_named = value.get("type") in ("nominal", "ordinal") and "sort" in channel_words(name)
    if not order or not is_named or value.keys() & {"sort", "aggregate", "bin"}:
        return value
    return value | {"sort": order}


def _typed(name: str, value: Channel) -> Channel:
    """Leave the type out where a channel takes that of its partner: ``y2`` that of ``y``."""
    is_partner = name.endswith("2") or name in ("xError", "yError")
    is_column = is_partner and "field" in value
    return {key: part for key, part in value.items() if key != "type"} if is_column else value


def _check_words(name: str, value: Channel, path: Path, tree: Tree) -> None:
    known = channel_words(name) | {"format", "zero"}
    for key in value:
        if key not in known:
            hint = _SLIPS.get(key) or suggestion(key, known, f"{name} takes {_USUAL}")
            raise Fault(f'{name} has no "{key}"', tree.key_spot((*path, key)), hint)


def _check_parts(value: Channel, path: Path, tree: Tree) -> None:
    """Refuse parts that are read here and are of another kind. Raises Fault."""
    for key in ("axis", "legend", "header"):
        if not isinstance(value.get(key), dict | None):
            hint = f"such as {key}: {{title: …}}"
            raise Fault(f"{key} must be a mapping", tree.spot((*path, key)), hint)
    if not isinstance(value.get("field"), str | dict | None):
        raise Fault("field must be a column", tree.spot((*path, "field")), "such as field: year")


def _mapping(value: Channel, path: Path, tree: Tree, known: KnownColumns) -> Channel:
    field = value.get("field")
    if not isinstance(field, str):
        is_count = value.get("aggregate") == "count" and "type" not in value
        return value | ({"type": "quantitative"} if is_count else {})
    short = read_shorthand(field, known, tree.spot((*path, "field")))
    made = short | {key: part for key, part in value.items() if key != "field"}
    if "type" in value or ":" in field:
        return made
    return made | {"type": guessed_type(made, known)}


def _settle(value: Channel, path: Path, tree: Tree, known: KnownColumns) -> Channel:
    """Bring ``sort``, ``stack`` and ``scale`` from their short forms to Vega-Lite's."""
    made = dict(value)
    if isinstance(value.get("sort"), str):
        made["sort"] = _sort(value["sort"], (*path, "sort"), tree, known)
    if "stack" in value:
        made["stack"] = _stack(value["stack"], (*path, "stack"), tree)
    if isinstance(value.get("scale"), str):
        made["scale"] = {"type": value["scale"]}
    if "zero" in value:
        made["scale"] = {"zero": made.pop("zero")} | (made.get("scale") or {})
    return made


def _sort(value: str, path: Path, tree: Tree, known: KnownColumns) -> Any:
    """Read ``descending``, ``-y`` (by a channel) or ``-value`` (by a column)."""
    orders, channels = ("ascending", "descending"), words("SortByChannel")
    word = value if known.called(value) in known.types else value.removeprefix("-")
    if value in orders or (word in channels and word in _channels_said(tree)):
        return value
    if word in channels and word not in known.types:
        hint = f"give it {word}, or sort by a column: -value"
        raise Fault(f"this chart has no {word} to sort by", tree.spot(path), hint)
    if known.types and known.called(word) not in known.types:
        every = {*known.types, *channels, *orders}
        near = suggestion(word, every, f"such as -y, or one of {', '.join(known.types)}")
        raise Fault(f'nothing to sort by named "{word}"', tree.spot(path), near)
    return {"field": known.called(word), "order": "descending" if word != value else "ascending"}


def _transforms(tree: Tree) -> bool:
    """Tell whether some transform may make a column that nobody knows."""
    return "transform" in _channels_said(tree)


def _channels_said(tree: Tree) -> set[str]:
    layers = tree.value.get("layer")
    parts = layers if isinstance(layers, list) else []
    return set(tree.value).union(*(part for part in parts if isinstance(part, dict)))


def _stack(value: Any, path: Path, tree: Tree) -> Any:
    if value in (None, "none", False):
        return None
    if value is not True:
        tree.check_word(path, value, _STACKS)
    return value


def _place_format(name: str, value: Channel) -> Channel:
    """Put a channel's ``format`` where Vega-Lite wants it: on the axis, legend or header."""
    guide = GUIDES.get(name, "")
    if "format" not in value or not guide or value.get(guide, {}) is None:
        return value
    rest = {key: part for key, part in value.items() if key not in ("format", guide)}
    return rest | {guide: {"format": value["format"], **(value.get(guide) or {})}}
