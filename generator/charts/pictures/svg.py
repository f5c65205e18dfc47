"""A drawn SVG made fit to stand inline in a page among others."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.charts.look import FONT, MEASURED
from generator.charts.vega.convert import FALLBACK

_NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DROPPED = frozenset(("class", "role", "tabindex", "pointer-events", "version", "cursor"))
_NUMERIC = frozenset(
    ("transform", "d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "viewBox", "r")
)
_INHERITED = (
    "fill", "fill-opacity", "font-family", "font-size", "font-style", "font-weight", "stroke",
    "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width",
    "text-anchor",
)  # fmt: skip
_IDLE = {"opacity": "1", "transform": "translate(0,0)"}
_MANY = 4
"""Children below which nothing is gained."""
_CLOSED = frozenset(("defs", "clipPath", "mask", "linearGradient", "radialGradient", "pattern"))
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_ADDRESS = re.compile(r"url\(#([^)]+)\)")
_STYLED = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
_BLENDED = frozenset(("mix-blend-mode", "cursor", "pointer-events", "text-rendering"))

TOLD = "metadata"
"""The element that says what marks tell: it draws nothing."""
SMALL = 2 / 3
"""A drawing that takes less of its box keeps its own size: its lettering is not blown up."""


def parse_svg(text: str) -> ET.Element:
    """Read a drawing of vl-convert's."""
    return ET.fromstring(text)  # noqa: S314 - our own renderer wrote it


def has_marks(root: ET.Element) -> bool:
    """Tell whether anything of the data is drawn: axes and legends alone are an empty chart."""
    return any(_is_drawn(part) for part in marks_of(root))


def marks_of(root: ET.Element) -> Iterator[ET.Element]:
    """Find what is drawn of the data, before ``inline_svg`` takes Vega's classes away."""
    for group in root.iter():
        # A group of views has its marks in groups of their own.
        if {"role-mark", "mark-group"} & set(group.get("class", "").split()) == {"role-mark"}:
            yield from _marks(group)


def _marks(group: ET.Element) -> Iterator[ET.Element]:
    for part in group.iter():
        is_drawn = _local(part.tag) not in ("g", TOLD)
        if is_drawn and part.get("class") not in ("background", "foreground"):
            yield part


def _is_drawn(part: ET.Element) -> bool:
    return _local(part.tag) != "path" or bool(part.get("d", "").strip())


def inline_svg(root: ET.Element, name: str, alt: str, box: int = 0) -> str:
    """Write a drawing for HTML.

    ``name`` keeps its ids apart from those of other drawings in the page. Styles become
    attributes, since a strict CSP refuses them in markup. ``box`` is how wide the figure is.
    """
    _clean(root, _own_ids(root, name))
    slim(root)
    root.attrib.pop("style", None)
    width, height = root.get("width", "0"), root.get("height", "0")
    inner = "".join(_write(child) for child in root)
    head = ET.Element(
        "svg",
        {
            "xmlns": _NAMESPACE,
            "viewBox": root.get("viewBox", ""),
            "width": width,
            "height": height,
            **({"class": "is-small"} if float(width) < box * SMALL else {}),
            "role": "img",
            "aria-label": alt,
        },
    )
    return ET.tostring(head, encoding="unicode").replace(" />", ">") + inner + "</svg>"


def _own_ids(root: ET.Element, name: str) -> dict[str, str]:
    # vl-convert counts on from what it drew before; a drawing must not tell of others.
    found = [element.get("id", "") for element in root.iter() if "id" in element.attrib]
    return {found_id: f"{name}-{number}" for number, found_id in enumerate(found, 1)}


def _write(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode").replace(" />", "/>")


def _clean(element: ET.Element, ids: dict[str, str]) -> None:
    # What a clip or mask refers to needs no paint of its own.
    is_shape_for_others = _local(element.tag) in ("clipPath", "mask")
    for child in list(element):
        _clean(child, ids)
        if is_idle(child) and not is_shape_for_others:
            element.remove(child)
    element.tag = _local(element.tag)
    element.attrib = _attributes(element.attrib, ids)
    if element.tag == "text" and element.get("stroke", "none") != "none":
        element.set("paint-order", "stroke")  # a halo lies under its letters


def is_idle(element: ET.Element) -> bool:
    """Tell whether an element draws nothing, such as a label that made way for another."""
    tag, attributes = _local(element.tag), element.attrib
    if tag in ("g", "defs") and not len(element):
        return True
    hidden = attributes.get("opacity") == "0" or attributes.get("display") == "none"
    return hidden or (tag == "path" and _is_unpainted(attributes))


def _is_unpainted(attributes: dict[str, str]) -> bool:
    if attributes.get("d", "") in ("", "M0,0h0v0h0Z"):
        return True
    return all(
        attributes.get(paint, "none") in ("none", "transparent") for paint in ("fill", "stroke")
    )


def _attributes(attributes: dict[str, str], ids: dict[str, str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for key, value in attributes.items():
        if key == "style":
            kept |= {k: v.strip() for k, v in _STYLED.findall(value) if k not in _BLENDED}
        elif key in {_XLINK, "href"}:
            kept["href"] = f"#{ids[value[1:]]}" if value[1:] in ids else value
        elif key == "id":
            kept["id"] = ids[value]
        elif key not in _DROPPED and not key.startswith(("aria-", "{")):
            kept[key] = _value(key, value, ids)
    return kept


def _value(key: str, value: str, ids: dict[str, str]) -> str:
    if key in _NUMERIC:
        return _LONG.sub(_rounded, value)
    if key == "font-family":
        own = value.removesuffix(FALLBACK)
        return FONT if own.strip("\"'") == MEASURED else own
    return _ADDRESS.sub(lambda match: f"url(#{ids.get(match[1], match[1])})", value)


def _rounded(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 2):g}" if abs(float(match[0])) < 1e4 else match[0]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


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
    children = [child for child in group if child.tag != TOLD]
    if len(children) < _MANY:
        return
    for key in _INHERITED:
        values = {child.get(key) for child in children}
        (value,) = values if len(values) == 1 else (None,)
        if value is None:
            continue
        group.set(key, value)
        for child in children:
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
