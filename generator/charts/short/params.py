"""The short form of params: sliders, menus, check boxes and selections by name."""

from typing import Any

from generator.charts.spec import Node
from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path, Spot

_WIDGETS = ("slider", "menu", "check", "select")
RESERVED = frozenset(
    ("datum", "event", "item", "parent", "true", "false", "null", "undefined", "this", "NaN",
     "Infinity", "PI", "E", "LN2", "LN10", "LOG2E", "LOG10E", "SQRT1_2", "SQRT2", "MIN_VALUE",
     "MAX_VALUE")
)  # fmt: skip
"""Words of Vega's expressions, which a param of the same name would hide or never be."""
_KEYS = (*_WIDGETS, "value", "label", "format", "field", "fields", "encodings")
SELECTIONS: dict[str, Node] = {
    "legend": {"select": "point", "bind": "legend"},
    "point": {"select": "point"},
    "brush": {"select": "interval"},
    "pan": {"select": "interval", "bind": "scales"},
}

Formats = dict[str, str]


def expand_params(params: Any, tree: Tree) -> tuple[list[Any], Formats]:
    """Return Vega-Lite params and the readers' number formats by name. Raises Fault.

    A list is Vega-Lite's own form and stays as it is.
    """
    if params is None:
        return [], {}
    if isinstance(params, list):
        return params, {}
    if not isinstance(params, dict):
        hint = "such as: {year: {slider: [2001, 2026]}}"
        message = "params must be names with their sliders or menus"
        raise Fault(message, tree.spot(("params",)), hint)
    made = [_expand(name, value, tree) for name, value in params.items()]
    formats = {
        name: str(value["format"])
        for name, value in params.items()
        if isinstance(value, dict) and "format" in value
    }
    return made, formats


def _expand(name: str, value: Any, tree: Tree) -> Node:
    path: Path = ("params", name)
    if name in RESERVED or not name.isidentifier():
        hint = "give it another: a word of letters, digits and _"
        raise Fault(f'no param can be called "{name}"', tree.key_spot(path), hint)
    if not isinstance(value, dict):
        return {"name": name, "value": value}
    tree.check_keys(path, _KEYS, "a param")
    if "select" in value:
        return {"name": name} | _selection(value, tree, path)
    bind = _bind(value, tree, path)
    label = {"name": str(value["label"])} if "label" in value else {}
    start = value.get("value", _first(bind))
    _check_start(start, bind, tree.spot((*path, "value")))
    return {"name": name, "value": start} | ({"bind": bind | label} if bind else {})


def _selection(value: Node, tree: Tree, path: Path) -> Node:
    kind = value["select"]
    if kind not in SELECTIONS:
        raise Fault(
            f'no selection "{kind}"',
            tree.spot((*path, "select")),
            suggestion(str(kind), SELECTIONS, f"one of {', '.join(SELECTIONS)}"),
        )
    made = dict(SELECTIONS[kind])
    fields = value.get("fields") or ([value["field"]] if "field" in value else None)
    extra = {"fields": fields, "encodings": value.get("encodings")}
    made["select"] = {"type": made["select"]} | {k: v for k, v in extra.items() if v}
    return made | ({"value": value["value"]} if "value" in value else {})


def _bind(value: Node, tree: Tree, path: Path) -> Node:
    if "slider" in value:
        return _slider(value["slider"], tree, (*path, "slider"))
    if "menu" in value:
        if not isinstance(value["menu"], list) or not value["menu"]:
            hint = "such as [low, high]"
            raise Fault("a menu needs a list of choices", tree.spot((*path, "menu")), hint)
        return {"input": "select", "options": value["menu"]}
    return {"input": "checkbox"} if "check" in value else {}


def _slider(value: Any, tree: Tree, path: Path) -> Node:
    numbers = value if isinstance(value, list) else []
    if len(numbers) not in (2, 3) or not all(isinstance(n, int | float) for n in numbers):
        raise Fault("a slider needs its least and its most", tree.spot(path), "such as [0, 3, 0.1]")
    low, high, *step = numbers
    if low >= high:
        raise Fault(f"a slider from {low:g} to {high:g} has nowhere to go", tree.spot(path))
    if step and not 0 < step[0] <= high - low:
        hint = f"more than 0, and {high - low:g} at most"
        raise Fault(f"a slider cannot go by {step[0]:g}", tree.spot((*path, 2)), hint)
    return {"input": "range"} | dict(zip(("min", "max", "step"), numbers, strict=False))


def _check_start(start: Any, bind: Node, spot: Spot) -> None:
    low, high, options = bind.get("min"), bind.get("max"), bind.get("options")
    if (
        low is not None
        and high is not None
        and not (isinstance(start, int | float) and low <= start <= high)
    ):
        raise Fault(f"value cannot be {start}", spot, f"the slider goes from {low:g} to {high:g}")
    if options is not None and start not in options:
        listed = ", ".join(str(each) for each in options)
        raise Fault(f'value cannot be "{start}"', spot, f"the menu has {listed}")


def _first(bind: Node) -> Any:
    if bind.get("input") == "range":
        return bind["min"]
    return bind["options"][0] if "options" in bind else False
