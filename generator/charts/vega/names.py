"""Names along axes of bars: in lines where they have room for them, else turned; none is left out.

All of it is said in expressions, so that a live chart that gets narrower breaks them anew.
"""

import re
from typing import Any

from msgspec import Struct

from generator.charts.spec import Node, Vega, fit_of, rewrite
from generator.charts.vega.bands import LETTER, UPRIGHT, Bands
from generator.problems.fault import Path
from generator.site.look import Look

_LEADING = 1
_BETWEEN = 6
_LINES = 3
_STRETCH = 1.15
_TURNED = 26
"""Letters of a line that is turned."""
_UNITS = re.compile(r"timeUnitSpecifier\(\[([^\]]*)\]")
_DIRECTIVE = re.compile(r"%-?(\w)")
_NAMED = frozenset(("month", "day", "a", "A", "b", "B"))
_LONG = {"year": 5, "month": 3, "day": 3, "hours": 6, "Y": 4, "b": 3, "a": 3, "B": 9, "A": 9}
"""Letters of a part of a time in English; what is not here has two or three."""
_LISTS = {
    "month": "shortMonths", "b": "shortMonths", "B": "months",
    "day": "shortDays", "a": "shortDays", "A": "days",
}  # fmt: skip
"""The names that a part of a time is written with, as the language of a chart calls them."""
_LIMIT = 180
"""Pixels beside a view that Vega gives to names."""


class _Axis(Struct, frozen=True):
    """What is known of an axis: its scale, the letters' size, what is written."""

    scale: str
    size: float
    text: str
    longest: int
    """Letters of a time's name."""
    room: float
    names: tuple[str, ...] | None

    @property
    def line(self) -> float:
        return self.size + _LEADING

    @property
    def letters(self) -> int:
        """Return how many letters a line has beside a view.

        A word that is a little longer than so many average letters mostly has room all the same.
        """
        average = max(1, int(self.room / (LETTER * self.size)))
        longest = max((len(word) for name in self.names or () for word in name.split()), default=0)
        return longest if average < longest <= _STRETCH * average else average

    @property
    def step(self) -> str:
        """Return how many pixels each name has along the axis."""
        return f"abs(span(range('{self.scale}'))) / max(1, length(domain('{self.scale}')))"

    def fits(self, letters: str, lines: str) -> str:
        """Tell whether every name fits into lines of so many letters."""
        broken = f"'^(?!{_lines(letters, lines)}$)'"
        return f"!test(regexp({broken}, 'm'), join(domain('{self.scale}'), '\\n'))"

    def holds(self, letters: int) -> str:
        """Tell whether names of so many letters have room in one line."""
        return f"({self.step}) >= {letters * LETTER * self.size + _BETWEEN:g}"

    def broken(self, letters: str, lines: str) -> str:
        """Return a name in lines where they hold it; else it stays one, which is cut."""
        fits = f"test(regexp('^{_lines(letters, lines)}$'), {self.text})"
        return f"({fits} ? {self.wrapped(letters)} : [{self.text}])"

    def wrapped(self, letters: str) -> str:
        """Return what breaks a name into lines of at most so many letters."""
        line = f"regexp('(.{{1,' + {letters} + '}})(?: +|$)', 'g')"
        return f"split(trim(replace({self.text}, {line}, '$1\\n')), '\\n')"


def _lines(letters: str, lines: str) -> str:
    return f"(?:.{{1,' + {letters} + '}}(?: +|$)){{1,' + {lines} + '}}"


def with_whole_names(vega: Vega, look: Look, *, narrow: bool) -> Vega:
    """Return a specification whose axes keep the names of all bars."""
    known = Bands(vega)
    limit = look.width // 3 if narrow else _LIMIT

    def written(node: Node, path: Path) -> Node:
        if path[-2:-1] != ("axes",) or not known.is_band(node) or node.get("labels") is False:
            return node
        axis = _axis(node, limit, known, look)
        if axis.names == () and not _is_named_time(node):
            return {"labelOverlap": "greedy"} | node
        if node.get("orient") in UPRIGHT:
            known.lines[axis.scale] = _most_lines(axis)
            return _beside(node, axis)
        angle = node.get("labelAngle", 0)
        is_turned = not isinstance(angle, int | float) or angle % 360
        return node if is_turned else _below(node, axis)

    return _settling(rewrite(rewrite(vega, written), known.with_room))


