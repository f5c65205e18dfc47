"""``serve``: show the site while it is being written."""

import argparse
import sys
from pathlib import Path

from generator.cli.codes import USAGE
from generator.cli.outside import now
from generator.pipeline.request import Request
from generator.problems.terminal import tell


def run_serve(given: argparse.Namespace, root: Path) -> int:
    """Show the site until Ctrl-C."""
    # livereload and tornado are only there for this command.
    from generator.preview.ports import PORT, has_address, hosts_of
    from generator.preview.serve import Where, serve

    hosts = hosts_of(given.host)
    if not has_address(hosts[-1]):
        tell(f"--host: {given.host} is no address of this machine", sys.stderr)
        return USAGE
    request = Request(root, now(), drafts=True, future=True, tolerant=True)
    where = Where(given.port or PORT, hosts, given.open, given.follow, given.port is not None)
    return serve(request, where)
