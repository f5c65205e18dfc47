"""``serve``: show the site while it is being written."""

import argparse
import sys
from pathlib import Path

from generator.cli import USAGE, now
from generator.cli.arguments import address, count, describe
from generator.pipeline.request import Request
from generator.preview.guard import PORT, has_address, hosts_of
from generator.preview.serve import Endpoint, serve
from generator.problems.terminal import tell


def serve_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``serve`` takes."""
    describe(
        command,
        "Show the site at an address of this machine, drafts too, and show each change as you save"
        " it. Nothing is written into build/. Problems stand in the page and here; Ctrl+C ends it.",
        ("serve --open", "with a browser"),
        ("serve --follow", "go to the page that you edit"),
    )
    command.add_argument("--port", type=count, metavar="N", help="default: 8000, or the next")
    command.add_argument("--open", action="store_true", help="open a browser")
    command.add_argument(
        "--host",
        type=address,
        metavar="ADDRESS",
        help="show it to other devices too, at this address of the machine (0.0.0.0: at all)",
    )
    command.add_argument("--follow", action="store_true", help="go to the page being edited")


def run_serve(given: argparse.Namespace, root: Path) -> int:
    """Show the site until Ctrl-C."""
    hosts = hosts_of(given.host)
    if not has_address(hosts[-1]):
        tell(f"--host: {given.host} is no address of this machine", sys.stderr)
        return USAGE
    request = Request(root, now(), drafts=True, future=True, tolerant=True, encodes=False)
    where = Endpoint(given.port or PORT, hosts, given.open, given.follow, given.port is not None)
    return serve(request, where)
