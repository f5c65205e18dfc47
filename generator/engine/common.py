"""What all sites of a user have in common: what is dear to make, and the same in each of them.

It lies in one more cache, in the user's folder for what can be made again, and is believed no
more than a site's own. Without that folder it is made anew for each site, and nothing else is lost.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from generator.engine.cache import Cache, Row
from generator.engine.seal import cache_folder, refuse_a_strangers_home
from generator.engine.step import Step, blobs_in, decoder_of, encode, key_of

MOST = 40
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
def in_common(step: Step, own: Cache) -> Iterator[None]:
    """Let what is made within of a step come from another site's build, and go to others."""
    if not own.lasts or own.find([key_of(step)]):
        yield
        return
    with closing(Cache(common_file())) as common:
        found = _row(step, common)
        if found is not None:
            own.keep([found])
        yield
        made = None if found else _row(step, own)
        if made is not None:
            if common.count() >= MOST:
                common.forget_all_but(frozenset())
            common.keep([made])


def _row(step: Step, cache: Cache) -> Row | None:
    """Return what a cache has of a step, with its blobs; None where it was refused or is lost."""
    key = key_of(step)
    result = cache.find([key]).get(key)
    value = decoder_of(step.maker).decode(result).value if result else None
    contents = {blob.digest: cache.blob(blob.digest) for blob in blobs_in(value)}
    blobs = tuple((name, content) for name, content in contents.items() if content is not None)
    if result is None or value is None or len(blobs) < len(contents):
        return None
    return Row(key, step.maker.name, encode(step.value), result, blobs)
