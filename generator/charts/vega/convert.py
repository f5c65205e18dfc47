"""The door to vl-convert: Vega-Lite into Vega, Vega into SVG, SVG into PNG; nothing is fetched."""

import json
import os
import re
import tempfile
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

from generator.charts.look import FONT, MEASURED, family_of
from generator.charts.rows import plain, with_each_data
from generator.charts.spec import Data, Node, Records, Spec, Vega, rewrite
from generator.charts.vega.masking import masks_for
from generator.charts.vega.renderer import renderer
from generator.problems.fault import Fault, Path
from generator.site.look import Look

_HEADS = ("Vega-Lite to Vega", "Vega to SVG")
"""How vl-convert begins what it tells."""
_PLACE = "postrock-rows"
_FEW = 50
"""Rows below which nothing is gained by holding them back from the compiler."""
FALLBACK = f", {MEASURED}"
"""Stands behind a font that this machine may lack: its letters would have no width nor picture."""
_FAMILY = re.compile(r'(?<= font-family=")[^"]*')
_STANDARD_ERROR = 2
_ERROR = "ERROR "
_TAG = re.compile(r"<([A-Za-z][\w:.-]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")
_WITHIN = re.compile(r"\s*(?:#|data:image/|$)", re.IGNORECASE)
_URL = re.compile(r"url\(\s*(?:&quot;|['\"])?\s*(?!#)", re.IGNORECASE)


class _HeldBack:
    """Rows that Vega-Lite, which reads none of them, gets another value for."""

    def __init__(self) -> None:
        self.rows: list[Records] = []

    def stand_in(self, rows: Records) -> object:
        """Return what stands for some rows: the same for equal ones, which Vega-Lite merges."""
        is_map = isinstance(rows.rows, dict)
        if is_map or len(rows.rows) < _FEW or not isinstance(rows.rows[0], dict):
            return plain(rows)
        known = (at for at, each in enumerate(self.rows) if each is rows or _are_equal(each, rows))
        at = next(known, len(self.rows))
        self.rows += [rows] if at == len(self.rows) else []
        return [{_PLACE: at}]

    def put_in(self, node: Node, _: Path) -> Node:
        """Return a mapping of what was compiled with its rows."""
        values = node.get("values")
        if not isinstance(values, list) or not values or not isinstance(values[0], dict):
            return node
        return node | {"values": self.rows[values[0][_PLACE]]} if _PLACE in values[0] else node


def compile_vega(spec: Spec) -> Vega:
    """Compile to Vega. Raises Fault."""
    held = _HeldBack()
    masks = masks_for(spec)
    text = json.dumps(masks.masked(spec), default=held.stand_in)
    try:
        compiled = masks.unmasked(cast("Vega", renderer().vegalite_to_vega(text)))
    except ValueError as error:
        raise Fault(f"Vega-Lite: {told_by(error)}", (0, 0)) from None
    vega = rewrite(compiled, held.put_in)
    named = spec.get("datasets") or {}
    return with_each_data(vega, lambda data: _with_records(data, named))


def _are_equal(rows: Records, others: Records) -> bool:
    return not rows.name and not others.name and rows.rows == others.rows


def _with_records(data: Data, named: Container[str]) -> Data:
    values: Any = data.get("values")  # still as the compiler gave it
    if not isinstance(values, list):
        return data
    return data | {"values": Records(values, data["name"] if data["name"] in named else "")}


def told_by(error: Exception) -> str:
    """Return what Vega says is wrong, without the way there."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [line for line in lines if line and not line.startswith(("at ", *_HEADS))]
    return (told or lines or ["it cannot be compiled"])[0].removeprefix("Error: ")


def render(vega: Vega, look: Look) -> str:
    """Draw a Vega specification, its text measured in a font that every machine has.

    The drawing names ``MEASURED`` all the same, where the theme's own font is to stand.
    """
    family = family_of(look) + FALLBACK if look.font else MEASURED
    try:
        fallen = rewrite(vega, _with_fallbacks)
        measured = json.dumps(fallen, default=plain).replace(FONT, family)
        with listening() as heard:
            svg: str = renderer().vega_to_svg(measured, allowed_base_urls=[])
    except ValueError as error:
        # vl-convert tells of what went wrong in the background once more, in the next call.
        with suppress(ValueError), listening():
            renderer().vega_to_svg({"marks": []}, allowed_base_urls=[])
        raise _fault(told_by(error)) from None
    if heard.errors:
        raise _fault(heard.errors[0])
    return svg.replace(f'font-family="{family}"', f'font-family="{MEASURED}"')


def _with_fallbacks(node: Node, path: Path) -> Node:
    within = any(_is_font(each) for each in path[-2:])
    return {
        key: _with_fallback(part) if _is_font(key) or (within and key == "value") else part
        for key, part in node.items()
    }


def _is_font(key: object) -> bool:
    return isinstance(key, str) and key.lower().endswith("font")


def _with_fallback(family: object) -> object:
    if not isinstance(family, str) or not family or FONT in family or MEASURED in family:
        return family
    return family + FALLBACK


def _fault(told: str) -> Fault:
    # This is how Vega stumbles over a link whose address it refuses.
    if "reading 'href'" in told:
        message = "a mark of this chart leads to an address that no link may have"
        return Fault(message, (0, 0), "look at what calculates it, and at the data")
    return Fault(f"Vega: {told}", (0, 0))


def png_of(svg: str, scale: float) -> bytes:
    """Draw an SVG as PNG. Raises Fault where it refers to anything outside itself."""
    refuse_references(svg)
    drawable = _FAMILY.sub(lambda found: str(_with_fallback(found[0])), svg)
    try:
        return bytes(renderer().svg_to_png(drawable, scale=scale))
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


class Heard:
    """The errors that were told, one line each."""

    errors: tuple[str, ...] = ()


@contextmanager
def listening() -> Iterator[Heard]:
    """Take errors off standard error, and give all else back to it."""
    heard = Heard()
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:  # there is none: then nothing can be heard
        yield heard
        return
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), _STANDARD_ERROR)
        try:
            yield heard
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)
            file.seek(0)
            heard.errors, rest = _sorted(file.read().decode("utf-8", "replace"))
            os.write(_STANDARD_ERROR, rest.encode()) if rest else None


def _sorted(text: str) -> tuple[tuple[str, ...], str]:
    """Tell errors, which have the way to them below, from what others wrote."""
    errors, rest, is_way = [], [], False
    for line in text.splitlines(keepends=True):
        if line.startswith(_ERROR):
            errors.append(line.removeprefix(_ERROR).strip())
        elif not (is_way and line.startswith("    at ")):
            rest.append(line)
        is_way = line.startswith(_ERROR) or (is_way and line.startswith("    at "))
    return tuple(errors), "".join(rest)
