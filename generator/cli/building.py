"""``build``: make the site."""

import argparse
import os
import sys
from pathlib import Path

from generator.cli.codes import DONE, PROBLEM, USAGE
from generator.cli.outside import now, variables
from generator.cli.screen import Bar, as_json, show_problems, summary
from generator.pipeline.destination import objection
from generator.pipeline.request import Request
from generator.pipeline.story import build
from generator.pipeline.workshop import open_workshop
from generator.problems.terminal import tell


def run_build(given: argparse.Namespace, root: Path) -> int:
    """Build the site, and say what was done."""
    request = _request(given, root)
    if said := objection(request):
        tell(said, sys.stderr)
        return USAGE if given.output else PROBLEM
    bar = Bar(sys.stderr)
    with open_workshop(request, bar) as shop:
        try:
            report = build(request, shop)
        finally:
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
