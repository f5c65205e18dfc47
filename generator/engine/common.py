"""What all sites of a user have in common: what is dear to make, and the same in each of them.

It lies in one more cache, in the user's folder for what can be made again, and is believed no
more than a site's own. Without that folder it is made anew for each site, and nothing else is lost.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from generator.engine.blobs import blobs_in
from generator.engine.cache import Cache, Row
from generator.engine.seal import cache_folder, refuse_a_strangers_home
from generator.engine.step import Step, decoder_of, encode, key_of

MOST = 200
"""So many results are kept; one more, and they begin anew."""


def common_file() -> Path | None:
    """Return the file of the common cache; None where no folder is the user's own."""
    try:
        file = cache_folder() / "postrock" / "common.sqlite"
        refuse_a_strangers_home(file.parent)
    except (OSError, RuntimeError):
        return None
    return file


@contextmanager
def in_common(steps: Collection[Step], own: Cache) -> Iterator[None]:
    """Let what is made within of some steps come from another site's build, and go to others."""
    known = own.find(map(key_of, steps)) if own.lasts else dict.fromkeys(map(key_of, steps))
    missing = [step for step in steps if key_of(step) not in known]
    if not missing:
        yield
        return
    with closing(Cache(common_file())) as common:
        found = _rows(missing, common)
        own.keep(found.values())
        yield
        made = _rows([step for step in missing if key_of(step) not in found], own)
        if made and common.count() + len(made) > MOST:
            common.forget_all_but(frozenset())
        common.keep(made.values())


def _rows(steps: Iterable[Step], cache: Cache) -> dict[str, Row]:
    """Return what a cache has of steps, with its blobs; what was refused or is lost is missing."""
    keyed = {key_of(step): step for step in steps}
    rows = (_row(key, keyed[key], result, cache) for key, result in cache.find(keyed).items())
    return {row.key: row for row in rows if row is not None}


def _row(key: str, step: Step, result: bytes, cache: Cache) -> Row | None:
    value = decoder_of(step.maker).decode(result).value
    contents = {blob.digest: cache.blob(blob.digest) for blob in blobs_in(value)}
    blobs = tuple((name, content) for name, content in contents.items() if content is not None)
    if value is None or len(blobs) < len(contents):
        return None
    return Row(key, step.maker.name, encode(step.value), result, blobs)
