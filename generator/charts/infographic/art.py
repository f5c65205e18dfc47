"""A designer's SVG made fit to stand inline in a page, or what keeps it from there."""

import re
from collections.abc import Iterator
from math import isfinite
from xml.etree import ElementTree as ET
from xml.parsers import expat

from msgspec import Struct

from generator.charts.infographic.styles import Rule, read_styles, styled
from generator.charts.look import FONT
from generator.charts.pictures.bounds import MOST_AREA, check_svg
from generator.problems import nearest, suggestion
from generator.problems.encoding import UNFIT, named
from generator.problems.fault import Fault, spot_at

ANIMATED = frozenset(("grow-x", "grow-y", "grow-down", "rise", "fade", "pop", "draw"))
"""Classes that the theme moves when a figure comes into view, beside ``after-1`` to ``after-9``."""

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_DRAWN = frozenset(
    """
    svg g path rect circle ellipse line polyline polygon text tspan textPath defs use symbol
    clipPath mask linearGradient radialGradient stop pattern marker
    """.split()
)
_TOLD = frozenset(("title", "desc", "style", "metadata"))
_HINTS = {
    "script": "an exhibit is for what needs a script",
    "image": "draw it, or put it beside the infographic",
    "foreignObject": "SVG's own text can be read everywhere",
    "a": "links stand in the caption",
    **dict.fromkeys(("animate", "animateTransform", "animateMotion", "set"),
                    f"classes move a drawing: {', '.join(sorted(ANIMATED))}"),
}  # fmt: skip
_GEOMETRY = frozenset(
    """
    x y x1 x2 y1 y2 cx cy r rx ry fx fy dx dy d width height points transform offset viewBox
    stroke-width font-size opacity
    """.split()
)
_ENDLESS = re.compile(r"(?i)(?<![a-z])(?:nan|[+-]?inf(?:inity)?)(?![a-z])")
_AFTER = re.compile(r"after-[1-9]\Z")
_LOCAL = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_URL = re.compile(r"url\(", re.IGNORECASE)
_DROPPED = ("role", "tabindex", "xml:space", "version", "xmlns")
_LINE = "\0line"


class Art(Struct, frozen=True):
    """A drawing; ``inner`` is what stands in its ``<svg>``, ``title`` what it says it shows."""

    inner: str
    view_box: str
    width: float
    height: float
    title: str = ""


def read_art(text: str, name: str) -> Art:
    """Read a drawing; ``name`` keeps its ids apart from others in the page. Raises Fault."""
    if found := UNFIT.search(text):
        message = f"a letter that nothing can show: {named(found[0])}"
        raise Fault(message, spot_at(text, found.start()))
    check_svg(text)
    root = _parsed(text)
    if root.tag != "svg":
        raise Fault(f'a drawing begins with <svg>, this with "<{root.tag}>"', _spot(root))
    box = _view_box(root)
    title = next((_words(each) for each in root if each.tag == "title"), "")
    try:
        rules = tuple(rule for each in root.iter("style") for rule in read_styles(_words(each)))
        _clean(root, rules)
    except Fault as fault:
        raise fault.found_in(text) from None
    _rename(root, name)
    inherited = {key: root.get(key, "") for key in root.attrib if key in _INHERITED}
    group = ET.Element("g", {"font-family": FONT} | inherited)
    group.extend(root)
    for element in group.iter():
        element.attrib.pop(_LINE, None)
        element.tail = element.tail if element.tag in ("tspan", "textPath") else None
        element.text = element.text if element.tag in ("text", "tspan", "textPath") else None
    inner = ET.tostring(group, encoding="unicode").replace(" />", "/>")
    return Art(inner, " ".join(f"{each:g}" for each in box), box[2], box[3], title)


_INHERITED = ("fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap", "color",
              "font-family", "font-size", "font-weight")  # fmt: skip


def _parsed(text: str) -> ET.Element:
    """Read XML with the line and column of each element. Raises Fault."""
    parser = expat.ParserCreate(namespace_separator="}")
    builder = ET.TreeBuilder()

    def start(tag: str, attributes: dict[str, str]) -> None:
        spot = f"{parser.CurrentLineNumber} {parser.CurrentColumnNumber + 1}"
        named = {_name(key): value for key, value in attributes.items() if _is_ours(key)}
        builder.start(_tag(tag), named | {_LINE: spot})

    def end(tag: str) -> None:
        builder.end(_tag(tag))

    def refuse(*_: object) -> None:
        spot = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        raise Fault("a drawing in a page has no document type", spot, "leave out <!DOCTYPE …>")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        message = f"not well-formed SVG: {expat.ErrorString(error.code)}"
        raise Fault(message, (error.lineno, error.offset + 1), _mend(error.code)) from None
    return builder.close()


