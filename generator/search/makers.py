"""The steps that this room offers."""

from generator.engine import Blob, Maker
from generator.search.parts import PageIndex, Shard

INDEX_PAGE = Maker("generator.search.indexing:index_page", PageIndex)
WRITE_SHARD = Maker("generator.search.shards:write_shard", Shard)
WRITE_ENDINGS = Maker("generator.search.shards:write_endings", Blob)
WRITE_ROOT = Maker("generator.search.shards:write_root", Blob)
