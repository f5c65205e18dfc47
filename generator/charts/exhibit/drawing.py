"""DRAW: an exhibit's block and its files into a figure."""

import posixpath
from collections.abc import Mapping, Sequence

import msgspec

from generator.blocks.contents import File, Frame, content_of
from generator.blocks.exhibit import ExhibitBlock
from generator.charts.alt.voices import voice_of
from generator.charts.alt.wording import Voice
from generator.charts.exhibit.art import placed, read_art
from generator.charts.exhibit.imports import exports
from generator.charts.figure import NO_ALT, AnyFigure, Drawing, Exhibit, FigureTable
from generator.charts.table.tabulate import Section, tabulate_rows
from generator.data.dataset import Dataset
from generator.engine import Made, Read, digest, keep
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.fault import Fault

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
