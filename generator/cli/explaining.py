"""``why``: tell what an output was made from, and what changed."""

import argparse
import sys
from pathlib import Path

from generator.cli.codes import DONE, PROBLEM
from generator.cli.outside import now
from generator.cli.screen import show_problems
from generator.pipeline.request import Request
from generator.pipeline.why import explain
from generator.pipeline.workshop import open_workshop
from generator.problems.terminal import tell


def run_why(given: argparse.Namespace, root: Path) -> int:
    """Explain one output of the last build."""
    request = Request(root, now(), given.output)
    with open_workshop(request) as shop:
        told = explain(given.path, request, shop)
        show_problems(shop.troubles())
    tell(told.text, sys.stdout if told.found else sys.stderr)
    return DONE if told.found else PROBLEM
