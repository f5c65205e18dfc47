"""The process that runs one block of a site's own type, and ends."""

import faulthandler
import io
import json
import os
import random
import sys
import warnings
from contextlib import redirect_stdout
from types import ModuleType
from typing import Any

from msgspec import msgpack

from generator.charts.python.child import open_answers
from generator.charts.python.guard import Guard, Refused
from generator.charts.python.message import SentAnswer, framed
from generator.charts.python.own import SentOwn
from generator.charts.python.wrong import innermost
from generator.problems import Place, Problem

_TEXTS = ("markdown", "html", "svg")
_LONGEST = 300
_SEED = 0


def main() -> None:
    """Run the block."""
    job = msgpack.decode(sys.stdin.buffer.read(), type=SentOwn)
    search = os.environ.get("PATH", os.defpath)
    answers = open_answers(job.folder)
    if job.programs:
        # Some of them begin with a line that has env look for what runs them.
        os.environ["PATH"] = search
    sys.dont_write_bytecode = True
    faulthandler.dump_traceback_later(job.seconds, exit=True)
    answers.write(framed(_run(job)))
    answers.flush()
    os._exit(0)


def _run(job: SentOwn) -> SentAnswer:
    guard, printed = Guard(job.folder, dict(job.programs)), io.StringIO()
    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    data = {table.name: json.loads(table.rows) for table in job.tables}
    try:
        code = compile(job.source, job.path, "exec")
        with guard.awake(), redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            random.seed(_SEED)
            exec(code, vars(module))  # noqa: S102
            _seed_numpy()
            made = vars(module)[job.makes](job.text, dict(job.options), data)
        return SentAnswer(_encoded(made, job), tuple(_printed(printed.getvalue(), job)))
    except BaseException as error:  # whatever the author's code raises is his to mend
        return SentAnswer(problems=(_problem(error, job),))


def _seed_numpy() -> None:
    """Let it find the same random numbers in every build, where it has loaded what makes them."""
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(_SEED)


class _NotWanted(Exception):
    """What a function returned is not what it is called by."""


def _encoded(made: Any, job: SentOwn) -> bytes:
    wanted, kind = ("a text", str) if job.makes in _TEXTS else ("a dict", dict)
    if not isinstance(made, kind):
        raise _NotWanted(f"{job.makes}() returns {wanted}, not {type(made).__name__}")
    return made.encode() if isinstance(made, str) else json.dumps(made).encode()


def _printed(text: str, job: SentOwn) -> list[Problem]:
    if not text.strip():
        return []
    hint = f"it printed: {text.strip()[:_LONGEST]}"
    message = "this block prints something, which readers do not see"
    return [Problem(message, Place(job.path), hint, severity="warning")]


def _problem(error: BaseException, job: SentOwn) -> Problem:
    """Return an exception at its line of the block's text, where it names one, or of its code."""
    arguments = error.args
    if isinstance(error, ValueError) and [type(each) for each in arguments] == [str, int]:
        return Problem(str(arguments[0]), Place("", arguments[1], 1))
    line, column = _raised(error, job)
    lines = job.source.split("\n")
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    message, hint = _told(error, job)
    return Problem(message, Place(job.path, line, column), hint, source)


def _raised(error: BaseException, job: SentOwn) -> tuple[int, int]:
    """Return the innermost line of the block's code that an exception came through."""
    if isinstance(error, _NotWanted):
        line = next(
            (n for n, t in enumerate(job.source.split("\n"), 1) if f"def {job.makes}(" in t), 1
        )
        return line, 1
    last = innermost(error, lambda name: name == job.path)
    return (last.lineno or 1, (last.colno or 0) + 1) if last else (1, 1)


def _told(error: BaseException, job: SentOwn) -> tuple[str, str]:
    if isinstance(error, Refused):
        hint = error.hint.replace("#| data:", "#| files:")
        if "starts" in error.message:
            hint = f'name it at the head of {job.path}: PROGRAMS = ["dot"]'
        return error.message, hint
    if isinstance(error, _NotWanted):
        return str(error), ""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = getattr(error, "stderr", None)
    if said:
        said = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    name = type(error).__name__
    return (f"{name}: {lines[0]}"[:_LONGEST] if lines else name), (said or "").strip()[:_LONGEST]
