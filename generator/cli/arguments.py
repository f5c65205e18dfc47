"""What can be said on the command line."""

import argparse
import sys
from datetime import MAXYEAR, MINYEAR, datetime
from pathlib import Path
from typing import Any

from generator import __version__
from generator.cli.importing import import_arguments
from generator.problems.terminal import tell


class Parser(argparse.ArgumentParser):
    """A parser whose help may be read by who stops before the end."""

    def _print_message(self, message: str, file: Any = None) -> None:
        tell(message.removesuffix("\n"), file or sys.stderr)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = Parser(
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
    _list(commands.add_parser("list", help="list posts, or what is held back"))
    _new(commands.add_parser("new", help="begin a post or a page"))
    init = commands.add_parser("init", help="begin a site: a small one that builds at once")
    init.add_argument("folder", type=Path, metavar="DIR", help="a folder, empty or to be made")
    init.add_argument("--title", default="", help="the site's title (default: the folder's name)")
    completion = commands.add_parser("completion", help="print a script that completes commands")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL")
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
    command.add_argument("--port", type=_count, metavar="N", help="default: 8000, or the next")
    command.add_argument("--open", action="store_true", help="open a browser")
    command.add_argument(
        "--host",
        type=_address,
        metavar="ADDRESS",
        help="show it to other devices too, at this address of the machine (0.0.0.0: at all)",
    )
    command.add_argument("--follow", action="store_true", help="go to the page being edited")


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", choices=("post", "page"), metavar="KIND", help="post or page")
    command.add_argument("title", metavar="TITLE")
    command.add_argument("--figure", action="store_true", help="with a chart and made-up data")
    command.add_argument("--tags", default="", metavar="A,B", help="with these tags")
    command.add_argument("--date", default="", help="such as 2026-05-01 (default: today)")
    command.add_argument("--slug", default="", metavar="NAME", help="default: from the title")
    command.add_argument("--open", action="store_true", help="open it in $VISUAL or $EDITOR")


def _list(command: argparse.ArgumentParser) -> None:
    kinds = ("posts", "drafts", "scheduled", "expired")
    command.add_argument("kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
    command.add_argument("--env", metavar="NAME", default="", help="read site.NAME.yaml as well")
    command.add_argument(
        "--now", type=_moment, metavar="TIME", help="the time to list for (ISO 8601; default: now)"
    )
    command.add_argument("--json", action="store_true", help="print the list as JSON")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _address(text: str) -> str:
    from ipaddress import ip_address

    try:
        return str(ip_address(text))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an address such as 192.168.1.5, or 0.0.0.0 for all of the machine's"
        ) from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    # At the ends of time the clocks of other zones would show a year that there is not.
    if moment is None or not MINYEAR < moment.year < MAXYEAR:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a time such as 2026-05-01 or 2026-05-01T12:00+02:00"
        )
    return moment
