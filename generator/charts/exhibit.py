"""DRAW: an exhibit's block and its files into a figure: an author's own module, and its art.

``pipeline/files.py`` finds the files that a block names and all that these import
(``charts/bundle/imports.py``); they are published as they lie to one another, in a folder that
carries their digest.
"""

import base64
import io
import posixpath
import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

import msgspec
from msgspec import Struct

from generator.blocks.contents import File, Frame, content_of
from generator.blocks.exhibit import ExhibitBlock
from generator.charts.alt.voices import Voice, voice_of
from generator.charts.bundle.imports import exports
from generator.charts.figure import NO_ALT, AnyFigure, Drawing, Exhibit, FigureTable
from generator.charts.pictures.bounds import MOST_AREA, check_svg, opened
from generator.charts.pictures.files import picture
from generator.charts.pictures.sizes import size_of
from generator.charts.table.tabulate import Section, tabulate_rows
from generator.data.dataset import Dataset
from generator.engine import Made, Read, digest, keep
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.fault import Fault, Spot
from generator.site.look import Look

_MARK = 10


def draw_exhibit(value: Drawing, read: Read) -> Made[AnyFigure]:
    """Draw an ``exhibit`` block: its art, and the files of its module. Raises Fault."""
    authored = content_of(value.contents, ExhibitBlock, read)
    frame = value.contents.frame
    files = {file.name: file for file in value.files if file.name}
    _check_mount(authored, files, read)
    art_file = files[authored.art]
    box = value.look.width_of(frame.options.size)
    art = read_art(art_file.path, read(art_file.blob), box, value.look, authored.spots["art"])
    voice = voice_of(frame.language, value.words)
    table = _table(frame, value.datasets, voice, read)
    alt, problems = _alt(value.block, frame.options.alt)
    kept = [keep(placed(art)), keep(art.png)]
    (svg, png), raws = zip(*kept, strict=True)
    paths = _layout(value.files)
    rows = {dataset.name: dataset.rows for dataset in value.datasets}
    exhibit = Exhibit(
        frame=frame,
        svg=svg,
        png=png,
        width=art.width,
        height=art.height,
        alt=alt,
        table=table.value,
        files=tuple((paths[file.path], file.blob) for file in _once(value.files)),
        mark=_mark(value.files, paths),
        module=paths[files[authored.module].path],
        art=paths[art_file.path],
        styles=tuple(paths[files[name].path] for name in authored.styles),
        props=authored.props,
        named=tuple((name, paths[files[file].path]) for name, file in authored.files),
        data=tuple((name, rows[dataset]) for name, dataset in authored.data),
    )
    return Made(exhibit, problems, (*raws, *table.blobs))


def _check_mount(authored: ExhibitBlock, files: Mapping[str, File], read: Read) -> None:
    try:
        found = exports(read(files[authored.module].blob).decode("utf-8", "replace"), "mount")
    except ValueError:  # what is wrong with it is told where its imports are read
        return
    if not found:
        hint = "it needs: export function mount(element, props) { … }"
        raise Fault(f'"{authored.module}" exports no mount', authored.spots["module"], hint)


def _alt(block: Block, stated: str) -> tuple[str, tuple[Problem, ...]]:
    if stated:
        return stated, ()
    hint = "say in alt: what its art shows, for those who cannot see it"
    fault = Fault(f"this exhibit {NO_ALT}", (0, 0), hint, "warning")
    return "An interactive exhibit", (block.problem(fault),)


def _table(
    frame: Frame, datasets: Sequence[Dataset], voice: Voice, read: Read
) -> Made[FigureTable]:
    parts = [
        Section(each.name, each.columns, msgspec.json.decode(read(each.rows))) for each in datasets
    ]
    return tabulate_rows(parts, {}, frame.options, voice)


def _once(files: Sequence[File]) -> list[File]:
    return list({file.path: file for file in files}.values())


def _layout(files: Sequence[File]) -> dict[str, str]:
    """Return where each file lies in the exhibit's folder: as they lie to one another."""
    root = posixpath.commonpath([posixpath.dirname(file.path) for file in files])
    return {file.path: posixpath.relpath(file.path, root) for file in files}


def _mark(files: Sequence[File], paths: Mapping[str, str]) -> str:
    told = sorted(f"{paths[file.path]}\0{file.blob.digest}\n" for file in _once(files))
    return digest("".join(told).encode())[:_MARK]


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
