"""``clean``: remove what builds wrote, and the cache."""

import argparse
from pathlib import Path

from generator.build.request import Request
from generator.build.workshop import Workshop, open_workshop
from generator.cli.codes import DONE
from generator.cli.outside import now
from generator.engine import unpublish
from generator.problems.terminal import tell


def run_clean(given: argparse.Namespace, root: Path) -> int:
    """Remove what builds wrote, and say what is kept."""
    request = Request(root, now(), given.output)
    with open_workshop(request) as shop:
        removed, kept = unpublish(request.folder, shop.record_of(request.folder))
    Workshop.remove_cache(request)
    tell(f"removed {removed} files of {request.folder.name}/ and the cache")
    if kept:
        tell(f"kept, for no build wrote them: {', '.join(kept[:3])}{' …' * (len(kept) > 3)}")
    return DONE
