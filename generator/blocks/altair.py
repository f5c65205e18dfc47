"""An ``altair`` block: options at its head, and Python whose last expression is a chart."""

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.blocks.names import Names
from generator.blocks.noticed import names_in
from generator.blocks.options import Options, split_options
from generator.blocks.reading import Said
from generator.blocks.settings import check_options, option_tree, read_settings
from generator.data.dataset import is_web
from generator.data.endings import is_data
from generator.problems.fault import Spot


class PythonBlock(Struct, frozen=True):
    """An author's Python, with empty lines for the options at its head."""

    code: str


def read_altair(text: str, names: Names) -> Said:
    """Read an ``altair`` block; what its Python makes is known when that was run. Raises Fault."""
    options = split_options(text)
    declared = list(_declared(options))
    names.datasets += [each for each in declared if _is_dataset(each[0])]
    names.noticed += [each for each in declared if not _is_dataset(each[0])]
    names.noticed += names_in(options.rest)
    names.code = options.rest
    check_options(options.values)
    tree = option_tree(options.values)
    return Said(read_settings(tree), tree, PythonBlock(options.rest), options.broken)


def _declared(options: Options) -> Iterator[tuple[str, Spot]]:
    option = options.values.get("data")
    if option is None:
        return
    line, column = option.spot
    for match in re.finditer(r"[^,\s][^,]*", option.text):
        yield match[0].strip(), (line, column + match.start())


def _is_dataset(name: str) -> bool:
    """Tell whether a name is one of rows: any other file is only there to be opened."""
    return is_data(name) or is_web(name) or not re.search(r"\.\w{1,5}\Z", name)
