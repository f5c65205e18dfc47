"""``list`` and ``why``: what the site has, and what an output was made from."""

import argparse
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import to_builtins

from generator.cli import DONE, PROBLEM, now, variables
from generator.cli.arguments import describe, moment
from generator.cli.screen import Bar, show_problems, table
from generator.pipeline.listing import ListedDocument, State, list_site
from generator.pipeline.request import Request
from generator.pipeline.why import explain
from generator.pipeline.workspace import open_workspace
from generator.problems.excerpt import harmless
from generator.problems.terminal import tell

STATES: Mapping[str, State] = {
    "posts": "published",
    "drafts": "draft",
    "scheduled": "scheduled",
    "expired": "expired",
}
TITLE, WORDS = 1, 2
"""Columns of the table."""
MOMENTS = {"scheduled": "until", "expired": "since"}


def list_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``list`` takes."""
    describe(
        command,
        "List posts with their dates, addresses and sources: those that are published, or those"
        " that are held back.",
        ("list drafts", "what is still to be finished"),
        ("list posts --json", "for programs"),
    )
    command.add_argument("kind", choices=tuple(STATES), metavar="KIND", help=", ".join(STATES))
    command.add_argument("--env", metavar="NAME", default="", help="read site.NAME.yaml as well")
    command.add_argument(
        "--now", type=moment, metavar="TIME", help="the time to list for (ISO 8601; default: now)"
    )
    command.add_argument("--json", action="store_true", help="print the list as JSON")


def run_list(given: argparse.Namespace, root: Path) -> int:
    """List what is in one state, newest first; problems are shown as a build shows them."""
    request = Request(root, given.now or now(), overlay=given.env, environment=variables())
    bar = Bar(sys.stderr)
    try:
        listing = list_site(request, STATES[given.kind], bar)
    finally:
        bar.clear()
    show_problems(listing.problems)
    if given.json:
        objects = [_object(entry) for entry in listing.entries]
        tell(json.dumps(objects, indent=2))
    elif listing.entries:
        tell(_table(listing.entries))
    else:
        tell(_nothing(given.kind), sys.stderr)
    failed = any(problem.severity == "error" for problem in listing.problems)
    return PROBLEM if failed else DONE


def _table(entries: Sequence[ListedDocument]) -> str:
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return table([_row(entry) for entry in entries], room, cut=TITLE, right=(WORDS,))


def _row(entry: ListedDocument) -> tuple[str, ...]:
    words = f"{entry.words} word" + ("s" if entry.words != 1 else " ")
    moment = f"{MOMENTS[entry.state]} {_minute(entry.moment)}" if entry.moment else ""
    parts = (entry.date[:10] or "no date", harmless(entry.title), words)
    return (*parts, *((moment,) if entry.state in MOMENTS else ()), harmless(entry.path))


def _minute(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%Y-%m-%d %H:%M}"


def _object(entry: ListedDocument) -> dict[str, object]:
    told = {key: value for key, value in to_builtins(entry).items() if key != "moment"}
    return {**told, **({MOMENTS[entry.state]: entry.moment} if entry.moment else {})}


def _nothing(kind: str) -> str:
    return f"nothing is {kind}" if kind in MOMENTS else f"there are no {kind}"


def why_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``why`` takes."""
    describe(
        command,
        "Tell what a published file was made from (its source, template, figures and their data),"
        " and which of them changed since the build before.",
        ("why build/index.html", "a file"),
        ("why /about/", "an address"),
    )
    command.add_argument(
        "path", metavar="PATH", help="a file in build/, or an address such as /about/"
    )
    command.add_argument("--output", type=Path, metavar="DIR", help="default: build")


def run_why(given: argparse.Namespace, root: Path) -> int:
    """Explain one output of the last build."""
    request = Request(root, now(), given.output)
    with open_workspace(request) as workspace:
        told = explain(given.path, request, workspace)
        show_problems(workspace.troubles())
    tell(told.text, sys.stdout if told.found else sys.stderr)
    return DONE if told.found else PROBLEM
