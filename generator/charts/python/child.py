"""The process that runs the Python of one post: reads a job, answers block by block, and ends."""

import faulthandler
import os
import shutil
import sys
import threading
import time
from typing import BinaryIO

from msgspec import msgpack

from generator.charts.python.message import SentJob, framed

_KEPT = ("HOME", "TMPDIR", "TZ", "LC_ALL", "MPLBACKEND", "SYSTEMROOT", "LD_LIBRARY_PATH",
         "DYLD_LIBRARY_PATH", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")  # fmt: skip
_WATCHED = 0.5
"""Seconds between two looks whether the build is still there."""


def main() -> None:
    """Run every block of the post."""
    job = msgpack.decode(sys.stdin.buffer.read(), type=SentJob)
    answers = open_answers(job.folder)
    # This loads altair and pandas, whose time is not the author's.
    from generator.charts.python.session import Session

    session = Session(job)
    faulthandler.dump_traceback_later(job.seconds, exit=True)
    for index in range(len(job.codes)):
        answers.write(framed(session.run(index)))
        answers.flush()
    # Threads of the author's are not waited for, and what he left at exit is not run.
    os._exit(0)


def open_answers(folder: str) -> BinaryIO:
    """Begin a child of a build: give the way to it, and keep nothing else of where it began."""
    watch = threading.Thread(target=_end_with_build, args=(os.getppid(), folder), daemon=True)
    watch.start()
    faulthandler.enable(all_threads=False)
    answers = _own_output()
    _forget_environment()
    return answers


def _end_with_build(parent: int, folder: str) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCHED)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _own_output() -> BinaryIO:
    """Keep the way to the build for answers; what others write there goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 0)
    return answers


def _forget_environment() -> None:
    """Leave nothing of the builder's environment, which may hold secrets."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    # What is fetched past Python's own sockets finds no way out.
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    os.environ.update(kept | proxies | {"ALTAIR_DATASETS_DIR": ""})
