"""The same drawing in fewer bytes: what many marks say alike is said once."""

from xml.etree import ElementTree as ET

_INHERITED = (
    "fill", "fill-opacity", "font-family", "font-size", "font-style", "font-weight", "stroke",
    "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width",
    "text-anchor",
)  # fmt: skip
_IDLE = {"opacity": "1", "transform": "translate(0,0)"}
_MANY = 4
"""Children below which nothing is gained."""
_CLOSED = frozenset(("defs", "clipPath", "mask", "linearGradient", "radialGradient", "pattern"))


def slim(element: ET.Element) -> None:
    """Take out of a cleaned drawing what says nothing, and say once what children share."""
    for child in element:
        slim(child)
    for key, value in _IDLE.items():
        if element.get(key) == value:
            del element.attrib[key]
    if element.tag == "g":
        _say_once(element)
    if element.tag not in _CLOSED:
        _unwrap(element)


def _say_once(group: ET.Element) -> None:
    if len(group) < _MANY:
        return
    for key in _INHERITED:
        values = {child.get(key) for child in group}
        (value,) = values if len(values) == 1 else (None,)
        if value is None:
            continue
        group.set(key, value)
        for child in group:
            del child.attrib[key]


def _unwrap(element: ET.Element) -> None:
    """Put the children of groups that say nothing in their place."""
    if not any(_is_plain(child) for child in element):
        return
    children = [
        inner for child in element for inner in (list(child) if _is_plain(child) else [child])
    ]
    for child in list(element):
        element.remove(child)
    element.extend(children)


def _is_plain(element: ET.Element) -> bool:
    return element.tag == "g" and not element.attrib and not (element.text or "").strip()
