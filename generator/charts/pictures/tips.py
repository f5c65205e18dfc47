"""What marks tell, written into the drawing that stands in a page: ``browser/awake.js`` reads it.

A ``metadata`` element of JSON stands before the marks that it tells of, a row for each. Points of a
line, which is one mark, stand there with their places. Marks of a kind are one series in each view,
whose names are said once.
"""

import json
import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree as ET

from msgspec import Struct
from msgspec.structs import replace

from generator.charts.pictures.svg import TOLD, is_idle
from generator.charts.spec import Node, Vega, mapping_at
from generator.charts.vega.tips import ALONE, IS, KEY, NUMBER, PART, POINTS, ROW
from generator.data.numbers import plain_number

_SVG = "{http://www.w3.org/2000/svg}"
_TIPS = re.compile(rf'<{TOLD}>.*?</{TOLD}>| data-key="\d+"', re.DOTALL)
_PLACE = re.compile(r"translate\(([-\d.e]+),([-\d.e]+)\)")
_HEIGHT = re.compile(r"M[^h]*h[^v]*v([-\d.e]+)")
_FINITE = re.compile(r"[-+\d.e]+")
Key = tuple[str, str]
Names = tuple[str, ...]


class _Tip(Struct, frozen=True):
    """What one mark tells: its tooltip, a text or texts by names, and the keys of its entries."""

    tip: str | dict[str, str] | None
    keys: list[int]


class _DrawnView(Struct, frozen=True):
    """The view around an element."""

    number: int = 0
    height: float = 0


def without_tips(svg: str) -> str:
    """Return a drawing without what its marks tell: a picture has no use for it."""
    return _TIPS.sub("", svg) if f"<{TOLD}>" in svg else svg


def write_tips(root: ET.Element, vega: Vega) -> None:
    """Write into a drawing of vl-convert's what its marks tell."""
    own = mapping_at(mapping_at(vega.get("config") or {}, "locale"), "number")
    _TipWriter(own).write(root, _DrawnView())


class _TipWriter:
    def __init__(self, number: Node) -> None:
        self._marks = {".": number.get("decimal", "."), "\u2212": number.get("minus", "\u2212")}
        self._keys: dict[Key, int] = {}
        self._series: dict[tuple[int, str], tuple[int, Names]] = {}
        self._views = 0

    def write(self, element: ET.Element, view: _DrawnView) -> None:
        """Write what marks within an element tell."""
        kind, role, *name = [*element.get("class", "").split(), "", ""][:3]
        for child in list(element):
            if child.get("class") == "background" and (match := _HEIGHT.match(child.get("d", ""))):
                view = replace(view, height=float(match[1]))
            if role == "role-scope" and (label := _label(child, "text")):
                self._name(child, label)
            # What Vega-Lite groups without a name is no view, such as each bar with round corners.
            is_view = role == "role-scope" and name[0]
            self._views += bool(is_view)
            self.write(child, replace(view, number=self._views) if is_view else view)
        if role == "role-mark" and kind != "mark-group":
            self._tell(element, name[0], view)

    def _name(self, entry: ET.Element, label: str) -> None:
        if keys := self._read(label).keys:
            entry.set("data-key", str(keys[0]))

    def _tell(self, group: ET.Element, name: str, view: _DrawnView) -> None:
        told = [(child, self._read(_label(child))) for child in group]
        unseen = [(child, each) for child, each in told if is_idle(child)]
        places = [_place(child) for child, each in unseen if each.tip is not None]
        if places and len(unseen) == len(told):
            rows = [each for _, each in unseen if each.tip is not None]
            found = [(at, row) for at, row in zip(places, rows, strict=True) if at]
            at = [number for place, _ in found for number in place]
            said = self._written([row for _, row in found], name, view)
            said |= {"at": at, "height": round(view.height)}
        else:
            said = self._written([each for child, each in told if not is_idle(child)], name, view)
        if name.endswith(POINTS):
            group[:] = []
        if said.get("rows"):
            text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
            group.insert(0, ET.Element(f"{_SVG}{TOLD}"))
            group[0].text = text

    def _written(self, told: list[_Tip], name: str, view: _DrawnView) -> dict[str, Any]:
        """Return what a row of marks tells, nothing where none of them does."""
        if not any(each.tip or each.keys for each in told):
            return {}
        series = view.number, name
        number, names = self._series.get(series, (len(self._series), ()))
        said: dict[str, Any] = {"of": number}
        if not names and (found := _names(told)):
            names = said["names"] = found
        self._series[series] = number, names
        keys = [each.keys[0] if len(each.keys) == 1 else each.keys for each in told]
        if any(key != [] for key in keys):
            is_one = isinstance(keys[0], int) and all(key == keys[0] for key in keys)
            said["keys"] = keys[0] if is_one else keys
        return said | {"rows": [_row(each.tip, names) for each in told]}

    def _read(self, label: str) -> _Tip:
        lines: dict[str, str] = {}
        alone, keys = None, []
        for part in label.split(PART)[1:]:
            name, _, value = part[1:].partition(IS)
            if part[0] == KEY:
                keys.append(self._keys.setdefault((name, value), len(self._keys)))
            elif part[0] == ROW:
                lines[name] = self._value(value)
            elif part[0] == ALONE:
                alone = self._value(name)
        return _Tip(lines or alone or None, keys)

    def _value(self, text: str) -> str:
        number = text.removeprefix(NUMBER)
        if number == text or not _FINITE.fullmatch(number):
            return number
        return "".join(self._marks.get(each, each) for each in plain_number(float(number)))


def _label(element: ET.Element, tag: str = "") -> str:
    """Return what is told of an element, or of the one of a tag within it."""
    for part in element.iter(f"{_SVG}{tag}" if tag else None):
        if (label := part.get("aria-label", "")).startswith(PART):
            return label
    return ""


def _place(element: ET.Element) -> tuple[float, ...]:
    match = _PLACE.search(element.get("transform", ""))
    return tuple(_rounded(each) for each in match.groups()) if match else ()


def _rounded(number: str) -> float:
    made = round(float(number), 1)
    return int(made) if made.is_integer() else made


def _names(told: list[_Tip]) -> Names:
    headed = Counter(tuple(each.tip) for each in told if isinstance(each.tip, dict))
    return next((names for names, _ in headed.most_common(1)), ())


def _row(tip: str | dict[str, str] | None, names: Names) -> Any:
    is_usual = isinstance(tip, dict) and tuple(tip) == names
    return list(tip.values()) if is_usual and isinstance(tip, dict) else tip or 0
