"""A job: a step with the bytes that it needs, and what a worker sends back of it."""

import traceback
from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from generator.engine.digest import Blob, digest, encode
from generator.engine.limit import TookTooLong
from generator.engine.step import Made, Step


class Job(Struct, frozen=True):
    """A step that is to be made, its key, and the bytes of the blobs that it holds."""

    key: str
    step: Step
    blobs: Mapping[str, bytes]


class Finished(Struct, frozen=True):
    """What a worker sends back: encoded result and blobs, or the traceback of our bug.

    ``lost`` says why there is nothing where a step was stopped, or took its process down.
    """

    key: str
    result: bytes = b""
    blobs: tuple[tuple[str, bytes], ...] = ()
    crash: str = ""
    lost: str = ""
    lasting: bool = True


Batch: TypeAlias = list[Finished]


class MakerCrashed(Exception):
    """A maker broke its promise not to raise: a bug of ours, with the worker's traceback."""


def make(job: Job) -> Finished:
    """Make one step; whatever is raised comes back as text."""

    def read(blob: Blob) -> bytes:
        return job.blobs[blob.digest]

    try:
        return _finished(job.key, job.step.make(read))
    except (KeyboardInterrupt, TookTooLong):
        raise
    except OSError as error:
        # Makers open nothing of the site: what fails is the folder that a program works in.
        return Finished(job.key, lost=f"was not made: {_told_by_system(error)}")
    except MemoryError:
        return Finished(job.key, lost="was stopped: it needs more memory than there is")
    except BaseException:
        # Foreign code may raise more than Exception: a panic in Rust, a call of exit().
        return Finished(job.key, crash=f"{job.step.maker.name}\n{traceback.format_exc()}")


def _told_by_system(error: OSError) -> str:
    name = f" ({error.filename})" if error.filename else ""
    return f"{(error.strerror or str(error)).lower()}{name}"


def given_to(job: Job) -> int:
    """Return how many bytes a job brings with it."""
    return sum(map(len, job.blobs.values()))


def _finished(key: str, made: Made[object]) -> Finished:
    blobs = tuple((digest(content), content) for content in made.blobs)
    result = encode(Made(made.value, made.problems))
    return Finished(key, result, blobs, lasting=made.lasting)
