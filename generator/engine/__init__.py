"""Steps, cache, workers and publishing: knows nothing about sites.

The cache may come with a stranger's repository, or lie on a bad disk. So each row is signed for
its key with a secret of the user's that lies outside every site (``engine/seal.py``), and a blob
is compared with its digest when it is read. What does not fit is not there, and is made again:
for a result that costs one step, for a blob (``BlobLost``) the build begins anew over an empty
cache. Whatever else can befall the file, at any question, is answered in one place,
``Database.do``.

What may not end or take its process down (drawings, queries, templates that are not ours) is
always made in a worker: over its limit (``engine/job.py``) or dead, it is a problem of that one
step. A signal raises in the main thread and never waits; whoever starts a process waits for its
end, and a deadline kills what is left (``engine/ending.py``).

``engine/recall.py`` calls a function for the keys of a mapping whose values are other objects
than in the build before (``for_each``), and gives an equal value back its earlier object
(``same``, ``same_each``), so that what follows rests. Of mappings that are ``Looked`` a call hangs
on what it sees there (``engine/calls.py``): a page's links on the pages that they lead to. It
decides nothing: forgotten, it would cost time alone.

``engine/publish.py`` stages a tree and exchanges it with the output folder in one call
(``engine/staging.py``); where another folder cannot take its place, ``engine/in_place.py`` fills
it file by file. The tree that was there before is kept as a spare (``engine/exchange.py``),
mostly hard links to what is published, so that the next build brings it up to date at the price
of what changed. A first build begins it itself, while it still makes pages (``engine/early.py``).
"""

from generator.engine.blobs import blobs_in
from generator.engine.cache import BlobLost, Cache
from generator.engine.calls import Looked
from generator.engine.common import common_file, in_common
from generator.engine.early import NO_FILES, EarlyFiles, early_files
from generator.engine.exchange import clear_places
from generator.engine.files import Busy, exclusive
from generator.engine.job import LIMIT, NO_LIMIT, Limit, MakerCrashed
from generator.engine.making import FEW, Workers
from generator.engine.publish import Published, publish, unpublish
from generator.engine.recall import Recall
from generator.engine.step import (
    Blob,
    Made,
    Maker,
    Read,
    Step,
    digest,
    encode,
    keep,
    key_of,
)
from generator.engine.tally import Tally
from generator.engine.wave import FEW_SHARED, Engine

__all__ = [
    "FEW",
    "FEW_SHARED",
    "LIMIT",
    "NO_FILES",
    "NO_LIMIT",
    "Blob",
    "BlobLost",
    "Busy",
    "Cache",
    "EarlyFiles",
    "Engine",
    "Limit",
    "Looked",
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
    "common_file",
    "digest",
    "early_files",
    "encode",
    "exclusive",
    "in_common",
    "keep",
    "key_of",
    "publish",
    "unpublish",
]
