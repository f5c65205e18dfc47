"""The steps that this room offers."""

from generator.data.dataset import ConnectionAnswer, Dataset
from generator.data.loaders import Declared
from generator.data.prose.values import WrittenValue
from generator.engine import Blob, Maker

LOAD = Maker("generator.data.decoding:load", Dataset)
READ_HEAD = Maker("generator.data.loaders:read_head", Declared)
READ_PLAIN = Maker("generator.data.plain:read_plain", Blob)
RUN_LOADER = Maker("generator.data.running:run_loader", Blob)
CUT = Maker("generator.data.cutting:cut", tuple[tuple[str, Dataset], ...])
QUERY = Maker("generator.data.sql.querying:query", Dataset)
ASK = Maker("generator.data.sql.asking:ask", ConnectionAnswer)
"""The only step that opens a connection."""
WRITE_VALUES = Maker("generator.data.prose.render:write_values", tuple[WrittenValue, ...])
