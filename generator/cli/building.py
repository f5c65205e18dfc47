"""``build`` and ``clean``: make the site, and remove what builds wrote."""

import argparse
import gc
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import to_builtins

from generator.cli import DONE, PROBLEM, USAGE, now, variables
from generator.cli.arguments import count, describe, moment
from generator.cli.screen import Bar, show_problems
from generator.engine import common_file, unpublish
from generator.pipeline.build import build
from generator.pipeline.request import Counts, Report, Request, objection
from generator.pipeline.workspace import Workspace, open_workspace
from generator.problems import CELL, Problem, many
from generator.problems.installing import fitted
from generator.problems.terminal import tell
from generator.site.held import Held

REASONS = {"draft": "draft", "scheduled": "scheduled", "expired": "expired"}


def build_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``build`` takes."""
    describe(
        command,
        "Make the site that site.yaml describes, in build/. Only what changed is made anew. All"
        " problems are told at once; with an error build/ stays as it was, and the exit code is 1.",
        ("build", "what you publish"),
        ("build --drafts --future", "with what is not published yet"),
        ("--root ../notes build", "a site that lies elsewhere"),
    )
    command.add_argument("--output", type=Path, metavar="DIR", help="default: build")
    command.add_argument("--base-url", metavar="URL", default="", help="instead of site.yaml's")
    command.add_argument("--env", metavar="NAME", default="", help="read site.NAME.yaml as well")
    command.add_argument("--drafts", action="store_true", help="publish drafts too")
    command.add_argument("--future", action="store_true", help="publish scheduled posts too")
    command.add_argument("--jobs", type=count, metavar="N", default=0, help="how many processes")
    command.add_argument("--no-cache", action="store_true", help="make everything anew")
    command.add_argument(
        "--no-exec", action="store_true", help="run no code of the author's: from the cache only"
    )
    command.add_argument(
        "--now", type=moment, metavar="TIME", help="the time to build for (ISO 8601; default: now)"
    )
    command.add_argument("--json", action="store_true", help="print the summary as JSON")
    command.add_argument("--quiet", action="store_true", help="print nothing but problems")


def run_build(given: argparse.Namespace, root: Path) -> int:
    """Build the site, and say what was done."""
    request = _request(given, root)
    if said := objection(request):
        tell(said, sys.stderr)
        return USAGE if given.output else PROBLEM
    bar = Bar(sys.stderr)
    with open_workspace(request, bar) as workspace:
        # What a build works out in this process lives to its end; its workers look for garbage.
        gc.disable()
        try:
            report = build(request, workspace)
        finally:
            gc.enable()
            bar.clear()
    show_problems(report.assembly.problems)
    if given.json:
        tell(as_json(report))
    elif report.assembly.failed:
        tell(f"\n{summary(report)}", sys.stderr)
    elif not given.quiet:
        tell(summary(report))
    return PROBLEM if report.assembly.failed else DONE


def _request(given: argparse.Namespace, root: Path) -> Request:
    return Request(
        root=root,
        now=given.now or now(),
        output=Path(os.path.abspath(given.output)) if given.output else None,
        overlay=given.env,
        base_url=given.base_url,
        environment=variables(),
        drafts=given.drafts,
        future=given.future,
        jobs=given.jobs,
        use_cache=not given.no_cache,
        execute=not given.no_exec,
    )


def clean_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``clean`` takes."""
    describe(
        command,
        "Remove what builds wrote into build/, and the cache in .postrock/. What you put into"
        " build/ yourself stays.",
        ("clean", "the next build makes everything anew"),
    )
    command.add_argument("--output", type=Path, metavar="DIR", help="default: build")


def run_clean(given: argparse.Namespace, root: Path) -> int:
    """Remove what builds wrote, and say what is kept."""
    request = Request(root, now(), given.output, use_cache=False)
    if said := objection(request):
        tell(said, sys.stderr)
        return USAGE if given.output else PROBLEM
    with open_workspace(request) as workspace:
        removed, kept = unpublish(request.folder, workspace.record_of(request.folder))
        show_problems(workspace.troubles())
    Workspace.remove_cache(request)
    tell(f"removed {removed} files of {request.folder.name}/ and the cache")
    common = common_file()
    if common is not None and common.exists():
        tell(f"kept, for the user's sites have it in common: {common.parent}")
    if kept:
        tell(f"kept, for no build wrote them: {', '.join(kept[:3])}{' …' * (len(kept) > 3)}")
    return DONE


