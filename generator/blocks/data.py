"""A ``data`` block as a table that is to be loaded."""

import re

from msgspec import structs

from generator.data.load import Loading, Stated
from generator.engine import keep
from generator.markup.parts import Block
from generator.problems import Place

_NAMED_FORM = re.compile(r"\b(?:form|format)\s*=\s*[\"']?([\w-]+)")


def block_loading(block: Block) -> tuple[Loading, bytes]:
    """Return the loading of a ``data`` block, and the bytes that its Blob names."""
    blob, raw = keep(block.text)
    named = _NAMED_FORM.search(block.fence)
    form = named[1].lower() if named else ""
    types = stated_types(block)
    loading = Loading(block.name, block.path, blob, form, block.line, block.indent, types)
    return structs.replace(loading, fence=block.fence), raw


def stated_types(block: Block) -> tuple[Stated, ...]:
    """Read ``types="zip:text, year:date"`` of a block's opening line."""
    text = dict(block.attributes).get("types", "")
    column = block.fence.find(text) + 1
    place = Place(block.path, block.line - 1, column)
    pairs = (part.rpartition(":") for part in text.split(",") if part.strip())
    return tuple(Stated(name.strip(), kind.strip(), place, block.fence) for name, _, kind in pairs)
