"""SVG into PNG by a renderer that gets nothing to fetch and no file to open."""

import re

from generator.charts.compile import told_by
from generator.problems.fault import Fault

_TAG = re.compile(r"<([A-Za-z][\w:.-]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")
_WITHIN = re.compile(r"\s*(?:#|data:image/|$)", re.IGNORECASE)
_URL = re.compile(r"url\(\s*(?:&quot;|['\"])?\s*(?!#)", re.IGNORECASE)


def png_of(svg: str, scale: float) -> bytes:
    """Draw an SVG as PNG. Raises Fault where it refers to anything outside itself."""
    import vl_convert

    refuse_references(svg)
    try:
        return bytes(vl_convert.svg_to_png(svg, scale=scale))
    except (RuntimeError, ValueError) as error:
        raise Fault(f"this cannot be drawn: {told_by(error)}", (0, 0)) from None


def refuse_references(svg: str) -> None:
    """Let only drawings pass whose every picture is in them. Raises Fault."""
    if "<!DOCTYPE" in svg or "<!ENTITY" in svg:
        raise Fault("a drawing declares a document type", (0, 0))
    if "href" not in svg and "url(" not in svg.replace("url(#", "").lower():
        return
    for tag in _TAG.finditer(svg):
        for name, quoted in _ATTRIBUTE.findall(tag[2]):
            value = quoted[1:-1]
            leads_out = name.rpartition(":")[2] == "href" and tag[1] != "a"
            if (leads_out and not _WITHIN.match(value)) or _URL.search(value):
                hint = "a drawing shows only what is in it"
                raise Fault(f'a drawing refers to "{value[:80]}"', (0, 0), hint)