def summary(report: Report) -> str:
    """Say in a few lines what a build did."""
    if report.assembly.failed or report.published is None:
        return _failure(report)
    counts = report.assembly.counts
    lines = [
        f"{_inventory(counts)} → {report.output.name}/ ({many(counts.outputs, 'file')})",
        f"{_work(report)} in {report.seconds:.2f} s",
        *_held(report.assembly.held),
        *_foreign(report),
        *_in_place(report),
    ]
    warnings = sum(problem.severity == "warning" for problem in report.assembly.problems)
    return "\n".join([*lines, *([many(warnings, "warning") + ", see above"] if warnings else [])])


def as_json(report: Report) -> str:
    """Say the same as one JSON object."""
    # Few builds are asked for it.
    import json

    published = report.published
    whole = {
        "ok": not report.assembly.failed,
        "output": str(report.output),
        "seconds": round(report.seconds, 3),
        **to_builtins(report.assembly.counts),
        "made": _made(report),
        "reused": _reused(report),
        "waves": to_builtins(dict(report.tallies)),
        "written": published.written if published else 0,
        "removed": published.removed if published else 0,
        "foreign": list(published.foreign) if published else [],
        "in_place": published.in_place if published else "",
        "held": to_builtins(report.assembly.held),
        "problems": [_problem(problem) for problem in report.assembly.problems],
    }
    return json.dumps(whole, indent=2)


def _problem(problem: Problem) -> Mapping[str, object]:
    told = {**to_builtins(problem), "where": str(problem.place) if problem.place else ""}
    told["hint"] = fitted(problem.hint)
    if problem.place and problem.place.line >= CELL:
        cell, line = divmod(problem.place.line, CELL)
        told["place"] = {**told["place"], "cell": cell, "line": line}
    return told


def _failure(report: Report) -> str:
    errors = sum(problem.severity == "error" for problem in report.assembly.problems)
    kept = f"; {report.output.name}/ is as it was" if report.output.is_dir() else ""
    return f"{many(errors, 'problem')} to mend{kept}"


def _inventory(counts: Counts) -> str:
    parts = ("posts", "pages", "figures", "images")
    return ", ".join(many(getattr(counts, part), part.removesuffix("s")) for part in parts)


def _work(report: Report) -> str:
    published = report.published
    made, reused = _made(report), _reused(report)
    if not made and published and not published.written and not published.removed:
        return f"nothing changed, {reused} steps reused"
    written = f", {many(published.written, 'file')} written" if published else ""
    removed = f", {published.removed} removed" if published and published.removed else ""
    return f"{many(made, 'step')} made, {reused} reused{written}{removed}"


def _made(report: Report) -> int:
    return sum(tally.made for tally in report.tallies.values())


def _reused(report: Report) -> int:
    return sum(tally.reused for tally in report.tallies.values())


def _held(held: tuple[Held, ...]) -> list[str]:
    lines = [f"{REASONS[each.reason]}: {each.title}{_until(each)}" for each in held[:6]]
    return lines + ([f"… and {len(held) - 6} more not published"] if len(held) > 6 else [])


def _until(held: Held) -> str:
    if not held.until:
        return ""
    moment = datetime.fromisoformat(held.until)
    word = "until" if held.reason == "scheduled" else "since"
    return f" ({word} {moment:%Y-%m-%d %H:%M %z})"


def _foreign(report: Report) -> list[str]:
    foreign = report.published.foreign if report.published else ()
    if not foreign:
        return []
    shown = ", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else "")
    name = report.output.name
    return [f"kept in {name}/, though no build wrote {_them(len(foreign))}: {shown}"]


def _in_place(report: Report) -> list[str]:
    why = report.published.in_place if report.published else ""
    name = report.output.name
    told = f"{name}/ was filled file by file, not exchanged in one step, for {why}"
    return [f"{told}; readers could see old and new pages side by side"] if why else []


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
