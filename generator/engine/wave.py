"""A wave: look up all keys, make what is missing, keep it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple

from generator.engine.cache import Cache, Row
from generator.engine.job import LIMIT, Finished, Jobs, Limit, MakerCrashed, job_of
from generator.engine.making import FEW, Workers
from generator.engine.memory import Result, Wave
from generator.engine.recall import Recall
from generator.engine.step import Blob, Made, Maker, Step, decoder_of, encode, key_of
from generator.engine.tally import RanWave, RanWaves
from generator.problems import Problem

Progress = Callable[[str, int, int], None]
"""Told the wave's name, how many steps are done, and how many there are to make."""
Tell = Callable[[str, Any, str], Problem]
"""Says of a wave's step, given by its value, why it was not made."""
ReadAny = Callable[[Blob], bytes]
Seen = Callable[[Step, Made[Any], Mapping[str, bytes]], None]
"""Told of a step that was made, of what it made, and of the bytes of its blobs by their digests."""

SHARED = 500
"""So many blobs are at hand for the next steps: many hold the same, such as templates."""
FEW_SHARED = 2
"""So many where each is as large as a photo."""
KEPT_AT_ONCE = 200
"""So many results go to the cache in one transaction."""


class Engine:
    """Runs the waves of one build over a cache; counts what it does.

    ``recall`` is what earlier builds of this process remember, and this one goes on with.
    """

    def __init__(
        self,
        cache: Cache,
        workers: Workers,
        read_source: ReadAny,
        progress: Progress | None = None,
        recall: Recall | None = None,
        tell: Tell | None = None,
    ) -> None:
        """Take the cache, the workers, and how to read a blob that is a source file."""
        self.cache = cache
        self.recall = recall or Recall()
        self.recall.begin()
        self.ran = RanWaves()
        self._workers = workers
        self._read_source = read_source
        self._progress = progress or (lambda wave, done, total: None)
        self._tell = tell or (lambda wave, value, why: Problem(f"a step of {wave} {why}"))

    def run(
        self,
        wave: str,
        steps: Sequence[Step],
        *,
        few: int = FEW,
        limit: Limit = LIMIT,
        seen: Seen | None = None,
        shared: int = SHARED,
    ) -> list[Made[Any]]:
        """Return what the steps make, in their order; make only those never made before.

        More than ``few`` that are to be made are made side by side. One that uses more than
        the limit becomes a problem, and so does one that takes its worker down. ``seen`` is called
        with each step that is made, what it made and its blobs, while others are at work. So many
        blobs as are ``shared`` stay in memory for the steps that follow.
        """
        unchanged = self.recall.results.whole(wave, steps)
        if unchanged is not None:
            self.ran.add(RanWave(wave, unchanged.results, 0, few))
            return unchanged.made
        known = self.recall.results.known(wave, steps)
        keys = {index: key_of(steps[index]) for index in known.unknown}
        wanted = {key: steps[index] for index, key in keys.items()}
        brought = self._bring(wave, wanted, few, limit, seen, shared)
        fresh = {index: _result(steps[index], key, brought) for index, key in keys.items()}
        results = [each or fresh[index] for index, each in enumerate(known.results)]
        made = [each.made for each in results]
        fleeting = tuple(index for index, each in fresh.items() if not each.lasts)
        self.ran.add(RanWave(wave, results, brought.anew, few))
        now = Wave(steps, results, made, fleeting)
        return self.recall.results.keep(wave, now, fresh.values()).made

    def run_each(
        self,
        wave: str,
        steps: Mapping[str, tuple[Step, ...]],
        few: int = FEW,
        shared: int = SHARED,
    ) -> Mapping[str, tuple[Made[Any], ...]]:
        """Run the steps of every key, and return what those of each key make."""
        made = self.run(wave, self.recall(_joined, steps), few=few, shared=shared)
        return self.recall.same_each(("made by", wave), self.recall(_parted, steps, made))

    def warm_up(self, waves: Collection[str]) -> None:
        """Make one step of each maker that these waves used, and discard the result.

        What makers load when they are first called, modules and templates, is then at hand
        for the first step that counts.
        """
        by_maker: dict[tuple[Maker, int], list[Result]] = {}
        for ran in (each for each in self.ran if each.wave in waves):
            for result in ran.results:
                by_maker.setdefault((result.maker, min(ran.few, 1)), []).append(result)
        for (maker, few), results in by_maker.items():
            # Of many, the one in the middle is the most ordinary.
            self.discard(Step(maker, results[len(results) // 2].value), few)

    def discard(self, step: Step, few: int = 0) -> None:
        """Make a step for what its maker loads, and discard the result."""
        for batch in self._workers.run([job_of("", step, self.read)], few):
            _raise_crash(batch)

    def key_of(self, step: Step) -> str:
        """Return a step's key, without looking at its value once more where it was run."""
        known = self.recall.results.find(step)
        return key_of(step) if known is None else known.key

    def was_made(self, step: Step) -> bool:
        """Tell whether a step was made before, so that a wave would not make it."""
        return bool(self.cache.find([key_of(step)]))

    def read(self, blob: Blob) -> bytes:
        """Return a blob's bytes, from the cache or from the source file that has them."""
        content = self.cache.blob(blob.digest)
        return self._read_source(blob) if content is None else content

    def _bring(
        self,
        wave: str,
        wanted: dict[str, Step],
        few: int,
        limit: Limit,
        seen: Seen | None,
        shared: int,
    ) -> "_Brought":
        """Bring results that are not at hand: out of the cache, or by making them."""
        known = {key: self.recall.results.under(key) for key in wanted}
        made = {key: each.made for key, each in known.items() if each is not None}
        unseen = {key: step for key, step in wanted.items() if key not in made}
        for key, encoded in self.cache.find(unseen).items():
            made[key] = decoder_of(unseen.pop(key).maker).decode(encoded)
        fleeting = set()
        for done in self._make(wave, unseen, few, limit, shared):
            step = unseen[done.key]
            made[done.key] = self._outcome(wave, step, done)
            if not done.is_kept:
                fleeting.add(done.key)
            if seen:
                seen(step, made[done.key], dict(done.blobs))
        return _Brought(made, frozenset(fleeting), len(unseen))

    def _outcome(self, wave: str, step: Step, done: Finished) -> Made[Any]:
        if done.lost:
            return Made(None, (self._tell(wave, step.value, done.lost),))
        return decoder_of(step.maker).decode(done.result)

    def _make(
        self, wave: str, missing: dict[str, Step], few: int, limit: Limit, shared: int
    ) -> Iterator[Finished]:
        if not missing:
            return
        jobs = Jobs(list(missing.items()), lru_cache(shared)(self.read))
        unkept: list[Row] = []
        count = 0
        try:
            for batch in self._workers.run(jobs, few, limit):
                _raise_crash(batch)
                unkept += [_row(missing[done.key], done) for done in batch if done.is_kept]
                yield from batch
                count += len(batch)
                self._progress(wave, count, len(jobs))
                if len(unkept) >= KEPT_AT_ONCE:
                    self.cache.keep(unkept)
                    unkept = []
        finally:
            # What is done is done, also where an interrupt or a crash ends the build.
            self.cache.keep(unkept)


class _Brought(NamedTuple):
    """Results by their keys, the keys of those that do not last, how many were made anew."""

    made: dict[str, Made[Any]]
    fleeting: frozenset[str]
    anew: int


def _result(step: Step, key: str, brought: _Brought) -> Result:
    lasts = key not in brought.fleeting
    return Result(step.value, step.maker, key, brought.made[key], lasts)


def _joined(steps: Mapping[str, tuple[Step, ...]]) -> tuple[Step, ...]:
    return tuple(chain.from_iterable(steps.values()))


def _parted(
    steps: Mapping[str, tuple[Step, ...]], made: Sequence[Made[Any]]
) -> Mapping[str, tuple[Made[Any], ...]]:
    rest = iter(made)
    return {key: tuple(islice(rest, len(each))) for key, each in steps.items()}


def _row(step: Step, done: Finished) -> Row:
    return Row(done.key, step.maker.name, encode(step.value), done.result, done.blobs)


def _raise_crash(batch: Iterable[Finished]) -> None:
    for done in batch:
        if done.crash:
            raise MakerCrashed(done.crash)
