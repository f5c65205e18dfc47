"""The steps that this room offers."""

from generator.engine import Blob, Maker
from generator.markup.inserts import Insert

HIGHLIGHT = Maker("generator.markup.code:highlight", Blob)
INSERT = Maker("generator.markup.inserting:convert_insert", Insert)