def _settling(vega: Vega) -> Vega:
    """Let a chart that fits its box find its size again once its names are turned or in lines.

    Vega asks once how much room its axes take, when bars are still as wide as the box, and as high.
    """
    made: Any = vega
    way = fit_of(vega)
    is_lower = way == "fit" and bool(made.get("legends"))
    keys = ("angle", "dy") if is_lower else ("angle",)
    changes = any(key in _labels(axis) for axis in made.get("axes", ()) for key in keys)
    return made | {"autosize": {"resize": True} | made["autosize"]} if way and changes else vega


def _axis(node: Node, limit: float, known: Bands, look: Look) -> _Axis:
    own = _labels(node).get("text", {}).get("signal")
    size, stated = node.get("labelFontSize"), node.get("labelLimit")
    size = size if isinstance(size, int | float) else look.font_size - 1
    room = stated if isinstance(stated, int | float) and 0 < stated < limit else limit
    names = known.names(str(node["scale"]), own)
    longest = _longest(node, known.spoken)
    return _Axis(str(node["scale"]), size, own or "datum.label", longest, room, names)


def _labels(node: Node) -> Node:
    found: Node = node.get("encode", {}).get("labels", {}).get("update", {})
    return found


def _with_labels(node: Node, axis: _Axis, written: dict[str, str], limit: float) -> Node:
    encode = node.get("encode", {})
    update = _labels(node) | {key: {"signal": text} for key, text in written.items()}
    made = {"labels": encode.get("labels", {}) | {"update": update}}
    return node | {"labelLimit": limit, "labelLineHeight": axis.line, "encode": encode | made}


def _beside(node: Node, axis: _Axis) -> Node:
    text = axis.broken(str(axis.letters), f"max(1, floor(({axis.step}) / {axis.line:g}))")
    rise = f"(1 - length({text})) * {axis.line / 2:g}"
    return _with_labels(node, axis, {"text": text, "dy": rise}, axis.room)


def _below(node: Node, axis: _Axis) -> Node:
    """Break names below their bars, and turn them all where one has no room for its lines."""
    is_top = node.get("orient") == "top"
    letters = f"max(1, floor((({axis.step}) - {_BETWEEN}) / {LETTER * axis.size:g}))"
    is_time = node.get("formatType") in ("time", "utc")
    # A time's value says nothing of how long its name is.
    fits = axis.holds(axis.longest) if is_time else axis.fits(letters, str(_LINES))
    upright = axis.wrapped(letters)
    turned = axis.broken(str(_TURNED), f"max(1, floor(({axis.step} + 3) / {axis.line:g}))")
    count = f"length({upright})" if is_top else "1"
    rise = f"(1 - {count}) * {axis.line:g} : (1 - length({turned})) * {axis.line / 2:g}"
    update = {
        "text": f"{fits} ? {upright} : {turned}",
        "angle": f"{fits} ? 0 : -90",
        "align": f"{fits} ? 'center' : '{'left' if is_top else 'right'}'",
        "baseline": f"{fits} ? '{'bottom' if is_top else 'top'}' : 'middle'",
        "dy": f"{fits} ? {rise}",
    }
    crowded = {"signal": f"{axis.step} < {axis.size - 1:g} ? 'greedy' : false"}
    return _with_labels(node | {"labelOverlap": crowded}, axis, update, _LIMIT)


def _is_named_time(node: Node) -> bool:
    """Tell whether months or weekdays alone stand along an axis: no other lets one guess them."""
    units = _UNITS.match(_form(node))
    parts = re.findall(r"\w+", units[1]) if units else _DIRECTIVE.findall(_form(node))
    is_time = node.get("formatType") in ("time", "utc")
    return is_time and bool(parts) and set(parts) <= _NAMED


def _form(node: Node) -> str:
    form = node.get("format", "")
    return str(form.get("signal", "")) if isinstance(form, dict) else str(form)


def _longest(node: Node, spoken: Node) -> int:
    """Guess how many letters the names of times have, by the format that they are written in."""

    def letters(part: str, other: int) -> int:
        names = spoken.get(_LISTS.get(part, ""), ())
        return max(map(len, names), default=_LONG.get(part, other))

    said = _form(node)
    if units := _UNITS.match(said):
        return sum(letters(unit, 3) for unit in re.findall(r"\w+", units[1]))
    parts = _DIRECTIVE.findall(said)
    return len(_DIRECTIVE.sub("", said)) + sum(letters(part, 2) for part in parts) or 12


def _most_lines(axis: _Axis) -> float:
    """Return the pixels that the longest name takes beside its bar."""
    line = re.compile(rf"(.{{1,{axis.letters}}})(?: +|$)")
    broken = (line.sub(r"\1\n", name).strip().count("\n") + 1 for name in axis.names or ("",))
    return max(broken) * axis.line
