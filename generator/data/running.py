"""Run a loader in a folder that holds only its program and its declared inputs."""

import posixpath
import re
import sys
from itertools import takewhile
from pathlib import Path

from msgspec import structs

from generator.data.loaders import INTERPRETERS, Running
from generator.engine import Blob, Made, Read, keep
from generator.engine.programs import Ended, run_program, scratch_folder
from generator.problems import Place, Problem, many, nearest
from generator.problems.regex import regex

LAST_LINES = 4
"""How many lines a problem shows of what a failing loader wrote to standard error."""
_NOT_THERE = regex(
    r"No such file or directory: ['\"](?P<after>[^'\"]+)['\"]"
    r"|(?P<before>[^\s'\"‘’`:]+)['\"’]?: No such file or directory"
)
_NO_MODULE = regex(r"No module named ['\"](?P<name>[\w.]+)")
_FRAME = regex(r'^ *File "(?P<path>[^"]+)", line (?P<line>\d+)', re.MULTILINE)


def run_loader(value: Running, read: Read) -> Made[Blob]:
    """Run a loader and keep what it writes; its errors become problems at its own lines."""
    # Only what is declared is there, so nothing else can shape the result unseen.
    with scratch_folder("loader-") as root:
        program = _laid_out(root, value, read)
        command = (*_interpreter(program), str(program))
        ended = run_program(command, program.parent, value.time_limit)
    said = ended.errors.replace(f"{root}/", "")
    problem = _problem(value, structs.replace(ended, errors=said), read)
    if problem is not None:
        # A server may answer, or a package be there, the next time.
        return Made(None, (problem,), lasting=False)
    blob, raw = keep(ended.output)
    return Made(blob, blobs=(raw,))


def _laid_out(root: Path, value: Running, read: Read) -> Path:
    for path, blob in ((value.path, value.program), *value.inputs):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(read(blob))
    program = root / value.path
    program.chmod(0o700)
    return program


def _interpreter(program: Path) -> tuple[str, ...]:
    """Return what runs a program: what its first line names, or else what its ending means."""
    ending = program.suffix[1:].lower()
    if ending == "py":
        return (sys.executable,)
    with program.open("rb") as file:
        names_its_own = file.read(2) == b"#!"
    return () if names_its_own or ending not in INTERPRETERS else (INTERPRETERS[ending],)


def _problem(value: Running, ended: Ended, read: Read) -> Problem | None:
    place = Place(value.path)
    if ended.cannot_start:
        hint = 'begin it with a line that names what runs it, such as "#!/usr/bin/env Rscript"'
        return Problem(f"this loader cannot be run: {ended.cannot_start}", place, hint)
    if ended.timed_out:
        limit = many(value.time_limit, "second")
        message = f"this loader was stopped: it took longer than {limit}"
        hint = f'a line "# time_limit: {5 * value.time_limit}" in it gives it longer'
        return Problem(message, place, hint)
    if ended.code:
        return _failure(value, ended, read)
    if not ended.output.strip():
        hint = "what it prints is the file that it writes"
        return Problem("this loader wrote nothing to its standard output", place, hint)
    return None


def _failure(value: Running, ended: Ended, read: Read) -> Problem:
    """Tell of a loader that failed: with its last words, and the line of its own that failed."""
    how = f"exit {ended.code}" if ended.code > 0 else f"signal {-ended.code}"
    words = [line.rstrip() for line in ended.errors.splitlines() if line.strip()]
    place, source = _failed_line(value, ended, read)
    if source:
        # The line is shown; of the traceback only what Python says of it is worth as much.
        words = list(takewhile(lambda line: not line[0].isspace(), reversed(words)))[::-1]
    message = "\n".join((f"this loader failed ({how})", *words[-LAST_LINES:]))
    return Problem(message, place, _advice(value, ended.errors), source)


def _failed_line(value: Running, ended: Ended, read: Read) -> tuple[Place, str]:
    """Return where in a loader in Python its last traceback was, and that line."""
    frames = (each for each in _FRAME.finditer(ended.errors) if each["path"] == value.path)
    number = max((int(each["line"]) for each in list(frames)[-1:]), default=0)
    lines = read(value.program).decode("utf-8", "replace").splitlines()
    if not 0 < number <= len(lines):
        return Place(value.path), ""
    source = lines[number - 1]
    return Place(value.path, number, len(source) - len(source.lstrip()) + 1), source


def _advice(value: Running, errors: str) -> str:
    missing, module = _NOT_THERE.search(errors), _NO_MODULE.search(errors)
    if missing:
        return _on_missing(value, missing["after"] or missing["before"])
    if module:
        file = f"{module['name'].replace('.', '/')}.py"
        return f'install it, or if it is a file beside the loader, add a line "# inputs: {file}"'
    return ""


def _on_missing(value: Running, name: str) -> str:
    folder = posixpath.dirname(value.path)
    near = nearest(name, (posixpath.relpath(path, folder) for path, _ in value.inputs))
    if near:
        return f'did you mean "{near}"?'
    return f'a loader finds only the files that it declares: add a line "# inputs: {name}"'
