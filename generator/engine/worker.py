"""A worker: the process that makes steps, batch by batch, until its parent closes the way to it."""

import math
import multiprocessing
import os
import threading
from multiprocessing.connection import Connection

from generator.engine.ending import end_as_worker, leave
from generator.engine.job import Finished, Job, given_to, make
from generator.engine.limit import Limit
from generator.engine.scratch import share_scratch


def work(batches: Connection, begun: Connection, log: str, scratch: str) -> None:
    """Make each batch that comes; a byte through ``begun`` tells that a step of it begins.

    What foreign code writes to standard error goes to the log, where a crash is looked up.
    """
    end_as_worker()
    share_scratch(scratch)
    _write_errors_to(log)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while given := batches.recv():
            limit, jobs = given
            batches.send([_make(job, limit, begun) for job in jobs])
    except (EOFError, OSError):
        pass
    leave(0)


def _make(job: Job, limit: Limit, begun: Connection) -> Finished:
    _allow(limit.seconds_for(given_to(job)))
    begun.send_bytes(b".")
    return make(job)


def _allow(seconds: int) -> None:
    """Let the system end us when we have computed for so long, even within foreign code."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = until if seconds else hard
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )


def _write_errors_to(log: str) -> None:
    try:
        file = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    except OSError:  # a disk that is full: then a crash is told without its last words
        file = os.open(os.devnull, os.O_WRONLY)
    os.dup2(file, 2)
    os.close(file)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        leave(1)
