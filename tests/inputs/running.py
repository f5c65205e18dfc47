"""Build every case in a process of its own, forked from one that has loaded what a build needs.

``python -m tests.inputs.running [KIND[/NAME] ...]`` shows what becomes of the cases of some kinds.
V8 must not be forked, so it is loaded by each process that draws.
"""

import gc
import os
import pkgutil
import re
import resource
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from math import inf
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec import Struct, json

from generator.engine.pool import is_safe_to_fork
from tests.inputs.case import BASE, Case, Files
from tests.inputs.kinds import all_cases

HEAVY = ("altair", "duckdb", "pandas", "PIL.Image", "python_calamine", "latex2mathml.converter")
"""What a build loads where it needs it. Loaded here, each case takes only its own time."""
SECONDS, MEGABYTES = 60, 3000
"""Where a process is ended: far beyond what a case may take, so that it is told and not judged."""
TIMES = 14
"""So many times what a chart takes to be drawn a case may take, on whatever machine."""

Marks = dict[str, tuple[int, ...]]
"""What tells that somebody wrote to a file, by its path."""


class Outcome(Struct, frozen=True):
    """What became of a case. ``status`` is negative where a signal ended its build."""

    key: str
    status: int
    out: str
    err: str
    cpu: float
    megabytes: int
    kept: bool
    """Whether build/ is as it was."""


def load() -> None:
    """Load whatever a build needs, but V8."""
    import generator

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        import_module(module.name)
    for name in HEAVY:
        import_module(name)


def lay(root: Path, files: Files) -> None:
    """Write files below a folder; those that are None are taken away."""
    for path, content in files.items():
        file = os.path.join(os.fsencode(root), path.encode("utf-8", "surrogateescape"))
        if content is None:
            os.unlink(file)
        else:
            os.makedirs(os.path.dirname(file), exist_ok=True)
            raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
            with open(file, "wb") as opened:
                opened.write(raw)


def marks(folder: Path) -> Marks:
    """Return the marks of all that a folder holds."""
    each = ((path, path.lstat()) for path in folder.rglob("*"))
    return {str(path): (at.st_ino, at.st_mode, at.st_size, at.st_mtime_ns) for path, at in each}


