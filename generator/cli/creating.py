"""``new`` and ``init``: begin a post, a page, a site."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.codes import DONE, PROBLEM
from generator.cli.outside import command, now, variables
from generator.cli.screen import show_problems
from generator.pipeline.request import Request
from generator.problems.terminal import tell

if TYPE_CHECKING:
    from generator.scaffolds.document import Begun


def run_new(given: argparse.Namespace, root: Path) -> int:
    """Begin a post or a page, and say where it is and what to do next."""
    from generator.scaffolds.document import Wish, begin

    tags = tuple(tag.strip() for tag in given.tags.split(",") if tag.strip())
    wish = Wish(given.kind, given.title, given.slug, given.date, tags, given.figure)
    begun, problems = begin(wish, Request(root, now(), environment=variables()))
    if begun is None:
        show_problems(problems)
        return PROBLEM
    tell("\n".join([*(_shown(root, path) for path in begun.paths), _address(begun), _next(begun)]))
    return _edit(root / begun.paths[0]) if given.open else DONE


def run_init(given: argparse.Namespace) -> int:
    """Write a small site, and say how to look at it."""
    from shlex import quote

    from generator.problems import Problem
    from generator.scaffolds.starting import start

    started = start(given.folder, given.title, now())
    if isinstance(started, Problem):
        show_problems([started])
        return PROBLEM
    tell(f"{given.folder}/ holds a small site: {', '.join(started.paths)}")
    tell(f"\nnext:\n  cd {quote(str(given.folder))}\n  {command()} serve --open")
    return DONE


def _shown(root: Path, path: str) -> str:
    """Return a path as it is named from here."""
    whole, here = root / path, Path.cwd()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)


def _address(begun: "Begun") -> str:
    kind = "a draft, to be" if begun.draft else "to be published"
    until = f" not before {begun.until[:16].replace('T', ' ')}" if begun.until else ""
    return f"  {kind} at {begun.address}{until}" if begun.address else f"  {kind}{until}"


def _next(begun: "Begun") -> str:
    publish = "; take away draft: true to publish it" if begun.draft else ""
    return f"  next: write, and look with {command()} serve{publish}"


def _edit(path: Path) -> int:
    """Open a file in the author's editor, and wait for it to be closed."""
    # Every command would pay for loading them.
    import shlex
    import subprocess

    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not editor:
        tell("no editor to open it: set VISUAL or EDITOR, such as EDITOR=nano", sys.stderr)
        return PROBLEM
    try:
        code = subprocess.run([*editor, str(path)], check=False).returncode  # noqa: S603
    except OSError as error:
        tell(f"{editor[0]} does not start: {(error.strerror or '').lower()}", sys.stderr)
        return PROBLEM
    if code:
        tell(f"{editor[0]} ended with {code}", sys.stderr)
    return PROBLEM if code else DONE
