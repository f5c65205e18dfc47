"""Run the Python of a post in a process that sees what was declared, and nothing else."""

import json
import os
import posixpath
import re
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.charts.python.execute import Executed, Execution, Outcome, PythonInput
from generator.charts.python.message import (
    PythonCode,
    SentAnswer,
    SentJob,
    SentTable,
    file_of,
    unframed,
)
from generator.charts.python.reading import identifier, resolve
from generator.data.dataset import Dataset
from generator.engine import Made, Read, keep
from generator.engine.programs import Ended, run_program, scratch_folder
from generator.problems import Place, Problem
from generator.problems.fault import Fault, Passage

_PATH = "import sys; sys.path[:] = sys.argv[1:];"
_CHILD = "generator.charts.python.child"
_GRACE = 20
"""Seconds beyond its limit after which a process that did not end itself is ended."""
_MEMORY = 1000
"""Megabytes that the Python of a post may hold."""
_ROOT = Path(__file__).resolve().parents[3]
_STOOD = re.compile(r'File "<block (?P<block>\d+)>", line (?P<line>\d+)')
_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONPATH": "",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "agg",
    # One post is one process, and others have their own.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def execute(value: Execution, read: Read) -> Made[Executed]:
    """Run all blocks; one that ends the process ends those after it too."""
    answers, ended = _answers(value, read)
    if len(answers) < len(value.codes):
        problem = _ending(ended, len(answers), value.time_limit)
        made = (Outcome(problems=each.problems) for each in answers)
        whole = (*made, Outcome(problems=(problem,)))
        rest = (Outcome(),) * (len(value.codes) - len(whole))
        # A machine may have more time, or more memory, the next time.
        return Made(Executed(whole + rest), lasting=False)
    names = frozenset(given.name for given in value.given)
    outcomes, blobs = [], []
    for index, (code, answer) in enumerate(zip(value.codes, answers, strict=True)):
        outcome, raw = _outcome(answer, index, code.text, names)
        outcomes.append(outcome)
        blobs += raw
    return Made(Executed(tuple(outcomes)), blobs=tuple(blobs))


def _answers(value: Execution, read: Read) -> tuple[list[SentAnswer], Ended]:
    tables = tuple(
        _table(given.dataset, given.name, read) for given in value.given if given.dataset
    )
    codes = tuple(PythonCode(code.text, tuple(map(identifier, code.names))) for code in value.codes)

    def job(folder: str) -> bytes:
        return msgspec.msgpack.encode(SentJob(codes, tables, folder, value.time_limit))

    ended = run_python(ChildJob(_CHILD, value.given, value.time_limit, job), read)
    return unframed(ended.output), ended


class ChildJob(NamedTuple):
    """What a process of ours runs: a module's ``main``, with files, and a job that it reads.

    ``job`` is encoded once its folder is there.
    """

    module: str
    given: tuple[PythonInput, ...]
    seconds: int
    job: Callable[[str], bytes]


def run_python(child: ChildJob, read: Read) -> Ended:
    """Run a process of ours in a folder that holds what its job was given."""
    with scratch_folder("python-") as folder:
        root = str(folder)
        start = f"{_PATH} from {child.module} import main; main()"
        return run_program(
            (sys.executable, "-P", "-s", "-X", "utf8", "-c", start, *_python_path()),
            _lay_out(folder, child.given, read),
            child.seconds + _GRACE,
            child.job(root),
            _ENVIRONMENT | {"HOME": root, "TMPDIR": root},
            _MEMORY,
        )


def _table(dataset: Dataset, name: str, read: Read) -> SentTable:
    columns = tuple((column.name, column.type) for column in dataset.columns)
    return SentTable(identifier(name), columns, read(dataset.rows))


def _lay_out(root: Path, given: Iterable[PythonInput], read: Read) -> Path:
    """Put files where the code looks for them; return the folder that it is to start in."""
    names = [each.name for each in given if each.file and not each.name.startswith("/")]
    above = max((posixpath.normpath(name).count("../") for name in names), default=0)
    desk = root.joinpath("desk", *["d"] * above)
    desk.mkdir(parents=True)
    for each in given:
        if each.file and each.name in names:
            place = Path(os.path.normpath(desk / each.name))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(read(each.file))
    return desk


def _python_path() -> Sequence[str]:
    """Return where Python finds packages: ours among them, but nothing of the site."""
    here = os.path.realpath(os.getcwd())
    found = [entry for entry in sys.path if entry and os.path.realpath(entry) != here]
    return (*found, str(_ROOT))


def _ending(ended: Ended, block: int, seconds: int) -> Problem:
    """Tell how a process ended before its time, and where its code stood."""
    stood = _STOOD.search(ended.errors)
    line = int(stood["line"]) if stood else 0
    place = Place(file_of(int(stood["block"]) if stood else block), line, 1 if line else 0)
    hint = "what takes long is done in a loader, whose result is kept: fees.csv.py prints fees.csv"
    if ended.timed_out or "Timeout (" in ended.errors:
        message = f"the Python of this post takes longer than {seconds} seconds"
        return Problem(message, place, hint)
    if ended.too_large:
        message = f"the Python of this post needs more than {_MEMORY} MB of memory"
        return Problem(message, place, hint)
    if ended.code < 0:
        name = signal.Signals(-ended.code).name
        hint = "perhaps for want of memory" if name == "SIGKILL" else ""
        message = f"this block crashed Python ({name})"
    elif ended.cannot_start or "Error" in ended.errors:
        last = (ended.errors.strip().splitlines() or [ended.cannot_start])[-1]
        message, hint = f"Python cannot be started: {last}", ""
    else:
        message, hint = "this block ended Python", "leave os._exit out: a block ends by itself"
    return Problem(message, place, hint)


def _outcome(
    answer: SentAnswer, index: int, code: str, names: frozenset[str]
) -> tuple[Outcome, list[bytes]]:
    if answer.spec is None:
        return Outcome(problems=answer.problems), []
    passage = Passage(file_of(index), "")
    found = resolve(json.loads(answer.spec), names, code)
    problems = (*answer.problems, *map(passage.problem, found.faults))
    if found.faults:
        return Outcome(problems=problems), []
    try:
        blob, raw = keep(msgspec.json.encode(found.spec))
    except UnicodeEncodeError as error:
        message = f"this chart holds half a letter: U+{ord(error.object[error.start]):04X}"
        fault = Fault(message, (0, 0), "it was cut in two: cut texts between letters")
        return Outcome(problems=(*problems, passage.problem(fault))), []
    return Outcome(blob, found.names, problems), [raw]
