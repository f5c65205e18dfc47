"""``publish``: bring the finished site to where its readers are."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.cli import DONE, PROBLEM, now, variables
from generator.cli.arguments import count, describe
from generator.cli.building import summary
from generator.cli.screen import Bar, show_problems
from generator.hosting.addresses import address_of, is_kept
from generator.hosting.live import PATIENCE, LiveCheck, awaited_of, is_anybodys
from generator.hosting.publishing import PublishReport, PublishRequest, publish_site
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from generator.problems import Problem, many
from generator.problems.excerpt import harmless
from generator.problems.terminal import tell

SHOWN = 12
"""So many addresses of a kind are shown; the rest is counted."""


def publish_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``publish`` takes."""
    describe(
        command,
        "Build the site, and bring what differs to a target that site.yaml names under targets:. An"
        " address that readers have and that would vanish is an error.",
        ("publish --dry-run", "say what would be done"),
        ("publish", "to the only target that there is"),
    )
    command.add_argument("target", nargs="?", default="", help="a name under targets: in site.yaml")
    command.add_argument("--dry-run", action="store_true", help="say what would be done")
    command.add_argument(
        "--gone", action="append", default=[], metavar="ADDRESS",
        help="let a published address vanish; * stands for anything; may be given again",
    )  # fmt: skip
    command.add_argument(
        "--take-over", action="store_true", help="replace what others put in the site's place"
    )
    command.add_argument(
        "--data-diff", action="store_true", help="list the numbers that change, old and new"
    )
    command.add_argument(
        "--no-check", action="store_true", help="do not ask the live site what it shows"
    )
    command.add_argument("--env", metavar="NAME", default="", help="read site.NAME.yaml as well")
    command.add_argument("--base-url", metavar="URL", default="", help="instead of site.yaml's")
    command.add_argument("--jobs", type=count, metavar="N", default=0, help="how many processes")


def run_publish(given: argparse.Namespace, root: Path) -> int:
    """Build the site, publish it, and say what was done."""
    request = Request(
        root=root,
        now=now(),
        overlay=given.env,
        base_url=given.base_url,
        environment=variables(),
        jobs=given.jobs,
    )
    order = PublishRequest(
        given.target, given.dry_run, tuple(given.gone), given.take_over, given.data_diff
    )
    bar = Bar(sys.stderr)
    with open_workspace(request, bar) as workspace:
        try:
            report = publish_site(request, order, workspace, bar)
        finally:
            bar.clear()
    live = "" if given.no_check or not report.done else shown(report)
    problems = (*report.problems, *(live if not isinstance(live, str) else ()))
    show_problems(problems)
    told = "\n".join(told_of(report, dry_run=given.dry_run, data_diff=given.data_diff))
    told += f"\n{live}" if live and isinstance(live, str) else ""
    tell(f"\n{told}" if report.failed else told, sys.stderr if report.failed else None)
    return PROBLEM if report.failed else DONE


def told_of(report: PublishReport, *, dry_run: bool, data_diff: bool = False) -> Iterator[str]:
    """Say in a few lines what a target was given, or would be."""
    if report.build is not None:
        yield summary(report.build)
    if report.target is None or report.delivery is None:
        yield "nothing was published"
        return
    changes = report.changes
    name = f"{report.target.name} ({report.target.kind} {harmless(report.target.place)})"
    if report.failed:
        yield f"nothing was published to {name}"
    if dry_run:
        yield from _listed(report)
    yield from report.numbers
    if data_diff and not report.numbers:
        yield "no number changes"
    size = sum(report.delivery.sizes.values())
    of = f"{many(len(report.delivery.files), 'file')}, {weight(size)}"
    if not changes:
        yield f"{name} holds this very site already: {of}"
    elif dry_run:
        yield f"{name} would be given {_counts(report)}; nothing was done"
    elif report.done:
        yield f"{name} was given {_counts(report)}"
    if report.note:
        yield report.note


def shown(report: PublishReport) -> str | Sequence[Problem]:
    """Ask the live site whether it shows what was published: say so, or return what it does not."""
    if report.delivery is None or report.target is None:
        return ""
    base_url, kind = report.delivery.base_url, report.target.kind
    if not is_anybodys(base_url):
        return f"{base_url} is kept for examples, so nobody was asked what it shows"
    asked = awaited_of(report.delivery, report.changes, report.before)
    check = LiveCheck(asked, bool(report.target.server), PATIENCE.get(kind, 0))
    return check.problems() or f"{base_url} shows what was published"


def _counts(report: PublishReport) -> str:
    changes = report.changes
    counts = ((changes.appear, "new"), (changes.change, "changed"))
    parts = [f"{many(len(paths), 'file')} {word}" for paths, word in counts if paths]
    gone = [f"{len(changes.go)} removed"] if changes.go else []
    same = [f"{changes.stay} stay as they are"] if changes.stay else []
    return ", ".join([*parts, *gone, *same]) + f": {weight(changes.sent)} to send"


def _listed(report: PublishReport) -> Iterator[str]:
    groups = (("+", report.changes.appear), ("~", report.changes.change), ("-", report.changes.go))
    for mark, paths in groups:
        shown = _in_order(paths)
        for path in shown[:SHOWN]:
            yield f"  {mark} {harmless(_address(path, report))}"
        if len(paths) > SHOWN:
            yield f"  {mark} … and {len(paths) - SHOWN} more"


def _in_order(paths: Sequence[str]) -> Sequence[str]:
    """Return what readers look at before what it is made of."""
    return sorted(paths, key=lambda path: (not path.endswith(".html"), not is_kept(path), path))


def _address(path: str, report: PublishReport) -> str:
    base_url = report.delivery.base_url if report.delivery else ""
    return address_of(path, base_url)


def weight(size: int) -> str:
    """Say how many bytes there are."""
    if size < 1000:
        return many(size, "byte")
    return f"{size / 1000:,.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"
