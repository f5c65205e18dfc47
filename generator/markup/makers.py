"""The steps that this room offers."""

from generator.engine import Blob, Maker

HIGHLIGHT = Maker("generator.markup.code:highlight", Blob)
