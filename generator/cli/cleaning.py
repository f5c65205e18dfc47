"""``clean``: remove what builds wrote, and the cache."""

import argparse
import sys
from pathlib import Path

from generator.cli.codes import DONE, PROBLEM, USAGE
from generator.cli.outside import now
from generator.cli.screen import show_problems
from generator.engine import unpublish
from generator.pipeline.destination import objection
from generator.pipeline.request import Request
from generator.pipeline.workshop import Workshop, open_workshop
from generator.problems.terminal import tell


def run_clean(given: argparse.Namespace, root: Path) -> int:
    """Remove what builds wrote, and say what is kept."""
    request = Request(root, now(), given.output, use_cache=False)
    if said := objection(request):
        tell(said, sys.stderr)
        return USAGE if given.output else PROBLEM
    with open_workshop(request) as shop:
        removed, kept = unpublish(request.folder, shop.record_of(request.folder))
        show_problems(shop.troubles())
    Workshop.remove_cache(request)
    tell(f"removed {removed} files of {request.folder.name}/ and the cache")
    if kept:
        tell(f"kept, for no build wrote them: {', '.join(kept[:3])}{' …' * (len(kept) > 3)}")
    return DONE
