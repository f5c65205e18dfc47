"""The pictures that a chart shows, from the site's own files and from nowhere else."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.blocks.contents import File
from generator.charts.authored import Authored
from generator.charts.links import HINT, images_of, is_carried, is_foreign, place_of, told
from generator.charts.pictures.bounds import as_data
from generator.charts.plot import Plot
from generator.charts.spec import Spec
from generator.charts.units import units
from generator.data.dataset import Reference, sample_at
from generator.engine import Read
from generator.markup.parts import Block
from generator.problems import Place, Problem
from generator.problems.fault import Fault, Spot
from generator.site.files import find_named


class Own(Struct, frozen=True):
    """Pictures as data by their addresses in the chart; ``names`` are all to be published."""

    data: Mapping[str, str] = {}
    names: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def own_pictures(
    drawn: Iterable[Plot | None],
    block: Block,
    authored: Authored,
    full: Spec,
    files: Iterable[File],
    read: Read,
) -> Own:
    """Find what the image marks of a chart's drawings show. Raises Fault for what is not ours.

    What is not there is left out of them, with a warning.
    """
    plots = [each for each in drawn if each is not None]
    vega = {name: None for each in plots for name in images_of(each.vega)}
    addresses = list(dict.fromkeys(name for each in plots for name in each.shown))
    spot = _spot(authored, full) if addresses else (0, 0)
    known, data, missing = {file.path: file.blob for file in files}, {}, {}
    for address in addresses:
        if is_carried(address):
            continue
        if is_foreign(address):
            raise Fault(told(address), spot, HINT)
        found = find_named(_reference(address, block), block.path, known)
        if isinstance(found, Problem):
            missing[address] = _warning(found.message, found.hint, block, spot)
            for each in plots:
                each.shown.leave_out(address)
            continue
        sizes = [each.shown.size(address) for each in plots]
        width, height = (max(sides) for sides in zip(*sizes, strict=True))
        data[address] = _data(found, read(found.blob), width, height, spot)
    names = tuple(name for name in (vega | dict.fromkeys(data)) if name not in missing)
    return Own(data, names, tuple(missing.values()))


def _spot(authored: Authored, full: Spec) -> Spot:
    paths = (place_of(unit) for unit in units(full) if unit.kind == "image")
    return next((authored.spot(path) for path in paths), (0, 0))


def _reference(address: str, block: Block) -> Reference:
    name = sample_at(address) or address.removeprefix("./")
    return Reference(name, Place(block.path, block.line - 1), block.fence)


def _warning(message: str, hint: str, block: Block, spot: Spot) -> Problem:
    return block.problem(Fault(f"{message}: nothing is shown there", spot, hint, "warning"))


def _data(file: File, content: bytes, width: float, height: float, spot: Spot) -> str:
    try:
        return as_data(file.path, content, width, height)
    except Fault as fault:
        raise fault.moved(spot) from None
