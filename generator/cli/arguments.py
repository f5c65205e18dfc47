"""What can be said on the command line."""

import argparse
from datetime import datetime
from pathlib import Path

from generator import __version__
from generator.cli.importing import import_arguments


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="python -m generator",
        description="A static site generator for blogs that argue with data.",
    )
    top.add_argument("--version", action="version", version=f"Postrock {__version__}")
    top.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="the site's folder (default: the nearest one upwards that holds site.yaml)",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _build(commands.add_parser("build", help="make the site"))
    _serve(commands.add_parser("serve", help="show the site while you write"))
    clean = commands.add_parser("clean", help="remove what builds wrote, and the cache")
    clean.add_argument("--output", type=Path, metavar="DIR", help="default: build")
    why = commands.add_parser("why", help="tell what an output was made from, and what changed")
    why.add_argument("path", metavar="PATH", help="a file in build/, or an address such as /about/")
    why.add_argument("--output", type=Path, metavar="DIR", help="default: build")
    import_arguments(commands.add_parser("import", help="bring over a blog of another generator"))
    return top


def _build(command: argparse.ArgumentParser) -> None:
    command.add_argument("--output", type=Path, metavar="DIR", help="default: build")
    command.add_argument("--base-url", metavar="URL", default="", help="instead of site.yaml's")
    command.add_argument("--env", metavar="NAME", default="", help="read site.NAME.yaml as well")
    command.add_argument("--drafts", action="store_true", help="publish drafts too")
    command.add_argument("--future", action="store_true", help="publish scheduled posts too")
    command.add_argument("--jobs", type=_count, metavar="N", default=0, help="how many processes")
    command.add_argument("--no-cache", action="store_true", help="make everything anew")
    command.add_argument(
        "--no-exec", action="store_true", help="run no code of the author's: from the cache only"
    )
    command.add_argument(
        "--now", type=_moment, metavar="TIME", help="the time to build for (ISO 8601; default: now)"
    )
    command.add_argument("--json", action="store_true", help="print the summary as JSON")
    command.add_argument("--quiet", action="store_true", help="print nothing but problems")


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=_count, default=8000, metavar="N", help="default: 8000")
    command.add_argument("--open", action="store_true", help="open a browser")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a time such as 2026-05-01 or 2026-05-01T12:00+02:00"
        ) from None
