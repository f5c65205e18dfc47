"""The art of an exhibit, as pictures for where it cannot stand as it is."""

import base64
import io
import re
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator.charts.pictures.bounds import MOST_AREA, check_svg, opened
from generator.charts.pictures.files import picture
from generator.charts.pictures.sizes import size_of
from generator.problems.fault import Fault, Spot
from generator.site.look import Look

_NAMESPACES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
_HREFS = ("href", f"{{{_NAMESPACES['xlink']}}}href")
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class StillArt(Struct, frozen=True):
    """A picture in the box of its figure: its size in CSS pixels, and a PNG of it."""

    width: int
    height: int
    png: bytes


def read_art(path: str, content: bytes, box: int, look: Look, spot: Spot) -> StillArt:
    """Draw a picture for a box that is so wide. Raises Fault."""
    natural, down = size_of(path, content)
    if not natural:
        hint = "an SVG needs a viewBox, or a width and a height"
        raise Fault(f'the size of "{path}" is unknown', spot, hint)
    width = min(natural, box)
    height = max(1, round(down * width / natural))
    if width * height > MOST_AREA:
        hint = f"{MOST_AREA:,} pixels are the most"
        raise Fault(f'"{path}" would be {width:,} by {height:,} pixels', spot, hint)
    try:
        if not path.lower().endswith(".svg"):
            return StillArt(width, height, _as_png(path, content, 2 * box))
        return StillArt(width, height, picture(_boxed(path, content, width, height), look))
    except Fault as fault:
        told = fault.message if path in fault.message else f'"{path}": {fault.message}'
        raise Fault(told, spot, fault.hint) from None


def placed(art: StillArt) -> str:
    """Return the picture as an SVG, to be placed in others."""
    size = f'width="{art.width}" height="{art.height}"'
    data = base64.b64encode(art.png).decode()
    return (
        f'<svg xmlns="{_NAMESPACES[""]}" {size} viewBox="0 0 {art.width} {art.height}">'
        f'<image {size} href="data:image/png;base64,{data}"/></svg>'
    )


def _boxed(path: str, content: bytes, width: int, height: int) -> str:
    """Return an SVG with the size of its box."""
    root = _parsed(path, content)
    if not root.get("viewBox"):
        natural, down = size_of(path, content)
        root.set("viewBox", f"0 0 {natural} {down}")
    root.attrib |= {"width": str(width), "height": str(height)}
    for prefix, address in _NAMESPACES.items():
        ET.register_namespace(prefix, address)
    return ET.tostring(root, encoding="unicode", short_empty_elements=False)


def _parsed(path: str, content: bytes) -> ET.Element:
    check_svg(content)
    if _DECLARED.search(content.decode("utf-8", "replace")):
        raise Fault(f'"{path}" declares a document type', (0, 0), "an SVG in a page needs none")
    try:
        root = ET.fromstring(content)  # noqa: S314 - it declares no entities
    except ET.ParseError as error:
        raise Fault(f'"{path}" is not XML: {error}', (0, 0)) from None
    for element in root.iter():
        address = next((element.get(name, "") for name in _HREFS if name in element.attrib), "")
        if element.tag.endswith("}image") and not address.startswith("data:"):
            hint = "a browser shows no picture within a picture that is a file of its own"
            raise Fault(f'"{path}" shows "{address}"', (0, 0), hint)
    return root


def _as_png(path: str, content: bytes, most: int) -> bytes:
    image = opened(path, content)
    try:
        image.load()
        if path.lower().endswith(".png"):
            return content
        image.thumbnail((most, most * 10))
        written = io.BytesIO()
        image.convert("RGB").save(written, "PNG", optimize=True)
    except (OSError, ValueError, SyntaxError) as error:
        raise Fault(f'"{path}" cannot be read: {error}', (0, 0)) from None
    return written.getvalue()