def _mend(code: int) -> str:
    told = expat.ErrorString(code)
    if "mismatched" in told:
        return "is a tag before this not closed?"
    return "write & as &amp; and < as &lt;" if "not well-formed" in told else ""


def _is_ours(name: str) -> bool:
    """Tell whether a name is SVG's, not one that a drawing program keeps notes under."""
    space, bracket, _ = name.rpartition("}")
    return not bracket or space in (_SVG, _XLINK)


def _tag(name: str) -> str:
    return _name(name) if _is_ours(name) else "metadata"


def _name(name: str) -> str:
    return name.rpartition("}")[2]


def _words(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


def _spot(element: ET.Element) -> tuple[int, int]:
    line, column = element.get(_LINE, "1 1").split()
    return int(line), int(column)


def _view_box(root: ET.Element) -> tuple[float, float, float, float]:
    stated = root.get("viewBox") or f"0 0 {root.get('width')} {root.get('height')}"
    try:
        x, y, width, height = (float(part.removesuffix("px")) for part in stated.split())
    except ValueError:
        width = height = 0
    if not all(0 < side < MOST_AREA for side in (width, height)) or not all(map(isfinite, (x, y))):
        hint = 'such as <svg viewBox="0 0 960 300">'
        raise Fault("a drawing needs a viewBox of four numbers", _spot(root), hint)
    return x, y, width, height


def _clean(element: ET.Element, rules: tuple[Rule, ...]) -> None:
    for child in list(element):
        if child.tag in _TOLD:
            element.remove(child)
            continue
        if child.tag not in _DRAWN:
            near = nearest(child.tag, _DRAWN)
            hint = _HINTS.get(child.tag) or (f'did you mean "{near}"?' if near else "")
            raise Fault(f'no drawing in a page can have "<{child.tag}>"', _spot(child), hint)
        _clean(child, rules)
    spot = element.attrib[_LINE]
    element.attrib = {_LINE: spot} | dict(_kept(element, rules))


def _kept(element: ET.Element, rules: tuple[Rule, ...]) -> Iterator[tuple[str, str]]:
    plain = {key: value for key, value in element.attrib.items() if key != _LINE}
    for key, value in styled(element.tag, plain, rules).items():
        if key.lower().startswith("on"):
            raise Fault(f'no drawing in a page can have "{key}"', _spot(element), _HINTS["script"])
        if (key == "href" and not value.startswith("#")) or _URL.search(_LOCAL.sub("", value)):
            hint = "a drawing refers to its own parts alone: #name"
            raise Fault(f'a reference out of the drawing: "{key}"', _spot(element), hint)
        if key in _GEOMETRY and (found := _ENDLESS.search(value)):
            raise Fault(f'{key} cannot be "{found[0]}"', _spot(element), "a number has an end")
        if key == "class":
            moves = [each for each in value.split() if each in ANIMATED or _AFTER.match(each)]
            yield from [("class", " ".join(moves))] if moves else []
            yield from [("pathLength", "1")] if "draw" in moves else []
        elif key not in _DROPPED and not key.startswith(("aria-", "data-")):
            yield key, value


def _rename(root: ET.Element, name: str) -> None:
    """Give ids names that nothing else in the page has, and follow what refers to them."""
    ids = {
        each.get("id"): f"{name}-{at}" for at, each in enumerate(root.iter("*")) if each.get("id")
    }
    for element in root.iter():
        for key, value in element.attrib.items():
            found = _LOCAL.findall(value) + ([value[1:]] if key == "href" else [])
            for each in found:
                _check_known(each, {str(known) for known in ids}, element)
            if key in ("id", "href"):
                element.set(key, "#" * (key == "href") + ids[value.removeprefix("#")])
            elif found:
                element.set(key, _LOCAL.sub(lambda match: f"url(#{ids[match[1]]})", value))


def _check_known(name: str, known: set[str], element: ET.Element) -> None:
    if name not in known:
        hint = suggestion(name, known)
        raise Fault(f'nothing in this drawing is called "{name}"', _spot(element), hint)
