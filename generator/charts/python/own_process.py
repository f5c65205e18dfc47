"""Run a block of one's own in a process that sees what was declared, and nothing else."""

import shutil
from collections.abc import Iterable

import msgspec

from generator.blocks.own import OwnBlock
from generator.charts.python.message import SentAnswer, SentTable, unframed
from generator.charts.python.own import OwnRun, SentOwn
from generator.charts.python.process import ChildJob, run_python
from generator.engine import Blob, Made, Read, keep
from generator.engine.programs import Ended
from generator.problems import Place, Problem

_CHILD = "generator.charts.python.own_child"


def run_block(value: OwnRun, read: Read) -> Made[Blob]:
    """Run a block; problems without a path have their places in its text."""
    content = msgspec.msgpack.decode(read(value.content), type=OwnBlock)
    programs, missing = _programs(content.programs)
    if missing:
        hint = "install it where the site is built"
        message = f'{value.name} starts "{missing[0]}", which is not installed here'
        return Made(None, (Problem(message, Place(""), hint),), lasting=False)
    answers, ended = _answers(value, content, programs, read)
    if not answers:
        return Made(None, (_ending(value, ended),), lasting=False)
    (answer,) = answers
    if answer.spec is None:
        # What another program did may be other the next time.
        return Made(None, answer.problems, lasting=not programs)
    blob, raw = keep(answer.spec)
    return Made(blob, answer.problems, (raw,))


def _programs(names: Iterable[str]) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    found = {name: shutil.which(name) for name in names}
    there = tuple((name, path) for name, path in found.items() if path)
    return there, [name for name, path in found.items() if not path]


def _answers(
    value: OwnRun, content: OwnBlock, programs: tuple[tuple[str, str], ...], read: Read
) -> tuple[list[SentAnswer], Ended]:
    source = read(value.source).decode("utf-8-sig")
    tables = tuple(
        SentTable(each.name, (), read(each.dataset.rows)) for each in value.given if each.dataset
    )

    def job(folder: str) -> bytes:
        sent = SentOwn(
            value.path,
            source,
            content.makes,
            content.text,
            content.options,
            tables,
            folder,
            value.time_limit,
            programs,
        )
        return msgspec.msgpack.encode(sent)

    ended = run_python(ChildJob(_CHILD, value.given, value.time_limit, job), read)
    return unframed(ended.output), ended


def _ending(value: OwnRun, ended: Ended) -> Problem:
    """Tell how a process ended before its time."""
    if ended.timed_out or "Timeout (" in ended.errors:
        message = f"{value.name} takes longer than {value.time_limit} seconds"
    elif ended.too_large:
        message = f"{value.name} needs too much memory"
    else:
        last = (ended.errors.strip().splitlines() or [ended.cannot_start])[-1]
        message = f"{value.name} ended Python{f': {last}' if last else ''}"
    return Problem(message, Place(""), "what takes long is a loader's work")
