"""Steps, cache, workers and publishing: knows nothing about sites."""

from generator.engine.cache import BlobLost, Cache
from generator.engine.exchange import clear_places
from generator.engine.files import Busy, exclusive
from generator.engine.job import LIMIT, NO_LIMIT, Limit, MakerCrashed
from generator.engine.publish import Published, publish, unpublish
from generator.engine.recall import Recall
from generator.engine.step import (
    Blob,
    Made,
    Maker,
    Read,
    Step,
    blobs_in,
    digest,
    encode,
    keep,
    key_of,
)
from generator.engine.wave import Engine, Tally
from generator.engine.workers import FEW, Workers

__all__ = [
    "FEW",
    "LIMIT",
    "NO_LIMIT",
    "Blob",
    "BlobLost",
    "Busy",
    "Cache",
    "Engine",
    "Limit",
    "Made",
    "Maker",
    "MakerCrashed",
    "Published",
    "Read",
    "Recall",
    "Step",
    "Tally",
    "Workers",
    "blobs_in",
    "clear_places",
    "digest",
    "encode",
    "exclusive",
    "keep",
    "key_of",
    "publish",
    "unpublish",
]
