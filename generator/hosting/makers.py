"""The steps that this room offers."""

from generator.engine import Maker
from generator.hosting.compress import Compressed

COMPRESS = Maker("generator.hosting.compress:compress", Compressed)
