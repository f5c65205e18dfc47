"""``serve``: show the site while it is being written."""

import argparse
from pathlib import Path

from generator.build.request import Request
from generator.cli.outside import now


def run_serve(given: argparse.Namespace, root: Path) -> int:
    """Show the site until Ctrl-C."""
    # livereload and tornado are only there for this command.
    from generator.preview.serve import serve

    request = Request(root, now(), drafts=True, future=True, tolerant=True)
    return serve(request, given.port, open_browser=given.open)
