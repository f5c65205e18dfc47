"""``new``, ``init`` and ``import``: begin a post, a page, a site, or bring a site over."""

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path

from generator.cli import DONE, PROBLEM, command, now, variables
from generator.cli.arguments import describe
from generator.cli.screen import show_problems
from generator.importers import IMPORTERS
from generator.pipeline.request import Request
from generator.problems import Problem
from generator.problems.terminal import show_all, tell
from generator.scaffolds.document import Created, NewDocument, create
from generator.scaffolds.starting import start


def new_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``new`` takes."""
    describe(
        command,
        "Write the beginning of a post or a page, as the theme's archetype has it. A post begins"
        " as a draft with today's date. What is there already is never written over.",
        ('new post "What coffee costs" --figure', "with a chart"),
        ('new page "About"', "a page"),
    )
    command.add_argument("kind", choices=("post", "page"), metavar="KIND", help="post or page")
    command.add_argument("title", metavar="TITLE", help="in quotes, where it has several words")
    command.add_argument("--figure", action="store_true", help="with a chart and made-up data")
    command.add_argument("--tags", default="", metavar="A,B", help="with these tags")
    command.add_argument("--date", default="", help="such as 2026-05-01 (default: today)")
    command.add_argument("--slug", default="", metavar="NAME", help="default: from the title")
    command.add_argument("--open", action="store_true", help="open it in $VISUAL or $EDITOR")


def run_new(given: argparse.Namespace, root: Path) -> int:
    """Begin a post or a page, and say where it is and what to do next."""
    tags = tuple(tag.strip() for tag in given.tags.split(",") if tag.strip())
    new = NewDocument(given.kind, given.title, given.slug, given.date, tags, given.figure)
    created, problems = create(new, Request(root, now(), environment=variables()))
    if created is None:
        show_problems(problems)
        return PROBLEM
    tell(
        "\n".join(
            [*(_shown(root, path) for path in created.paths), _address(created), _next(created)]
        )
    )
    return _edit(root / created.paths[0]) if given.open else DONE


def init_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``init`` takes."""
    describe(
        command,
        "Write a small site into a folder: settings, a page, and a post with a chart. It builds at"
        " once.",
        ("init my-notes", "in the new folder my-notes"),
        ('init . --title "Notes on numbers"', "here, where nothing is yet"),
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="a folder, empty or to be made")
    command.add_argument(
        "--title", default="", help="the site's title (default: the folder's name)"
    )


def run_init(given: argparse.Namespace) -> int:
    """Write a small site, and say how to look at it."""
    started = start(given.folder, given.title, now(), command())
    if isinstance(started, Problem):
        show_problems([started])
        return PROBLEM
    tell(f"{given.folder}/ holds a small site: {', '.join(started)}")
    tell(f"\nnext:\n  cd {shlex.quote(str(given.folder))}\n  {command()} serve --open")
    return DONE


def _shown(root: Path, path: str) -> str:
    """Return a path as it is named from here."""
    whole, here = root / path, Path.cwd()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)


def _address(created: Created) -> str:
    kind = "a draft, to be" if created.draft else "to be published"
    until = f" not before {created.until[:16].replace('T', ' ')}" if created.until else ""
    return f"  {kind} at {created.address}{until}" if created.address else f"  {kind}{until}"


def _next(created: Created) -> str:
    publish = "; take away draft: true to publish it" if created.draft else ""
    return f"  next: write, and look with {command()} serve{publish}"


def _edit(path: Path) -> int:
    """Open a file in the author's editor, and wait for it to be closed."""
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


def import_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``import`` takes."""
    describe(
        command,
        "Bring over posts, pages, files and addresses of a blog of another generator. Nothing of it"
        " is changed or run; import-report.md tells what became of each file.",
        ("import jekyll ../old-blog --into new-blog", "into a new folder"),
        ("import wordpress export.xml --uploads uploads", "with its pictures"),
    )
    kinds = list(IMPORTERS)
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
    """Import a site and print a summary."""
    # What reads other generators' sites is only there for this command.
    from generator.importers.importing import ImportRequest, import_site
    from generator.importers.writing import summary

    source = given.source.resolve()
    into = given.into.resolve() if given.into else _named_after(source)
    done = import_site(ImportRequest(given.kind, source, into, now(), given.uploads))
    if isinstance(done, Problem):
        tell(show_all((done,), color=False), sys.stderr)
        return PROBLEM
    tell(summary(done.tally, done.notes))
    return DONE


def _named_after(source: Path) -> Path:
    """Return a new folder in the working directory that is not the source itself."""
    folder = Path.cwd() / (source.stem if source.is_file() else source.name)
    return folder if folder != source else folder.with_name(f"{folder.name}-postrock")
