"""Numbers at bars: past the end of each, with room on the scale, and short where bars are narrow.

All of it is said in expressions, so that a live chart writes what its still drawing does.
"""

import json
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.charts.short.labels import NUMBER
from generator.charts.spec import Mark, Node, Vega, mappings, rewrite
from generator.data.locales import Locale
from generator.problems.fault import Path
from generator.site.look import Look

_STYLE = "value-label"
_LETTER = 0.57
_GAP = 4
_ROUNDED = 0.9995
"""From this share of a unit on a number in three digits is written in it."""
Units = tuple[tuple[int, int, str, str], ...]
_WHOLE = 1_000
"""From here on a number is written without what follows its point."""
_SHARE = 5
"""So many labels would fill the length of a lying bar's axis: a longer one is shortened."""
_WRITTEN = re.compile(r'(datum\["(?:[^"\\]|\\.)*"\])')
_NARROW = 400
_SIDE = 0.3
_IN_FULL, _SHORT, _TURNED = range(3)


class _Label(Struct, frozen=True):
    """A mark of labels; ``data`` is what its bars are drawn from, ``size`` that of its letters."""

    mark: Mark
    data: str
    size: float
    units: Units

    @property
    def name(self) -> str:
        return str(self.mark["name"]).replace("marks", "labels")

    @property
    def update(self) -> Node:
        found: Node = self.mark["encode"]["update"]
        return found

    @property
    def along(self) -> str:
        """Return the channel of the bars' length."""
        return "x" if self.update["align"].get("value") == "left" else "y"

    @property
    def field(self) -> str:
        return str(self.update[self.along]["field"])

    @property
    def scale(self) -> str:
        return str(self.update[self.along]["scale"])

    @property
    def value(self) -> str:
        found = _WRITTEN.search(str(self.update["text"].get("signal")))
        return found[1] if found else ""

    def text(self, value: str, *, short: bool) -> str:
        """Return how a number is written; how its author wants it goes before that."""
        stated = str(self.update["text"]["signal"])
        if json.dumps(NUMBER) not in stated:
            return stated.replace(self.value, value)
        return written(value, self.units if short else ())

    def width(self, *, short: bool) -> str:
        """Return how wide the longer of the labels at both ends of the scale is."""
        ends = (self.text(f"{self.name}_{end}", short=short) for end in ("low", "high"))
        longest = ", ".join(f"length({end})" for end in ends)
        return f"max({longest}) * {_LETTER * self.size:g}"


def written(value: str, units: Units) -> str:
    """Return the expression that writes a number: in thousands and so on, or in full."""
    made = f"format({value}, abs({value}) < {_WHOLE} ? {json.dumps(NUMBER)} : ',.0f')"
    for least, divisor, before, behind in sorted(units)[1:]:
        number = f"format({value} / {divisor:g}, ',.3~r')"
        told = f"{json.dumps(before)} + {number} + {json.dumps(behind)}"
        made = f"abs({value}) >= {least * _ROUNDED:g} ? {told} : {made}"
    return f"({made})"


def with_value_labels(vega: Vega, look: Look, locale: Locale) -> Vega:
    """Return a specification whose numbers at bars and slices can be read."""
    marks = [node for _, node in mappings(vega) if _is_label(node)]
    if not marks:
        return vega
    facets = dict(_facets(vega))
    data = {each["name"]: each.get("from", {}).get("data", "") for each in marks}
    labels = {
        name: _Label(mark, facets.get(data[name], data[name]), look.font_size - 1, locale.units)
        for name, mark in ((each["name"], each) for each in marks)
    }

    def changed(node: Node, _: Path) -> Node:
        if _is_label(node):
            return _placed(labels[node["name"]])
        if not isinstance(node.get("scales"), list):
            return node
        for label in filter(_is_at_bars, labels.values()):
            node = _with_room(node, label)
        return node

    return rewrite(vega, changed)


def _is_label(node: Node) -> bool:
    if node.get("type") != "text" or _STYLE not in node.get("style", ()) or "name" not in node:
        return False
    text = node.get("encode", {}).get("update", {}).get("text")
    return isinstance(text, dict) and bool(_WRITTEN.search(str(text.get("signal"))))


def _is_at_bars(label: _Label) -> bool:
    return "scale" in label.update.get(label.along, {}) and "field" in label.update[label.along]


def _facets(vega: Vega) -> Iterator[tuple[str, str]]:
    for _, node in mappings(vega):
        facet = node.get("facet")
        if isinstance(facet, dict) and "name" in facet and "data" in facet:
            yield facet["name"], facet["data"]


