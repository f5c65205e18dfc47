"""The command ``import``: it needs no site of ours, so it stands apart from the others."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from generator.cli.codes import DONE, PROBLEM
from generator.problems import Problem
from generator.problems.terminal import show_all, tell


def import_arguments(command: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    kinds = ("jekyll", "hugo", "pelican", "wordpress")
    command.add_argument("kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
    command.add_argument("source", type=Path, metavar="SOURCE", help="a folder; WordPress: a .xml")
    command.add_argument(
        "--into",
        type=Path,
        metavar="DIR",
        help="a new folder or a site of yours (default: a new one named after the source)",
    )
    command.add_argument(
        "--uploads", type=Path, metavar="DIR", help="WordPress: a copy of wp-content/uploads"
    )


def run_import(given: argparse.Namespace) -> int:
    """Import a site and say what became of it."""
    # What reads other generators' sites is only there for this command.
    from generator.importers.importing import Request, import_site
    from generator.importers.report import summary

    source = given.source.resolve()
    into = given.into.resolve() if given.into else _named_after(source)
    done = import_site(Request(given.kind, source, into, datetime.now(UTC), given.uploads))
    if isinstance(done, Problem):
        tell(show_all((done,), color=False), sys.stderr)
        return PROBLEM
    tell(summary(done.tally, done.notes))
    return DONE


def _named_after(source: Path) -> Path:
    """Return a new folder in the working directory that is not the source itself."""
    folder = Path.cwd() / (source.stem if source.is_file() else source.name)
    return folder if folder != source else folder.with_name(f"{folder.name}-postrock")
