"""The steps that this room offers."""

from generator.engine import Maker
from generator.markup.kinds import OwnKind

READ_KIND = Maker("generator.blocks.own_kinds:read_kind", OwnKind)