def _placed(label: _Label) -> Mark:
    """Return labels past the ends of their bars, or the numbers alone of slices."""
    full, short = (label.text(label.value, short=short) for short in (False, True))
    if not _is_at_bars(label):
        return _updated(label, {"text": f"width < {_NARROW} ? {short} : {full}"} | _around(label))
    mode, below = f"{label.name}_mode", f"{label.value} < 0"
    text = f"{mode} == {_IN_FULL} ? {full} : {short}"
    if label.along == "x":
        side = {"align": f"{below} ? 'right' : 'left'", "dx": f"{below} ? {-_GAP} : {_GAP}"}
        return _updated(label, {"text": text} | side)
    turned = f"{mode} == {_TURNED}"
    return _updated(label, {
        "text": text,
        "angle": f"{turned} ? -90 : 0",
        "align": f"{turned} ? ({below} ? 'right' : 'left') : 'center'",
        "baseline": f"{turned} ? 'middle' : {below} ? 'top' : 'bottom'",
        "dx": f"{turned} ? ({below} ? {-_GAP} : {_GAP}) : 0",
        "dy": f"{turned} ? 0 : {below} ? {_GAP} : {-_GAP}",
    })  # fmt: skip


def _around(label: _Label) -> dict[str, str]:
    """Return on which side of a number the middle of its slice is."""
    turn = label.update.get("theta", {}).get("signal")
    if turn is None:
        return {}
    side = f"sin({turn}) > {_SIDE} ? 'left' : sin({turn}) < -{_SIDE} ? 'right' : 'center'"
    below = f"cos({turn}) < -{_SIDE} ? 'top' : 'middle'"
    return {"align": side, "baseline": f"cos({turn}) > {_SIDE} ? 'bottom' : {below}"}


def _updated(label: _Label, texts: Mapping[str, str]) -> Mark:
    encode = label.mark["encode"]
    update = label.update | {key: {"signal": text} for key, text in texts.items()}
    return label.mark | {"encode": encode | {"update": update}}


def _with_room(group: Node, label: _Label) -> Node:
    """Let a scale that stands in a group reach as far as the labels of its bars."""
    scales = {str(each.get("name")): each for each in group["scales"]}
    scale = scales.get(label.scale)
    if scale is None:
        return group
    signals = [{"name": f"{label.name}_{key}", "update": text}
               for key, text in _signals(label, scale, scales)]  # fmt: skip
    is_even = scale.get("type") == "linear"
    made = [_reaching(each, label) if each is scale and is_even else each
            for each in group["scales"]]  # fmt: skip
    return group | {"scales": made, "signals": [*group.get("signals", ()), *signals]}


def _signals(label: _Label, scale: Node, scales: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    values = f"extent(pluck(data({json.dumps(label.data)}), {json.dumps(label.field)}))"
    yield "high", f"max(0, {values}[1] || 0)"
    yield "low", f"min(0, {values}[0] || 0)"
    size = next((end["signal"] for end in scale["range"] if isinstance(end, dict)), "200")
    yield "size", size
    name, short = label.name, f"{label.width(short=True)}"
    if label.along == "x":
        full = label.width(short=False)
        yield "mode", f"{full} > {name}_size / {_SHARE} ? {_SHORT} : {_IN_FULL}"
        yield "room", f"({name}_mode ? {short} : {full}) + {2 * _GAP}"
        return
    yield "step", _step(label, scales)
    full = label.width(short=False)
    narrow = f"{short} <= {name}_step ? {_SHORT} : {_TURNED}"
    yield "mode", f"{full} <= {name}_step ? {_IN_FULL} : {narrow}"
    yield "room", f"({name}_mode == {_TURNED} ? {short} : {label.size:g}) + {2 * _GAP}"


def _step(label: _Label, scales: Mapping[str, Node]) -> str:
    """Return how many pixels each bar has beside it."""
    across = label.update.get("x", {})
    offset = across.get("offset", {}).get("scale") if isinstance(across, dict) else None
    if offset in scales:
        return f"bandwidth('{offset}')"
    name = across.get("scale", "x")
    if name not in scales:
        return f"width / max(1, length(data({json.dumps(label.data)})))"
    is_band = scales[name].get("type") in ("band", "point")
    count = f"domain('{name}')" if is_band else f"data({json.dumps(label.data)})"
    return f"abs(span(range('{name}'))) / max(1, length({count}))"


def _reaching(scale: Node, label: _Label) -> Node:
    """Return a scale that ends where labels end, unless its author says where."""
    name, domain = label.name, scale.get("domain")
    parts = domain.get("fields", [domain]) if isinstance(domain, dict) else []
    if not parts or not all(isinstance(part, dict) and "field" in part for part in parts):
        return scale
    extents = [f"extent(pluck(data({json.dumps(part['data'])}), {json.dumps(part['field'])}))"
               for part in parts]  # fmt: skip
    rooms = f"{name}_room * (({name}_high > 0) + ({name}_low < 0))"
    pixel = f"({name}_high - {name}_low) / max(1, {name}_size - {rooms})"
    highest = ", ".join(f"{each}[1] || 0" for each in extents)
    lowest = ", ".join(f"{each}[0] || 0" for each in extents)
    over = f"{name}_high > 0 ? {name}_high + {name}_room * {pixel} : 0"
    under = f"{name}_low < 0 ? {name}_low - {name}_room * {pixel} : 0"
    ends = {"domainMax": {"signal": f"max({highest}, {over})"},
            "domainMin": {"signal": f"min({lowest}, {under})"}}  # fmt: skip
    return ends | scale