def fork(root: Path) -> int:
    """Begin to build a site in a process of its own; return its id."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, MEGABYTES << 20))
        signal.alarm(4 * SECONDS)
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{root}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        code = _build(root)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _build(root: Path) -> int:
    from generator.cli.main import main

    try:
        return main(["--root", str(root), "build", "--jobs", "1", "--now", "2026-01-01"])
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 98


class Site(NamedTuple):
    """A place for a site, and the base that was built there.

    What a build knows of its output folder goes by that folder's path, so every case is laid
    where the base was built.
    """

    root: Path
    kept: Path

    def lay(self, case: Case) -> Marks:
        """Put the base there anew, with a case over it; return the marks of its build/."""
        self.root.mkdir(exist_ok=True)
        for path in self.kept.iterdir():
            place = self.root / path.name
            if path.is_file():
                shutil.copy2(path, place)
            elif not place.exists():
                shutil.copytree(path, place)
        lay(self.root, case.files)
        return marks(self.root / "build")

    def clear(self, *, is_kept: bool) -> None:
        """Take a case away, and build/ with it where that is another by now."""
        for path in self.root.iterdir():
            if path.name != "build" or not is_kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def prepare(folder: Path) -> Site:
    """Build the base once; every case begins as a copy of it."""
    root = folder / "site"
    lay(root, BASE)
    _, status = os.waitpid(fork(root), 0)
    if status:
        raise RuntimeError(Path(f"{root}.err").read_text())
    return Site(root, root.rename(folder / "kept"))


def _warm(folder: Path) -> None:
    """Build a site without figures here, so that templates are compiled before any fork."""
    lay(folder / "warm", {**BASE, "content/posts/a.md": BASE["content/posts/b.md"]})
    stdout = os.dup(1)
    os.dup2(2, 1)
    if _build(folder / "warm"):
        raise RuntimeError("the warm site has a problem")
    os.dup2(stdout, 1)


def run(cases: Iterable[Case], processes: int) -> Iterator[Outcome]:
    """Build cases side by side, and yield what became of each."""
    load()
    with TemporaryDirectory(prefix="inputs-") as name:
        _warm(Path(name))
        free = [prepare(Path(name, str(number))) for number in range(processes)]
        if not is_safe_to_fork():
            raise RuntimeError("V8 or a thread is here already: a fork would hang")
        gc.collect()
        gc.freeze()
        yield from _run(iter(cases), free)


def _run(waiting: Iterator[Case], free: list[Site]) -> Iterator[Outcome]:
    at_work: dict[int, tuple[Case, Site, Marks]] = {}
    while True:
        while free and (case := next(waiting, None)):
            site = free.pop()
            before = site.lay(case)
            at_work[fork(site.root)] = case, site, before
        if not at_work:
            return
        child, status, used = os.wait4(-1, 0)
        if child in at_work:
            case, site, before = at_work.pop(child)
            _end(child)
            is_kept = marks(site.root / "build") == before
            yield _outcome(case, site, os.waitstatus_to_exitcode(status), used, is_kept=is_kept)
            site.clear(is_kept=is_kept)
            free.append(site)


def _end(child: int) -> None:
    """End what a build left behind, if anything."""
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)


def _outcome(
    case: Case, site: Site, status: int, used: resource.struct_rusage, *, is_kept: bool
) -> Outcome:
    root = site.root
    out, err = (Path(f"{root}.{name}").read_text(errors="replace") for name in ("out", "err"))
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    told = err.replace(str(root), "SITE")
    return Outcome(case.key, status, out, told, seconds, megabytes, is_kept)


HEADLINE = re.compile(r"(?P<place>\S.*?)?(?:  |^)(?P<severity>error|warning): (?P<message>.*)")
PLACED = re.compile(r"[^:]+(?::[1-9]\d*){1,2}\Z")


def headlines(err: str, severity: str) -> list[tuple[str, str]]:
    """Return the place and the message of each problem."""
    found = (HEADLINE.match(line) for line in err.splitlines())
    return [(m["place"] or "", m["message"]) for m in found if m and m["severity"] == severity]


def allowed(outcomes: Iterable[Outcome]) -> float:
    """Return how long a case may take, from how long those took that were drawn."""
    drawn = [each.cpu for each in outcomes if each.key.startswith("chart key/") and not each.status]
    return TIMES * median(drawn)


def faults(outcome: Outcome, most: float = inf) -> list[str]:
    """Tell in what an outcome is not what it must be, whatever its input was.

    What was stopped at a limit of ours took as long as that limit allows.
    """
    errors = headlines(outcome.err, "error")
    is_refused = outcome.status == 1
    checks = {
        f"exit status {outcome.status}": outcome.status in (0, 1),
        "traceback": "Traceback" not in outcome.err and "bug of" not in outcome.err,
        "no error told": not is_refused or bool(errors),
        "no place": not is_refused or all(PLACED.match(place) for place, _ in errors),
        "build/ changed": outcome.kept or not is_refused,
        f"{outcome.cpu:.1f} s": outcome.cpu <= most or " was stopped: " in outcome.err,
        f"{outcome.megabytes} MB": outcome.megabytes <= 1000,
    }
    return [name for name, holds in checks.items() if not holds]


def wanted(patterns: Mapping[str, None] | list[str]) -> list[Case]:
    """Return the cases whose key is or begins with one of some patterns; all without any."""
    cases = list(all_cases())
    if not patterns:
        return cases
    return [c for c in cases if any(c.key == p or c.key.startswith(f"{p}/") for p in patterns)]


def main() -> None:
    """Write an outcome a line, as JSON, or, where cases are named, what became of each."""
    as_json, names = "--json" in sys.argv, [each for each in sys.argv[1:] if each != "--json"]
    for outcome in run(wanted(names), int(os.environ.get("PROCESSES", os.cpu_count() or 1))):
        if as_json:
            sys.stdout.write(json.encode(outcome).decode() + "\n")
        else:
            sys.stdout.write(shown(outcome))
        sys.stdout.flush()


def shown(outcome: Outcome) -> str:
    wrong = ", ".join(faults(outcome)) or "fine"
    first = f"{outcome.key}: {wrong} (exit {outcome.status}, {outcome.cpu:.2f} s,"
    return f"{first} {outcome.megabytes} MB)\n{outcome.err}\n"


if __name__ == "__main__":
    main()
