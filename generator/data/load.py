"""Loading: which file or data block is to become a dataset."""

import re

from msgspec import Struct

from generator.data.dataset import Dataset
from generator.engine import Blob, Made, Read, keep
from generator.markup.parts import Block

_NAMED_FORM = re.compile(r"\b(?:form|format)\s*=\s*[\"']?([\w-]+)")


class Loading(Struct, frozen=True):
    """A table that is to be read.

    ``name`` is how charts ask for it, ``path`` the file it stands in. ``form`` is csv, tsv,
    json or yaml, or empty to be told from the name and the text. For a data block ``line``
    is the file's line of its first row and ``indent`` the columns taken off each line.
    """

    name: str
    path: str
    blob: Blob
    form: str = ""
    line: int = 1
    indent: int = 0


def block_loading(block: Block) -> tuple[Loading, bytes]:
    """Return the loading of a ``data`` block, and the bytes that its Blob names."""
    blob, raw = keep(block.text)
    named = _NAMED_FORM.search(block.fence)
    form = named[1].lower() if named else ""
    return Loading(block.name, block.path, blob, form, block.line, block.indent), raw


def load(value: Loading, read: Read) -> Made[Dataset]:
    """Read one dataset; what is wrong has the data's own line and column."""
    # What reads the forms is only needed where data changed.
    from generator.data.loading import load_dataset

    return load_dataset(value, read)
