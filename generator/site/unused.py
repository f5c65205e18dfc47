"""Datasets that a document names and nothing in it uses."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.markup.parts import Block, Markup
from generator.problems import Place, Problem
from generator.site.front_keys import DataFile

VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def unused(body: str, markup: Markup, files: tuple[DataFile, ...]) -> Iterator[Problem]:
    """Find the data blocks, queries and named files that no block and no value mentions.

    A mention in a block that cannot be read counts too: what is wrong there is told there.
    """
    asking = [block.text for block in (*markup.figures, *markup.data) if block.kind != "data"]
    text = "\n".join((*asking, *VALUE.findall(body)))
    for block in markup.data:
        if not _mentions(text, block.name):
            yield _of_block(block)
    for file in files:
        if not (_mentions(text, file.name) or _mentions(text, PurePosixPath(file.path).name)):
            hint = "a chart, a query or a value in the prose uses it by its name"
            message = f'nothing on this page uses the dataset "{file.name}"'
            yield Problem(message, file.place, hint, file.source, "warning")


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _of_block(block: Block) -> Problem:
    column = max(block.fence.find(f"#{block.name}") + 1, block.fence.find(block.name)) + 1
    return Problem(
        f'nothing on this page uses the dataset "{block.name}"',
        Place(block.path, block.line - 1, column),
        "a chart, a query or a value uses it by its name; {.code} shows it to readers instead",
        block.fence,
        "warning",
    )
